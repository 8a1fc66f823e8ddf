"""Facts of P2: ``a_case().child(school="NK")``, and what the rules make of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self, TypeVar

from objects.school_contacts import ContactRow
from processes.operation_encompass import rules
from processes.profiles.profile import load_profile
from processes.school_notification.children import ChildRow
from processes.school_notification.facts import (
    AddressFacts,
    Case,
    EarlierMessage,
    Involvement,
    OccurrenceFacts,
    PersonFacts,
    PpnFacts,
    PpnPerson,
    SchoolFacts,
    SchoolPart,
)
from processes.shared.ages import LONDON
from processes.shared.answers import Answer, Relation, ReportStatus, Role
from processes.shared.names import PersonName
from processes.shared.policy import Policy
from processes.shared.schools import Directory, SchoolChoice, find_contact

POLICY = load_profile("hampshire")
NOW = datetime(2026, 3, 2, 6, 5, tzinfo=LONDON)  # a Monday
SATURDAY = date(2026, 2, 28)
VICTIM, SUSPECT, CHILD = "P0000001", "P0000002", "P0000003"
OAKFIELD, HARBOUR = "S00001", "S00002"


Thing = TypeVar("Thing")


def changed(thing: Thing, changes: Mapping[str, object]) -> Thing:
    """The same facts with some of them different."""
    return replace(thing, **changes)  # type: ignore[type-var]


def digest(canonical: str) -> str:
    """What stands for the ledger's keyed hash."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def born(aged: int) -> date:
    """A birth date that makes somebody ``aged`` in the spring of 2026."""
    return date(2026 - aged - 1, 9, 15)


def a_row(number: int, person: str, name: PersonName, aged: int, school: str) -> ChildRow:
    return ChildRow(
        row=number,
        person=person,
        name=name,
        born=born(aged),
        relation_victim=Relation.CHILD,
        relation_suspect=Relation.STEPCHILD,
        present=Answer.YES,
        resident=Answer.YES,
        spoken=Answer.YES,
        school=school,
    )


def a_school(school: str = OAKFIELD, name: str = "Oakfield Primary School") -> SchoolFacts:
    return SchoolFacts(school, name, "primary", "Velmouth", "Solmere", "England", date(1960, 9, 1))


def a_contact(school: str = OAKFIELD, name: str = "Oakfield Primary School") -> ContactRow:
    return ContactRow(
        row=2,
        school_id=school,
        school_name=name,
        town="Velmouth",
        phase="primary",
        dsl_name="Denise Turnbull",
        dsl_mailbox=f"safeguarding@{school.lower()}.example",
        dsl_mailbox_fault="",
        head_name="Keith Wojcik",
        head_mailbox=f"head@{school.lower()}.example",
        head_mailbox_fault="",
        last_verified=date(2025, 9, 10),
    )


def a_person(person: str, name: PersonName, aged: int = 35) -> PersonFacts:
    return PersonFacts(
        person,
        name,
        born(aged),
        addresses=(AddressFacts("14 Hawthorn Road", "Velmouth", "QX1 2AB"),),
        address_kind="house",
        address_force_area="Solmere",
    )


def involved(person: PersonFacts, role: Role) -> Involvement:
    nothing = (Answer.YES, Answer.YES, Answer.NO, Answer.NO)
    return Involvement(person.person, person.name, role, person.born, *nothing)


_VICTIM = replace(
    a_person(VICTIM, PersonName("Petrov", "Nadia")),
    telephone="07700 900123",
    employer="Merrydown Supplies",
    aliases=("Nadine Petrova",),
)
_SUSPECT = replace(
    a_person(SUSPECT, PersonName("Sahota", "Marek")), telephone="01632 960456", employer="Quay Ltd"
)
_CHILD = a_person(CHILD, PersonName("Petrov", "Ella"), aged=9)


def _on_form(who: PersonFacts, role: Role) -> PpnPerson:
    return PpnPerson(
        role,
        who.person,
        who.name,
        who.born,
        who.telephone,
        who.addresses[0].line if who.addresses else "",
        who.addresses[0].postcode if who.addresses else "",
    )


@dataclass(frozen=True)
class CaseBuilder:
    """A Saturday's incident: a mother, her partner, her daughter of 9 at Oakfield."""

    rows: tuple[ChildRow, ...] = (a_row(1, CHILD, _CHILD.name, 9, OAKFIELD),)
    records: dict[str, PersonFacts] = field(
        default_factory=lambda: {VICTIM: _VICTIM, SUSPECT: _SUSPECT, CHILD: _CHILD}
    )
    roles: dict[str, Role] = field(
        default_factory=lambda: {VICTIM: Role.VICTIM, SUSPECT: Role.SUSPECT, CHILD: Role.CHILD}
    )
    ppn_changes: dict[str, object] = field(default_factory=dict)
    occurrence_changes: dict[str, object] = field(default_factory=dict)
    schools: dict[str, SchoolFacts] = field(
        default_factory=lambda: {
            OAKFIELD: a_school(),
            HARBOUR: a_school(HARBOUR, "Harbour Junior School"),
        }
    )
    contacts: tuple[ContactRow, ...] = (a_contact(), a_contact(HARBOUR, "Harbour Junior School"))
    suspended: frozenset[str] = frozenset()
    not_allowed: frozenset[str] = frozenset()
    case_changes: dict[str, object] = field(default_factory=dict)

    def child(self, number: int = 1, **changes: object) -> Self:
        """Another answer in a row of the children."""
        rows = tuple(changed(r, changes) if r.row == number else r for r in self.rows)
        return replace(self, rows=rows)

    def record(self, person: str = CHILD, **changes: object) -> Self:
        """Another value on a person's record."""
        records = {**self.records, person: changed(self.records[person], changes)}
        return replace(self, records=records)

    def born_on(self, day: date) -> Self:
        return self.child(born=day).record(born=day)

    def aged(self, years: int) -> Self:
        return self.born_on(born(years))

    def called(self, forenames: str, surname: str, person: str = CHILD) -> Self:
        name = PersonName(surname, forenames)
        changed = self.record(person, name=name)
        return changed.child(name=name) if person == CHILD else changed

    def with_role(self, person: str, role: Role) -> Self:
        return replace(self, roles={**self.roles, person: role})

    def with_person(self, who: PersonFacts, role: Role = Role.WITNESS) -> Self:
        return replace(
            self,
            records={**self.records, who.person: who},
            roles={**self.roles, who.person: role},
        )

    def with_row(self, row: ChildRow) -> Self:
        return replace(self, rows=(*self.rows, row))

    def with_sibling(self, forename: str = "Tomasz", school: str = HARBOUR, aged: int = 12) -> Self:
        name = PersonName("Petrov", forename)
        person = f"P00000{10 + len(self.rows)}"
        row = a_row(len(self.rows) + 1, person, name, aged, school)
        return self.with_row(row).with_person(a_person(person, name, aged), Role.CHILD)

    def ppn(self, **changes: object) -> Self:
        return replace(self, ppn_changes={**self.ppn_changes, **changes})

    def occurrence(self, **changes: object) -> Self:
        return replace(self, occurrence_changes={**self.occurrence_changes, **changes})

    def school(self, school: str = OAKFIELD, **changes: object) -> Self:
        schools = {**self.schools, school: changed(self.schools[school], changes)}
        return replace(self, schools=schools)

    def contact(self, school: str = OAKFIELD, **changes: object) -> Self:
        rows = (changed(c, changes) if c.school_id == school else c for c in self.contacts)
        return replace(self, contacts=tuple(rows))

    def but(self, **changes: object) -> Self:
        """Another fact of the case itself, such as ``now`` or ``withdrawn``."""
        return replace(self, case_changes={**self.case_changes, **changes})

    def told_before(self, school: str = OAKFIELD, policy: Policy = POLICY) -> Self:
        """The school has had this very message."""
        case = self.build()
        fields = rules.fields_for(case, rules.voice_of_child(case, policy), policy)
        told = EarlierMessage(school, digest(fields.canonical(case.child_key, school)), "effect")
        return self.but(earlier=(*case.earlier, told))

    def build(self) -> Case:
        """The case with its schools looked up, as the Main Page does it."""
        directory = Directory.of(self.contacts)
        key = str(self.case_changes.get("child_key", CHILD))
        case = Case(
            now=NOW,
            child_key=key,
            ppn=self._ppn(),
            occurrence=self._occurrence(),
            child=self.records.get(key),
            people=tuple(r for person, r in self.records.items() if person != key),
        )
        case = changed(case, self.case_changes)
        if all(group.key != case.child_key for group in case.groups):
            return case
        choices = rules.choose_schools(case, directory)
        parts = (self._part(directory, choice) for choice in choices)
        return replace(case, parts=tuple(parts))

    def _part(self, directory: Directory, choice: SchoolChoice) -> SchoolPart:
        school = self.schools.get(choice.school)
        if school is None:
            return SchoolPart(choice)
        allowed = frozenset(
            (c.dsl_mailbox, c.school_id) for c in self.contacts if c.dsl_mailbox
        ) - frozenset((mailbox, school.school) for mailbox in self.not_allowed)
        return SchoolPart(choice, school, find_contact(directory, school, allowed, self.suspended))

    def _ppn(self) -> PpnFacts:
        people = tuple(
            _on_form(self.records[person], role)
            for person, role in self.roles.items()
            if role in (Role.VICTIM, Role.SUSPECT) and person != CHILD
        )
        facts = PpnFacts(
            ppn="PPN-000001",
            occurrence="99260000001",
            status=ReportStatus.SUBMITTED,
            revision=1,
            types=frozenset(("Domestic abuse",)),
            incident_on=SATURDAY,
            children=self.rows,
            people=people,
            voice="I hid under the table until it was quiet.",
            spoken_alone=Answer.YES,
            new_disclosure=False,
            operational_hold=False,
            notification_status="",
            narrative="Neighbour reported raised voices. Both were spoken to apart.",
        )
        return changed(facts, self.ppn_changes)

    def _occurrence(self) -> OccurrenceFacts:
        facts = OccurrenceFacts(
            number="99260000001",
            type="Domestic incident",
            classification="Common assault",
            domestic=Answer.YES,
            qualifiers=(),
            markers=(),
            started_on=SATURDAY,
            address="14 Hawthorn Road, Velmouth",
            address_kind="house",
            force_area="Solmere",
            restricted_to="",
            involved=tuple(
                involved(self.records[person], role) for person, role in self.roles.items()
            ),
        )
        return changed(facts, self.occurrence_changes)


def a_case() -> CaseBuilder:
    return CaseBuilder()
