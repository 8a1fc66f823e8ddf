"""What an error means for a command: its exit status, and one line with cause and fix."""

import errno
import os
import traceback
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.application_model import ModelError
from bot.browser import BrowserNotFound
from bot.clock import ClockError
from bot.config import ConfigError
from bot.credentials import CredentialError
from bot.effects import EffectRefused
from bot.exceptions import (
    BotError,
    DriftException,
    LoginSystemException,
    SystemException,
    SystemUnavailableException,
)
from bot.exit_status import ExitStatus
from bot.registry import UnknownProcessError
from bot.work_queue import TransitionRefused

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NotThere(LookupError):  # noqa: N818 - reads as what happened
    """A person named an item, queue, session or effect that there is not."""


@dataclass(frozen=True)
class Failure:
    """How a command ends that cannot do what it was asked; ``line`` names cause and fix."""

    status: ExitStatus
    line: str


_SAYS_ITS_FIX: tuple[tuple[type[Exception], ExitStatus], ...] = (
    (ConfigError, ExitStatus.CONFIG),
    (ClockError, ExitStatus.CONFIG),
    (CredentialError, ExitStatus.CONFIG),
    (BrowserNotFound, ExitStatus.UNAVAILABLE),
    (UnknownProcessError, ExitStatus.USAGE),
    (NotThere, ExitStatus.NOT_FOUND),
)

_FIXES: tuple[tuple[type[BotError], ExitStatus, str], ...] = (
    (
        LoginSystemException,
        ExitStatus.TERMINATED,
        "store the right password: mash-bot credentials put NAME --user USER; then run again",
    ),
    (
        DriftException,
        ExitStatus.DRIFT,
        "a person compares and approves: mash-bot forms approve; then mash-bot queue resume",
    ),
    (
        SystemUnavailableException,
        ExitStatus.UNAVAILABLE,
        "mash-bot doctor says what is away; mend it and run again",
    ),
    (
        SystemException,
        ExitStatus.TERMINATED,
        "mash-bot doctor, the alert and the evidence say more; mend the cause and run again",
    ),
)


def failure_of(error: Exception) -> Failure:
    """What an error means; one that nobody expected is a fault in the robot itself."""
    for kind, status in _SAYS_ITS_FIX:
        if isinstance(error, kind):
            told = str(error.args[0] if error.args else error)
            return Failure(status, "; also: ".join(told.splitlines()))
    if isinstance(error, ModelError):
        return Failure(ExitStatus.CONFIG, f"{error}; fix: mend that file, or restore it")
    if isinstance(error, TransitionRefused | EffectRefused):
        return Failure(
            ExitStatus.REFUSED, f"{error}; fix: mash-bot queue show ITEM says what it is"
        )
    if isinstance(error, BotError):
        return _of_bot_error(error)
    return _of_machine(error) if isinstance(error, OSError | DBAPIError) else _of_fault(error)


def cannot_write(error: OSError, fix: str, path: Path | None = None) -> str:
    """The line for a file or folder that cannot be written: which, why, and what to do."""
    where = f"{path or error.filename}: " if path or error.filename else ""
    if error.errno in NO_ROOM:
        return f"{where}the disk is full ({error.strerror}); fix: make room, then run it again"
    return f"{where}cannot be written ({error.strerror}); fix: {fix}"


def _of_bot_error(error: BotError) -> Failure:
    for kind, status, fix in _FIXES:
        if isinstance(error, kind):
            return Failure(status, f"{error.display_name}: {error.detail}; fix: {fix}")
    fix = "mash-bot queue list shows the item"
    return Failure(ExitStatus.FAULT, f"{error.display_name}: {error.detail}; fix: {fix}")


def _of_machine(error: OSError | DBAPIError) -> Failure:
    if isinstance(error, DBAPIError):
        line = f"database: {error.orig}; fix: mend or restore it, see [database] url"
        return Failure(ExitStatus.UNAVAILABLE, line)
    if error.errno in NO_ROOM | {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}:
        return Failure(ExitStatus.UNAVAILABLE, cannot_write(error, "give a folder of your own"))
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error)
    return Failure(
        ExitStatus.UNAVAILABLE, f"{where}{reason}; fix: see that it is there, then run it again"
    )


def _of_fault(error: Exception) -> Failure:
    """No text of the error itself: it may hold what a person must not read in a log."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Failure(
        ExitStatus.FAULT,
        f"fault in the robot itself: {type(error).__name__}{place}; "
        "fix: run it again with MASH_BOT_TRACEBACK=1 and report what it says",
    )


def wants_traceback() -> bool:
    """Whether the person asked for the traceback of an unexpected fault."""
    return bool(os.environ.get("MASH_BOT_TRACEBACK"))
