"""The XML of Word: names, parsing without entities, and the text of runs and paragraphs."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from bot.redaction.errors import BadReport

Node: TypeAlias = Any
"""An element of lxml, which has no types."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LITERALS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOL = re.compile(r"[0-9A-Fa-f]{1,6}")


def w(name: str) -> str:
    """The full name of one of Word's elements or attributes."""
    return f"{{{W}}}{name}"


def parse(content: bytes, name: str) -> Node:
    """Parse a part; comments and instructions of XML are dropped, entities are refused.

    Raises:
        BadReport: it is no XML, or it declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadReport(f"{name} in it is damaged; fix: save the report anew in Word") from error
    if root.getroottree().docinfo.doctype:
        raise BadReport(f"{name} in it declares entities; fix: ask where the file comes from")
    return root


def serialise(root: Node) -> bytes:
    """The bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def run_text(run: Node) -> str:
    """The text of a run; of its own, not of a text box in it, nor the code of a field."""
    return "".join(_piece(child) for child in run)


def runs_of(paragraph: Node) -> list[Node]:
    """The runs of a paragraph, also in links and content controls; not those of a text box."""
    return [run for run in paragraph.iter(w("r")) if nearest(run, "p") is paragraph]


def paragraph_text(paragraph: Node) -> str:
    """The text of a paragraph, as one."""
    return "".join(run_text(run) for run in runs_of(paragraph))


def nearest(node: Node, name: str) -> Node:
    """The closest element of that name around a node; None where there is none."""
    return next(node.iterancestors(w(name)), None)


def style_of(paragraph: Node) -> str:
    """The id of the paragraph's style; empty for the default one."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else str(style.get(w("val"), ""))


def drop(node: Node) -> None:
    """Remove an element with all that is in it."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: Node) -> None:
    """Put what is in an element in its place."""
    for child in list(node):
        node.addprevious(child)
    drop(node)


def new_run(text: str, properties: Node = None) -> Node:
    """A run with this text, and a copy of these properties."""
    run = etree.Element(w("r"), nsmap={"w": W})
    if properties is not None:
        run.append(properties)
    held = etree.SubElement(run, w("t"))
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def new_paragraph(text: str, style: str) -> Node:
    """A paragraph of a style with this text."""
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("pStyle")).set(w("val"), style)
    paragraph.append(new_run(text))
    return paragraph


def every_text(root: Node) -> Iterator[str]:
    """Everything that can be read in a part: text nodes and values of attributes."""
    for node in root.iter():
        yield from (part for part in (node.text, node.tail) if part and part.strip())
        yield from (str(value) for value in node.attrib.values())


def _piece(child: Node) -> str:
    name = etree.QName(child).localname
    if name in {"t", "delText"}:
        return child.text or ""
    if name == "sym" and _SYMBOL.fullmatch(child.get(w("char"), "")):
        return chr(int(child.get(w("char")), 16))
    return _LITERALS.get(name, "")
