"""How names are compared: what a person would call the same name is the same name.

Letter case, white space, a trailing colon or asterisk, the word "required" and the shape of
quotes are looks (mutation operators 4 and 5); everything else in a name is meaning.
"""

import re
import unicodedata
from functools import lru_cache

SECTION_SEPARATOR = " > "
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_DECORATION = re.compile(r"(?:\s*[:*]|\s*\(required\)|\s+required)+$")


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The name with only what carries meaning left."""
    plain = unicodedata.normalize("NFKC", name).translate(_QUOTES).casefold()
    return _DECORATION.sub("", " ".join(plain.split())).strip()


@lru_cache(maxsize=2048)
def normalise_section(path: str) -> str:
    """A section path, each heading normalised."""
    return SECTION_SEPARATOR.join(normalise(part) for part in path.split(SECTION_SEPARATOR))
