"""The operators: how forms are changed, and what must come of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

Family = Literal["cosmetic", "structural", "semantic"]


@dataclass(frozen=True)
class Operator:
    """One way to change a form.

    Attributes:
        number: as in the design.
        family: cosmetic ones must not stop the robot; semantic ones must; structural ones may, as long
            as nothing wrong is read.
        leaves_a_trace: something visible or structural differs; what leaves none, no screen robot sees.
    """

    number: int
    what: str
    family: Family
    leaves_a_trace: bool = True


OPERATORS: Final[tuple[Operator, ...]] = (
    Operator(1, "restyle", "cosmetic"),
    Operator(2, "order of attributes", "cosmetic"),
    Operator(3, "extra wrappers", "cosmetic"),
    Operator(4, "case, colon and asterisk of labels", "cosmetic"),
    Operator(5, "quotes and hard spaces in labels", "cosmetic"),
    Operator(6, "columns", "cosmetic"),
    Operator(7, "what is around the form", "cosmetic"),
    Operator(8, "a heading for screen readers only", "cosmetic"),
    Operator(9, "another record", "cosmetic"),
    Operator(10, "another order in the section", "structural"),
    Operator(11, "another name", "structural"),
    Operator(12, "another id", "structural"),
    Operator(13, "another name and id", "structural"),
    Operator(14, "generated ids", "structural"),
    Operator(15, "a fieldset for a section", "structural"),
    Operator(16, "aria-label for a label", "structural"),
    Operator(17, "divs for a table", "structural"),
    Operator(18, "another section", "structural"),
    Operator(19, "another tab", "structural"),
    Operator(20, "a drop-down for radio buttons", "structural"),
    Operator(21, "a text area for a line", "structural"),
    Operator(22, "three boxes for a date", "structural"),
    Operator(23, "two boxes for one", "structural"),
    Operator(24, "one box for two", "semantic"),
    Operator(25, "repeated", "structural"),
    Operator(26, "a shadow root around it", "structural"),
    Operator(27, "shown late", "structural"),
    Operator(28, "a new optional question", "structural"),
    Operator(29, "a new required question", "structural"),
    Operator(30, "another word for the same", "semantic"),
    Operator(31, "another question under the same name", "semantic"),
    Operator(32, "the opposite question", "semantic"),
    Operator(33, "two labels exchanged", "semantic"),
    Operator(34, "two names exchanged", "semantic"),
    Operator(35, "two controls exchanged", "structural"),
    Operator(36, "deleted", "semantic"),
    Operator(37, "deleted, its name used again", "semantic"),
    Operator(38, "deleted, its label used again", "semantic"),
    Operator(39, "there twice", "semantic"),
    Operator(40, "a hidden old copy before it", "semantic"),
    Operator(41, "entries with each other's values", "semantic"),
    Operator(42, "an entry more, less or renamed", "semantic"),
    Operator(43, "month before day", "semantic"),
    Operator(44, "another version, nothing else", "semantic"),
    Operator(45, "several for one", "semantic"),
    Operator(46, "another default", "semantic", leaves_a_trace=False),
    Operator(47, "the earlier notice under the same labels", "semantic"),
    Operator(48, "labels exchanged between check and use", "semantic"),
)
BY_NUMBER: Final = {operator.number: operator for operator in OPERATORS}
OTHER_RECORD, BETWEEN, EXCHANGE = 9, 48, 33
_ALONE: Final = (OTHER_RECORD, BETWEEN)
_UNDOES: Final = ({33, 34}, {36, 39})
"""Two that together leave nothing amiss: labels *and* names exchanged; the copy kept, the original gone."""


def combined(parts: Sequence[Operator]) -> Operator:
    """Several operators on one page, as one: whatever changes the meaning must stop the robot."""
    families = {operator.family for operator in parts}
    family: Family = "structural"
    if "semantic" in families:
        family = "semantic"
    elif families == {"cosmetic"}:
        family = "cosmetic"
    how = {2: "two at once", 3: "three at once"}[len(parts)]
    number = 100 * len(parts) + ("cosmetic", "structural", "semantic").index(family)
    traced = any(operator.leaves_a_trace for operator in parts if operator.family == "semantic")
    return Operator(number, f"{how}: {family}", family, traced or family != "semantic")


def combinations(size: int, count: int, seed: int) -> Iterator[tuple[Operator, ...]]:
    """That many draws of operators that may stand together on one page.

    Args:
        size: 2 or 3.
        count: how many.
        seed: the same seed draws the same.
    """
    draw = Random(f"{seed}/{size}")  # noqa: S311 - reproducible
    able = [operator for operator in OPERATORS if operator.number not in _ALONE]
    found = 0
    while found < count:
        parts = tuple(draw.sample(able, size))
        numbers = {operator.number for operator in parts}
        if not any(undone <= numbers for undone in _UNDOES):
            found += 1
            yield parts
