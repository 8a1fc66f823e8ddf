"""Says what P3 does about a missing child: by what its scenario means, never by the robot's rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fake_niche.seed.answers import Answer, ExpectedMail
from fake_niche.seed.case import Case, Child
from fake_niche.seed.foreign import foreign_values
from fake_niche.seed.rows import Row
from fake_niche.seed.schools import School
from fake_niche.seed.when import LONDON, in_words

WORDS = {"Missing": "missing", "Found": "found", "Cancelled": "correction"}
_FIXED = {"missing": "is still missing", "found": "has been found", "correction": "was cancelled"}


def expect_missing(
    case: Case,
    child: Child,
    episodes: Sequence[Row],
    outcome: str = "done",
    *rows: str,
    to: Sequence[School] | None = None,
    run: int = 1,
    revision: int | None = None,
    status: str | None = None,
    found: str | None = None,
) -> None:
    """P3 ends so for the child; ``rows`` has the row that names the outcome first.

    Args:
        case: the case.
        child: who was missing.
        episodes: what the school is told of; the last one is the latest.
        outcome: of the item; done means a message to the child's school unless ``to`` is given.
        rows: all rows that apply.
        to: the schools, when it is not the child's.
        run: 1, or 2 after the events.
        revision: of the PPN then; what it has now unless given.
        status: of the latest episode then; what it has now unless given.
        found: when the latest was found, in UTC, where that is an event.
    """
    latest = episodes[-1]
    then = status or str(latest["status"])
    if to is None:
        to = [child.school] if outcome == "done" and child.school else []
    shown = case.report["revision"] if revision is None else revision
    slug = then.lower().replace(" ", "-")
    work = f"{case.report['id']}.{shown}/E{latest['id']}-{slug}"
    key = f"P3/{case.number}/{child.human.id}/{work}"
    schools, told = tuple(to), _Told(case, child, episodes, WORDS.get(then, ""), found)
    case.world.answers.expect(
        lambda: Answer(
            process="P3",
            run=run,
            key=key,
            outcome=outcome,
            row=rows[0] if rows else "plain",
            rows=rows,
            mails=tuple(_mail(told, school) for school in schools),
        )
    )


@dataclass(frozen=True)
class _Told:
    """What a message is about."""

    case: Case
    child: Child
    episodes: Sequence[Row]
    word: str
    found: str | None


def _mail(told: _Told, school: School) -> ExpectedMail:
    case, child = told.case, told.child
    must = [child.human.name, case.number, _FIXED[told.word], *_said(told)]
    foreign = foreign_values(case, child, voice=False)
    foreign += [str(each["risk"]) for each in told.episodes]
    if child.school and child.school is not school:
        foreign.append(child.school.name)
    allowed = " | ".join([*must, school.name, school.mailbox])
    return ExpectedMail(
        to=school.mailbox,
        child=child.human.id,
        school=school.id,
        must_contain=tuple(must),
        must_not_contain=tuple(v for v in dict.fromkeys(foreign) if v and v not in allowed),
    )


def _said(told: _Told) -> list[str]:
    latest = told.episodes[-1]
    if told.word == "missing":
        reported = _local(str(latest["reported"]))
        said = f"{in_words(reported.date())} at {reported:%H:%M}"
        before = [_span(each, None) for each in told.episodes[:-1]]
        return [in_words(date.fromisoformat(told.child.human.born)), said, *before]
    if told.word == "found":
        return [_span(each, told.found if each is latest else None) for each in told.episodes]
    return []


def _span(episode: Row, found: str | None) -> str:
    first = _local(str(episode["reported"])).date()
    last = _local(str(found or episode["found"])).date()
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(LONDON)
