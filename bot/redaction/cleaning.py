"""Takes out of a Word file what nobody sees: comments, properties, revisions, attached data."""

from datetime import date
from html import escape

from bot.redaction.conventions import STYLE_DRAFT, release_line
from bot.redaction.errors import RedactionRefused
from bot.redaction.package import ROOT, Package, Relation
from bot.redaction.places import stories
from bot.redaction.word_xml import R, drop, new_run, runs_of, style_of, w

_KEPT = frozenset(
    {
        "officeDocument",
        "styles",
        "settings",
        "fontTable",
        "theme",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "hyperlink",
    }
)
_DROPPED = frozenset(
    {
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "customXml",
        "customXmlProps",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "glossaryDocument",
        "webSettings",
        "stylesWithEffects",
        "printerSettings",
        "attachedTemplate",
        "keyMapCustomizations",
        "documenttasks",
        "recipientData",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "font",
        "classificationlabels",
    }
)
_SETTINGS = (
    "docVars",
    "rsids",
    "attachedTemplate",
    "mailMerge",
    "trackRevisions",
    "documentProtection",
    "writeProtection",
    "revisionView",
    "linkStyles",
    "saveThroughXslt",
    "smartTagType",
    "schemaLibrary",
    "attachedSchema",
    "removePersonalInformation",
    "docId",
)
_BY_KEY = frozenset({"image", "hyperlink"})
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:subject>{subject}</dc:subject><dc:creator>MASH robot</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "<dc:language>en-GB</dc:language></cp:coreProperties>"
)
_DC = "{http://purl.org/dc/elements/1.1/}"


def check_kinds(package: Package) -> None:
    """Check that the file holds nothing that cannot be searched.

    Raises:
        RedactionRefused: it holds an embedded file, a chart, macros or the like.
    """
    found = [relation for name in ("", *package.parts) for relation in _relations(package, name)]
    kinds = {relation.kind for relation in found} - _KEPT - _DROPPED
    if kinds:
        raise RedactionRefused(
            f"the report holds what the program cannot search ({', '.join(sorted(kinds))})",
            "take it out in Word, or put its text into the report",
        )


def clean(package: Package, day: date) -> None:
    """Keep only the parts that are read, and give the file new properties."""
    title, subject = property_of(package, "title"), property_of(package, "subject")
    for name in ("", *list(package.parts)):
        used = _used_keys(package, name)
        gone = {
            relation.key
            for relation in _relations(package, name)
            if relation.kind not in _KEPT or (relation.kind in _BY_KEY and relation.key not in used)
        }
        package.drop_relations(name, gone)
    _drop_unreached(package)
    _clean_settings(package)
    _strip_revision_ids(package)
    _add_properties(package, title, subject, day)
    package.drop_types()


def set_release_line(package: Package, day: date) -> None:
    """Put the release line in place of the draft line."""
    for name in stories(package):
        for paragraph in package.tree(name).iter(w("p")):
            if style_of(paragraph) == STYLE_DRAFT:
                for run in runs_of(paragraph):
                    drop(run)
                paragraph.append(new_run(release_line(day)))


def property_of(package: Package, name: str) -> str:
    """The title or subject of the file; empty where it has none."""
    for part in package.related(ROOT, "core-properties"):
        return str(package.tree(part).findtext(_DC + name) or "")
    return ""


def _relations(package: Package, name: str) -> list[Relation]:
    return [] if name.endswith(".rels") else package.relations(name)


def _used_keys(package: Package, name: str) -> set[str]:
    if not name.endswith(".xml"):
        return set()
    return {
        str(value)
        for node in package.tree(name).iter()
        for key, value in node.attrib.items()
        if key.startswith(f"{{{R}}}")
    }


def _drop_unreached(package: Package) -> None:
    reached, open_ends = {"[Content_Types].xml", "_rels/.rels"}, [ROOT]
    while open_ends:
        source = open_ends.pop()
        for relation in package.relations(source):
            if not relation.external and relation.target not in reached:
                reached.add(relation.target)
                open_ends.append(relation.target)
    for name in [n for n in package.parts if n not in reached and not n.endswith(".rels")]:
        package.remove(name)
    for name in [n for n in package.parts if n.endswith(".rels") and not len(package.tree(n))]:
        package.remove(name)


def _clean_settings(package: Package) -> None:
    for part in package.related(package.document, "settings"):
        root = package.tree(part)
        for name in _SETTINGS:
            for node in list(root.iter("{*}" + name)):
                drop(node)


def _strip_revision_ids(package: Package) -> None:
    """Take out the numbers by which Word tells editing sessions apart, and paragraphs' ids."""
    for name in package.xml_parts():
        for node in package.tree(name).iter():
            for key in list(node.attrib):
                bare = key.rpartition("}")[2]
                if bare.startswith("rsid") or bare in {"paraId", "textId"}:
                    del node.attrib[key]
            if node.tag == w("sdtPr"):
                for held in node.findall(w("placeholder")):
                    drop(held)


def _add_properties(package: Package, title: str, subject: str, day: date) -> None:
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    relation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    content = _CORE.format(title=escape(title), subject=escape(subject), day=day.isoformat())
    package.put("docProps/core.xml", content.encode())
    types, relations = package.tree("[Content_Types].xml"), package.tree("_rels/.rels")
    for node in [n for n in types if n.get("PartName") == "/docProps/core.xml"]:
        drop(node)
    override = types.makeelement(types.tag.replace("Types", "Override"))
    override.attrib.update({"PartName": "/docProps/core.xml", "ContentType": kind})
    types.append(override)
    one = relations.makeelement(relations.tag.replace("Relationships", "Relationship"))
    one.attrib.update(
        {"Id": "rIdCore", "Type": f"{relation}/core-properties", "Target": "docProps/core.xml"}
    )
    relations.append(one)
