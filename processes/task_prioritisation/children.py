"""What one PPN says of children, from the surest sign of a child to the weakest."""

from dataclasses import dataclass
from datetime import date

from bot.exceptions import Finding
from processes.shared.ages import BirthDate, NoDate, is_child_on, is_impossible
from processes.shared.answers import Answer, Role
from processes.shared.findings import be, note, stops
from processes.shared.mentions import Mention, find_mentions
from processes.shared.policy import Policy
from processes.task_prioritisation.facts import ChildRow, PpnForChildren, RecordedPerson
from processes.task_prioritisation.titles import Tag

_NO_OR_BLANK = (Answer.NO, Answer.BLANK)


@dataclass(frozen=True)
class Verdict:
    """What one PPN says: a tag, or None with the finding that says why there is none."""

    tag: Tag | None
    findings: tuple[Finding, ...] = ()


def verdict_of(ppn: PpnForChildren, policy: Policy) -> Verdict:
    """Give what a submitted PPN says of children."""
    rows = tuple(row for row in ppn.rows if row.filled)
    if _has_child(ppn, rows):
        return Verdict(Tag.WITH, (*_contradiction(ppn), *_row_notes(ppn, rows)))
    expected = _expected(ppn, rows)
    if expected:
        return Verdict(Tag.WITH, expected)
    findings = (*_adult_rows(ppn, rows), *_texts(ppn, policy), *_unanswered(ppn, rows, policy))
    return Verdict(None if stops(findings) else Tag.WITHOUT, findings)


def _has_child(ppn: PpnForChildren, rows: tuple[ChildRow, ...]) -> bool:
    """A row of the children's grid is a child unless its birth date proves the contrary."""
    return any(not _is_adult(row.born, ppn) for row in rows) or any(
        _is_young(person, ppn) for person in ppn.people
    )


def _is_young(person: RecordedPerson, ppn: PpnForChildren) -> bool:
    if person.role is Role.CHILD:
        return not _is_adult(person.born, ppn)
    born = person.born
    return isinstance(born, date) and bool(ppn.incident_on) and not _is_adult(born, ppn)


def _is_adult(born: BirthDate, ppn: PpnForChildren) -> bool:
    """Only a birth date and an incident date together prove an adult."""
    if isinstance(born, NoDate) or ppn.incident_on is None:
        return False
    return not is_child_on(born, ppn.incident_on)


def _contradiction(ppn: PpnForChildren) -> list[Finding]:
    """P1.1: somebody under 18 is recorded although the answer does not say so."""
    if ppn.children_present not in _NO_OR_BLANK:
        return []
    word = ppn.children_present.value or "blank"
    return [note("P1.1", f"{ppn.ppn}: children: {word}, but somebody under 18 is recorded")]


def _row_notes(ppn: PpnForChildren, rows: tuple[ChildRow, ...]) -> list[Finding]:
    """P1.5 and P1.7: birth dates to put right."""
    notes = [
        note("P1.5", f"{ppn.ppn}: row {row.row} has no birth date that can be read")
        for row in rows
        if isinstance(row.born, NoDate)
    ]
    if any(_is_impossible(born, ppn) for born in _birth_dates(ppn, rows)):
        notes.append(note("P1.7", f"{ppn.ppn}: a birth date is after the incident"))
    return notes


def _birth_dates(ppn: PpnForChildren, rows: tuple[ChildRow, ...]) -> list[BirthDate]:
    return [*(row.born for row in rows), *(person.born for person in ppn.people)]


def _is_impossible(born: BirthDate, ppn: PpnForChildren) -> bool:
    if isinstance(born, NoDate) or ppn.incident_on is None:
        return False
    return is_impossible(born, ppn.incident_on)


def _expected(ppn: PpnForChildren, rows: tuple[ChildRow, ...]) -> tuple[Finding, ...]:
    """P1.2 and P1.8: a child is expected, or said to be there without details."""
    findings = []
    if ppn.children_present is Answer.YES and not rows:
        findings.append(note("P1.2", f"{ppn.ppn}: children: Yes, details missing"))
    if Answer.YES in (ppn.unborn, ppn.pregnant):
        findings.append(note("P1.8", f"{ppn.ppn}: unborn child only"))
    return tuple(findings)


def _adult_rows(ppn: PpnForChildren, rows: tuple[ChildRow, ...]) -> list[Finding]:
    """P1.6: rows, all of people of 18 or over."""
    if not rows:
        return []
    if ppn.children_present is Answer.NO:
        return [note("P1.6", f"{ppn.ppn}: everybody in the children's rows is 18 or over")]
    word = ppn.children_present.value or "blank"
    return [be("P1.6", f"{ppn.ppn}: children: {word}, but every row is of somebody 18 or over")]


def _texts(ppn: PpnForChildren, policy: Policy) -> list[Finding]:
    """P1.3: the free texts speak of a child."""
    pairs = ((text.field, text.text) for text in ppn.texts)
    mentions = find_mentions(pairs, policy.settings.mentions)
    where = ", ".join(mentions.fields)
    if mentions.kind is Mention.SPOKEN_OF:
        return [be("P1.3", f"{ppn.ppn}: check children: a text speaks of a child ({where})")]
    if mentions.kind is Mention.NEGATED and ppn.children_present is Answer.NO:
        return [note("P1.3", f"{ppn.ppn}: texts say that there are no children ({where})")]
    return []


def _unanswered(ppn: PpnForChildren, rows: tuple[ChildRow, ...], policy: Policy) -> list[Finding]:
    """P1.4: nothing says that there is no child."""
    if ppn.incident_on is None:
        return [be("P1.4", f"{ppn.ppn}: the incident has no date, so ages are not known")]
    if ppn.children_present is not Answer.NO and not rows and not _texts(ppn, policy):
        word = ppn.children_present.value or "blank"
        return [be("P1.4", f"{ppn.ppn}: children: {word}, and nothing else is recorded")]
    if policy.settings.unknown_age_is_checked and _has_unknown_age(ppn):
        return [be("P1.4", f"{ppn.ppn}: the age of a recorded person is not known")]
    return []


def _has_unknown_age(ppn: PpnForChildren) -> bool:
    """Whether somebody's birth date stands nowhere, not even under another heading."""
    known = {p.person for p in ppn.people if p.person and not isinstance(p.born, NoDate)}
    return any(
        isinstance(p.born, NoDate) and p.is_recorded and p.person not in known for p in ppn.people
    )
