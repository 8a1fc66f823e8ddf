"""What ``mash-bot forms check``, ``propose`` and ``apply`` do."""

from pathlib import Path
from typing import Final

import typer
from rich.console import Console

from bot.browser import BrowserNotFound
from bot.exceptions import BotError
from bot.forms.check.pair import Verdict
from bot.forms.check.run import Checked, CheckError, Source, check, shown
from bot.forms.check.telling import as_json, tell, write_html
from bot.forms.check.users import object_of
from bot.forms.desk import NoFormDeskError
from bot.forms.learn import learn

ERROR: Final = 4
_PLAIN_WIDTH = 150
_FAILURES = (CheckError, NoFormDeskError, BrowserNotFound, BotError, OSError)


def run_check(
    new: str, old: str, *, html: Path | None, json_file: Path | None, storage_state: Path | None
) -> int:
    """Check, tell and write; gives the exit status.

    Args:
        new: version, form file or address.
        old: version or form file that the robot has a model of.
        html: where the page goes.
        json_file: where ``drift.json`` goes; ``-`` prints it instead of the table.
        storage_state: a stored log-in.
    """
    try:
        checked = _checked(new, old, storage_state)
        if html:
            write_html(checked, html)
        if json_file and str(json_file) != "-":
            json_file.write_text(as_json(checked), encoding="utf-8")
    except _FAILURES as error:
        return _failed(error)
    if json_file and str(json_file) == "-":
        typer.echo(as_json(checked), nl=False)
    else:
        _tell(checked)
    return int(checked.drift.verdict)


def run_propose(new: str, old: str, *, out: Path | None) -> int:
    """Print the proposed model of the new form, or write it; gives the exit status of the check.

    Args:
        new: version, form file or address.
        old: version or form file that the robot has a model of.
        out: a file that does not exist yet; None prints.
    """
    try:
        checked = _checked(new, old, None)
        _give(out, checked.model_file)
    except _FAILURES as error:
        return _failed(error)
    return int(checked.drift.verdict)


def run_learn(
    form: str, name: str, *, out: Path | None, storage_state: Path | None, shell: bool
) -> int:
    """Draft a model and print or write it; gives 0, or 4 where it is refused.

    Args:
        form: version, form file or address.
        name: of the model; empty for the heading.
        out: a file that does not exist yet; None prints.
        storage_state: a stored log-in.
        shell: what is around every screen.
    """
    try:
        with shown(Source.parse(form), storage_state) as application:
            learned = learn(application, name, shell=shell)
        if learned.differing:
            told = "; ".join(learned.differing)
            raise CheckError(
                f"cause: the browser names controls otherwise than the robot would: {told}; fix: have the "
                "page name them by label, legend, aria-label or aria-labelledby"
            )
        _give(out, learned.model_file)
    except _FAILURES as error:
        return _failed(error)
    return 0


def run_apply(new: str, old: str, *, objects: Path, auto_safe: bool) -> int:
    """Write the proposed model beside the old one, where that is allowed.

    Args:
        new: version or form file.
        old: version or form file that the robot has a model of.
        objects: the folder of the objects.
        auto_safe: only where every change is a safe repair.
    """
    try:
        checked = _checked(new, old, None)
        verdict = checked.drift.verdict
        if verdict is Verdict.STOPS or (auto_safe and verdict > Verdict.SAFE_REPAIR):
            _tell(checked)
            is_stopped = verdict is Verdict.STOPS
            act = "mends the model" if is_stopped else "reads it, and applies without --auto-safe"
            typer.echo(f"mash-bot: nothing was written; a person {act}", err=True)
            return int(verdict)
        _write_new(model_path(objects, checked), checked.model_file)
    except _FAILURES as error:
        return _failed(error)
    typer.echo(
        f"next: read it with the MASH, then mash-bot forms approve {new} --by NAME --reason TEXT "
        f"--config mash-bot.toml --objects {objects}"
    )
    return int(verdict)


def model_path(objects: Path, checked: Checked) -> Path:
    """Where the model of the new form belongs: beside the old one, named by the version."""
    package = object_of(objects, checked.model).rpartition(".")[2]
    return objects / package / "models" / f"{checked.drift.new_form.rpartition(' ')[2]}.yaml"


def _checked(new: str, old: str, storage_state: Path | None) -> Checked:
    return check(Source.parse(new), Source.parse(old), storage_state=storage_state)


def _give(out: Path | None, text: str) -> None:
    """Print it, or write it to a new file."""
    if out is None:
        typer.echo(text, nl=False)
    else:
        _write_new(out, text)


def _write_new(path: Path, text: str) -> None:
    if path.exists():
        raise CheckError(f"cause: {path} is there already; fix: move it away, or edit it by hand")
    path.write_text(text, encoding="utf-8")
    typer.echo(f"wrote {path}")


def _tell(checked: Checked) -> None:
    console = Console()
    tell(checked, console if console.is_terminal else Console(width=_PLAIN_WIDTH))


def _failed(error: Exception) -> int:
    told = str(error)
    if isinstance(error, OSError):
        told = f"cause: {error.filename}: {error.strerror}; fix: give a place that can be written"
    typer.echo(f"mash-bot: {told}", err=True)
    return ERROR
