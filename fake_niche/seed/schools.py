"""The schools of the force area, and what the contact workbook says of each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from unicodedata import normalize

from fake_niche import models
from fake_niche.seed.names import SURNAMES, words
from fake_niche.seed.places import TOWNS, Town
from fake_niche.seed.rows import Row, Rows

STEMS = words("school_stems")
STAFF = words("staff")
_FORMS = {
    "primary": (
        "Primary School",
        "Infant School",
        "Junior School",
        "Community Primary School",
        "C of E Primary School",
        "Catholic Primary School",
        "Primary Academy",
    ),
    "secondary": ("School", "High School", "Academy"),
    "nursery": ("Nursery School",),
    "college": ("Sixth Form College",),
    "special": ("Special School",),
}
_COUNTS = {"primary": 760, "secondary": 260, "nursery": 100, "college": 40, "special": 34}
_AGES = {
    "primary": (4, 11),
    "secondary": (11, 18),
    "nursery": (2, 4),
    "college": (16, 19),
    "special": (4, 19),
}
_RESERVED = {"primary": 160, "secondary": 60, "nursery": 20, "college": 12, "special": 4}


@dataclass
class Contact:
    """A row of the contact workbook, before it is written; every cell is text."""

    school_id: str
    school_name: str
    town: str
    phase: str
    dsl_name: str
    dsl_mailbox: str
    head_name: str
    head_mailbox: str
    verified: str
    notes: str = ""


@dataclass
class School:
    """A school's record with its rows in the workbook and the mailboxes that are allowed."""

    row: Row
    contacts: list[Contact]
    allowed: list[str]

    @property
    def id(self) -> str:
        """Its number in the school list."""
        return str(self.row["id"])

    @property
    def name(self) -> str:
        """Its name, without the town."""
        return str(self.row["name"])

    @property
    def town(self) -> str:
        """The name of its town."""
        return str(self.row["town"])

    @property
    def contact(self) -> Contact:
        """Its first row in the workbook."""
        return self.contacts[0]

    @property
    def mailbox(self) -> str:
        """Its safeguarding lead's mailbox in the workbook; empty when that gives none."""
        return self.contacts[0].dsl_mailbox if self.contacts else ""

    def rename(self, name: str) -> None:
        """Gives it another name, in the records and in the workbook."""
        self.row["name"] = name
        for contact in self.contacts:
            contact.school_name = name

    def move_mailbox(self, mailbox: str) -> None:
        """Gives its safeguarding lead another, allowed mailbox."""
        self.contact.dsl_mailbox = mailbox
        self.allowed[0] = mailbox


@dataclass
class Schools:
    """All schools: ordinary ones for anybody, and reserved ones for one scenario each.

    Attributes:
        all: every school, in the order of its number.
    """

    rows: Rows
    rng: Random
    all: list[School] = field(default_factory=list)
    _ordinary: dict[tuple[str, str], list[School]] = field(default_factory=dict)
    _reserved: dict[str, list[School]] = field(default_factory=dict)
    _special: dict[str, list[School]] = field(default_factory=dict)
    _turn: dict[str, int] = field(default_factory=dict)

    def open_all(self) -> None:
        """Makes about 1,200 schools, of which some are reserved for scenarios."""
        for phase, count in _COUNTS.items():
            names = [f"{stem} {form}" for form in _FORMS[phase] for stem in STEMS]
            self.rng.shuffle(names)
            for number, name in enumerate(names[:count]):
                town = TOWNS[number % len(TOWNS)]
                school = self.open(name, phase, town)
                if number < _RESERVED[phase]:
                    self._reserved.setdefault(phase, []).append(school)
                else:
                    self._ordinary.setdefault((phase, town.name), []).append(school)

    def open(self, name: str, phase: str, town: Town) -> School:
        """A new school with one good row in the workbook."""
        number = self.rows.next("school")
        row = self.rows.add(
            models.School,
            id=f"S{number:05d}",
            name=name,
            phase=phase,
            age_from=_AGES[phase][0],
            age_to=_AGES[phase][1],
            town=town.name,
            force_area=town.force_area,
            authority=town.authority,
            nation=town.nation,
            opened=f"{1950 + number % 60}-09-01",
        )
        contact = self._contact(row, number)
        school = School(row, [contact], [contact.dsl_mailbox, contact.head_mailbox])
        self.all.append(school)
        return school

    def another_row(self, school: School) -> Contact:
        """A second row of the school in the workbook, a copy of the first."""
        school.contacts.append(replace(school.contact))
        return school.contacts[-1]

    def ordinary(self, aged: int, town: str) -> School:
        """Some school in the town for a child of that age; nothing is wrong with it."""
        return self.rng.choice(self._ordinary[phase_at(aged), town])

    def reserve(self, phase: str = "primary") -> School:
        """A school that no other scenario and no ordinary child has."""
        return self._reserved[phase].pop()

    def special(
        self, kind: str, make: Callable[["Schools"], School], *, at_most: int = 6
    ) -> School:
        """A school with a certain trouble; after ``at_most`` of a kind they are used again."""
        made = self._special.setdefault(kind, [])
        turn = self._turn.get(kind, 0)
        self._turn[kind] = turn + 1
        if turn < at_most:
            made.append(make(self))
        return made[turn % at_most]

    def _contact(self, row: Row, number: int) -> Contact:
        domain = f"{_slug(str(row['name']))}-{number}.example"
        staff = [f"{self.rng.choice(STAFF)} {self.rng.choice(SURNAMES)}" for _ in range(2)]
        return Contact(
            school_id=str(row["id"]),
            school_name=str(row["name"]),
            town=str(row["town"]),
            phase=str(row["phase"]),
            dsl_name=staff[0],
            dsl_mailbox=f"safeguarding@{domain}",
            head_name=staff[1],
            head_mailbox=f"head@{domain}",
            verified=f"{number % 27 + 1:02d}/09/2025",
        )


def phase_at(aged: int) -> str:
    """The phase that a child of that age is usually in."""
    for phase in ("nursery", "primary", "secondary", "college"):
        if aged < {"nursery": 4, "primary": 11, "secondary": 16}.get(phase, 99):
            return phase
    raise AssertionError(aged)


def _slug(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(
        word for word in "".join(c if c.isalnum() else " " for c in plain).split() if word
    )
