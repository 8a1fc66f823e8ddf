"""Where a paragraph stands: a key without any text, for records, and words for the person."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.redaction.changes import OUT
from bot.redaction.items import item_rows, own_cells, read_item
from bot.redaction.package import Package
from bot.redaction.word_xml import Node, nearest, run_text, runs_of, style_of, w

_STORIES = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
}


@dataclass(frozen=True)
class Place:
    """A paragraph and where it stands.

    Attributes:
        key: such as ``item 7, column 4``, ``paragraph 12`` or ``header, paragraph 1``.
        label: such as ``item 7, Summary`` or ``below “Scope”``.
        paragraph: the paragraph.
        item: the number of the item that it belongs to; 0 for none.
    """

    key: str
    label: str
    paragraph: Node
    item: int = 0


def stories(package: Package) -> dict[str, str]:
    """The parts with text, by name: the document itself and its headers, footers and notes."""
    main = package.document
    found = {main: ""}
    for relation in package.relations(main):
        if relation.kind in _STORIES and relation.target in package.parts:
            found[relation.target] = _STORIES[relation.kind]
    return found


def places(package: Package) -> Iterator[Place]:
    """Every paragraph of every story, in order."""
    for name, story in stories(package).items():
        root = package.tree(name)
        yield from _in_story(root, story) if story else _in_document(root)


def _in_story(root: Node, story: str) -> Iterator[Place]:
    for at, paragraph in enumerate(root.iter(w("p")), 1):
        yield Place(f"{story}, paragraph {at}", story, paragraph)


def _in_document(root: Node) -> Iterator[Place]:
    numbers = {row: number for number, row in item_rows(root).items()}
    heading = ""
    for at, paragraph in enumerate(root.iter(w("p")), 1):
        if style_of(paragraph).startswith(("Heading", "Title")):
            heading = _kept_text(paragraph)
        row = nearest(paragraph, "tr")
        if row is not None and row in numbers:
            yield _in_item(numbers[row], row, paragraph)
        else:
            yield Place(f"paragraph {at}", f"below “{heading}”" if heading else "text", paragraph)


def _in_item(number: int, row: Node, paragraph: Node) -> Place:
    cell = nearest(paragraph, "tc")
    column = next((at for at, own in enumerate(own_cells(row)) if own is cell), 0)
    headings = read_item(number, row).headings
    named = headings[column - 1] if 0 < column <= len(headings) else ""
    label = f"item {number}, {named}" if named else f"item {number}"
    return Place(f"item {number}, column {column}", label, paragraph, number)


def _kept_text(paragraph: Node) -> str:
    runs = [run for run in runs_of(paragraph) if not run.get(OUT)]
    return "".join(map(run_text, runs)).strip()
