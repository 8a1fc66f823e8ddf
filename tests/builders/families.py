"""Families of any names, and the messages that the rules write about them."""

import re
import unicodedata
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from processes.operation_encompass import rules
from processes.operation_encompass.message import message_breaches
from processes.school_notification.draft import Draft
from processes.school_notification.facts import Case
from processes.shared.answers import Relation
from tests.builders.encompass import (
    OAKFIELD,
    POLICY,
    SUSPECT,
    VICTIM,
    CaseBuilder,
    a_case,
)

WORDS = ("Will", "May", "Grace", "Hope", "Mark", "Parent", "Person", "School", "Date", "Police")
MARKED = ("Zoë", "Łukasz", "Anne-Sophie", "D'Angelo", "Siân", "Oakfield", "Taylor", "Velmouth")
FORENAMES = st.sampled_from((*WORDS, *MARKED, "Name", "Step"))
FAMILY_NAMES = ("Petrov", "O'Hallorhan", "Brightwell-Okoye", "Müller-Wärne", "van der Merwe")
SURNAMES = st.sampled_from(
    (*FAMILY_NAMES, "Taylor", "May", "Incident", "Household", "Oakfield", "Child", "Solmere")
)
HARMLESS = st.sampled_from(
    ["I hid under the table.", "it was loud", "my cat Zest purred", "I counted to 100", "I am fine"]
)
RELATIONS = st.sampled_from(list(Relation))
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def families(draw: st.DrawFn) -> CaseBuilder:
    """A child with a victim, a suspect and perhaps siblings at other schools, of any names."""
    builder = (
        a_case()
        .called(draw(FORENAMES), draw(SURNAMES))
        .called(draw(FORENAMES), draw(SURNAMES), VICTIM)
        .called(draw(FORENAMES), draw(SURNAMES), SUSPECT)
        .record(VICTIM, aliases=(f"{draw(FORENAMES)} {draw(SURNAMES)}",))
        .child(relation_victim=draw(RELATIONS), relation_suspect=draw(RELATIONS))
        .ppn(voice=draw(HARMLESS))
        .school(name=draw(st.sampled_from(["Grace Academy", "Will May School", "Taylor Primary"])))
    )
    name = builder.schools[OAKFIELD].name
    builder = builder.contact(school_name=name)
    for _ in range(draw(st.integers(0, 2))):
        builder = builder.with_sibling(draw(FORENAMES))
    return builder


@dataclass(frozen=True)
class Sent:
    """A message that the rules wrote."""

    case: Case
    draft: Draft

    @property
    def subject(self) -> str:
        return self.draft.letter.subject

    @property
    def body(self) -> str:
        return self.draft.letter.body

    def breaches(self, body: str | None = None, subject: str | None = None) -> tuple[str, ...]:
        school = self.case.parts[0].school
        assert school
        found = message_breaches(
            self.case,
            school,
            self.subject if subject is None else subject,
            self.body if body is None else body,
            POLICY,
            late=False,
        )
        return tuple(str(breach) for breach in found)

    def with_value(self, label: str, value: str) -> str:
        """The body with another value behind a label: what a broken robot would send."""
        lines = self.body.splitlines()
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{label}: "))
        lines[place] = f"{label}: {value}"
        return "\n".join(lines)


def written(builder: CaseBuilder) -> Sent:
    case = builder.build()
    school = case.parts[0].school
    assert school
    return Sent(case, rules.draft(case, school, POLICY, ()))


def bare(text: str) -> list[str]:
    """This file's own idea of the words of a text; it shares nothing with the guard."""
    plain = unicodedata.normalize("NFKD", text.replace("Ł", "L").replace("ł", "l").lower())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    return re.findall(r"[a-z0-9]+", letters)


def holds(text: str, value: str) -> bool:
    words, wanted = bare(text), bare(value)
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def foreign_of(case: Case) -> list[str]:
    """Values of everybody else, as they stand on the screens."""
    found = [case.ppn.ppn, case.ppn.narrative]
    for who in case.people:
        found += [who.person, who.name.full, who.name.forenames, who.telephone, who.employer]
        found += [f"{who.born:%d/%m/%Y}", *who.aliases]
        found += [value for a in who.addresses for value in (a.line, a.postcode)]
    return [value for value in found if value]
