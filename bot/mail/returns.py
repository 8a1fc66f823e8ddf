"""What comes back: bounces and receipts in a Maildir, matched by Message-ID.

Reading moves nothing; a notice is marked read after it was dealt with, so that a crash in between
only means that it is read again. No file is ever deleted or left out: what is no notice, or cannot
be understood, is returned as kind OTHER for a person.
"""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.mail.notices import DeliveryNotice, NoticeKind, read_notice

_FLAGS = ";2," if os.name == "nt" else ":2,"  # a file name on Windows holds no colon


class ReturnsFolder:
    """The robot's return mailbox, a Maildir; keep one for a run, it reads each file once.

    Args:
        path: the folder; ``new``, ``cur`` and ``tmp`` are made when absent.
        read_only: nothing is made and nothing is marked; a shadow run reads so.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._read_only = read_only
        self._read: dict[str, DeliveryNotice] = {}
        for name in () if read_only else ("new", "cur", "tmp"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def unread(self) -> tuple[DeliveryNotice, ...]:
        """Notices that nobody has marked read, oldest first."""
        unread = [file for file in self._files() if not _is_seen(file)]
        return tuple(self._notice(file) for file in sorted(unread, key=_age))

    def find(self, message_id: str) -> tuple[DeliveryNotice, ...]:
        """All notices about a message, read or not, oldest first."""
        about = [file for file in self._files() if self._notice(file).message_id == message_id]
        return tuple(self._notice(file) for file in sorted(about, key=_age))

    def probe(self, message_id: str) -> str | None:
        """What settles a doubtful send: a notice that only exists if the server had the message.

        A bounce settles it too: the message was accepted first, and is not sent again.

        Returns:
            Such as ``receipt delivered 2.0.0``, or None when nothing is known.
        """
        for notice in self.find(message_id):
            if notice.kind is not NoticeKind.OTHER:
                return f"receipt {notice.kind.value} {notice.status}".strip()
        return None

    def mark_read(self, notice: DeliveryNotice) -> None:
        """Marks a notice as dealt with; the file stays. Safe to repeat."""
        if self._read_only:
            return
        for folder in ("new", "cur"):
            for file in (self._path / folder).glob(f"{_escape(notice.name)}*"):
                if _name(file) == notice.name and not _is_seen(file):
                    with suppress(FileNotFoundError):  # somebody else marked it just now
                        file.replace(self._path / "cur" / f"{notice.name}{_FLAGS}S")

    def _files(self) -> list[Path]:
        """Every file, in any order; only names are looked at, for there may be thousands."""
        return [
            Path(entry.path)
            for folder in ("new", "cur")
            if (self._path / folder).is_dir()
            for entry in os.scandir(self._path / folder)
            if not entry.name.startswith(".") and entry.is_file()
        ]

    def _notice(self, file: Path) -> DeliveryNotice:
        name = _name(file)
        if name not in self._read:
            self._read[name] = replace(read_notice(file.read_bytes()), name=name)
        return self._read[name]


def _name(file: Path) -> str:
    """The part of a Maildir name that stays when flags change."""
    return file.name.partition(_FLAGS)[0]


def _age(file: Path) -> tuple[int, str]:
    return file.stat().st_mtime_ns, file.name


def _is_seen(file: Path) -> bool:
    return "S" in file.name.partition(_FLAGS)[2]


def _escape(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
