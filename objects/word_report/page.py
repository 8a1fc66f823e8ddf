"""The page around a report: its size, header and footer, styles and properties."""

from importlib.resources import files

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.section import _Footer, _Header
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from bot.clock import Clock
from bot.redaction.conventions import ITEM_COUNT
from objects.word_report.parts import Report
from objects.word_report.text import one_line

SHORT_CM, LONG_CM, SIDE_CM = 21.0, 29.7, 2.0
AUTHOR = "MASH robot"
LANGUAGE = "en-GB"


def text_width_cm(report: Report) -> float:
    """How wide the text is on the page."""
    return (LONG_CM if report.landscape else SHORT_CM) - 2 * SIDE_CM


def dress(document: Document, report: Report) -> None:
    """Give an empty document the report's styles, page, header and footer."""
    _styles(document)
    (section,) = document.sections
    _page(section, landscape=report.landscape)
    _header(section.header, report)
    _footer(document, section.footer, report)


def finish(document: Document, report: Report, items: int, clock: Clock) -> None:
    """Set the properties, and take out what the empty document brought along."""
    own = document.core_properties
    now = clock.now()
    own.title, own.subject = one_line(report.title)[:255], one_line(report.reference)[:255]
    own.author = own.last_modified_by = AUTHOR
    own.category, own.language = one_line(report.marking)[:255], LANGUAGE
    own.comments = own.keywords = ""
    own.created = own.modified = now
    own.revision = 1
    _count_items(document, items)
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype in {RELATIONSHIP_TYPE.CUSTOM_XML, RELATIONSHIP_TYPE.THUMBNAIL}:
                del part.rels[key]


def _styles(document: Document) -> None:
    ours = files(__package__).joinpath("styles.xml").read_bytes()
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for child in list(parse_xml(ours)):
        root.append(child)


def _page(section: WordSection, *, landscape: bool) -> None:
    width, height = (LONG_CM, SHORT_CM) if landscape else (SHORT_CM, LONG_CM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(SIDE_CM)
    section.top_margin, section.bottom_margin = Cm(3.3), Cm(2.6)
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.0)


def _header(header: _Header, report: Report) -> None:
    (paragraph,) = header.paragraphs
    lines = (
        ("Marking", report.marking),
        ("Handling", report.handling),
        ("Draft Line", report.draft),
        ("Stays Line", report.stays),
    )
    for style, text in lines:
        if text:
            paragraph.insert_paragraph_before(one_line(text), style)
    paragraph._p.getparent().remove(paragraph._p)


def _footer(document: Document, footer: _Footer, report: Report) -> None:
    (paragraph,) = footer.paragraphs
    paragraph.style = "Footer"
    paragraph.add_run(f"{one_line(report.reference)}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    footer.add_paragraph(one_line(report.marking), "Marking")
    (stop,) = document.styles["Footer"].paragraph_format.tab_stops
    stop.position = Cm(text_width_cm(report))


def _field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _count_items(document: Document, items: int) -> None:
    """Leave the number of items where Word keeps it and nobody sees it."""
    settings = document.settings.element
    variables, one = OxmlElement("w:docVars"), OxmlElement("w:docVar")
    one.set(qn("w:name"), ITEM_COUNT)
    one.set(qn("w:val"), str(items))
    variables.append(one)
    later = settings.find(qn("w:rsids"))
    if later is None:
        settings.append(variables)
    else:
        later.addprevious(variables)
