"""No value of anybody else leaves the force, and nothing that may leave is stopped.

    python -m tests.proof disclosure [--cases N] [--seed S]

The letters of P2 and P3 are here, the reports of P4 and P5 in `reports`. Each case goes through the
rules as the Main Page takes it. What left is searched by this file's own
search, which shares nothing with the guard, for every value of every other person on any screen. A
proof that cannot fail proves nothing: robots that are broken on purpose must be caught.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from random import Random
from typing import Any

from bot.exceptions import BotError, OutOfScope
from processes.operation_encompass import rules as encompass
from processes.operation_encompass.letter import render
from processes.operation_endeavour import rules as endeavour
from processes.school_notification.draft import Draft, RuleBook
from processes.school_notification.facts import Case, SchoolPart
from processes.shared.disclosure import one_line
from tests.builders.encompass import POLICY, digest
from tests.builders.families import foreign_of, holds
from tests.proof import reports
from tests.proof.broken_reports import CONTROLS as REPORT_CONTROLS
from tests.proof.families import Drawn, a_family, a_missing_person
from tests.proof.reported import a_drawn_marac_case, a_drawn_request

GUARD = "G1"
SEEN_AT_LEAST = 0.95
"""Of what a broken robot sends; a suspect who has the child's own names is no leak."""
Make = Callable[[Random, int], Drawn]
Broken = Callable[[Case, SchoolPart, Draft], str]


@dataclass
class Tally:
    """What was found in so many cases."""

    cases: int = 0
    messages: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    foreign: int = 0
    blocked: int = 0
    incomplete: int = 0

    def as_mapping(self) -> dict[str, Any]:
        """For the result's file."""
        return {
            "cases": self.cases,
            "messages": self.messages,
            "outcomes": dict(sorted(self.outcomes.items())),
            "messages_with_a_foreign_value": self.foreign,
            "allowed_messages_blocked_by_the_guard": self.blocked,
            "messages_without_an_allowed_value": self.incomplete,
        }


def prove(cases: int, seed: int) -> dict[str, Any]:
    """Run all cases of both operations and both reports, and the controls; gives the result."""
    told = {
        "operation_encompass": tally(encompass, a_family, cases, seed).as_mapping(),
        "operation_endeavour": tally(endeavour, a_missing_person, cases, seed + 1).as_mapping(),
    }
    csc = reports.tally(a_drawn_request, cases, seed + 2)
    marac = reports.tally(a_drawn_marac_case, cases, seed + 3)
    controls = {name: control(broken, seed) for name, broken in CONTROLS.items()}
    broken_reports = {name: tried(seed, min(cases, 300)) for name, tried in REPORT_CONTROLS.items()}
    holds = _is_proved(told, controls | broken_reports) and csc.is_clean and marac.is_clean
    return {
        "seed": seed,
        **told,
        "csc_report": csc.as_mapping(),
        "marac_report": marac.as_mapping(),
        "controls": controls | broken_reports,
        "holds": holds,
    }


def tally(rules: RuleBook, make: Make, cases: int, seed: int) -> Tally:
    """Take cases through the rules and search what left."""
    rng, found = Random(seed), Tally()
    for number in range(cases):
        drawn = make(rng, number)
        found.cases += 1
        for case, body in _sent(rules, drawn, found):
            found.messages += 1
            found.foreign += bool(_foreign(case, body))
            found.incomplete += not _is_complete(case, body)
    return found


def _sent(rules: RuleBook, drawn: Drawn, found: Tally) -> list[tuple[Case, str]]:
    case, went = drawn.builder.build(), []
    try:
        rules.check_first(case, POLICY)
        notes = rules.check_child(case, POLICY, digest)
        for part in case.parts:
            findings = rules.check_school(case, part, POLICY, digest, notes)
            assert part.school is not None
            draft = rules.draft(case, part.school, POLICY, findings)
            letter = draft.letter
            rules.check_message(case, part, draft, POLICY, subject=letter.subject, body=letter.body)
            went.append((case, letter.body))
    except OutOfScope as scope:
        found.outcomes[f"SKIP {scope.findings[0].code}"] += 1
        return went
    except BotError as error:
        found.outcomes[f"{error.outcome} {error.code}"] += 1
        found.blocked += error.code == GUARD
        return went
    found.outcomes["done"] += 1
    return went


def _foreign(case: Case, body: str) -> list[str]:
    """Values of everybody else that stand in the message and are not the child's or school's own."""
    own = _own(case)
    return [value for value in foreign_of(case) if holds(body, value) and not holds(own, value)]


def _own(case: Case) -> str:
    """What may stand there: the child's name, the school's, the reviewed fixed text."""
    schools = " ".join(part.school.name for part in case.parts if part.school)
    return f"{case.name.full} | {schools} | {FIXED}"


def _is_complete(case: Case, body: str) -> bool:
    return all(one_line(value) in body for value in (case.name.full, case.occurrence.number))


# Robots that are broken on purpose ----------------------------------------------------------------


def control(broken: Broken, seed: int, cases: int = 300) -> dict[str, int]:
    """How often the guard stops, and this search sees, what a broken robot would send."""
    rng, seen, stopped, tried = Random(seed), 0, 0, 0
    for number in range(cases):
        case = a_family(rng, number).builder.build()
        part = case.parts[0]
        if part.school is None:
            continue
        draft = encompass.draft(case, part.school, POLICY, ())
        body = broken(case, part, draft)
        tried += 1
        seen += bool(_foreign(case, body))
        stopped += _is_stopped(case, part, draft, body)
    return {"tried": tried, "stopped_by_the_guard": stopped, "seen_by_the_search": seen}


def _is_stopped(case: Case, part: SchoolPart, draft: Draft, body: str) -> bool:
    try:
        subject = draft.letter.subject
        encompass.check_message(case, part, draft, POLICY, subject=subject, body=body)
    except BotError:
        return True
    return False


def _with_the_suspect(case: Case, _: SchoolPart, draft: Draft) -> str:
    """A template that gives the suspect's name and telephone."""
    suspect = case.people[-1]
    return f"{draft.letter.body}\nOther party: {suspect.name.full}, {suspect.telephone}"


def _with_the_narrative(case: Case, part: SchoolPart, draft: Draft) -> str:
    """A robot that takes the narrative for the voice of the child."""
    assert part.school is not None
    voice = encompass.Voice(case.ppn.narrative, is_sent=True)
    fields = encompass.fields_for(case, voice, POLICY)
    return render(fields, part.school.name, POLICY, late=draft.late).body


def _with_the_form(case: Case, _: SchoolPart, draft: Draft) -> str:
    """The data breach in waiting: the whole form in the message."""
    people = "\n".join(f"{who.name.full} {who.telephone} {who.person}" for who in case.people)
    return f"{draft.letter.body}\n{people}\n{case.ppn.narrative}"


CONTROLS: dict[str, Broken] = {
    "a template with the suspect in it": _with_the_suspect,
    "the narrative for the voice of the child": _with_the_narrative,
    "the whole form": _with_the_form,
}


def _is_proved(told: dict[str, dict[str, Any]], controls: dict[str, dict[str, int]]) -> bool:
    clean = all(
        not each["messages_with_a_foreign_value"]
        and not each["allowed_messages_blocked_by_the_guard"]
        and not each["messages_without_an_allowed_value"]
        and each["messages"]
        for each in told.values()
    )
    caught = all(
        each.get("stopped_by_the_guard", each["tried"]) == each["tried"] > 0
        and each["seen_by_the_search"] >= SEEN_AT_LEAST * each["tried"]
        for each in controls.values()
    )
    return clean and caught


def _fixed() -> str:
    """The reviewed letters' fixed text: its words are nobody's."""
    folders = ("operation_encompass/letters", "operation_endeavour/letters")
    files = (
        file
        for folder in folders
        for file in resources.files("processes").joinpath(folder).iterdir()
        if file.name.endswith(".j2")
    )
    settings = POLICY.settings
    constants = (
        settings.force_name,
        settings.handling_line,
        settings.contact_mailbox,
        settings.contact_telephone,
        settings.voice.left_out,
        settings.voice.not_spoken,
        "a parent two parents a step-parent a grandparent another family member another person",
        "January February March April May June July August September October November December",
    )
    return " | ".join([*(file.read_text(encoding="utf-8") for file in files), *constants])


FIXED = _fixed()
