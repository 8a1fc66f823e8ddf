"""What an error means for a command: its exit status, and one line with cause and fix."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from sqlalchemy.exc import DBAPIError

from fake_niche.exit_status import CommandError, ExitStatus

NAME = "fake-niche"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong in the block becomes one line with cause and fix, and an exit status."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if hasattr(error, "format_message") or os.environ.get("MASH_BOT_TRACEBACK"):
            raise
        line, status = meaning_of(error)
        sys.stderr.write(f"{NAME}: {line}\n")
        raise typer.Exit(status) from error


def run_command(commands: typer.Typer) -> int:
    """Run what the person typed; gives the exit status."""
    command: Any = typer.main.get_command(commands)
    try:
        return int(command.main(prog_name=NAME, standalone_mode=False) or 0)
    except typer.Abort:
        return _told("interrupted; fix: run it again", ExitStatus.INTERRUPTED)
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's usage errors; their class is private to it
            return _usage(error)
        if os.environ.get("MASH_BOT_TRACEBACK"):
            raise
        return _told(*meaning_of(error))


def meaning_of(error: Exception) -> tuple[str, ExitStatus]:
    """The line and the exit status of an error."""
    if isinstance(error, CommandError):
        told = "; also: ".join(str(error).splitlines())
        return f"{told}; fix: {error.fix}" if error.fix else told, error.status
    if isinstance(error, DBAPIError):
        said = (
            f"the pack's database cannot be used ({error.orig}); fix: make room, or seed it again"
        )
        return said, ExitStatus.UNAVAILABLE
    if isinstance(error, OSError):
        return _of_machine(error), ExitStatus.UNAVAILABLE
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = f"fault in the program itself: {type(error).__name__}{place}"
    return f"{said}; fix: run it again with MASH_BOT_TRACEBACK=1 and report it", ExitStatus.FAULT


def _of_machine(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in _NO_ROOM:
        return f"{where}the disk is full ({error.strerror}); fix: make room, then run it again"
    return f"{where}{error.strerror or error}; fix: give a folder that can be written"


def _usage(error: Any) -> int:  # noqa: ANN401
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return ExitStatus.USAGE
    said = " ".join(error.format_message().split()).rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else NAME
    return _told(f"{said}; fix: {command} --help says what there is", ExitStatus.USAGE)


def _told(line: str, status: ExitStatus) -> int:
    sys.stderr.write(f"{NAME}: {line}\n")
    return int(status)
