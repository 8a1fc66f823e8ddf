"""Files that are whole or absent, also when the machine stops in between."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from fake_niche.school_mail.errors import MailWorldError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def write_whole(file: Path, content: bytes, *, tmp: Path | None = None, mode: int = 0o644) -> None:
    """Writes a file in one step that survives a crash: on return it is on the disk.

    Args:
        file: where it ends up.
        content: all of it.
        tmp: where it is written first, on the same disk; beside the file when None.
        mode: who may read it, as for ``os.open``.
    """
    draft = tmp or file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(number, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Puts the folder's list of names on the disk; Windows does that by itself."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def hold(file: Path) -> BinaryIO:
    """Takes a folder for this process alone, until the returned file is closed.

    Raises:
        MailWorldError: another process holds it.
    """
    handle = file.open("a+b")
    try:
        if sys.platform == "win32":
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise MailWorldError(
            f"Another mail server already keeps its messages in {file.parent}.",
            "Stop it, or give another folder with --store.",
        ) from error
    return handle
