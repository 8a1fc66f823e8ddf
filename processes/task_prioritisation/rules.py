"""P1: does a PPN task involve children?

``with`` if anybody recorded is under 18, or may be; ``without`` only if the answer is No, nobody
recorded is under 18 and nothing contradicts it. The dangerous error is a false ``without``.
"""

from dataclasses import dataclass

from bot.exceptions import Finding
from processes.shared.findings import be, in_order, note, settle, skip
from processes.shared.policy import Policy
from processes.task_prioritisation import titles
from processes.task_prioritisation.children import Verdict, verdict_of
from processes.task_prioritisation.facts import TaskFacts
from processes.task_prioritisation.titles import Tag

__all__ = ["Decision", "Tag", "decide", "retitle", "tag_of"]

tag_of = titles.tag_of
retitle = titles.retitle


@dataclass(frozen=True)
class Decision:
    """What the title must say.

    Attributes:
        tag: with or without children.
        title: the whole new title.
        edit_needed: False when the title says so already (P1.12).
        findings: the notes, lowest id first; empty for a plain task.
    """

    tag: Tag
    title: str
    edit_needed: bool
    findings: tuple[Finding, ...]


def decide(facts: TaskFacts, policy: Policy) -> Decision:
    """Decide the tag of a task.

    Raises:
        OutOfScope: C13, or P1.10 (no ledger entry).
        BusinessException: C12, P1.3, P1.4, P1.6 or P1.9; the title stays as it is.
    """
    settle([*_withdrawn(facts, policy), *_restricted(facts)])
    if not facts.ppns:
        settle([be("P1.9", "no PPN on the task")])
    verdicts = [verdict_of(ppn, policy) for ppn in facts.ppns if ppn.status.is_readable]
    tag, findings = _combined(facts, verdicts)
    return _decision(facts, tag, settle(findings), policy)


def _withdrawn(facts: TaskFacts, policy: Policy) -> list[Finding]:
    if facts.status != "New":
        return [skip("C13", f"withdrawn: the task is {facts.status.lower()}")]
    if facts.unit != policy.settings.ppn_queue or facts.assigned_to:
        return [skip("C13", "withdrawn: the task was reassigned")]
    return []


def _restricted(facts: TaskFacts) -> list[Finding]:
    units = sorted({ppn.restricted_to for ppn in facts.ppns if ppn.restricted_to})
    return [be("C12", f"access-restricted record, owned by {unit}") for unit in units]


def _combined(facts: TaskFacts, verdicts: list[Verdict]) -> tuple[Tag, list[Finding]]:
    """Several PPNs: one that says ``with`` decides, whatever the others say or leave open."""
    found = [finding for verdict in verdicts for finding in verdict.findings]
    if len(facts.ppns) > 1:
        found.append(note("P1.9", f"{len(facts.ppns)} PPNs on the task; any with = with"))
    if any(verdict.tag is Tag.WITH for verdict in verdicts):
        return Tag.WITH, [finding for finding in found if finding.outcome == "done"]
    return Tag.WITHOUT, [*found, *_not_yet_submitted(facts)]


def _not_yet_submitted(facts: TaskFacts) -> list[Finding]:
    waiting = [ppn for ppn in facts.ppns if not ppn.status.is_readable]
    return [
        skip("P1.10", f"{ppn.ppn} is {ppn.status.value.lower()}; loaded when submitted")
        for ppn in waiting
    ]


def _decision(
    facts: TaskFacts, tag: Tag, findings: tuple[Finding, ...], policy: Policy
) -> Decision:
    names, limit = policy.settings.titles, policy.limits.title_length
    title = titles.retitle(facts.title, tag, names, limit)
    if title == facts.title:
        already = note("P1.12", "the title is right already")
        return Decision(tag, title, edit_needed=False, findings=in_order([*findings, already]))
    notes = list(findings)
    if titles.retitle(facts.title, tag, names, 10 * limit + len(facts.title)) != title:
        notes.append(note("P1.11", "the middle of the title was shortened"))
    before = titles.tag_of(facts.title, names)
    if before not in (None, tag):
        notes.append(note("P1.13", f"decided again; the tag was '{before.value}'"))
    return Decision(tag, title, edit_needed=True, findings=in_order(notes))
