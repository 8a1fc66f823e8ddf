"""The text of a PDF that Chromium printed, so that it can be searched without another library.

It reads what Chromium's printer writes: plain objects, deflated streams, fonts with a table from
glyphs to Unicode. What it cannot read it does not guess: the caller checks that the words that must
be there are found.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_REFERENCE = rb"(\d+) 0 R"
_FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
_FONT = re.compile(rb"/(\S+) " + _REFERENCE)
_UNICODE = re.compile(rb"/ToUnicode " + _REFERENCE)
_CONTENTS = re.compile(rb"/Contents \[?([^\]/>]*)")
_XOBJECTS = re.compile(rb"/XObject\s*<<(.*?)>>", re.DOTALL)
_RESOURCES = re.compile(rb"/Resources " + _REFERENCE)
_TOKEN = re.compile(rb"/(\S+) [-\d.]+ Tf|<([0-9A-Fa-f]*)>|\((?:\\.|[^\\()])*\)|\b(Tj|TJ|ET)\b")
_RANGES = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_GLYPH = 4  # hexadecimal digits of a glyph's number
_RANGE_PARTS = 3


def pdf_text(content: bytes) -> list[str]:
    """The text of each page, in the order in which it is drawn.

    Args:
        content: a PDF of Chromium's printer.
    """
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return ["".join(_page(objects, body)) for body in pages]


def plain_text(content: bytes) -> str:
    """Everything outside the pages that can be read: properties, outline, alternative texts."""
    objects = [body.partition(b"stream")[0] for _, body in _OBJECT.findall(content)]
    strings = [s for body in objects for s in re.findall(rb"\(((?:\\.|[^\\()])*)\)", body)]
    hexes = [h for body in objects for h in re.findall(rb"(?<!<)<([0-9A-Fa-f]{4,})>", body)]
    texts = [_string(re.sub(rb"\\(.)", rb"\1", s, flags=re.DOTALL)) for s in strings]
    texts += [_string(bytes.fromhex(h.decode())) for h in hexes if len(h) % 2 == 0]
    return "\n".join(texts)


def _page(objects: dict[int, bytes], page: bytes) -> Iterator[str]:
    resources = _resources(objects, page)
    fonts = _fonts(objects, resources)
    contents = _CONTENTS.search(page)
    for number in re.findall(_REFERENCE, contents[1] if contents else b""):
        yield from _drawn(_inflated(objects.get(int(number), b"")), fonts)
    yield from _forms(objects, resources, set())


def _forms(objects: dict[int, bytes], resources: bytes, seen: set[int]) -> Iterator[str]:
    """What is drawn by way of a form, as Chromium does with headers and transparent groups."""
    for names in _XOBJECTS.findall(resources):
        for _, number in _FONT.findall(names):
            form = objects.get(int(number), b"")
            if int(number) in seen or b"/Form" not in form:
                continue
            seen.add(int(number))
            own = _resources(objects, form)
            yield from _drawn(_inflated(form), _fonts(objects, own))
            yield from _forms(objects, own, seen)


def _resources(objects: dict[int, bytes], body: bytes) -> bytes:
    head = body.partition(b"stream")[0]
    found = _RESOURCES.search(head)
    return objects.get(int(found[1]), b"") if found else head


def _fonts(objects: dict[int, bytes], resources: bytes) -> dict[bytes, dict[str, str]]:
    return {
        name: _glyphs(objects, int(number))
        for names in _FONTS.findall(resources)
        for name, number in _FONT.findall(names)
    }


def _glyphs(objects: dict[int, bytes], font: int) -> dict[str, str]:
    found = _UNICODE.search(objects.get(font, b""))
    table = _inflated(objects.get(int(found[1]), b"")) if found else b""
    glyphs: dict[str, str] = {}
    for kind, body in _RANGES.findall(table):
        for line in body.splitlines():
            parts = [part.decode().upper() for part in _HEX.findall(line)]
            if kind == b"char" and len(parts) > 1:
                glyphs[parts[0]] = _unicode(parts[1])
            elif len(parts) == _RANGE_PARTS:
                glyphs.update(_range(*parts))
    return glyphs


def _range(start: str, end: str, target: str) -> Iterator[tuple[str, str]]:
    base = _unicode(target)
    for at in range(int(end, 16) - int(start, 16) + 1):
        yield f"{int(start, 16) + at:04X}", base[:-1] + chr(ord(base[-1]) + at)


def _drawn(stream: bytes, fonts: dict[bytes, dict[str, str]]) -> Iterator[str]:
    glyphs: dict[str, str] = {}
    for font, codes, operator in _TOKEN.findall(stream):
        if font:
            glyphs = fonts.get(font, {})
        elif operator == b"ET":
            yield " "
        elif codes:
            text = codes.decode().upper()
            parts = (text[at : at + _GLYPH] for at in range(0, len(text), _GLYPH))
            yield "".join(glyphs.get(part, "\ufffd") for part in parts)


def _inflated(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    if b"/FlateDecode" not in body.partition(b"stream")[0]:
        return found[1]
    return zlib.decompressobj().decompress(body[found.start(1) :])


def _unicode(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", errors="replace")


def _string(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", errors="replace")
    return raw.decode("latin-1")
