"""The reviewed fixed texts of the documents, from the versioned files beside their process."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter

from processes.shared.disclosure import one_line
from processes.shared.guard import slot_mark

_SHARED = ("history_report", "documents_v1.toml")


@dataclass(frozen=True)
class Texts:
    """Texts by name; a text may have places for values, such as ``{name}``."""

    by_name: Mapping[str, str]

    def say(self, name: str, /, **values: str) -> str:
        """Give a text with its values; each value is one line.

        Raises:
            KeyError: there is no such text, or a value for one of its places is missing.
        """
        lines = {place: one_line(value) for place, value in values.items()}
        return self.by_name[name].format_map(lines)

    @property
    def skeletons(self) -> tuple[str, ...]:
        """Every text with a mark where each value goes, for the last check on a document."""
        return tuple(dict.fromkeys(_marked(text) for text in self.by_name.values()))


@cache
def load_texts(process: str, file: str = "report_v1.toml") -> Texts:
    """Give the texts of a process's documents, with those that all share.

    Args:
        process: the folder's name, such as ``csc_report``.
        file: the version in use.
    """
    return Texts({**_read(*_SHARED), **_read(process, file)})


def _read(process: str, file: str) -> dict[str, str]:
    where = resources.files("processes").joinpath(process, "wording", file)
    content: dict[str, str] = tomllib.loads(where.read_text(encoding="utf-8"))
    return content


def _marked(text: str) -> str:
    places = {field for _, field, _, _ in Formatter().parse(text) if field}
    return text.format_map({place: slot_mark(place) for place in places})
