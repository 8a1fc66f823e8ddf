"""A Word file as its parts: read with limits, written without anything about the machine."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.redaction.errors import BadReport
from bot.redaction.word_xml import Node, parse, serialise

_MOST_PARTS = 2_000
_MOST_BYTES = 200_000_000
_TYPES = "[Content_Types].xml"
_NO_DAY = (1980, 1, 1, 0, 0, 0)
ROOT = ""
"""The package itself, as the source of relations."""


@dataclass(frozen=True)
class Relation:
    """What a part refers to.

    Attributes:
        key: the id by which the part names it.
        kind: the last word of its type, such as ``header``.
        target: the part; for what lies outside the file its address.
        external: it lies outside the file.
    """

    key: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file; a part that was parsed is written as its tree is then."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self._trees: dict[str, Node] = {}

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read a file.

        Raises:
            BadReport: it is no Word file, is damaged or has a password, or is far too large.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                package = cls(_parts(file))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, OSError, EOFError) as error:
            raise BadReport(
                "it is no Word document (.docx), is damaged, or has a password; "
                "fix: open it in Word and save it as .docx without a password"
            ) from error
        if _TYPES not in package.parts or not package.document:
            raise BadReport("it is no Word document; fix: give the .docx that the robot attached")
        return package

    @property
    def document(self) -> str:
        """The name of the main part; empty where there is none."""
        mains = [rel.target for rel in self.relations(ROOT) if rel.kind == "officeDocument"]
        return mains[0] if len(mains) == 1 and mains[0] in self.parts else ""

    def tree(self, name: str) -> Node:
        """A part, parsed; changes to it are kept."""
        if name not in self._trees:
            self._trees[name] = parse(self.parts[name], name)
        return self._trees[name]

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add one."""
        self._trees.pop(name, None)
        self.parts[name] = content

    def remove(self, name: str) -> None:
        """Remove a part and its relations."""
        for gone in (name, _relations_name(name)):
            self._trees.pop(gone, None)
            self.parts.pop(gone, None)

    def relations(self, source: str) -> list[Relation]:
        """What a part refers to; of the package itself for ``ROOT``."""
        name = _relations_name(source)
        return [] if name not in self.parts else [_relation(source, n) for n in self.tree(name)]

    def drop_relations(self, source: str, keys: set[str]) -> None:
        """Remove relations of a part."""
        for node in list(self.tree(_relations_name(source))) if keys else ():
            if node.get("Id") in keys:
                node.getparent().remove(node)

    def drop_types(self) -> None:
        """Remove from the list of types what is no longer there."""
        for node in list(self.tree(_TYPES)):
            part = node.get("PartName")
            if part is not None and part.lstrip("/") not in self.parts:
                node.getparent().remove(node)

    def xml_parts(self) -> Iterator[str]:
        """The names of all parts that are XML."""
        return (n for n in list(self.parts) if n.endswith((".xml", ".rels")))

    def related(self, source: str, *kinds: str) -> list[str]:
        """The parts of these kinds that a part refers to."""
        found = [r.target for r in self.relations(source) if r.kind in kinds and not r.external]
        return sorted({name for name in found if name in self.parts})

    def save(self) -> bytes:
        """The file; its entries have no day and no owner."""
        for name in self.xml_parts():
            self.tree(name)  # so that comments of XML are dropped everywhere
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as file:
            for name in sorted(self.parts, key=lambda name: (name != _TYPES, name)):
                tree = self._trees.get(name)
                content = self.parts[name] if tree is None else serialise(tree)
                file.writestr(zipfile.ZipInfo(name, _NO_DAY), content, zipfile.ZIP_DEFLATED)
        return held.getvalue()


def _parts(file: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in file.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise BadReport("it is far too large for a report; fix: take the large pictures out")
    if len({entry.filename for entry in entries}) != len(entries):
        raise BadReport("two parts in it have one name; fix: save the report anew in Word")
    return {entry.filename: file.read(entry) for entry in entries}


def _relations_name(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(source: str, node: Node) -> Relation:
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    if not external:
        folder = posixpath.dirname(source)
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = node.get("Type", "").rpartition("/")[2]
    return Relation(node.get("Id", ""), kind, target, external)
