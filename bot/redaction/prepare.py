"""Makes the Word file of a release copy out of a draft, in memory, and proves what is in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bot.redaction.changes import join_paragraphs
from bot.redaction.cleaning import clean, set_release_line
from bot.redaction.draft import Draft, open_package
from bot.redaction.errors import RedactionRefused, Standing
from bot.redaction.items import item_rows
from bot.redaction.package import Package
from bot.redaction.places import places, stories
from bot.redaction.removal import Removal, remove_items, remove_words
from bot.redaction.search import LeftOut
from bot.redaction.word_xml import every_text, paragraph_text, w

_WIDE = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Prepared:
    """The Word file of a release copy that is not on the disk yet.

    Attributes:
        content: its bytes.
        texts: its paragraphs, in order; headers and footers too.
        body: those of the document itself.
        left_out: what must not stand in it.
        standing: where some of that does stand.
        words: how many stretches of struck-out words were left out, by place.
        hidden: how many stretches of hidden text were taken out.
    """

    content: bytes
    texts: tuple[str, ...]
    body: tuple[str, ...]
    left_out: LeftOut
    standing: tuple[Standing, ...]
    words: dict[str, int]
    hidden: int


def prepare(draft: Draft, leave_out: Collection[int], day: date) -> Prepared:
    """Leave out items, and everything that was struck out in Word.

    Args:
        draft: the report.
        leave_out: the items that the person chose; those struck out go too.
        day: of the release.

    Raises:
        RedactionRefused: the file that was made is not what was meant; nothing is released.
    """
    package = open_package(draft.content)
    removal = Removal()
    rows = item_rows(package.tree(package.document))
    gone = set(leave_out) | set(draft.struck_items)
    remove_items(package, {n: row for n, row in rows.items() if n in gone}, removal)
    remove_words(package, removal)
    for name in stories(package):
        join_paragraphs(package.tree(name))
    set_release_line(package, day)
    clean(package, day)
    texts = _texts(package)
    content = package.save()
    made = Package.read(content)
    _check(texts, made)
    standing = tuple(_standing(made, removal.left_out))
    body = tuple(map(paragraph_text, made.tree(made.document).iter(w("p"))))
    return Prepared(content, texts, body, removal.left_out, standing, removal.words, removal.hidden)


def _texts(package: Package) -> tuple[str, ...]:
    return tuple(paragraph_text(place.paragraph) for place in places(package))


def _check(texts: tuple[str, ...], made: Package) -> None:
    if _texts(made) != texts or any(b"mash-bot:redaction" in part for part in made.parts.values()):
        raise RedactionRefused(
            "the release copy does not read back as it was made", "report this; nothing was kept"
        )


def _standing(made: Package, left_out: LeftOut) -> Iterator[Standing]:
    """Look in every part of the file: paragraphs as wholes, then all else that can be read."""
    seen: set[str] = set()
    for place in places(made):
        for found in left_out.in_text(paragraph_text(place.paragraph)):
            seen.add(found)
            yield Standing(place.key, place.label, found)
    for name in sorted(made.parts):
        for found in _in_part(made, name, left_out):
            if found not in seen:
                yield Standing(f"part {name}", f"not visible, in {name}", found)


def _in_part(made: Package, name: str, left_out: LeftOut) -> list[str]:
    if name.endswith((".xml", ".rels")):
        texts = list(every_text(made.tree(name)))
        return sorted({found for text in texts for found in left_out.in_text(text)})
    content = made.parts[name]
    wanted = [one.strip() for one in left_out.whole]
    return [text for text in wanted if any(text.encode(code) in content for code in _WIDE)]
