"""``fake-niche seed`` and ``fake-niche digest``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fake_niche.failures import told
from fake_niche.seed.digest import digest_of, dump
from fake_niche.seed.pack import seed as make_pack
from fake_niche.seed.versions import USUAL

app = typer.Typer(help="Make packs of synthetic data.", no_args_is_help=True)


@app.command()
def seed(
    *,
    out: Annotated[Path, typer.Option(help="The folder to make; an earlier pack is replaced.")],
    pack: Annotated[str, typer.Option(help="smoke, day, backlog or year.")] = "smoke",
    seed: Annotated[int, typer.Option(help="The same number makes the same pack.")] = 1,
    force: Annotated[str, typer.Option(help="The force profile.")] = "hampshire",
    tasks: Annotated[
        int | None, typer.Option(min=1, help="Another number of tasks, in the mix of the domain.")
    ] = None,
    scenario: Annotated[
        list[str] | None,
        typer.Option(help="Only this row (P2.18) or variant (P2.18:refuge); may be repeated."),
    ] = None,
    staff: Annotated[
        bool, typer.Option("--staff", help="Staff do the first day by hand, with mistakes.")
    ] = False,
    form_version: Annotated[
        list[str] | None,
        typer.Option(help="PPN form version that reports are written in (v1); repeated: mixed."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a pack: database, workbook, events, accounts and answer key."""
    with told():
        made = make_pack(
            pack,
            seed,
            force,
            out,
            scenarios=scenario or (),
            size=tasks,
            staff=staff,
            versions=form_version or USUAL,
        )
    if as_json:
        typer.echo(json.dumps({**asdict(made), "folder": str(made.folder)}, indent=1))
        return
    counts = ", ".join(f"{process} {n}" for process, n in sorted(made.answers.items()))
    typer.echo(f"{made.folder}: {made.tasks} tasks, {made.reports} PPNs, {made.events} events")
    typer.echo(f"answers: {counts}")


@app.command()
def digest(
    pack: Annotated[Path, typer.Argument(help="The folder of a pack.")],
    lines: Annotated[bool, typer.Option("--dump", help="The lines it is made of.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print a fingerprint of all that a pack holds: equal on every machine for one seed."""
    with told():
        if lines:
            for line in dump(pack):
                typer.echo(line)
        elif as_json:
            typer.echo(json.dumps({"folder": str(pack), "digest": digest_of(pack)}, indent=1))
        else:
            typer.echo(digest_of(pack))
