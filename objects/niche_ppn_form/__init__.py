"""The PPN form in Niche, in any approved version of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.application_model import Reading, Row
from bot.business_object import action
from bot.exceptions import RecordLocked
from objects.niche_screen import NicheScreen

SCREEN = "PPN"

NOT_LISTED, NOT_LISTED_TEXT = "NL", "Not listed"

FREE_TEXTS = (
    "Text area - Voice of the child",
    "Text - Reason not spoken to",
    "Text area - Home conditions",
    "Text area - Care concerns",
    "Text area - Circumstances",
    "Text area - Rationale for the grade",
    "Text - MASH note",
)
"""The free texts, by the model's element names; P1 looks in them for mention of a child."""
CHILD_TEXTS = ("Said", "Officer saw")
"""The free texts of each child, in the versions that ask for them by child."""


@dataclass(frozen=True)
class ChildRow:
    """One row of the children grid, as the form stores it; empty text is blank.

    Attributes:
        said: this child's own words, in the versions that ask for them by child.
    """

    row: int
    person: str
    surname: str
    forename: str
    born: date | None
    born_text: str
    relation_victim: str
    relation_suspect: str
    present: str
    resident: str
    spoken: str
    school: str
    school_other: str
    is_filled: bool
    said: str = ""


@dataclass(frozen=True)
class OtherRow:
    """One row of the grid of other persons."""

    person: str
    surname: str
    forenames: str
    born: date | None
    role: str
    relation_to_subject: str
    telephone: str


@dataclass(frozen=True)
class Subject:
    """Section B: whom the PPN is about."""

    person: str
    surname: str
    forenames: str
    born: date | None
    role: str
    address: str
    postcode: str
    telephone: str
    pregnant: str


@dataclass(frozen=True)
class EducationNotification:
    """What the officer says of telling the school, in the versions that ask."""

    second_setting: str
    reason_not_to_notify: str
    is_address_safe: str


@dataclass(frozen=True)
class Ppn:
    """A PPN, all that the processes read of it.

    Attributes:
        free_texts: (element name, text) of every free text.
        education: None in the versions that have no such section.
        proof: hash of the identity proof: model, form structure, record and anchors.
    """

    id: str
    form: str
    occurrence: str
    status: str
    revision: int
    types: frozenset[str]
    incident_on: date | None
    incident_place: str
    incident_postcode: str
    subject: Subject
    others: tuple[OtherRow, ...]
    children_present: str
    unborn: str
    children: tuple[ChildRow, ...]
    voice: str
    spoken_alone: str
    not_spoken_reason: str
    new_disclosure: bool
    free_texts: tuple[tuple[str, str], ...]
    narrative: str
    dash_grade: str
    operational_hold: bool
    encompass_status: str
    endeavour_status: str
    locked_by: str
    proof: str
    education: EducationNotification | None = None

    def notification_status(self, operation: str) -> str:
        """What section L says of an operation, ``Encompass`` or ``Endeavour``."""
        return {"Encompass": self.encompass_status, "Endeavour": self.endeavour_status}[operation]


class NichePpnForm(NicheScreen):
    """Reads a PPN and sets its notification status."""

    @action
    def open(self, ppn: str, reason: str) -> Ppn:
        """The whole PPN in one round trip; the reason covers its occurrence in this session.

        Raises:
            DriftException: C6, the form is not the approved one; nothing was read.
        """
        self.open_record(ppn, reason, leads_to=SCREEN)
        return _ppn(self.read(SCREEN, ppn))

    @action
    def get_ppn(self, ppn: str) -> Ppn:
        """The whole PPN, where a reason covers it already."""
        self.go(f"/report/{ppn}")
        return _ppn(self.read(SCREEN, ppn))

    @action
    def set_notification_status(self, ppn: str, operation: str, after: Callable[[str], str]) -> str:
        """Set a notification status in section L and save; the revision stays as it is.

        Args:
            ppn: the PPN.
            operation: whose status, as the form calls it: ``Encompass`` or ``Endeavour``.
            after: gives the status to set from the one that stands there.

        Returns:
            The status that was set.

        Raises:
            RecordLocked: C3, another user has the PPN open.
            SaveConflict: C4, the PPN changed since it was opened.
        """
        self.go(f"/report/{ppn}/edit")
        element = f"Drop-down - {operation} status"
        seen = self.read(SCREEN, ppn, at=element)
        if seen.locked_by:
            raise RecordLocked(f"{ppn} is locked by another user", code="C3")
        status = after(seen[element])
        self.write(element, status)
        self.press("Button - Save", leads_to=SCREEN)
        return status


def _ppn(seen: Reading) -> Ppn:
    return Ppn(
        id=seen.record,
        form=seen.form,
        occurrence=seen["Output - Occurrence"],
        status=seen["Output - Status"],
        revision=seen.number("Output - Revision") or 0,
        types=seen.ticked("Tick-boxes - PPN types"),
        incident_on=seen.date("Date - Incident"),
        incident_place=seen["Text - Incident place"],
        incident_postcode=seen["Text - Incident postcode"],
        subject=_subject(seen),
        others=tuple(_other(row) for row in seen.grid("Grid - Other persons")),
        children_present=seen["Radio - Children"],
        unborn=seen["Radio - Unborn child"],
        children=tuple(_child(row) for row in seen.grid("Grid - Children")),
        voice=seen.get("Text area - Voice of the child", ""),
        spoken_alone=seen["Radio - Spoken to alone"],
        not_spoken_reason=seen["Text - Reason not spoken to"],
        new_disclosure=seen["Tick-box - New disclosure"] == "Yes",
        free_texts=_free_texts(seen),
        narrative=seen["Text area - Circumstances"],
        dash_grade=seen["Drop-down - DASH grade"],
        operational_hold=seen["Tick-box - Operational hold"] == "Yes",
        encompass_status=seen["Drop-down - Encompass status"],
        endeavour_status=seen["Drop-down - Endeavour status"],
        locked_by=seen.locked_by,
        proof=seen.proof,
        education=_education(seen),
    )


def _free_texts(seen: Reading) -> tuple[tuple[str, str], ...]:
    of_children = (
        (f"Grid - Children, {row.index + 1}, {name}", row[name])
        for row in seen.grid("Grid - Children")
        for name in CHILD_TEXTS
        if name in row
    )
    return (*((name, seen[name]) for name in FREE_TEXTS if name in seen), *of_children)


def _education(seen: Reading) -> EducationNotification | None:
    if "Text - Reason not to notify" not in seen:
        return None
    return EducationNotification(
        seen["Drop-down - Second setting"],
        seen["Text - Reason not to notify"],
        seen["Radio - Address safe to share"],
    )


def _subject(seen: Reading) -> Subject:
    return Subject(
        person=seen["Text - Subject person"],
        surname=seen["Text - Subject surname"],
        forenames=seen["Text - Subject forenames"],
        born=seen.date("Date - Subject born"),
        role=seen["Drop-down - Subject role"],
        address=seen["Text - Subject address"],
        postcode=seen["Text - Subject postcode"],
        telephone=seen["Text - Subject telephone"],
        pregnant=seen["Radio - Subject pregnant"],
    )


def _other(row: Row) -> OtherRow:
    return OtherRow(
        person=row["Person"],
        surname=row["Surname"],
        forenames=row["Forenames"],
        born=row.date("Born"),
        role=row["Role"],
        relation_to_subject=row["Relation to subject"],
        telephone=row["Telephone"],
    )


def _typed_school(row: Row) -> str:
    """The school that was typed: in a box of its own, or where a search found nothing."""
    if "School if not listed" in row:
        return row["School if not listed"]
    typed = row.text("School")
    return typed if row["School"] == NOT_LISTED and typed != NOT_LISTED_TEXT else ""


def _child(row: Row) -> ChildRow:
    return ChildRow(
        row=row.index,
        person=row["Person"],
        surname=row["Surname"],
        forename=row["Forename"],
        born=row.date("Born"),
        born_text=row["Born"],
        relation_victim=row["Relation to victim"],
        relation_suspect=row["Relation to suspect"],
        present=row["Present"],
        resident=row["Resident"],
        spoken=row["Spoken to"],
        school=row["School"],
        school_other=_typed_school(row),
        is_filled=any(row.values()),
        said=row.get("Said", ""),
    )
