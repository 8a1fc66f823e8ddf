"""The HTML report of a demonstration: one self-contained file."""

import base64
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.effects import Effect
from bot.robot import Robot
from bot.work_queue import QueueRow
from processes.benefit.commands import assumptions, figures_of, minutes_saved
from processes.demonstration.answer_key import Comparison, Verdict
from processes.demonstration.attached import own_documents
from processes.demonstration.niche_facts import VOICE, NicheFacts, PpnField
from processes.demonstration.outcomes import all_rows, outcome_of_row
from processes.demonstration.story import Diary
from processes.demonstration.summary import COLUMNS
from processes.profiles.profile import load_profile
from processes.shared.table import load_table

TITLES = {
    "task_prioritisation": "P1 Task-queue prioritisation",
    "operation_encompass": "P2 Operation Encompass",
    "operation_endeavour": "P3 Operation Endeavour",
    "csc_report": "P4 CSC reports",
    "marac_report": "P5 MARAC reports",
}
_MAX_PICTURES = 2


@dataclass(frozen=True)
class ReportInput:
    """What the report is made from."""

    title: str
    robot: Robot
    pack: Path
    diary: Diary
    summary: dict[str, Any]
    comparison: Comparison
    queues: dict[str, str]


def write_report(path: Path, given: ReportInput) -> None:
    """Write the report."""
    environment = Environment(
        loader=PackageLoader("processes.demonstration"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    template = environment.get_template("report.html.j2")
    path.write_text(template.render(report=_Report(given).content()), encoding="utf-8")


class _Report:
    def __init__(self, given: ReportInput) -> None:
        self._given = given
        self._runtime = given.robot.runtime
        self._rows = all_rows(self._runtime)
        self._verdicts = {verdict.key: verdict for verdict in given.comparison.verdicts}
        self._effects = _effects_by_item(self._runtime.ledger.find_all())
        self._policy = load_profile(self._runtime.config.profile.name)
        self._saved = minutes_saved(self._runtime, self._policy)
        self._niche = NicheFacts(given.pack)
        references = frozenset(effect.reference for effect in self._runtime.ledger.find_all())
        self._log = self._niche.log_entries(references)
        self._tasks = self._niche.staff_tasks(references)
        self._cases = {code: row.case for name in TITLES for code, row in load_table(name).items()}

    def content(self) -> dict[str, Any]:
        """Everything that the template shows."""
        return {
            "title": self._given.title,
            "when": f"{self._runtime.clock.now():%A %d %B %Y, %H:%M} on the scenario clock",
            "figures": self._figures(),
            "columns": COLUMNS,
            "processes": [self._process(name) for name in self._given.summary["processes"]],
            "reconciliations": [
                f"Run {run}, {TITLES.get(name, name)}: {line}"
                for name, run, line in self._given.diary.reconciliations
            ]
            + self._not_loaded(),
            "rows_met": self._rows_met(),
            "items": [self._item(row) for row in self._rows],
            "papers": [_paper(path) for path in self._given.diary.papers],
            "benefit": figures_of(self._runtime, self._policy, None),
            "assumptions": assumptions(self._policy),
            "strays": len(self._given.comparison.stray_mails),
        }

    def _figures(self) -> list[dict[str, Any]]:
        key = self._given.summary["answer_key"]
        foreign = sum(
            "foreign values" in fault
            for verdict in self._given.comparison.verdicts
            for fault in verdict.faults
        )
        return [
            {"value": key["items"], "label": "items in the answer key", "mood": ""},
            {"value": key["right"], "label": "as the key says", "mood": "good"},
            {"value": key["wrong"], "label": "otherwise", "mood": "bad" if key["wrong"] else ""},
            {
                "value": key["silent_wrong"],
                "label": "silent and wrong",
                "mood": "bad" if key["silent_wrong"] else "good",
            },
            {"value": self._given.summary["mails"], "label": "messages accepted", "mood": ""},
            {
                "value": foreign,
                "label": "messages with a foreign value",
                "mood": "bad" if foreign else "good",
            },
            {"value": f"{self._given.summary['seconds']:.0f} s", "label": "in all", "mood": ""},
        ]

    def _not_loaded(self) -> list[str]:
        """Items that no load counts: a bounce, a coordinator's task that a pupil has left."""
        loaded: Counter[str] = Counter()
        for name, _, line in self._given.diary.reconciliations:
            loaded[name] += line.loaded
        items = Counter(self._given.queues[row.queue] for row in self._rows)
        return [
            f'{TITLES.get(name, name)}: {more} more from bounces and from tasks "pupil left"'
            for name, count in items.items()
            if (more := count - loaded[name]) > 0
        ]

    def _process(self, name: str) -> dict[str, Any]:
        rows = [row for row in self._rows if self._given.queues[row.queue] == name]
        worked = [row.worktime_s for row in rows if row.worktime_s]
        average = sum(worked) / len(worked) if worked else 0.0
        is_claimed = self._policy.manual_minutes.get(name) is not None
        saved = round(self._saved.get(name, 0.0)) if is_claimed else "none claimed"
        return {
            "title": TITLES.get(name, name),
            "figures": self._given.summary["processes"][name],
            "saved": saved,
            "average": f"{average:.2f} s an item",
        }

    def _rows_met(self) -> list[dict[str, Any]]:
        met: dict[str, Counter[str]] = defaultdict(Counter)
        for row in self._rows:
            for code in _codes(row):
                met[code][outcome_of_row(row)] += 1
        return [
            {
                "code": code,
                "case": self._cases.get(code, "nothing special"),
                "outcomes": ", ".join(f"{name} {count}" for name, count in tally.items()),
                "items": tally.total(),
            }
            for code, tally in sorted(met.items(), key=lambda pair: _natural(pair[0]))
        ]

    def _item(self, row: QueueRow) -> dict[str, Any]:
        verdict = self._verdicts.get(row.key)
        effects = self._effects.get(_owner(row.key), [])
        named = verdict.actual.row if verdict and verdict.actual else "plain"
        return {
            "key": row.key,
            "outcome": outcome_of_row(row),
            "row": named,
            "case": self._cases.get(named, "nothing special"),
            "is_right": verdict is not None and verdict.is_right,
            "faults": verdict.faults if verdict else ("not in the answer key",),
            "stages": self._stages(row),
            "findings": row.findings,
            "log": [self._log[e.reference] for e in effects if e.reference in self._log],
            "task": "\n".join(
                self._tasks[e.reference] for e in effects if e.reference in self._tasks
            ),
            "mails": self._mails(row, verdict),
            "documents": _documents(verdict),
            "pictures": self._pictures(row),
        }

    def _stages(self, row: QueueRow) -> list[dict[str, Any]]:
        stages = self._runtime.sessions.stages(item_id=row.item)
        timed = [(stage, _milliseconds(stage.started_at, stage.finished_at)) for stage in stages]
        longest = max((took for _, took in timed), default=0) or 1
        return [
            {
                "title": stage.stage,
                "attempt": stage.attempt,
                "milliseconds": took,
                "share": round(100 * took / longest),
            }
            for stage, took in timed
        ]

    def _mails(self, row: QueueRow, verdict: Verdict | None) -> list[dict[str, Any]]:
        if verdict is None or verdict.actual is None:
            return []
        fields = self._niche.ppn_fields(row.data.get("ppn", ""), row.data.get("child", ""))
        return [
            {"to": mail.to, "text": mail.text, "fields": [_beside(f, mail.text) for f in fields]}
            for mail in verdict.actual.mails
        ]

    def _pictures(self, row: QueueRow) -> list[dict[str, str]]:
        kept = [
            attempt
            for attempt in self._runtime.queue(row.queue).attempts(row.item)
            if attempt.evidence_id
        ]
        pictures = []
        for attempt in kept[-_MAX_PICTURES:]:
            picture = self._given.robot.evidence.open(attempt.evidence_id).picture
            kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
            title = f"attempt {attempt.attempt}, {attempt.exception_type}"
            data = base64.b64encode(picture).decode()
            pictures.append({"title": title, "kind": kind, "data": data})
        return pictures


def _beside(field: PpnField, text: str) -> dict[str, Any]:
    went = bool(field.slot)
    if field.slot == VOICE:
        went = _plain(field.value) in _plain(text)
    return {"label": field.label, "value": field.value, "went": went}


def _documents(verdict: Verdict | None) -> list[dict[str, str]]:
    """The documents that hang on the item's own task, as a person reads them."""
    if verdict is None or verdict.actual is None:
        return []
    own = own_documents(verdict.key, verdict.actual.documents)
    return [{"name": each.name, "text": "\n".join(each.body)} for each in own]


def _paper(path: Path) -> dict[str, str]:
    return {"name": path.name, "kind": path.suffix, "text": path.read_text(encoding="utf-8")}


def _milliseconds(start: datetime, end: datetime | None) -> int:
    return round((end - start).total_seconds() * 1000) if end else 0


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _effects_by_item(effects: tuple[Effect, ...]) -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = defaultdict(list)
    for effect in effects:
        found[effect.key.episode + effect.key.person].append(effect)
    return found


def _owner(key: str) -> str:
    """What joins an item's key to its effects: episode and person."""
    process, *parts = key.split("/")
    if process == "P1":
        return f"T{parts[0]}.{parts[1]}"
    if process in ("P4", "P5") or parts[0] == "left":
        return f"T{parts[-1]}"
    _, person, *work = parts[1:] if parts[0] in ("bounce", "wrong") else parts
    return "/".join(work) + person


def _codes(row: QueueRow) -> set[str]:
    """The rows of the tables that applied to an item."""
    return {finding.code for finding in row.findings} or {row.exception_code or "plain"}


def _natural(code: str) -> tuple[str, int, str]:
    head, _, number = code.partition(".")
    return (head, int(number) if number.isdigit() else 0, code)
