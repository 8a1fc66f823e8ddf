"""Which school a PPN names, and whom the contact workbook gives for it.

A school is found by its id or by its exact wording, never by likeness: a letter that goes to the
nearest name is a breach.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, Self

from processes.shared.names import fold

_ID = re.compile(r"S\d{5}")


class Special(Enum):
    """The school list's entries that are no school."""

    BLANK = ("", "")
    NOT_KNOWN = ("NK", "Not known")
    NOT_LISTED = ("NL", "Not listed")
    HOME_EDUCATED = ("HE", "Home educated")
    MISSING_EDUCATION = ("ME", "Missing education")
    NONE = ("NO", "None")
    UNDER_SCHOOL_AGE = ("US", "Under school age")

    @property
    def label(self) -> str:
        """The entry's words on the screen."""
        return self.value[1] or "blank"

    @classmethod
    def find(cls, answer: str) -> "Special | None":
        """Give the entry whose value or words these are; None for a school."""
        wanted = fold(answer)
        for entry in cls:
            if wanted in (fold(entry.value[0]), fold(entry.value[1])):
                return entry
        return None


class ContactLike(Protocol):
    """A row of the contact workbook, as ``objects.school_contacts`` gives it."""

    @property
    def row(self) -> int:
        """Its number in the workbook."""

    @property
    def school_id(self) -> str:
        """As the school list has it; may be empty."""

    @property
    def school_name(self) -> str:
        """The wording."""

    @property
    def town(self) -> str:
        """Its town."""

    @property
    def dsl_name(self) -> str:
        """Name of the safeguarding lead."""

    @property
    def dsl_mailbox(self) -> str:
        """Mailbox; empty when blank or faulty."""

    @property
    def dsl_mailbox_fault(self) -> str:
        """Why the cell is no mailbox; empty when it is one."""

    @property
    def head_name(self) -> str:
        """Name of the head teacher."""

    @property
    def last_verified(self) -> date | None:
        """When somebody last made sure."""


@dataclass(frozen=True)
class SchoolChoice:
    """What an officer chose: one of the special entries, a school, or something unusable.

    Attributes:
        special: the special entry, or None.
        school: the school's id; empty when it is not one, or not certain which.
        problem: the row that says why not (``P2.1`` to ``P2.3``); empty when there is none.
        detail: the problem in words, without names.
        named: whether any school was named at all, found or not.
    """

    special: Special | None = None
    school: str = ""
    problem: str = ""
    detail: str = ""
    named: bool = False


@dataclass(frozen=True)
class Contact:
    """Whom to write to at a school, or the row that says why nobody.

    Attributes:
        mailbox: the safeguarding lead's mailbox; empty when there is a problem.
        staff: names of the safeguarding leads and heads in the school's rows.
        problem: ``P2.7``, ``P2.8`` or empty.
    """

    school: str
    mailbox: str = ""
    staff: tuple[str, ...] = ()
    school_names: tuple[str, ...] = ()
    last_verified: date | None = None
    problem: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Directory:
    """The contact workbook's rows, by id and by exact wording; made by ``of``."""

    by_id: Mapping[str, tuple[ContactLike, ...]]
    by_wording: Mapping[str, tuple[ContactLike, ...]]

    @classmethod
    def of(cls, rows: Iterable[ContactLike]) -> Self:
        """Index the rows once for a run."""
        by_id: dict[str, list[ContactLike]] = defaultdict(list)
        by_wording: dict[str, list[ContactLike]] = defaultdict(list)
        for row in rows:
            if row.school_id:
                by_id[row.school_id.strip().upper()].append(row)
            for wording in {fold(row.school_name), fold(f"{row.school_name} {row.town}")} - {""}:
                by_wording[wording].append(row)
        return cls(_frozen(by_id), _frozen(by_wording))

    def resolve(self, school: str, school_other: str = "") -> SchoolChoice:
        """Give what the list's answer and "School if not listed" say together."""
        chosen, typed = school.strip(), school_other.strip()
        special = Special.find(chosen)
        if special is None:
            return self._listed(chosen, typed)
        if typed and special in (Special.BLANK, Special.NOT_LISTED, Special.NOT_KNOWN):
            return self._by_wording(typed)
        if typed:
            return _unclear("P2.2", f"'{special.label}' is chosen and a school is typed as well")
        if special is Special.NOT_LISTED:
            return _unclear("P2.2", "the school is not on the list", special)
        if special in (Special.BLANK, Special.NOT_KNOWN):
            return _unclear("P2.1", f"the school is {special.label.lower()}", special)
        return SchoolChoice(special=special)

    def rows_of(self, school_id: str, name: str = "", town: str = "") -> tuple[ContactLike, ...]:
        """Give a school's rows: those with its id, and those without any id of its exact name."""
        with_id = self.by_id.get(school_id, ())
        exact = self.by_wording.get(fold(f"{name} {town}"), ()) if name else ()
        without_id = tuple(row for row in exact if not row.school_id)
        return (*with_id, *without_id)

    def _listed(self, chosen: str, typed: str) -> SchoolChoice:
        is_id = _ID.fullmatch(chosen.upper())
        choice = (
            SchoolChoice(school=chosen.upper(), named=True) if is_id else self._by_wording(chosen)
        )
        if typed and self._by_wording(typed).school != choice.school:
            return _unclear("P2.2", "the list and the typed school name two schools", named=True)
        return choice

    def _by_wording(self, wording: str) -> SchoolChoice:
        rows = self.by_wording.get(fold(wording), ())
        schools = {row.school_id.strip().upper() for row in rows}
        if not rows:
            return _unclear("P2.2", "no school is called exactly so", named=True)
        if len(schools) > 1:
            return _unclear("P2.3", "several schools are called so, and no town is given")
        if schools == {""}:
            return _unclear("P2.2", "the contact workbook gives no id for this school", named=True)
        return SchoolChoice(school=schools.pop(), named=True)


def find_contact(
    directory: Directory,
    school: "SchoolLike",
    allowed: frozenset[tuple[str, str]],
    suspended: frozenset[str] = frozenset(),
) -> Contact:
    """Give the safeguarding lead's mailbox of a school, or the row that says why there is none.

    Args:
        directory: the contact workbook.
        school: the school's record.
        allowed: pairs of mailbox (lower case) and school id that may be written to.
        suspended: mailboxes (lower case) that bounced or are being checked after a breach.
    """
    rows = directory.rows_of(school.school, school.name, school.town)
    problem, detail = _row_problem(rows)
    mailbox = next((row.dsl_mailbox for row in rows if row.dsl_mailbox), "")
    if not problem:
        problem, detail = _mailbox_problem(mailbox, school.school, allowed, suspended)
    verified = [row.last_verified for row in rows if row.last_verified]
    return Contact(
        school=school.school,
        mailbox="" if problem else mailbox,
        staff=tuple(name for row in rows for name in (row.dsl_name, row.head_name) if name),
        school_names=tuple(dict.fromkeys(row.school_name for row in rows)),
        last_verified=min(verified) if verified and len(verified) == len(rows) else None,
        problem=problem,
        detail=detail,
    )


class SchoolLike(Protocol):
    """What is needed of a school's record to find its contact."""

    @property
    def school(self) -> str:
        """Id."""

    @property
    def name(self) -> str:
        """Name, without the town."""

    @property
    def town(self) -> str:
        """Its town."""


def _row_problem(rows: tuple[ContactLike, ...]) -> tuple[str, str]:
    """P2.7 and the malformed half of P2.8. A lead and a head in two cells or rows do not clash."""
    if not rows:
        return "P2.7", "no contact row for the school"
    faulty = [row for row in rows if row.dsl_mailbox_fault]
    if faulty:
        return "P2.8", f"contact row {faulty[0].row}: {faulty[0].dsl_mailbox_fault}"
    mailboxes = {row.dsl_mailbox.casefold() for row in rows if row.dsl_mailbox}
    if not mailboxes:
        return "P2.7", "the safeguarding lead's mailbox is blank"
    if len(mailboxes) > 1:
        return "P2.7", "the school's contact rows name different mailboxes"
    return "", ""


def _mailbox_problem(
    mailbox: str, school: str, allowed: frozenset[tuple[str, str]], suspended: frozenset[str]
) -> tuple[str, str]:
    if mailbox.casefold() in suspended:
        return "P2.8", "the contact is suspended until a person has checked it"
    if (mailbox.casefold(), school) not in allowed:
        return "P2.8", "the mailbox is not on the allow-list for this school"
    return "", ""


def _unclear(
    problem: str, detail: str, special: Special | None = None, *, named: bool = False
) -> SchoolChoice:
    return SchoolChoice(special=special, problem=problem, detail=detail, named=named)


def _frozen(rows: dict[str, list[ContactLike]]) -> dict[str, tuple[ContactLike, ...]]:
    return {key: tuple(value) for key, value in rows.items()}
