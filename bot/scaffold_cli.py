"""``mash-bot scaffold``: the folder of a new process or object, with a failing test."""

from pathlib import Path
from typing import Annotated

import typer

from bot.exit_status import ExitStatus
from bot.scaffold import Made, ScaffoldRefused, scaffold_object, scaffold_process

app = typer.Typer(help="Make the folder of a new process or object.", no_args_is_help=True)
RootOption = Annotated[Path, typer.Option("--root", help="the project's folder")]


@app.command("process")
def process(
    name: Annotated[str, typer.Argument(help="such as school_details")],
    *,
    code: Annotated[str, typer.Option(help="as in the process definition, such as P7")],
    root: RootOption = Path(),
) -> None:
    """A process: pages, facts, rules, its table, wording, and a test that fails."""
    try:
        _tell(scaffold_process(root, name, code), root)
    except ScaffoldRefused as refused:
        raise _refuse(refused) from refused


@app.command("object")
def business_object(
    name: Annotated[str, typer.Argument(help="such as niche_flags")],
    *,
    screen: Annotated[str, typer.Option(help="heading of its screen, such as 'Person - Flags'")],
    root: RootOption = Path(),
) -> None:
    """A business object: actions, a model to fill in, and a test that fails."""
    try:
        _tell(scaffold_object(root, name, screen), root)
    except ScaffoldRefused as refused:
        raise _refuse(refused) from refused


def _tell(made: Made, root: Path) -> None:
    for file in made.files:
        typer.echo(f"made {file.relative_to(root).as_posix()}")
    typer.echo("\nNow:")
    for number, step in enumerate(made.next_steps, start=1):
        typer.echo(f"{number}. {step}")


def _refuse(refused: ScaffoldRefused) -> typer.Exit:
    typer.echo(f"mash-bot: {refused.detail}", err=True)
    return typer.Exit(ExitStatus.REFUSED)
