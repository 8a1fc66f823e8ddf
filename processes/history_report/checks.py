"""The rows that P4 and P5 share: who may be reported on, what is flagged, what is withheld."""

from bot.exceptions import Finding
from processes.history_report.facts import PersonHistory, ReadFacts
from processes.history_report.selection import Selection, has_phrase
from processes.shared.answers import Answer
from processes.shared.findings import be, held, note, skip
from processes.shared.names import words_of
from processes.shared.policy import Policy
from processes.shared.report_settings import ReportTasks

ROBOT = "robot"


def check_task(facts: ReadFacts, policy: Policy) -> list[Finding]:
    """C13: a person has taken the task back."""
    task = facts.task
    if task.status != "New":
        return [skip("C13", f"withdrawn: the task is {task.status.lower()}")]
    if task.unit != policy.settings.robot_queue or task.assigned_to or not task.for_robot:
        return [skip("C13", "withdrawn: the task is no longer the robot's")]
    return []


def check_by_hand(facts: ReadFacts, policy: Policy) -> list[Finding]:
    """C18: a person wrote into the log that this request or case was done by hand."""
    phrases = policy.settings.reports.by_hand_phrases
    for entry in facts.log:
        is_about_it = facts.record in entry.text and entry.author_role != ROBOT
        if is_about_it and has_phrase(entry.text, phrases):
            return [skip("C18", f"done by hand: {facts.record}, by the log")]
    return []


def check_hours(facts: ReadFacts) -> list[Finding]:
    """P4.11: it has waited for working hours."""
    return [note("P4.11", "handed over outside hours")] if facts.task.outside_hours else []


def check_access(facts: ReadFacts) -> list[Finding]:
    """C12: somebody's record belongs to another unit."""
    units = sorted({who.restricted_to for who in facts.people if who.restricted_to})
    return [be("C12", f"access-restricted record, owned by {unit}") for unit in units]


def check_identity(facts: ReadFacts) -> list[Finding]:
    """P4.2: nothing tells the person from another of that name."""
    return [
        be("P4.2", f"{who.person} has neither birth date nor address")
        for who in _open(facts)
        if not who.is_known
    ]


def check_merged(facts: ReadFacts) -> list[Finding]:
    """P4.3: the linked record was merged; the one that stands was read."""
    return [
        note("P4.3", f"{who.linked_as} was merged into {who.person}, which was searched")
        for who in facts.people
        if who.linked_as != who.person and not who.duplicate_of
    ]


def check_duplicates(facts: ReadFacts) -> list[Finding]:
    """P4.4: a likely duplicate is searched, too, and shown apart."""
    return [
        note("P4.4", f"{who.person} is a likely duplicate of {who.duplicate_of}; both searched")
        for who in facts.people
        if who.duplicate_of
    ]


def check_namesakes(facts: ReadFacts) -> list[Finding]:
    """P4.5: a namesake is left out."""
    count = sum(len(who.other_matches) for who in facts.people)
    return (
        [note("P4.5", f"{count} possible matches left out; see the cover sheet")] if count else []
    )


def check_staff(facts: ReadFacts, policy: Policy) -> list[Finding]:
    """P4.13: somebody works for the force or the hub."""
    employers = policy.settings.reports.staff_employers
    return [
        held("P4.13", f"{who.person} is staff") for who in _open(facts) if works_for(who, employers)
    ]


def check_death(facts: ReadFacts, selection: Selection, policy: Policy) -> list[Finding]:
    """C16: somebody is deceased, or an occurrence is a homicide; the report is made and flagged."""
    words = policy.settings.held.homicide_words
    dead = [who.person for who in facts.people if who.deceased is Answer.YES]
    homicides = [
        entry.occurrence
        for entry in selection.entries
        if has_phrase(f"{entry.type} | {entry.classification} | {' | '.join(entry.flags)}", words)
    ]
    found = [f"{person} is recorded as deceased" for person in dead]
    return [note("C16", each) for each in (*found, *(f"{n} is a homicide" for n in homicides))]


def check_hold(facts: ReadFacts, selection: Selection, policy: Policy) -> list[Finding]:
    """C15: an operational hold; the report is made and flagged."""
    words = policy.settings.reports.hold_words
    held_here = [facts.occurrence] if has_phrase(" | ".join(facts.markers), words) else []
    numbers = [e.occurrence for e in selection.entries if has_phrase(" | ".join(e.flags), words)]
    return [
        note("C15", f"operational hold on {number}")
        for number in dict.fromkeys((*held_here, *numbers))
    ]


def check_withheld(selection: Selection) -> list[Finding]:
    """P4.7 and P4.17: restricted and intelligence-type occurrences, counted only.

    Whose they are stands on the cover sheet alone: many read the log.
    """
    found = []
    if selection.restricted:
        found.append(note("P4.7", "restricted entries left out: the cover sheet counts them"))
    if selection.intelligence:
        count = len(selection.intelligence)
        found.append(note("P4.17", f"{count} intelligence-type records left out"))
    return found


def check_spent(selection: Selection, policy: Policy) -> list[Finding]:
    """P4.18: spent or childhood disposals are in the report; the coordinator decides."""
    words = policy.settings.reports.spent_words
    return [
        note("P4.18", f"{entry.occurrence}: {entry.disposal}; the coordinator decides")
        for entry in selection.entries
        if has_phrase(entry.disposal, words)
    ]


def reused(version: int) -> Finding:
    """P4.12: the same report is handed back again."""
    return note("P4.12", f"nothing has changed since version {version}, which is used again")


def renewed(version: int) -> Finding:
    """P4.12: the same again, and something has changed or the report is old."""
    return note("P4.12", f"there was a report before; this is version {version}")


def rebuilt() -> Finding:
    """P4.14: request or case changed while its report was made."""
    return note("P4.14", "it changed while the report was made, which was then made again")


def works_for(who: PersonHistory, employers: tuple[str, ...]) -> bool:
    """Tell whether the person's employer is one of these."""
    return any(words_of(who.employer) == words_of(employer) != () for employer in employers)


def priority_by(days_left: int | None) -> int:
    """Give the place in the queue: what is due today or overdue first (P4.10), then by day."""
    latest = 99
    return latest if days_left is None else max(0, min(days_left, latest - 1))


def tasks_of(process: str, policy: Policy) -> ReportTasks:
    """Give the force's tasks of P4 or P5."""
    reports = policy.settings.reports
    return {"P4": reports.csc, "P5": reports.marac}[process]


def _open(facts: ReadFacts) -> tuple[PersonHistory, ...]:
    return tuple(who for who in facts.people if not who.restricted_to)
