"""Looks at what a morning left behind, and says what is wrong with it.

Two snapshots are compared: the morning under test, and the same pack undisturbed. Items that only
a person can settle (held, "may have been sent") are listed and left out of the comparison.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.effects import EffectState
from bot.work_queue import State
from processes.demonstration.outcomes import outcome_of_row
from tests.hub import Hub

STATUSES = """
    SELECT id, occurrence_number,
           coalesce(data ->> 'encompass_status', '') || '|' || coalesce(data ->> 'endeavour_status', '')
    FROM report"""


@dataclass(frozen=True)
class Left:
    """What a morning left outside the robot.

    Attributes:
        mails: recipient and text of each accepted message, with how often.
        entries: occurrence and text of each log entry of the robot, with how often.
        tasks: occurrence, unit, type, status and title of each task, with how often.
        documents: occurrence and name of each attached document, with how often.
        statuses: the notification statuses of each PPN.
        doubtful: occurrences and keys of items held because a message may have been sent.
    """

    mails: Counter[tuple[str, str]]
    entries: Counter[tuple[str, ...]]
    tasks: Counter[tuple[str, ...]]
    documents: Counter[tuple[str, ...]]
    statuses: dict[str, tuple[str, str]]
    doubtful: dict[str, str]


def look(hub: Hub) -> Left:
    """Take the snapshot."""
    reports = hub.niche.ask(STATUSES)
    documents = hub.niche.ask("SELECT occurrence_number, name FROM attachment")
    tasks = hub.niche.tasks()
    return Left(
        mails=Counter((mail["to"], mail["body"]) for mail in hub.mail.accepted()),
        entries=Counter(tuple(entry) for entry in hub.niche.entries()),
        tasks=Counter((t.occurrence or "", t.unit, t.type, t.status, t.title) for t in tasks),
        documents=Counter(tuple(document) for document in documents),
        statuses={report: (occurrence, status or "") for report, occurrence, status in reports},
        doubtful={
            row.data["occurrence"]: row.key for row in hub.rows("P2") if row.exception_code == "C10"
        },
    )


def violations(hub: Hub, undisturbed: Left) -> tuple[str, ...]:
    """Everything that must not be; empty when the morning is right."""
    left = look(hub)
    return (
        *_doubled(left, undisturbed),
        *_different(left, undisturbed),
        *_wrong_items(hub, left),
        *_unfinished(hub),
        *_ledger(hub),
        *_untold(hub),
    )


def _doubled(left: Left, wanted: Left) -> Iterator[str]:
    kinds = (
        ("mail", left.mails, wanted.mails),
        ("entry", left.entries, wanted.entries),
        ("task", left.tasks, wanted.tasks),
        ("document", left.documents, wanted.documents),
    )
    for what, found, usual in kinds:
        doubled = (words for words, n in found.items() if n > max(1, usual[words]))  # type: ignore[index]
        yield from (f"doubled {what}: {words[0]}" for words in doubled)
    references = Counter(
        text.rsplit("[R-", 1)[-1]
        for text in (words[-1] for words in (*left.entries, *left.tasks))
        if "[R-" in text
    )
    yield from (f"reference twice: {sign}" for sign, n in references.items() if n > 1)


def _different(left: Left, wanted: Left) -> Iterator[str]:
    lost, more = wanted.mails - left.mails, left.mails - wanted.mails
    yield from (f"mail lost: {to}" for to, text in lost if not _has(text, left.doubtful))
    yield from (f"mail too many: {to}" for to, _ in more)
    yield from _set_apart("entry", left.entries, wanted.entries, left.doubtful)
    yield from _set_apart("task", left.tasks, wanted.tasks, left.doubtful)
    yield from _set_apart("document", left.documents, wanted.documents, left.doubtful)
    for report, (occurrence, status) in wanted.statuses.items():
        if left.statuses[report][1] != status and occurrence not in left.doubtful:
            yield f"status of {report}: {left.statuses[report][1]!r}, undisturbed {status!r}"


def _set_apart(
    what: str, mine: Counter[tuple[str, ...]], theirs: Counter[tuple[str, ...]], but: dict[str, str]
) -> Iterator[str]:
    for sign, difference in (("missing", theirs - mine), ("too many", mine - theirs)):
        yield from (f"{what} {sign}: {words}" for words in difference if words[0] not in but)


def _has(text: str, occurrences: dict[str, str]) -> bool:
    return any(number in text for number in occurrences)


def _wrong_items(hub: Hub, left: Left) -> Iterator[str]:
    for verdict in hub.comparison().verdicts:
        of_today = verdict.expected is None or verdict.expected.run == 1
        if of_today and verdict.faults and verdict.key not in left.doubtful.values():
            yield f"{verdict.key}: {'; '.join(verdict.faults)}"
    yield from (f"stray mail to {mail.to}" for mail in hub.comparison().stray_mails)


def _unfinished(hub: Hub) -> Iterator[str]:
    final = {State.COMPLETED, State.EXCEPTIONED}
    yield from (f"{row.key} is {row.state}" for row in hub.rows() if row.state not in final)
    running = [session for session in hub.runtime.sessions.list(1000) if session.state == "Running"]
    yield from (f"session {session.id} still runs" for session in running)


def _ledger(hub: Hub) -> Iterator[str]:
    accepted = {mail["message_id"] for mail in hub.mail.accepted()}
    for effect in hub.runtime.ledger.find_all():
        if effect.state is EffectState.SENDING:
            yield f"effect {effect.key} is still being done"
        went = effect.facts.get("message_id") in accepted
        if effect.key.kind == "mail" and effect.state is EffectState.DONE and not went:
            yield f"effect {effect.key} is marked as sent and was not"
        if effect.key.kind == "mail" and effect.state is EffectState.NOT_DONE and went:
            yield f"effect {effect.key} is marked as not sent and was"
    yield from (f"owed: {effect.key}" for effect in hub.owed())
    verified = hub.runtime.audit.verify()
    yield from verified.problems if not verified.ok else ()


def _untold(hub: Hub) -> Iterator[str]:
    for row in hub.finals():
        if not hub.is_told(row):
            yield f"{row.key} ended {outcome_of_row(row)} and nobody is told"
