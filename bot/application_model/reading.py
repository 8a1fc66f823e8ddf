"""What was read and proved: values by the model's names, with the proof."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LIST_SEPARATOR = "; "


@dataclass(frozen=True)
class ReadValue:
    """One value: what a process compares, what a person sees, and the address behind it."""

    value: str = ""
    text: str = ""
    link: str = ""
    shown: bool = True
    ticked: frozenset[str] = frozenset()
    options: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class Values(Mapping[str, str]):
    """Values by name; blanks are ``""``."""

    values_by_name: Mapping[str, ReadValue]

    def __getitem__(self, name: str) -> str:
        return self._value(name).value

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def text(self, name: str) -> str:
        """What a person sees: the chosen entry's text, the typed text of a type-ahead."""
        return self._value(name).text

    def link(self, name: str) -> str:
        """The address of the one link in it; empty when there is none."""
        return self._value(name).link

    def ticked(self, name: str) -> frozenset[str]:
        """The values ticked in a group of tick-boxes."""
        return self._value(name).ticked

    def listed(self, name: str, separator: str = LIST_SEPARATOR) -> tuple[str, ...]:
        """The parts of a joined list; none when blank."""
        return tuple(p.strip() for p in self[name].split(separator.strip()) if p.strip())

    def date(self, name: str) -> date | None:
        """The date (ISO or DD/MM/YYYY); None when blank or a listed unknown."""
        value = self[name]
        for form in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(value, form).date()  # noqa: DTZ007 - a date has no zone
            except ValueError:
                continue
        return None

    def moment(self, name: str) -> datetime | None:
        """The date and time in Europe/London; None when blank."""
        try:
            return datetime.strptime(self[name], "%d/%m/%Y %H:%M").replace(tzinfo=LONDON)
        except ValueError:
            return None

    def number(self, name: str) -> int | None:
        """The whole number; None when blank."""
        return int(self[name]) if self[name].lstrip("-").isdigit() else None

    def _value(self, name: str) -> ReadValue:
        return self.values_by_name[name]


@dataclass(frozen=True)
class Row(Values):
    """One row of a grid, by column name.

    Attributes:
        record: the id of the record that the row shows; empty in an edit grid.
        index: its place, from 0.
    """

    record: str = ""
    index: int = 0


@dataclass(frozen=True)
class Reading(Values):
    """A whole screen, read and proved in one trip.

    Attributes:
        screen: the model's name.
        form: the form's label of its version.
        record: the record id on the page.
        proof: hash of model, form, record and the anchors of every element read.
        locked_by: who holds the record; empty when nobody does.
        path: the address, without the server.
        document: tells this loaded document from another.
    """

    screen: str = ""
    form: str = ""
    record: str = ""
    proof: str = ""
    locked_by: str = ""
    path: str = ""
    document: float = 0.0
    grids: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def grid(self, name: str) -> tuple[Row, ...]:
        """The rows of a grid, as they stand on this page."""
        return self.grids[name]

    def is_shown(self, name: str) -> bool:
        """An optional element is on the page."""
        return self._value(name).shown

    def has_option(self, name: str, value: str) -> bool:
        """The list offers this value.

        Raises:
            LookupError: the list is too long to have been brought back.
        """
        options = self._value(name).options
        if options is None:
            raise LookupError(f"{name}: entries are not brought back")
        return any(value == offered for offered, _ in options)
