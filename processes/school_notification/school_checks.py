"""The rows of P2 about the school: which one, does it exist, whom to write to there."""

from datetime import date

from bot.exceptions import Finding
from processes.school_notification.ages import oldest_on, today, youngest_on
from processes.school_notification.facts import Case, SchoolFacts, SchoolPart
from processes.school_notification.people import adults
from processes.shared.ages import ADULT
from processes.shared.findings import be, held, note, skip
from processes.shared.names import fold, words_of
from processes.shared.people import is_named_in
from processes.shared.policy import Policy
from processes.shared.schools import Directory, SchoolChoice, Special

_NO_ANSWER = (Special.BLANK, Special.NOT_KNOWN)
_SCHOOL_WORDS = frozenset(
    ("school", "academy", "college", "nursery", "preschool", "primary", "secondary", "infant")
)
_UNNAMED = SchoolChoice(
    problem="P2.2",
    detail="a child has a second setting, at another school, and the form does not name it",
    named=True,
)
_OTHER_ROUTE = (Special.HOME_EDUCATED, Special.MISSING_EDUCATION, Special.NONE)


def choose_schools(case: Case, directory: Directory) -> tuple[SchoolChoice, ...]:
    """Give each school that the child's rows name, in their order; at least one choice.

    A blank or "Not known" beside a row that does answer is no second school. A second setting at
    another school, which the form asks for and does not name, is one that is not on the list.
    """
    found = [directory.resolve(row.school, row.school_other) for row in case.rows]
    answered = [choice for choice in found if choice.special not in _NO_ANSWER]
    choices = tuple(dict.fromkeys(answered or found[:1]))
    if not case.ppn.has_other_setting or len(choices) > 1:
        return choices
    is_answer = bool(choices[0].school) or choices[0].special in _OTHER_ROUTE
    return (*choices, _UNNAMED) if is_answer else (_UNNAMED,)


# What the rows say of the child's schooling -------------------------------------------------------


def check_school_given(case: Case, policy: Policy) -> list[Finding]:
    """P2.1, P2.11 and P2.12: no school, another route, or too young for one."""
    choices = tuple(part.choice for part in case.parts)
    too_young = _is_below_school_age(case, policy)
    findings = [
        held("P2.11", f"'{choice.special.label}' is chosen: local-authority route")
        for choice in choices
        if choice.special is not None and choice.special in _OTHER_ROUTE
    ]
    findings += [be("P2.1", choice.detail) for choice in choices if choice.problem == "P2.1"]
    if too_young and any(choice.school for choice in choices):
        return [*findings, note("P2.12", "below school age, at a listed school")]
    if _UNNAMED in choices:  # too young for the one is no answer to the other
        return findings
    if too_young:
        return [*findings, skip("P2.12", "below school age, and no listed school")]
    if any(choice.special is Special.UNDER_SCHOOL_AGE for choice in choices):
        findings += _under_age_chosen(case, policy)
    return findings


def _under_age_chosen(case: Case, policy: Policy) -> list[Finding]:
    """Believe "Under school age" until the age at which a child must be in education."""
    age = oldest_on(case, today(case))
    if age is not None and age < policy.settings.schools.compulsory_age:
        return [skip("P2.12", "recorded as under school age")]
    return [be("P2.1", "'Under school age' is chosen for a child of school age")]


def _is_below_school_age(case: Case, policy: Policy) -> bool:
    """Whether the child is too young for reception on every recorded birth date."""
    age = oldest_on(case, today(case))
    return age is not None and age < policy.settings.schools.entry_age


def check_two_schools(case: Case, _: Policy) -> list[Finding]:
    """P2.10: each of two schools is told."""
    schools = {part.choice.school for part in case.parts if part.choice.school}
    return [note("P2.10", f"registered at {len(schools)} schools")] if len(schools) > 1 else []


# One school ---------------------------------------------------------------------------------------


def check_wording(_: Case, part: SchoolPart, __: Policy) -> list[Finding]:
    """P2.2 and P2.3: not on the list, or not certain which school is meant."""
    if part.choice.problem in ("P2.2", "P2.3"):
        return [be(part.choice.problem, part.choice.detail)]
    if part.choice.school and part.school is None:
        return [be("P2.2", f"{part.choice.school} has no record in Niche")]
    return []


def check_college(case: Case, part: SchoolPart, policy: Policy) -> list[Finding]:
    """P2.13: 16 or 17, at a college on the list or at one that is not."""
    settings = policy.settings.schools
    age = youngest_on(case, today(case))
    if age is None or not settings.college_from_age <= age < ADULT:
        return []
    phases = {fold(phase) for phase in settings.college_phases}
    if part.school and fold(part.school.phase) in phases:
        return [note("P2.13", "16 or 17, at a college on the list")]
    if part.choice.problem == "P2.2" and part.choice != _UNNAMED:
        return [be("P2.13", "16 or 17, at a college that is not on the list")]
    return []


def check_open(case: Case, part: SchoolPart, _: Policy) -> list[Finding]:
    """P2.6: closed, merged or renamed; the successor is named for the person who acts."""
    school = part.school
    if school is None:
        return []
    closes_later = school.closed is not None and school.closed > today(case)
    if not closes_later and (school.closed or school.successor):
        return [be("P2.6", f"{school.school} is closed or merged; {_successor(school)}")]
    if school.opened and school.opened > today(case):
        return [be("P2.6", f"{school.school} is not open yet")]
    names = part.contact.school_names if part.contact else ()
    if any(fold(name) != fold(school.name) for name in names):
        return [be("P2.6", f"{school.school} has another name in the contact workbook")]
    return []


def _successor(school: SchoolFacts) -> str:
    return f"successor {school.successor}" if school.successor else "no successor recorded"


def check_contact(_: Case, part: SchoolPart, __: Policy) -> list[Finding]:
    """P2.7 and P2.8: no usable mailbox."""
    if part.school is None:
        return []
    if part.contact is None:
        return [be("P2.7", f"{part.school.school}: the contact was not looked up")]
    if part.contact.problem:
        return [be(part.contact.problem, f"{part.school.school}: {part.contact.detail}")]
    return []


def check_school_area(case: Case, part: SchoolPart, policy: Policy) -> list[Finding]:
    """P2.17: a school in another nation or outside the force area."""
    school, settings = part.school, policy.settings
    if school is None:
        return []
    if fold(school.nation) in {fold(nation) for nation in settings.schools.other_route_nations}:
        return [held("P2.17", f"{school.school} is in {school.nation}: another route")]
    if fold(school.force_area) == fold(settings.force_area):
        return []
    if _is_verified(part, today(case), settings.schools.outside_contact_max_age_days):
        return [note("P2.17", f"{school.school} is outside the area; its contact is verified")]
    return [be("P2.17", f"{school.school} is outside the area; verify its contact first")]


def _is_verified(part: SchoolPart, day: date, max_age_days: int) -> bool:
    verified = part.contact.last_verified if part.contact else None
    return verified is not None and 0 <= (day - verified).days <= max_age_days


def check_staff(case: Case, part: SchoolPart, policy: Policy) -> list[Finding]:
    """P2.19: an involved adult works at the school, or has the name of its lead or head."""
    if part.school is None:
        return []
    staff = part.contact.staff if part.contact else ()
    for adult in adults(case):
        if any(is_named_in(name, adult) for name in staff):
            return [held("P2.19", "an involved adult has the name of the school's lead or head")]
        if any(_is_employer(part.school, employer, policy) for employer in adult.employers):
            return [held("P2.19", "an involved adult works at the school")]
    return []


def _is_employer(school: SchoolFacts, employer: str, policy: Policy) -> bool:
    """Whether an employer could be this school.

    ``Teacher, Oakfield School`` is Oakfield Primary School; ``Oakfield Bakery`` is not: it has the
    school's own words, but none that says that it is a school.
    """
    generic = frozenset(w for word in policy.settings.schools.generic_words for w in words_of(word))
    said, own = set(words_of(employer)), set(words_of(school.name))
    telling = own - generic
    if not telling:
        return said == own
    return telling <= said and bool(
        said & _SCHOOL_WORDS or said <= own | set(words_of(school.town))
    )


SCHOOL_CHECKS = (
    check_wording,  # P2.2, P2.3
    check_open,  # P2.6
    check_contact,  # P2.7, P2.8
    check_college,  # P2.13
    check_school_area,  # P2.17
    check_staff,  # P2.19
)
"""Every row about one school, in the order of the table."""
