"""``mash-bot stop``: sessions between items, or all sending before the next message."""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli_options import (
    ByOption,
    ConfigOption,
    JsonOption,
    ReasonOption,
    opened,
    person_who_asks,
)
from bot.cli_output import write_records
from bot.failures import NotThere


def stop_command(
    session: Annotated[int | None, typer.Argument(help="a session; left out: all")] = None,
    *,
    sending: Annotated[bool, typer.Option("--sending", help="stop all sending at once")] = False,
    release: Annotated[bool, typer.Option("--release", help="release the stops")] = False,
    by: ByOption = "",
    reason: ReasonOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Stop sessions between items, or all sending before the next message; or release the stops."""
    with opened(config) as runtime:
        if release:
            runtime.stops.release(person_who_asks(by))
        elif sending:
            runtime.stops.stop_sending(person_who_asks(by), reason)
        elif session is None:
            runtime.stops.stop_all(person_who_asks(by), reason)
        elif not runtime.stops.stop_session(session, person_who_asks(by), reason):
            raise NotThere(
                f"session {session} is not running; fix: mash-bot stop without a number stops all"
            )
        records = [asdict(flag) for flag in runtime.stops.active()]
        if not records and not as_json:
            typer.echo("nothing is stopped")
            return
        write_records(records, ("scope", "by", "at", "reason"), as_json=as_json)
