"""``mash-bot forms``: what a person does when a form changed."""

from pathlib import Path
from typing import Annotated

import typer

from bot.application import Application
from bot.application_model import Approvals, ModelError, ModelLibrary
from bot.browser import BrowserSettings, RobotBrowser
from bot.cli_output import write_records
from bot.clock import SystemClock
from bot.exceptions import DriftException
from bot.exit_status import ExitStatus
from bot.forms.approve import Visit, approve, load_plan, save
from bot.forms.check.command import run_apply, run_check, run_propose
from bot.forms.matrix import COLUMNS, matrix
from bot.forms.mutations.command import run_mutate
from bot.robot import objects_folder

app = typer.Typer(help="Approve, check and repair application models.", no_args_is_help=True)


@app.callback()
def forms() -> None:
    """Approve, check and repair application models."""


@app.command("approve")
def approve_command(
    *,
    by: Annotated[str, typer.Option(help="The person who approves.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the approval.")],
    url: Annotated[str, typer.Option(help="Where the application is.")],
    storage_state: Annotated[Path | None, typer.Option(help="A stored log-in state.")] = None,
    visit: Annotated[list[str] | None, typer.Option(help="MODEL=/path; may be repeated.")] = None,
    plan: Annotated[Path | None, typer.Option(help="YAML list of {model, path}.")] = None,
    objects: Annotated[Path, typer.Option(help="Folder of the objects.")] = Path("objects"),
) -> None:
    """Visit screens and approve what they are now for the models as they are now."""
    if not objects.is_dir():
        raise typer.BadParameter(
            f"--objects {objects} is no folder; give the folder of the objects"
        )
    try:
        visits = [Visit.parse(text) for text in visit or []] + (load_plan(plan) if plan else [])
        _approve(visits, url, storage_state, objects, by=by, reason=reason)
    except DriftException as drift:
        told = f"{drift.detail}; expected: {drift.expected}; found: {drift.found}"
        fix = "a person looks at the screen and mends the model"
        typer.echo(f"mash-bot: {told}; fix: {fix}", err=True)
        raise typer.Exit(ExitStatus.DRIFT) from drift
    except ModelError:
        raise
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@app.command("check")
def check_command(
    new: Annotated[
        str, typer.Argument(help="The new form: a version, a form file, or a page's address.")
    ],
    *,
    against: Annotated[
        str, typer.Option(help="The form that the robot has a model of: a version or a file.")
    ] = "v1",
    html: Annotated[Path | None, typer.Option(help="Write the page with both pictures.")] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write drift.json; - prints it.")
    ] = None,
    storage_state: Annotated[
        Path | None, typer.Option(help="A stored log-in, where NEW is an address.")
    ] = None,
) -> None:
    """Say what changed on a form and what it means; starts the fake Niche that it needs.

    Ends with 0 intact, 1 safe repair only, 2 needs a person, 3 something read is gone or conflicts,
    4 the check itself failed.
    """
    raise typer.Exit(
        run_check(new, against, html=html, json_file=as_json, storage_state=storage_state)
    )


@app.command("propose")
def propose_command(
    new: Annotated[str, typer.Argument(help="The new form: a version, a file, or an address.")],
    *,
    against: Annotated[str, typer.Option(help="The form that the robot has a model of.")] = "v1",
    out: Annotated[Path | None, typer.Option(help="A new file; default: print it.")] = None,
) -> None:
    """Propose the model file of a new form version; ends as `forms check` does."""
    raise typer.Exit(run_propose(new, against, out=out))


@app.command("apply")
def apply_command(
    new: Annotated[str, typer.Argument(help="The new form: a version or a form file.")],
    *,
    against: Annotated[str, typer.Option(help="The form that the robot has a model of.")] = "v1",
    auto_safe: Annotated[
        bool, typer.Option("--auto-safe", help="Only where every change is a safe repair.")
    ] = False,
    objects: Annotated[
        Path | None, typer.Option(help="Folder of the objects; the installed ones.")
    ] = None,
) -> None:
    """Write the proposed model beside the old one; approve it before the robot runs on it.

    Nothing is written where something that the robot reads is gone or conflicts, nor, with
    --auto-safe, where a person must look. Ends as `forms check` does.
    """
    folder = objects or objects_folder()
    raise typer.Exit(run_apply(new, against, objects=folder, auto_safe=auto_safe))


@app.command("mutate")
def mutate_command(
    version: Annotated[str, typer.Argument(help="The form version to change.")] = "v1",
    *,
    each: Annotated[int, typer.Option(min=1, help="Pages for each operator.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed changes the same.")] = 1,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write all figures.")] = None,
) -> None:
    """Change a form on purpose, well and badly: what is stopped, what is read wrong."""
    if not run_mutate(version, each, seed, json_file=as_json):
        raise typer.Exit(ExitStatus.FAULT)


@app.command("matrix")
def matrix_command(
    *,
    objects: Annotated[
        Path | None, typer.Option(help="Folder of the objects; the installed ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which form is approved for which model, by whom and when, and who runs on it."""
    write_records(matrix(objects or objects_folder()), COLUMNS, as_json=as_json)


def _approve(
    visits: list[Visit],
    url: str,
    storage_state: Path | None,
    objects: Path,
    *,
    by: str,
    reason: str,
) -> None:
    file = objects / "approvals.yaml"
    with RobotBrowser(BrowserSettings()) as browser:
        application = Application(
            browser,
            base_url=url,
            models=ModelLibrary.load(objects),
            approvals=Approvals.load(file),
            state_file=storage_state,
        )
        application.launch()
        for one in visits:
            rows = approve(application, [one], by=by, reason=reason, when=SystemClock().now())
            save(rows, file)
            form = f" form {rows[0].form}" if rows[0].form else ""
            typer.echo(f"approved {one.model}{form} at {one.path}: {rows[0].form_hash[:12]}")


if __name__ == "__main__":
    app()
