"""Kinds that offer a choice, the date in three boxes, and the table of all kinds."""

from datetime import date

from bot.application_model.kinds import (
    LIST_SEPARATOR,
    Bound,
    ControlState,
    DateBox,
    FileBox,
    Kind,
    Move,
    NumberBox,
    PasswordBox,
    Stroke,
    TextArea,
    TextBox,
    TimeBox,
    Value,
    as_text,
)
from bot.application_model.read_only import (
    Button,
    Joined,
    Link,
    Output,
    meaning,
    version_word,
)
from bot.exceptions import BusinessException

YEAR_DIGITS = 4
ARROWS_AT_MOST = 6  # a longer way is typed, as a person would


class DropDown(Kind):
    """A drop-down: of a policy list, or of records looked up by id."""

    page_kinds = frozenset({"select"})
    is_list = True

    def value(self, bound: Bound) -> str:
        """What the processes know the chosen entry as."""
        return meaning(bound)

    def text(self, bound: Bound) -> str:
        """The chosen entry's text."""
        return bound.node.text

    def has_shape(self, bound: Bound) -> bool:
        """Entries are pinned already (R3); only a blank may be wrong."""
        return bound.pins.blank or bound.node.value != ""

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The control itself, unless the entry is chosen already."""
        word = version_word(bound, wanted)
        return [] if bound.node.value == word else [Move(word)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Arrows when it is near, else the beginning of its text.

        Raises:
            BusinessException: the list lacks the entry, or has it twice; never the nearest one.
        """
        if state.times != 1:
            how = "is missing from the list" if state.times == 0 else "is in the list twice"
            raise BusinessException(f"entry {move.wanted!r} {how}")
        way = state.to - state.at
        if abs(way) > ARROWS_AT_MOST and state.prefix:
            return [Stroke("type", state.prefix)]
        return [Stroke("press", "ArrowDown" if way > 0 else "ArrowUp", abs(way))] if way else []


class RadioGroup(Kind):
    """A radio group: the value is the chosen entry's value."""

    page_kinds = frozenset({"radio"})
    is_list = True

    def value(self, bound: Bound) -> str:
        """What the processes know the chosen entry as."""
        return meaning(bound)

    def text(self, bound: Bound) -> str:
        """The chosen entry's label."""
        return bound.node.text

    def has_shape(self, bound: Bound) -> bool:
        """At most one is chosen."""
        return len(bound.node.ticked) == 1 or (not bound.node.ticked and bound.pins.blank)

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The wanted button."""
        word = version_word(bound, wanted)
        return [] if bound.node.value == word else [Move(word, part=word)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Space chooses the button that has the focus."""
        del move
        return [] if state.checked else [Stroke("press", "Space")]


class TickBox(Kind):
    """A tick-box: ``Yes`` or nothing."""

    page_kinds = frozenset({"checkbox"})

    def has_shape(self, bound: Bound) -> bool:
        """Ticked or not: always."""
        del bound
        return True

    def canonical(self, value: Value) -> str:
        """``Yes`` for true and for Yes."""
        return "Yes" if as_text(value) == "Yes" else ""

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The box, unless it is right already."""
        return [] if bound.node.value == wanted else [Move(wanted)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Space turns it over."""
        return [] if state.checked == (move.wanted == "Yes") else [Stroke("press", "Space")]


class Switch(TickBox):
    """A switch."""

    page_kinds = frozenset({"switch"})


class TickBoxes(Kind):
    """Tick-boxes of one name: the values that are ticked, in the page's order."""

    page_kinds = frozenset({"checkboxes"})
    is_list = True

    def has_shape(self, bound: Bound) -> bool:
        """Entries are pinned already (R3)."""
        return bound.pins.blank or bool(bound.node.ticked)

    def value(self, bound: Bound) -> str:
        """Sorted, so that the page's order does not matter."""
        return LIST_SEPARATOR.join(sorted(bound.node.ticked))

    def canonical(self, value: Value) -> str:
        """Sorted, as ``value`` gives it."""
        parts = value.split(LIST_SEPARATOR) if isinstance(value, str) else list(_strings(value))
        return LIST_SEPARATOR.join(sorted(part for part in parts if part))

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """Each box whose state must change."""
        target = set(filter(None, wanted.split(LIST_SEPARATOR)))
        changed = target.symmetric_difference(bound.node.ticked)
        return [Move("Yes" if part in target else "", part=part) for part in sorted(changed)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Space turns it over."""
        return [] if state.checked == (move.wanted == "Yes") else [Stroke("press", "Space")]


class TypeAhead(Kind):
    """Typed text and a hidden partner with the chosen record's id, which is the value."""

    page_kinds = frozenset({"typeahead"})

    def value(self, bound: Bound) -> str:
        """The chosen record; where text was typed and nothing chosen, what is pinned for that."""
        chosen = bound.partner.value if bound.partner else ""
        return chosen or (bound.pins.unlisted if bound.node.value.strip() else "")

    def text(self, bound: Bound) -> str:
        """The text in the box."""
        return bound.node.value

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """The box; the caller says what to type with ``text``."""
        return [] if self.value(bound) == wanted else [Move(wanted)]

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """Type, and choose the first offer; reading back proves that it was the right one."""
        del state
        return [
            Stroke("insert", move.wanted),
            Stroke("offer", "ArrowDown"),
            Stroke("press", "Enter"),
        ]


class ThreeBoxDate(Kind):
    """A date in three boxes: ISO as a value, nothing when all three are empty."""

    page_kinds = frozenset({"text", "number", "select"})

    def value(self, bound: Bound) -> str:
        """ISO; three empty boxes are blank; anything else is as it stands, and has no shape."""
        day, month, year = (bound.parts[part].value.strip() for part in ("day", "month", "year"))
        if not (day or month or year):
            return ""
        return _iso(year, month, day) or f"{year}-{month}-{day}?"

    def text(self, bound: Bound) -> str:
        """As the value."""
        return self.value(bound)

    def has_shape(self, bound: Bound) -> bool:
        """A real date, or blank."""
        value = self.value(bound)
        if any(node.bad for node in bound.parts.values()):
            return False
        return DateBox.iso.fullmatch(value) is not None if value else bound.pins.blank

    def moves(self, bound: Bound, wanted: str) -> list[Move]:
        """Each of the boxes that must change."""
        year, month, day = wanted.split("-") if wanted else ("", "", "")
        want = {"day": day, "month": month, "year": year}
        return (
            [Move(text, part=part) for part, text in want.items()]
            if self.value(bound) != wanted
            else []
        )

    def strokes(self, move: Move, state: ControlState) -> list[Stroke]:
        """As a text box."""
        return TextBox().strokes(move, state)


def _iso(year: str, month: str, day: str) -> str:
    """The date; nothing when the parts make none, or the year is cut short."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return found.isoformat() if len(year) == YEAR_DIGITS else ""


def _strings(value: Value) -> list[str]:
    return (
        []
        if isinstance(value, bool | int | date) or not hasattr(value, "__iter__")
        else list(value)
    )


KINDS: dict[str, Kind] = {
    "text": TextBox(),
    "password": PasswordBox(),
    "textarea": TextArea(),
    "file": FileBox(),
    "number": NumberBox(),
    "date": DateBox(),
    "time": TimeBox(),
    "select": DropDown(),
    "radio": RadioGroup(),
    "checkbox": TickBox(),
    "checkboxes": TickBoxes(),
    "switch": Switch(),
    "typeahead": TypeAhead(),
    "date3": ThreeBoxDate(),
    "joined": Joined(),
    "output": Output(),
    "button": Button(),
    "link": Link(),
}
