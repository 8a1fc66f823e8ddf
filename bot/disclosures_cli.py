"""``mash-bot who-was-told``: every disclosure about a person, with time, recipient and fields."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.audit import Action, Entry
from bot.cli_options import ByOption, ConfigOption, JsonOption, opened, person_who_asks
from bot.cli_output import write_json, write_records
from bot.disclosures import Told
from bot.runtime import Runtime

_COLUMNS = ("at", "process", "occurrence", "recipient", "fields", "arrival", "message_id", "reason")
_WRITTEN_FOR_PEOPLE = "who-was-told"


def who_was_told(
    person: Annotated[str, typer.Argument(help="the person's id in Niche, such as P0000003")],
    *,
    messages: Annotated[
        bool, typer.Option("--messages", help="show each message as it left; holds personal data")
    ] = False,
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every disclosure about a person: when, to whom, which fields; newest first.

    The question itself is written to the audit.
    """
    with opened(config, must_exist=True) as runtime:
        told = runtime.disclosures.who_was_told(person)
        _note(runtime, person, person_who_asks(by))
        if not told and not as_json:
            typer.echo(f"Nobody was told about {person} by this robot. (Is that the id in Niche?)")
            return
        records = [_record(runtime, each, with_text=messages) for each in told]
        if as_json:
            write_json(records)
            return
        write_records(records, _COLUMNS, as_json=False)
        for record in records if messages else ():
            typer.echo(f"\n{record['message_id']}\n{record['message']}")


def _record(runtime: Runtime, told: Told, *, with_text: bool) -> dict[str, Any]:
    record = asdict(told) | {"arrival": "sent" if told.certain else "may have been sent"}
    record["fields"] = ", ".join(told.fields)
    if with_text:
        found = runtime.copies.find(told.message_id)
        record["message"] = found if found is not None else "(its copy was purged by retention)"
    return record


def _note(runtime: Runtime, person: str, by: str) -> None:
    entry = Entry(Action.CONSULTATION, f"person {person}", by, _WRITTEN_FOR_PEOPLE)
    runtime.store.transact(lambda connection: runtime.audit.append(connection, entry))
