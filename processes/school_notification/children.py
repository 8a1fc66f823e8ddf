"""The children of a PPN: its rows, and which rows are about one child."""

from dataclasses import dataclass
from datetime import date

from processes.shared.ages import BirthDate
from processes.shared.answers import Answer, Relation
from processes.shared.names import PersonName, fold


@dataclass(frozen=True)
class ChildRow:
    """A row of the PPN's children.

    Attributes:
        row: place on the form, the first is 1.
        person: the linked record; empty without a link.
        school: the list's value (``S00001``, ``NK``, ...) or its visible text.
        school_other: "School if not listed".
        filled: False for a row in which nothing stands.
        said: this child's own words, where the form asks for each child.
    """

    row: int
    person: str
    name: PersonName
    born: BirthDate
    relation_victim: Relation
    relation_suspect: Relation
    present: Answer
    resident: Answer
    spoken: Answer
    school: str
    school_other: str = ""
    filled: bool = True
    said: str = ""


@dataclass(frozen=True)
class ChildGroup:
    """One child with every row that is about them; ``key`` is the person id or ``row2``."""

    key: str
    rows: tuple[ChildRow, ...]


def group_children(rows: tuple[ChildRow, ...]) -> tuple[ChildGroup, ...]:
    """Give each child once, with every row about them, in the order of the form.

    Rows with the same link are one child. A row without a link joins one of the same full name and
    birth date. Two records are never joined, however alike: namesakes and twins are told by id.
    """
    groups: dict[str, list[ChildRow]] = {}
    filled = [row for row in rows if row.filled]
    for row in sorted(filled, key=lambda row: not row.person):
        groups.setdefault(row.person or _same_child(row, groups) or f"row{row.row}", []).append(row)
    found = [
        ChildGroup(key, tuple(sorted(own, key=lambda row: row.row))) for key, own in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: group.rows[0].row))


def _same_child(row: ChildRow, groups: dict[str, list[ChildRow]]) -> str:
    """Give the key of the one group that this unlinked row is about; empty when none or several."""
    if not isinstance(row.born, date):
        return ""
    same = [key for key, own in groups.items() if any(_is_alike(row, other) for other in own)]
    return same[0] if len(same) == 1 else ""


def _is_alike(row: ChildRow, other: ChildRow) -> bool:
    return row.born == other.born and fold(row.name.full) == fold(other.name.full) != ""
