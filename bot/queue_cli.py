"""`mash-bot queue …` and `mash-bot stop`: what a person does with queues from the command line."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli_options import (
    ByOption,
    ConfigOption,
    JsonOption,
    ReasonOption,
    opened,
    person_who_asks,
)
from bot.cli_output import write_record, write_records
from bot.effects import Effect
from bot.failures import NotThere
from bot.registry import process_class
from bot.runtime import Runtime
from bot.work_queue import (
    Decision,
    QueueFilter,
    QueueRow,
    State,
    WorkQueue,
    queue_names,
    queue_of,
)

queue_app = typer.Typer(
    name="queue", help="Look at work queues and decide about their items.", no_args_is_help=True
)

ItemArgument = Annotated[int, typer.Argument(help="the attempt's number, as `queue list` shows it")]
QueueArgument = Annotated[str, typer.Argument(help="the queue's name")]

_COLUMNS = (
    "id",
    "queue",
    "key",
    "state",
    "attempt",
    "priority",
    "status",
    "tags",
    "loaded_at",
    "worktime_s",
    "resource",
    "exception_type",
    "exception_code",
    "exception_detail",
)
_STAGE_COLUMNS = ("started_at", "finished_at", "stage", "result", "exception_detail")
_EFFECT_COLUMNS = ("id", "reference", "kind", "process", "occurrence", "person", "school", "state")


@queue_app.command("list")
def list_items(
    queue: Annotated[str, typer.Argument(help="the queue's name; all where left out")] = "",
    *,
    state: Annotated[list[State] | None, typer.Option(help="only these states")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="only with all these tags")] = None,
    key: Annotated[str, typer.Option(help="only keys that hold this")] = "",
    exception_type: Annotated[str, typer.Option("--type", help="only this exception type")] = "",
    limit: Annotated[int, typer.Option(min=1, help="at most so many of each queue")] = 100,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List items, newest first."""
    chosen = QueueFilter(tuple(state or ()), tuple(tag or ()), key, exception_type)
    with opened(config) as runtime:
        names = (_named(runtime, queue).name,) if queue else queue_names(runtime.store)
        rows = [row for name in names for row in runtime.queue(name).list(chosen, limit)]
        write_records([_record(row) for row in rows], _COLUMNS, as_json=as_json)


@queue_app.command("show")
def show_item(
    item: ItemArgument, *, config: ConfigOption = None, as_json: JsonOption = False
) -> None:
    """Show one item with all its attempts and their stages."""
    with opened(config) as runtime:
        queue = _queue_of(runtime, item)
        row = queue.get(item)
        attempts = [_record(attempt) for attempt in queue.attempts(row.item)]
        stages = [dict(stage._mapping) for stage in runtime.sessions.stages(item_id=row.item)]
        if as_json:
            record = _record(row) | {"attempts": attempts, "stages": stages}
            write_record(record, as_json=True)
            return
        write_record(_record(row), as_json=False)
        write_records(attempts, _COLUMNS, as_json=False)
        write_records(stages, _STAGE_COLUMNS, as_json=False)


@queue_app.command("retry")
def force_retry(
    item: ItemArgument,
    *,
    by: ByOption = "",
    reason: ReasonOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give an exceptioned item a further attempt."""
    with opened(config) as runtime:
        fresh = _queue_of(runtime, item).force_retry(item, person_who_asks(by), reason)
        write_record({"id": fresh, "state": State.PENDING}, as_json=as_json)


@queue_app.command("decide")
def decide(
    item: ItemArgument,
    decision: Annotated[Decision, typer.Argument(help="release it to the robot, or close it")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="why; no personal data")],
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide about a held item."""
    with opened(config) as runtime:
        queue = _queue_of(runtime, item)
        queue.decide(item, decision, person_who_asks(by), reason)
        latest = queue.attempts(queue.get(item).item)[-1]
        write_record(_record(latest), as_json=as_json)


@queue_app.command("settle")
def settle(
    effect: Annotated[
        str, typer.Argument(help="number or [R-…]; left out: list what is open")
    ] = "",
    outcome: Annotated[str, typer.Argument(help="done or not-done")] = "",
    *,
    by: ByOption = "",
    reason: ReasonOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how an effect ended that may have been done."""
    with opened(config) as runtime:
        if not effect:
            records = [_effect_record(found) for found in runtime.ledger.unknown()]
            write_records(records, _EFFECT_COLUMNS, as_json=as_json)
            return
        if outcome not in {"done", "not-done"}:
            raise typer.BadParameter("write done or not-done after the effect")
        settled = runtime.ledger.settle(
            _effect_id(runtime, effect),
            done=outcome == "done",
            by=person_who_asks(by),
            reason=reason,
        )
        write_record(_effect_record(settled), as_json=as_json)


@queue_app.command("pause")
def pause(
    queue: QueueArgument,
    *,
    reason: Annotated[str, typer.Option("--reason", help="why; no personal data")],
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a queue give no items."""
    with opened(config) as runtime:
        _named(runtime, queue).pause(reason, person_who_asks(by))
        write_record({"queue": queue, "paused": True, "reason": reason}, as_json=as_json)


@queue_app.command("resume")
def resume(
    queue: QueueArgument,
    *,
    by: ByOption = "",
    reason: ReasonOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a queue give items again."""
    with opened(config) as runtime:
        _named(runtime, queue).resume(person_who_asks(by), reason)
        write_record({"queue": queue, "paused": False}, as_json=as_json)


@queue_app.command("approve-sending")
def approve_sending(
    process: Annotated[str, typer.Argument(help="the process whose run is above its limit")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="why; no personal data")],
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let the last run of a process send above its limit, and let its queue go on."""
    queue = process_class(process).queue_name
    with opened(config) as runtime:
        run = runtime.runs.last(process)
        if run is None:
            raise NotThere(f"{process} has not run yet; fix: mash-bot run {process}")
        runtime.runs.approve(run.id, person_who_asks(by), reason)
        _named(runtime, queue).resume(person_who_asks(by), reason)
        write_record({"run": run.id, "process": process, "approved": True}, as_json=as_json)


@queue_app.command("export")
def export(
    queue: QueueArgument,
    path: Annotated[Path, typer.Argument(help="the CSV file to write")],
    *,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write every attempt of a queue as CSV."""
    with opened(config) as runtime:
        number = _named(runtime, queue).export(path)
        write_record({"queue": queue, "path": str(path), "rows": number}, as_json=as_json)


def _named(runtime: Runtime, name: str) -> WorkQueue:
    names = queue_names(runtime.store)
    if name not in names:
        known = ", ".join(names) or "none yet: mash-bot run PROCESS makes its own"
        raise NotThere(f"there is no queue {name}; there are: {known}")
    return runtime.queue(name)


def _queue_of(runtime: Runtime, item_id: int) -> WorkQueue:
    name = queue_of(runtime.store, item_id)
    if name is None:
        raise NotThere(f"there is no item {item_id}; fix: mash-bot queue list shows the numbers")
    return runtime.queue(name)


def _effect_id(runtime: Runtime, text: str) -> int:
    if text.isdecimal():
        return int(text)
    found = runtime.ledger.by_reference(text)
    if len(found) != 1:
        number = "no effect has" if not found else "several effects have"
        raise NotThere(
            f"{number} the reference {text}; fix: mash-bot queue settle lists the numbers"
        )
    return found[0].id


def _record(row: QueueRow) -> dict[str, Any]:
    return asdict(row) | {"is_held": row.is_held}


def _effect_record(effect: Effect) -> dict[str, Any]:
    record = asdict(effect)
    parts: dict[str, Any] = record.pop("key")
    return record | parts
