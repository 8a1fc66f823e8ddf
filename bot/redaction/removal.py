"""Takes items and words out of a report's parts, and remembers what must not stand elsewhere."""

from copy import deepcopy
from dataclasses import dataclass, field

from bot.redaction.changes import DELETED, HIDDEN, OUT, STRUCK, groups_of
from bot.redaction.conventions import STYLE_LEFT_OUT, WORDS_LEFT_OUT, item_left_out
from bot.redaction.items import content_cells, own_cells
from bot.redaction.package import Package
from bot.redaction.places import places, stories
from bot.redaction.search import LeftOut
from bot.redaction.word_xml import (
    Node,
    drop,
    new_paragraph,
    new_run,
    paragraph_text,
    run_text,
    runs_of,
    w,
)

_LOOKS = ("strike", "dstrike", "vanish")
_PICTURES = ("drawing", "pict", "object")


@dataclass
class Removal:
    """What was taken out.

    Attributes:
        left_out: what must not stand elsewhere.
        words: how many stretches were struck out, by the key of their place.
        hidden: how many stretches were hidden text.
    """

    left_out: LeftOut = field(default_factory=LeftOut)
    words: dict[str, int] = field(default_factory=dict)
    hidden: int = 0


def remove_items(package: Package, rows: dict[int, Node], removal: Removal) -> None:
    """Put ``[item 7 left out]`` in place of each item; its number stays."""
    notes: set[tuple[str, str]] = set()
    for number, row in rows.items():
        cells = content_cells(row)
        for cell in cells:
            notes |= _notes_in(cell)
            for paragraph in cell.iter(w("p")):
                removal.left_out.add(paragraph_text(paragraph))
        _clear_number(row)
        row.attrib.pop(OUT, None)
        if cells:
            _one_cell(cells, item_left_out(number))
    _remove_notes(package, notes, removal)


def remove_words(package: Package, removal: Removal) -> None:
    """Take out every run that is marked; struck-out words leave a mark that they were there."""
    notes: set[tuple[str, str]] = set()
    for place in list(places(package)):
        for group in groups_of(place.paragraph):
            notes |= {note for run in group for note in _notes_in(run)}
            _count(group, place.key, removal)
            _remove_group(group)
        _mend_fields(place.paragraph)
    _remove_notes(package, notes, removal)
    for name in stories(package):
        for row in [r for r in package.tree(name).iter(w("tr")) if r.get(OUT)]:
            drop(row)


def struck_groups(paragraph: Node) -> list[list[Node]]:
    """The stretches of a paragraph that will be shown as left out."""
    return [group for group in groups_of(paragraph) if _leaves_a_mark(group)]


def _one_cell(cells: list[Node], text: str) -> None:
    """Make one cell of several, as wide as they were, with this text alone."""
    kept, *others = cells
    spans = [_span(cell) for cell in cells]
    for cell in others:
        drop(cell)
    properties = kept.find(w("tcPr"))
    for child in [child for child in kept if child is not properties]:
        drop(child)
    if properties is None:
        properties = kept.makeelement(w("tcPr"))
        kept.insert(0, properties)
    for name in ("gridSpan", "vMerge", "hMerge", "tcW"):
        for old in properties.findall(w(name)):
            drop(old)
    span = properties.makeelement(w("gridSpan"))
    span.set(w("val"), str(sum(spans)))
    properties.insert(0, span)
    kept.append(new_paragraph(text, STYLE_LEFT_OUT))


def _span(cell: Node) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    value = "1" if found is None else found.get(w("val"), "1")
    return int(value) if value.isdecimal() else 1


def _clear_number(row: Node) -> None:
    """The number stays readable also where the whole row was struck out."""
    for cell in own_cells(row)[:1]:
        for run in cell.iter(w("r")):
            run.attrib.pop(OUT, None)
            _plain(run.find(w("rPr")))


def _count(group: list[Node], key: str, removal: Removal) -> None:
    reasons = {run.get(OUT) for run in group}
    struck = "".join(run_text(run) for run in group if run.get(OUT) == STRUCK)
    deleted = "".join(run_text(run) for run in group if run.get(OUT) == DELETED)
    removal.left_out.add(struck)
    removal.left_out.add(deleted, parts=False)
    removal.hidden += int(HIDDEN in reasons)
    if STRUCK in reasons and _leaves_a_mark(group):
        removal.words[key] = removal.words.get(key, 0) + 1


def _remove_group(group: list[Node]) -> None:
    if _leaves_a_mark(group):
        look = deepcopy(group[0].find(w("rPr")))
        _plain(look)
        text = "".join(map(run_text, group))
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        shown = f"{before}{WORDS_LEFT_OUT}{after if text.strip() else ''}"
        group[0].addprevious(new_run(" ".join(shown.split("\n")), look))
    for run in group:
        drop(run)


def _leaves_a_mark(group: list[Node]) -> bool:
    struck = [run for run in group if run.get(OUT) == STRUCK]
    return any(run_text(run).strip() or any(run.iter(*map(w, _PICTURES))) for run in struck)


def _plain(properties: Node) -> None:
    for name in () if properties is None else _LOOKS:
        for look in properties.findall(w(name)):
            drop(look)


def _mend_fields(paragraph: Node) -> None:
    """A field of which only a part was taken out becomes plain text; Word would not open it."""
    runs = runs_of(paragraph)
    ends = [end for run in runs for end in run.findall(w("fldChar"))]
    kinds = [end.get(w("fldCharType")) for end in ends]
    if kinds.count("begin") == kinds.count("end"):
        return
    for run in runs:
        if run.find(w("fldChar")) is not None or run.find(w("instrText")) is not None:
            drop(run)


def _notes_in(node: Node) -> set[tuple[str, str]]:
    kinds = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
    return {
        (name, found.get(w("id"), ""))
        for kind, name in kinds.items()
        for found in node.iter(w(kind))
    }


def _remove_notes(package: Package, notes: set[tuple[str, str]], removal: Removal) -> None:
    for name in stories(package):
        for note in list(package.tree(name).iter(w("footnote"), w("endnote"))):
            kind = note.tag.rpartition("}")[2]
            if (kind, note.get(w("id"), "")) in notes:
                for paragraph in note.iter(w("p")):
                    removal.left_out.add(paragraph_text(paragraph))
                drop(note)
