"""Tracked changes settled, comments taken out; runs that must go are marked with the reason."""

from bot.redaction.word_xml import Node, drop, nearest, run_text, runs_of, unwrap, w

OUT = "{urn:mash-bot:redaction}out"
STRUCK, DELETED, HIDDEN, MOVED = "struck", "deleted", "hidden", "moved"
"""Why a run goes: struck out, deleted or moved with tracked changes, or hidden text."""

_CHANGED_PROPERTIES = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
    "cellIns",
    "cellMerge",
)
_MARKERS = (
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "proofErr",
    "permStart",
    "permEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
    "dataBinding",
    "lastRenderedPageBreak",
)
_SHOWN = {"delText": "t", "delInstrText": "instrText"}


def count_changes(root: Node) -> int:
    """How many tracked changes a part holds."""
    names = ("ins", "del", "moveFrom", "moveTo", *_CHANGED_PROPERTIES)
    return sum(1 for _ in root.iter(*map(w, names)))


def settle(root: Node) -> None:
    """Accept what is inserted, mark what is deleted, and take out markers and comments."""
    for node in list(root.iter(*map(w, [*_CHANGED_PROPERTIES, *_MARKERS]))):
        drop(node)
    _settle_rows(root)
    for node in list(root.iter(w("del"), w("moveFrom"))):
        if not _is_property(node):
            _mark(node, DELETED if node.tag == w("del") else MOVED)
            unwrap(node)
    for node in list(root.iter(w("ins"), w("moveTo"))):
        drop(node) if _is_property(node) else unwrap(node)


def mark_by_look(root: Node, toggles: "Toggles") -> None:
    """Mark runs that are hidden or struck out, by themselves or by their style."""
    for run in root.iter(w("r")):
        if run.get(OUT):
            continue
        if toggles.is_on(run, "vanish"):
            run.set(OUT, HIDDEN)
        elif toggles.is_on(run, "strike") or toggles.is_on(run, "dstrike"):
            run.set(OUT, STRUCK)


def join_paragraphs(root: Node) -> None:
    """Join each paragraph whose end was deleted with the one below it."""
    ended = [node for node in root.iter(w("del"), w("moveFrom")) if _is_property(node)]
    for node in reversed(ended):
        paragraph = nearest(node, "p")
        drop(node)
        below = None if paragraph is None else paragraph.getnext()
        if below is not None and below.tag == w("p"):
            for child in [child for child in below if child.tag != w("pPr")]:
                paragraph.append(child)
            drop(below)


class Toggles:
    """Says whether a run is struck out or hidden.

    Args:
        styles: the part with the styles; None where there is none.
    """

    def __init__(self, styles: Node) -> None:
        found = [] if styles is None else styles.findall(w("style"))
        self._styles = {style.get(w("styleId")): style for style in found}

    def is_on(self, run: Node, name: str) -> bool:
        """Whether ``strike``, ``dstrike`` or ``vanish`` is on for a run."""
        own = run.find(w("rPr"))
        paragraph = nearest(run, "p")
        above = None if paragraph is None else paragraph.find(w("pPr"))
        values = (
            _flag(own, name),
            self._by_style(own, "rStyle", name),
            self._by_style(above, "pStyle", name),
        )
        return next((value for value in values if value is not None), False)

    def _by_style(self, properties: Node, kind: str, name: str) -> bool | None:
        named = None if properties is None else properties.find(w(kind))
        seen: set[str] = set()
        while named is not None and (key := named.get(w("val"))) not in seen:
            seen.add(key)
            style = self._styles.get(key)
            if style is None:
                return None
            value = _flag(style.find(w("rPr")), name)
            if value is not None:
                return value
            named = style.find(w("basedOn"))
        return None


def _settle_rows(root: Node) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            drop(properties.find(w("del")))
            _mark(row, DELETED)
            row.set(OUT, DELETED)
    for cell in list(root.iter(w("cellDel"))):
        _mark(nearest(cell, "tc"), DELETED)
        drop(cell)


def _mark(node: Node, why: str) -> None:
    for run in node.iter(w("r")):
        run.set(OUT, why)
        for child in run:
            shown = _SHOWN.get(child.tag.rpartition("}")[2])
            if shown:
                child.tag = w(shown)


def _is_property(node: Node) -> bool:
    return node.getparent().tag in {w("rPr"), w("trPr")}


def _flag(properties: Node, name: str) -> bool | None:
    node = None if properties is None else properties.find(w(name))
    if node is None:
        return None
    return node.get(w("val"), "true").lower() not in {"0", "false", "off", "none"}


def groups_of(paragraph: Node) -> list[list[Node]]:
    """Runs that go and stand beside each other, so that a word split across runs is one text."""
    groups: list[list[Node]] = []
    beside = False
    for run in runs_of(paragraph):
        if run.get(OUT) and beside:
            groups[-1].append(run)
        elif run.get(OUT):
            groups.append([run])
        beside = bool(run.get(OUT)) or (beside and not run_text(run) and not len(run))
    return groups
