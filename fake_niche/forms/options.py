"""What a drop-down, radio group or type-ahead offers: as a file says it, as a page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Tag, model_validator


class Piece(BaseModel):
    """A part of a form file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class Option(Piece):
    """One choice; a plain word in the file is value, text and stored answer at once.

    Attributes:
        value: what the control posts.
        text: what a person reads.
        stores: the answer kept underneath; ``value`` unless said.
    """

    value: str
    text: str
    stores: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _word(cls, given: Any) -> Any:  # noqa: ANN401 - pydantic hands over what the file holds
        return {"value": given, "text": given} if isinstance(given, str) else given

    @property
    def stored(self) -> str:
        """The answer that this choice stands for."""
        return self.value if self.stores is None else self.stores


class OptionGroup(Piece):
    """Choices under a heading of the drop-down."""

    group: str
    options: tuple[Option, ...]


class RecordList(Piece):
    """Choices that are records of the database, after a few special ones.

    Attributes:
        records: which records; ``schools`` is the PPN's school list.
        first: special choices before the records.
        grouped_by: a heading per phase or town.
    """

    records: Literal["schools"]
    first: tuple[Option, ...] = ()
    grouped_by: Literal["phase", "town"] | None = None


def _option_kind(given: object) -> str:
    if isinstance(given, dict):
        return "group" if "group" in given else "option"
    return "group" if isinstance(given, OptionGroup) else "option"


def _options_kind(given: object) -> str:
    if isinstance(given, str):
        return "name"
    return "records" if isinstance(given, RecordList | dict) else "list"


Choice = Annotated[
    Annotated[Option, Tag("option")] | Annotated[OptionGroup, Tag("group")],
    Discriminator(_option_kind),
]
Choices = tuple[Choice, ...]
NamedList = Annotated[
    Annotated[RecordList, Tag("records")] | Annotated[Choices, Tag("list")],
    Discriminator(_options_kind),
]
Options = Annotated[
    Annotated[str, Tag("name")]
    | Annotated[RecordList, Tag("records")]
    | Annotated[Choices, Tag("list")],
    Discriminator(_options_kind),
]


def each_option(choices: Choices) -> Iterator[tuple[str, Option]]:
    """Every option with its group's heading (empty when it has none), in order."""
    for choice in choices:
        if isinstance(choice, OptionGroup):
            yield from ((choice.group, option) for option in choice.options)
        else:
            yield "", choice


@dataclass(frozen=True)
class OptionSet:
    """The choices of one control on a page: looked up by value, and rendered once."""

    offered: tuple[tuple[str, Option], ...]

    @cached_property
    def _by_value(self) -> Mapping[str, Option]:
        return {option.value: option for _, option in reversed(self.offered)}

    @cached_property
    def _by_stored(self) -> Mapping[str, Option]:
        return {option.stored: option for _, option in reversed(self.offered)}

    def value_for(self, stored: str) -> str | None:
        """The value that shows ``stored``; None when this control does not offer it."""
        found = self._by_stored.get(stored)
        return None if found is None else found.value

    def stored_for(self, value: str) -> str | None:
        """The answer that ``value`` stores; None when this control does not offer it."""
        found = self._by_value.get(value)
        return None if found is None else found.stored

    def text_for(self, value: str) -> str:
        """What a person reads for ``value``; empty when it is not offered."""
        found = self._by_value.get(value)
        return "" if found is None else found.text

    def options_html(self, selected: str) -> str:
        """The ``<option>`` elements with the selected one marked."""
        plain = f'<option value="{escape(selected)}">'
        return self._plain_html.replace(plain, f"{plain[:-1]} selected>", 1)

    @cached_property
    def _plain_html(self) -> str:
        parts, heading = [], ""
        for group, option in self.offered:
            if group != heading:
                parts.append("</optgroup>" if heading else "")
                parts.append(f'<optgroup label="{escape(group)}">' if group else "")
                heading = group
            parts.append(f'<option value="{escape(option.value)}">{escape(option.text)}</option>')
        return "".join([*parts, "</optgroup>" if heading else ""])
