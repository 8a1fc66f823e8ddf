"""The comparison in words, row by row: what a person reads on the terminal, in JSON and in the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.forms.check.controls import Control
from bot.forms.check.drift import Drift
from bot.forms.check.pair import Pair, Verdict

MEANS = {
    Verdict.INTACT: "Nothing that the robot proves has changed; a new version still needs its approval.",
    Verdict.SAFE_REPAIR: "Only repairs that need no look at a control; a person approves the whole.",
    Verdict.NEEDS_A_PERSON: "A person reads what changed and accepts it; before, the robot does not run.",
    Verdict.STOPS: "Something that the robot reads is gone or gives another value: mend the model.",
}
"""What each verdict tells a coordinator."""
SHORT = {
    Verdict.INTACT: "intact",
    Verdict.SAFE_REPAIR: "safe repair",
    Verdict.NEEDS_A_PERSON: "needs a person",
    Verdict.STOPS: "stops",
}


@dataclass(frozen=True)
class Row:
    """What changed of one control, or of several that the robot does not read and that changed alike.

    Attributes:
        category: one or more, a line for each, as in ``was`` and ``now``.
        control: the element of the model; else the label.
        sure: confidence in hundredths; None where nothing was matched, or by the values alone.
        canaries: such as ``3 of 3``; ``blank`` where no record shows anything there.
        count: how many controls changed alike.
    """

    control: str
    label: str
    section: str
    category: str
    was: str
    now: str
    verdict: Verdict
    sure: int | None = None
    canaries: str = ""
    count: int = 1


def used_rows(drift: Drift) -> list[Row]:
    """What the robot reads and what changed there; the gravest first."""
    rows = [row for pair in drift.used for row in _rows(pair, pair.name)]
    return sorted(rows, key=lambda row: -row.verdict)


def other_rows(drift: Drift) -> list[Row]:
    """The rest; where several controls changed alike, one row."""
    alike: dict[tuple[str, str, str], list[Row]] = {}
    for pair in drift.pairs:
        for row in () if pair.name else _rows(pair, pair.old.label):
            same = ("", "") if row.category in ("re-keyed", "missing") else (row.was, row.now)
            alike.setdefault((row.category, *same), []).append(row)
    return [_together(rows) for rows in alike.values()]


def whole_rows(drift: Drift) -> list[Row]:
    """Sections that were renamed, and controls that are new."""
    person = Verdict.NEEDS_A_PERSON
    renamed = [
        Row("The whole form", "", "", "flow", one.was, one.now, person)
        if one.category == "flow"
        else Row(one.was, one.was, one.was, f"section {one.category}", one.was, one.now, person)
        for one in drift.sections
    ]
    added = [
        Row(
            _whose(one),
            one.label,
            one.section,
            "added (required)" if one.required else "added (optional)",
            "",
            one.kind,
            person,
        )
        for one in drift.added
    ]
    return renamed + added


def in_short(rows: list[Row]) -> list[Row]:
    """New questions of one section and kind in one row that names each: none is left out."""
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        is_added = row.category.startswith("added")
        same = (row.section, row.category, row.now) if is_added else (row.control, row.category)
        alike.setdefault(same, []).append(row)
    return [_listed(same) for same in alike.values()]


def _listed(rows: list[Row]) -> Row:
    first = rows[0]
    if not first.category.startswith("added"):
        return first
    labels = "; ".join(row.label for row in rows)
    now = f"{labels} ({first.now})"
    return replace(first, control=first.section or "The whole form", now=now, count=len(rows))


def _whose(control: Control) -> str:
    """The label with the section that it is asked in: several persons have middle names."""
    return f"{control.section} / {control.label}" if control.section else control.label


def _rows(pair: Pair, name: str) -> Iterator[Row]:
    """One row for a control: its changes below each other."""
    changes = [change for change in pair.changes if change.category != "intact"]
    if changes:
        yield Row(
            control=name,
            label=pair.old.label,
            section=pair.old.section,
            category=_lines(change.category for change in changes),
            was=_lines(change.was for change in changes),
            now=_lines(change.now for change in changes),
            verdict=pair.verdict,
            sure=None if pair.new is None or pair.by_value else round(100 * pair.confidence),
            canaries=_canaries(pair),
        )


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def _canaries(pair: Pair) -> str:
    if pair.new is None:
        return ""
    return f"{pair.canaries[0]} of {pair.canaries[1]}" if pair.canaries else "blank"


def _together(rows: list[Row]) -> Row:
    first = rows[0]
    if len(rows) == 1:
        return first
    labels = ", ".join(row.label for row in rows[:3])
    more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""  # noqa: PLR2004
    was = {"re-keyed": "names", "missing": ""}.get(first.category, first.was)
    now = {"re-keyed": "other names"}.get(first.category, first.now)
    return Row(
        control=f"{labels}{more}",
        label=f"{labels}{more}",
        section="",
        category=first.category,
        was=was,
        now=now,
        verdict=max(row.verdict for row in rows),
        count=len(rows),
    )
