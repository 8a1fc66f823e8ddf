"""The kinds of element: each knows what it looks like, how it reads itself, and how it is written.

Writing is a plan of trusted keyboard input: ``moves`` names the parts to go to, ``strokes`` what
to type there. Nothing here touches a browser; whoever drives one carries the plan out and reads
back.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import ClassVar

from bot.application_model.model import Pins
from bot.application_model.names import normalise
from bot.application_model.snapshot import Node

Value = str | int | bool | date | time | Iterable[str]
LIST_SEPARATOR = "; "
SHAPES = {
    "date": re.compile(r"\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}"),
    "moment": re.compile(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}"),
    "number": re.compile(r"-?\d+"),
    "time": re.compile(r"\d{2}:\d{2}"),
    "text": re.compile(r".*", re.DOTALL),
}


@dataclass(frozen=True)
class Bound:
    """An element's pins with the node, or nodes, that were proved to be it."""

    pins: Pins
    node: Node
    partner: Node | None = None
    parts: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class ControlState:
    """What the page said of a control when the focus went there.

    Attributes:
        at: a list's chosen position.
        to: the wanted position; -1 when it is not in the list.
        times: how often the wanted value is in the list.
        prefix: the shortest beginning of the wanted text that no other entry has.
    """

    value: str = ""
    text: str = ""
    checked: bool = False
    at: int = -1
    to: int = -1
    times: int = 0
    prefix: str = ""


@dataclass(frozen=True)
class Stroke:
    """Trusted input: insert ``text``, type it, press a key ``times`` times, or choose a file."""

    how: str
    text: str
    times: int = 1


@dataclass(frozen=True)
class Move:
    """Go to a part of an element.

    Attributes:
        wanted: what it must hold.
        part: None for its only part; else an entry's value or a box's name.
        native: the page script sets the value, because what keys do depends on the machine's
            locale.
    """

    wanted: str
    part: str | None = None
    native: bool = False


class Kind(ABC):
    """A kind of element.

    Attributes:
        page_kinds: what the reader calls it.
        is_list: it offers entries, which are pinned.
        ready: keys the page needs before the partner is filled (type-ahead only).
    """

    page_kinds: ClassVar[frozenset[str]]
    is_list: ClassVar[bool] = False

    def value(self, bound: Bound) -> str:
        """What the element holds, as a process compares it."""
        return bound.node.value

    def text(self, bound: Bound) -> str:
        """What a person sees in it."""
        return bound.node.text or bound.node.value

    def has_shape(self, bound: Bound) -> bool:
        """R5: the value is one that this element can hold."""
        value = self.value(bound)
        if bound.node.bad:
            return False
        if value == "":
            return bound.pins.blank
        return value in bound.pins.unknowns or fits(bound.pins, value)

    @abstractmethod
    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """Where to go so that the element holds ``wanted``."""

    @abstractmethod
    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """What to type there."""

    def canonical(self, value: Value) -> str:
        """The value as ``value`` will give it when it is read back."""
        return as_text(value)


def fits(pins: Pins, value: str) -> bool:
    """The value matches the pinned pattern, or else the pinned shape."""
    if pins.pattern is not None:
        return re.fullmatch(pins.pattern, value) is not None
    return SHAPES[pins.shape].fullmatch(value) is not None


def as_text(value: Value) -> str:
    """A value as the screen holds it: ISO dates, HH:MM, Yes or nothing, lists joined."""
    if isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    return LIST_SEPARATOR.join(value)


def same_text(left: str, right: str) -> bool:
    """Texts that a person would call the same."""
    return normalise(left) == normalise(right)


class TextBox(Kind):
    """One line of text, a password, a text area or a number: select all, insert."""

    page_kinds = frozenset({"text"})

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The box itself, unless it holds the text already."""
        return [] if bound.node.value == wanted else [Move(wanted)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Replace what is selected."""
        if move.wanted:
            return [Stroke("insert", move.wanted)]
        return [Stroke("press", "Delete")] if state.value else []


class PasswordBox(TextBox):
    """A password; its value is never read."""

    page_kinds = frozenset({"password"})


class TextArea(TextBox):
    """Several lines; the browser's line ends are one character."""

    page_kinds = frozenset({"textarea"})

    def canonical(self, value: Value) -> str:
        """Line ends as a text area gives them back."""
        return as_text(value).replace("\r\n", "\n").replace("\r", "\n")


class FileBox(Kind):
    """A file to hand over: its value is the file's name; what is written is the path behind it."""

    page_kinds = frozenset({"file"})

    def value(self, bound: Bound) -> str:
        """The name; the browser shows a made-up folder before it."""
        return bound.node.value.replace("\\", "/").rpartition("/")[2]

    def has_shape(self, bound: Bound) -> bool:
        """Chosen or not: always."""
        del bound
        return True

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The control itself, always: a file of the same name may hold something else."""
        del bound
        return [Move(wanted)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """The path, which the caller gives as what to type."""
        del state
        return [Stroke("file", move.wanted)]


class NumberBox(TextBox):
    """A number."""

    page_kinds = frozenset({"number"})

    def has_shape(self, bound: Bound) -> bool:
        """Digits or blank."""
        number = re.fullmatch(r"-?\d+(\.\d+)?", bound.node.value) is not None
        return not bound.node.bad and (number if bound.node.value else bound.pins.blank)


class NativeBox(Kind):
    """A control that the browser draws: the focus script sets its value."""

    iso: ClassVar[re.Pattern[str]]

    def has_shape(self, bound: Bound) -> bool:
        """ISO or blank."""
        whole = self.iso.fullmatch(bound.node.value) is not None
        return not bound.node.bad and (whole if bound.node.value else bound.pins.blank)

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The control itself, unless it holds the value already."""
        return [] if self.value(bound) == wanted else [Move(wanted, native=True)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Nothing is left to type."""
        del move, state
        return []


class DateBox(NativeBox):
    """The browser's own date control: an ISO date."""

    page_kinds = frozenset({"date"})
    iso = re.compile(r"\d{4}-\d{2}-\d{2}")


class TimeBox(NativeBox):
    """The browser's own time control: HH:MM."""

    page_kinds = frozenset({"time"})
    iso = re.compile(r"\d{2}:\d{2}(:\d{2})?")

    def value(self, bound: Bound) -> str:
        """HH:MM."""
        return bound.node.value[:5]
