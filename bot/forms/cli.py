"""``mash-bot forms``: what a person does when a form changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.application_model import ModelError
from bot.cli_options import ConfigOption, opened
from bot.cli_output import write_records
from bot.exit_status import ExitStatus
from bot.failures import NotThere, failure_of, wants_traceback
from bot.form_approvals import Standing
from bot.forms.approve import Visit, load_plan
from bot.forms.asked import Asked
from bot.forms.check.command import ERROR, run_apply, run_check, run_learn, run_propose
from bot.forms.check.run import CheckError
from bot.forms.matrix import COLUMNS, matrix
from bot.forms.mutations.command import run_mutate
from bot.robot import objects_folder

SHORTEST = 8
"""So many letters of a hash are enough to name it."""

app = typer.Typer(help="Approve, check and repair application models.", no_args_is_help=True)


@app.callback()
def forms() -> None:
    """Approve, check and repair application models."""


@app.command("approve")
def approve_command(
    version: Annotated[
        str, typer.Argument(help="A version or a form file, shown by a fake Niche of its own.")
    ] = "",
    *,
    by: Annotated[str, typer.Option(help="The person who approves.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the approval.")],
    config: ConfigOption = None,
    url: Annotated[str, typer.Option(help="Instead: where the application is.")] = "",
    storage_state: Annotated[Path | None, typer.Option(help="A stored log-in state.")] = None,
    visit: Annotated[list[str] | None, typer.Option(help="MODEL=/path; may be repeated.")] = None,
    plan: Annotated[Path | None, typer.Option(help="YAML list of {model, path}.")] = None,
    objects: Annotated[
        Path | None, typer.Option(help="Folder of the objects; the installed ones.")
    ] = None,
    into_file: Annotated[
        bool, typer.Option("--into-file", help="Into approvals.yaml of the objects, to be shipped.")
    ] = False,
) -> None:
    """Approve what a form is now for the model as it is now, by name.

    The approval goes into the robot's database (--config). Where the model finds a person or a
    recipient in another way than any approved before, it counts once a second person has given it.
    """
    asked = Asked(by, reason, objects or objects_folder(), config, into_file=into_file)
    try:
        if version:
            raise typer.Exit(asked.approve_version(version))
        visits = [Visit.parse(text) for text in visit or []] + (load_plan(plan) if plan else [])
        raise typer.Exit(asked.approve_visits(url, visits, storage_state))
    except ModelError:
        raise
    except CheckError as error:
        typer.echo(f"mash-bot: {error}", err=True)
        raise typer.Exit(ExitStatus.USAGE) from error
    except (ValueError, LookupError) as error:
        raise typer.BadParameter(str(error)) from error


@app.command("take-back")
def take_back_command(
    form: Annotated[str, typer.Argument(help="The form's hash, as `forms matrix` shows it.")],
    *,
    by: Annotated[str, typer.Option(help="The person who takes it back.")],
    reason: Annotated[str, typer.Option(help="Why; kept in the audit.")],
    config: ConfigOption = None,
) -> None:
    """Take an approval back: no session runs on that form any more, whoever approved it.

    What is shipped in approvals.yaml is taken back by mending that file.
    """
    with opened(config) as runtime:
        given = [one.approval for one in runtime.approvals.all()]
        found = [row for row in given if len(form) >= SHORTEST and row.form_hash.startswith(form)]
        if not found:
            raise NotThere(
                f"no approval in the database has the form hash {form!r}; "
                "fix: mash-bot forms matrix --config FILE shows them; one that is shipped is taken "
                "back in approvals.yaml"
            )
        for row in found:
            runtime.approvals.take_back(replace(row, by=by, reason=reason))
            typer.echo(f"taken back: {row.screen} form {row.form} {row.form_hash[:12]}")


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
        checked(
            lambda: run_check(
                new, against, html=html, json_file=as_json, storage_state=storage_state
            )
        )
    )


@app.command("propose")
def propose_command(
    new: Annotated[str, typer.Argument(help="The new form: a version, a file, or an address.")],
    *,
    against: Annotated[str, typer.Option(help="The form that the robot has a model of.")] = "v1",
    out: Annotated[Path | None, typer.Option(help="A new file; default: print it.")] = None,
) -> None:
    """Propose the model file of a new form version; ends as `forms check` does."""
    raise typer.Exit(checked(lambda: run_propose(new, against, out=out)))


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
    raise typer.Exit(checked(lambda: run_apply(new, against, objects=folder, auto_safe=auto_safe)))


@app.command("learn")
def learn_command(
    form: Annotated[str, typer.Argument(help="A version, a form file, or a page's address.")],
    *,
    name: Annotated[str, typer.Option(help="The model's name; the heading when empty.")] = "",
    out: Annotated[Path | None, typer.Option(help="A new file; default: print it.")] = None,
    storage_state: Annotated[
        Path | None, typer.Option(help="A stored log-in, where FORM is an address.")
    ] = None,
    shell: Annotated[
        bool, typer.Option("--shell", help="What is around every screen instead.")
    ] = False,
) -> None:
    """Draft the model of a screen that nobody described: all its pages, tabs and folded parts.

    Refused where the browser itself names a control otherwise than the robot would.
    """
    raise typer.Exit(run_learn(form, name, out=out, storage_state=storage_state, shell=shell))


@app.command("mutate")
def mutate_command(
    version: Annotated[str, typer.Argument(help="The form version to change.")] = "v1",
    *,
    each: Annotated[int, typer.Option(min=1, help="Pages for each operator.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed changes the same.")] = 1,
    html: Annotated[
        Path | None, typer.Option(help="Instead: a folder of saved pages, *.html.")
    ] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write all figures.")] = None,
) -> None:
    """Change a form on purpose, well and badly: what is stopped, what is read wrong."""
    if not run_mutate(version, each, seed, saved=html, json_file=as_json):
        raise typer.Exit(ExitStatus.FAULT)


@app.command("matrix")
def matrix_command(
    *,
    config: ConfigOption = None,
    objects: Annotated[
        Path | None, typer.Option(help="Folder of the objects; the installed ones.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which form is approved for which model, by whom and when, and who runs on it."""
    given: tuple[Standing, ...] = ()
    if config is not None:
        with opened(config) as runtime:
            given = runtime.approvals.all()
    write_records(matrix(objects or objects_folder(), given), COLUMNS, as_json=as_json)


def checked(run: Callable[[], int]) -> int:
    """The exit status of a check; whatever else goes wrong is no "safe repair" but an error."""
    try:
        return run()
    except Exception as error:  # the status 1 has a meaning of its own here
        if wants_traceback():
            raise
        typer.echo(f"mash-bot: {failure_of(error).line}", err=True)
        return ERROR


if __name__ == "__main__":
    app()
