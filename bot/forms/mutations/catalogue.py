"""The operators: how forms are changed, and what must come of each."""

from dataclasses import dataclass
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
    Operator(18, "another section", "structural"),
    Operator(20, "a drop-down for radio buttons", "structural"),
    Operator(21, "a text area for a line", "structural"),
    Operator(22, "three boxes for a date", "structural"),
    Operator(26, "a shadow root around it", "structural"),
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
)
NOT_TRIED: Final = (
    "17 a table for divs",
    "19 another tab",
    "23 a name in two boxes",
    "24 two boxes in one",
    "25 repeated",
    "27 shown late",
    "48 exchanged between check and read: the proof reads in one trip",
    "pairs and triples",
    "forms that we did not write",
)
"""Still to come."""
