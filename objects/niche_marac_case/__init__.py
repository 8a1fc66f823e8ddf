"""A case for the multi-agency risk assessment conference (MARAC) in Niche."""

from dataclasses import dataclass
from datetime import date

from bot.application_model import Reading, Row
from bot.business_object import action
from bot.exceptions import SystemException
from objects.niche_screen import NicheScreen

SCREEN = "MARAC case"


@dataclass(frozen=True)
class CasePerson:
    """Somebody else of the case: perpetrator, child, or named on the agenda."""

    person: str
    role: str


@dataclass(frozen=True)
class CaseAction:
    """What a meeting decided."""

    number: int
    text: str
    owner: str
    due: date | None
    status: str


@dataclass(frozen=True)
class MaracCase:
    """The case as its screen shows it; ``victim`` is empty when nobody is linked."""

    id: str
    occurrence: str
    status: str
    victim: str
    perpetrator_not_identified: bool
    held_elsewhere: bool
    referred_on: date | None
    referred_by: str
    meeting_on: date | None
    area: str
    idva: str
    disclosure_scheme: str
    criteria: tuple[str, ...]
    criteria_note: str
    people: tuple[CasePerson, ...]
    actions: tuple[CaseAction, ...]


class NicheMaracCase(NicheScreen):
    """Reads a case."""

    @action
    def open(self, case: str, reason: str) -> MaracCase:
        """The case; the reason covers its occurrence, too.

        Raises:
            BusinessException: C12, its occurrence belongs to another unit.
            SystemException: C5, when people or actions are missing from the lists.
        """
        self.open_record(case, reason, leads_to=SCREEN)
        return _case(self.read(SCREEN, case))

    @action
    def get_case(self, case: str) -> MaracCase:
        """The case, opened before in this session."""
        self.go(f"/marac/{case}")
        return _case(self.read(SCREEN, case))


def _case(seen: Reading) -> MaracCase:
    people = _all(seen, "Grid - People", "Output - Rows in all")
    actions = _all(seen, "Grid - Actions", "Output - Actions in all")
    return MaracCase(
        id=seen.record,
        occurrence=seen["Output - Occurrence"],
        status=seen["Output - Status"],
        victim=seen["Output - Victim"],
        perpetrator_not_identified=seen["Output - Perpetrator not identified"] == "Yes",
        held_elsewhere=seen["Output - Held elsewhere"] == "Yes",
        referred_on=seen.date("Output - Referred on"),
        referred_by=seen["Output - Referred by"],
        meeting_on=seen.date("Output - Meeting on"),
        area=seen["Output - Area"],
        idva=seen["Output - IDVA"],
        disclosure_scheme=seen["Output - Disclosure scheme"],
        criteria=seen.listed("Output - Criteria"),
        criteria_note=seen["Output - Note on the criteria"],
        people=tuple(CasePerson(row["Person"], row["Role"]) for row in people),
        actions=tuple(_action(row) for row in actions),
    )


def _action(row: Row) -> CaseAction:
    return CaseAction(
        number=row.number("Action") or 0,
        text=row["Text"],
        owner=row["Owner"],
        due=row.date("Due"),
        status=row["Status"],
    )


def _all(seen: Reading, grid: str, total: str) -> tuple[Row, ...]:
    rows = seen.grid(grid)
    if len(rows) != seen.number(total):
        raise SystemException(f"{seen.record}: {len(rows)} rows of {grid} read, not all", code="C5")
    return rows
