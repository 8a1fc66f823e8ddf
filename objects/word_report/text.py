"""Text of any origin made inert: it can neither break the document nor change how it reads."""

import re
import unicodedata

SHOWN = "�"
"""Stands where a character was that must not be in a document."""

_PICTURES = 0x2400  # of control characters
_NO_CHARACTER = 0xFFFE  # the last two of each plane are none
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def inert(text: str) -> str:
    """Give the text with every character that could do harm shown instead.

    Control characters become their pictures (NUL is ``␀``); what turns the reading direction, and
    what no XML may hold, becomes ``�``; every line end becomes a line feed. Nothing else changes.
    """
    return "".join(_shown(char) for char in _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """The same, with line ends and tabs as spaces; for headings, headers and properties."""
    return " ".join(inert(text).split())


def _shown(char: str) -> str:
    if char in "\n\t":
        return char
    if char <= "\x1f":
        return chr(_PICTURES + ord(char))
    if char == "\x7f":
        return "␡"
    nowhere = ord(char) & _NO_CHARACTER == _NO_CHARACTER
    if nowhere or char in _DIRECTION or unicodedata.category(char) in {"Cc", "Cs"}:
        return SHOWN
    return char
