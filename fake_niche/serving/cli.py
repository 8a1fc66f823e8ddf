"""``fake-niche serve``, ``clock`` and ``event``: a pack that is there, served and moved on."""

import json
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from fake_niche.clock import ScenarioClock
from fake_niche.failures import told
from fake_niche.pack import load_pack
from fake_niche.serving.server import ServeError
from fake_niche.serving.server import serve as serve_pack

app = typer.Typer(help="Serve a pack.", no_args_is_help=True, add_completion=False)

PackFolder = Annotated[Path, typer.Argument(help="The folder that `fake-niche seed` made.")]


@app.command()
def serve(
    pack: PackFolder,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8080,
    forms: Annotated[Path | None, typer.Option(help="Folder with more form versions.")] = None,
    database_url: Annotated[str | None, typer.Option(help="Another database.")] = None,
) -> None:
    """Serve a pack to browsers."""
    with told():
        serve_pack(pack, host=host, port=port, forms_dir=forms, database_url=database_url)


@app.command()
def clock(
    pack: PackFolder,
    advance: Annotated[int | None, typer.Option(help="Minutes to move forward.")] = None,
    to: Annotated[str | None, typer.Option(help="ISO time to move forward to.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the scenario clock of a pack, or move it forward."""
    with told():
        scenario = ScenarioClock(load_pack(pack).clock_file)
        if to is not None:
            scenario.move_to(_moment(to))
        elif advance is not None:
            scenario.move_to(scenario.now() + timedelta(minutes=advance))
        now = scenario.now().isoformat(timespec="seconds")
        typer.echo(json.dumps({"now": now}) if as_json else now)


@app.command()
def event(
    pack: PackFolder,
    moment: Annotated[str, typer.Argument(help="A moment in events.yaml, such as p1-loaded-1.")],
    url: Annotated[str, typer.Option(help="Where the pack is served.")] = "http://127.0.0.1:8080",
) -> None:
    """Apply what happens at a moment to the served pack."""
    with told():
        token = load_pack(pack).control_token
        typer.echo(_post(f"{url.rstrip('/')}/control/events", {"moment": moment}, token))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no ISO time, such as 2026-03-02T06:00:00+00:00"
        ) from error
    if moment.tzinfo is None:
        raise typer.BadParameter(f"{text!r} lacks its offset, such as +00:00")
    return moment


def _post(url: str, content: dict[str, str], token: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{url} is no web address, such as http://127.0.0.1:8080")
    headers = {"Content-Type": "application/json", "X-Control-Token": token}
    body = json.dumps(content).encode()
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        raise ServeError(f"Refused ({error.code}): {error.read().decode()}") from error
    except OSError as error:
        raise ServeError(f"Nothing answers at {url}. Start it: fake-niche serve PACK") from error
