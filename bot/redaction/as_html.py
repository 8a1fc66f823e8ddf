"""A release copy as HTML, for the preview and for the browser that prints it."""

import io
import re
from collections.abc import Iterator
from html import escape
from importlib.resources import files

import mammoth

from bot.redaction.package import Package
from bot.redaction.word_xml import Node, nearest, run_text, w

_LOOK = "bot.redaction.look"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='Strong Paragraph'] => p.strong:fresh
p[style-name='Table Heading'] => p.table-heading:fresh
p[style-name='Item Number'] => p.item-number:fresh
p[style-name='Left Out'] => p.left-out:fresh
p[style-name='Block Label'] => p.block-label:fresh
p[style-name='Block Text'] => p.block-text:fresh
p[style-name='After Table'] => p.after-table:fresh
p => p:fresh
table[style-name='Report Table'] => table.report:fresh
table[style-name='Report Facts'] => table.facts:fresh
table[style-name='Report Block'] => table.block:fresh
br[type='page'] => div.page-break:fresh
"""
_LONG_ROW = 1200
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def body_html(content: bytes) -> str:
    """The text of a release copy as HTML; it holds no script and loads nothing."""
    made = mammoth.convert_to_html(
        io.BytesIO(content),
        style_map=_STYLES,
        include_default_style_map=True,
        ignore_empty_paragraphs=False,
    )
    return _with_widths(str(made.value), Package.read(content))


def page_html(content: bytes, title: str, *, preview: bool = False) -> str:
    """The whole page that the browser prints, or a preview on a sheet with the header's lines."""
    names = ("print.css", "sheet.css") if preview else ("print.css",)
    style = "".join(files(_LOOK).joinpath(name).read_text(encoding="utf-8") for name in names)
    head = _head(Package.read(content)) if preview else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body>{head}{body_html(content)}</body></html>"
    )


def head_lines(package: Package, kind: str) -> list[tuple[str, str]]:
    """The paragraphs of the default header or footer: style and HTML, page numbers as fields."""
    root = package.tree(package.document)
    sections = list(root.iter(w("sectPr")))
    keys = [
        node.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for section in sections
        for node in section.findall(w(f"{kind}Reference"))
        if node.get(w("type"), "default") == "default"
    ]
    targets = {rel.key: rel.target for rel in package.relations(package.document)}
    if not keys or targets.get(keys[-1]) not in package.parts:
        return []
    return [_line(p) for p in package.tree(targets[keys[-1]]).iter(w("p"))]


def is_landscape(package: Package) -> bool:
    """The last section of the document lies on its side."""
    sizes = list(package.tree(package.document).iter(w("pgSz")))
    return bool(sizes) and int(sizes[-1].get(w("w"), 0)) > int(sizes[-1].get(w("h"), 0))


def _head(package: Package) -> str:
    lines = head_lines(package, "header")
    return "".join(f'<div class="head {escape(style)}">{html}</div>' for style, html in lines)


def _line(paragraph: Node) -> tuple[str, str]:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    parts, field, shows = [], "", False
    for run in paragraph.iter(w("r")):
        simple = nearest(run, "fldSimple")
        field = simple.get(w("instr"), "") if simple is not None else field
        ends = {end.get(w("fldCharType")) for end in run.findall(w("fldChar"))}
        if "begin" in ends:
            field, shows = " ", True
        elif "end" in ends:
            parts.append(_number(field))
            field, shows = "", False
        elif shows:
            field += "".join(node.text or "" for node in run.findall(w("instrText")))
        elif simple is not None:
            parts.append(_number(field))
            field = ""
        else:
            parts.append(escape(run_text(run)))
    return ("" if style is None else style.get(w("val"), "")), "".join(parts)


def _number(field: str) -> str:
    name = (field.split() or [""])[0].upper()
    kinds = {"PAGE": "pageNumber", "NUMPAGES": "totalPages", "SECTIONPAGES": "totalPages"}
    return f'<span class="{kinds[name]}"></span>' if name in kinds else ""


def _with_widths(html: str, package: Package) -> str:
    """Give each table the widths that its columns have in Word, which mammoth leaves out."""
    grids = _grids(package.tree(package.document))
    pieces = re.split(r"(?=<table)", html)
    made = [pieces[0]]
    for piece, columns in zip(pieces[1:], grids, strict=False):
        made.append(re.sub(r"^<table[^>]*>", lambda tag, c=columns: tag[0] + c, piece, count=1))
    made += pieces[len(made) :]
    return re.sub(r"<tr>(.*?)</tr>", _row, "".join(made), flags=re.DOTALL)


def _row(row: re.Match[str]) -> str:
    """A row that is longer than a page may be broken."""
    return row[0].replace("<tr>", '<tr class="long">', 1) if len(row[1]) > _LONG_ROW else row[0]


def _grids(root: Node) -> list[str]:
    return ["".join(_columns(table)) for table in root.iter(w("tbl"))]


def _columns(table: Node) -> Iterator[str]:
    widths = [int(c.get(w("w"), "0") or 0) for c in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
    if widths and all(widths):
        yield "<colgroup>"
        for width in widths:
            yield f'<col style="width:{100 * width / sum(widths):.2f}%">'
        yield "</colgroup>"
