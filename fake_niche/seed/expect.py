"""Says what is right for a case: by what its scenario means, never by the robot's rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fake_niche.seed.answers import Answer, ExpectedMail
from fake_niche.seed.case import Case, Child
from fake_niche.seed.foreign import foreign_values
from fake_niche.seed.schools import School
from fake_niche.seed.when import in_words


@dataclass(frozen=True)
class Message:
    """A message that must leave; ``voice`` says whether the children's words may be in it."""

    school: School
    voice: bool = True


def expect_tag(
    case: Case,
    tag: str | None,
    *,
    outcome: str = "done",
    rows: Sequence[str] = (),
    run: int = 1,
    revision: int | None = None,
) -> None:
    """P1 ends so for the case's task; ``rows`` has the row that names the outcome first.

    A task that people have accepted is not in P1's queue, so that nothing is expected of it.

    Args:
        case: the case.
        tag: ``with``, ``without`` or None.
        outcome: of the item.
        rows: all rows that apply.
        run: 1, or 2 after the events.
        revision: what the queue's grid shows then; the report's own now unless given.
    """
    if case.task["status"] == "Accepted":
        return
    shown = case.report["revision"] if revision is None else revision
    case.world.answers.expect(
        lambda: Answer(
            process="P1",
            run=run,
            key=f"P1/{case.task['id']}/{shown}",
            outcome=outcome,
            row=rows[0] if rows else "plain",
            rows=tuple(rows),
            tag=tag,
        )
    )


def expect_notice(
    case: Case,
    child: Child,
    outcome: str = "done",
    *rows: str,
    to: Sequence[Message] | None = None,
    voice: bool = True,
    run: int = 1,
    revision: int | None = None,
) -> None:
    """P2 ends so for the child; ``rows`` has the row that names the outcome first.

    What was submitted before the last run is not selected, so that nothing is expected of it.

    Args:
        case: the case.
        child: one of its children.
        outcome: of the item; done means a message to the child's school unless ``to`` is given.
        rows: all rows that apply.
        to: the messages, when they are not one to the child's school.
        voice: whether what the children said may be in the message.
        run: 1, or 2 after the events.
        revision: of the PPN then; what it has now unless given.
    """
    if run == 1 and case.report["created"] < case.world.calendar.selected_from.iso:
        return
    if to is None:
        to = [Message(child.school, voice)] if outcome == "done" and child.school else []
    messages, school_names = tuple(to), [m.school.name for m in to]
    shown = case.report["revision"] if revision is None else revision
    key = f"P2/{case.number}/{child.human.id}/{case.report['id']}.{shown}"
    case.world.answers.expect(
        lambda: Answer(
            process="P2",
            run=run,
            key=key,
            outcome=outcome,
            row=rows[0] if rows else "plain",
            rows=rows,
            mails=tuple(_mail(case, child, message, school_names) for message in messages),
        )
    )


def expect_with(
    case: Case,
    child: Child,
    outcome: str = "done",
    *rows: str,
    to: Sequence[Message] | None = None,
    voice: bool = True,
) -> None:
    """P1 tags the case *with children* as usual, and P2 ends as :func:`expect_notice` says."""
    expect_tag(case, "with")
    expect_notice(case, child, outcome, *rows, to=to, voice=voice)


def expect_again(case: Case, tag: str = "with") -> None:
    """P1 decides again in run 2, because the PPN was amended, and finds the title right."""
    expect_tag(case, tag, rows=["P1.12"], run=2, revision=case.report["revision"] + 1)


def expect_other(case: Case, key: str, outcome: str, row: str) -> None:
    """P2 ends so in run 2 for an item that is no message: a pupil who left, a bounce."""
    case.world.answers.expect(lambda: Answer("P2", 2, key, outcome, row, (row,)))


def _mail(case: Case, child: Child, message: Message, told: Sequence[str]) -> ExpectedMail:
    school = message.school
    must = [child.human.name, _incident_day(case), case.number]
    if message.voice:
        must.append(child.row.get("said") or case.data["voice"])
    foreign = foreign_values(case, child, voice=message.voice)
    own = [child.school.name] if child.school else []
    foreign += [name for name in (*told, *own) if name != school.name]
    allowed = " | ".join([*must, school.name, school.mailbox])
    return ExpectedMail(
        to=school.mailbox,
        child=child.human.id,
        school=school.id,
        must_contain=tuple(must),
        must_not_contain=tuple(v for v in dict.fromkeys(foreign) if v and v not in allowed),
    )


def _incident_day(case: Case) -> str:
    return in_words(date.fromisoformat(case.data["incident_start"]))
