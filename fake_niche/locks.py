"""Record locks and row versions: two people never overwrite each other.

A lock is held from "Edit" to "Save" or "Cancel" (or log-out). A save names the row version that it
was read in and fails when the record has moved on meanwhile.
"""

from typing import cast

from flask import g
from sqlalchemy import CursorResult, Table, update
from sqlalchemy.orm.attributes import set_committed_value

from fake_niche.access import Target
from fake_niche.errors import RecordChanged, RecordHeld
from fake_niche.models import Base, RecordLock, User
from fake_niche.runtime import db, now_iso
from fake_niche.security.account import me


def lock_holder(record: str) -> str | None:
    """The user who holds the record (``task:12``), if it is somebody other than me."""
    pretended = g.get("pretended_lock")
    if pretended and pretended[0] == record:
        return str(pretended[1]) if pretended[1] != me().id else "another"
    lock = db().get(RecordLock, record)
    return lock.user_id if lock and lock.user_id != me().id else None


def lock_holder_name(record: str) -> str | None:
    """As :func:`lock_holder`, as the "Locked by" bar shows it: ``Mary Hale (coord1)``."""
    holder = lock_holder(record)
    if holder is None:
        return None
    user = db().get(User, holder)
    return f"{user.name} ({holder})" if user else holder


def acquire_lock(record: str) -> None:
    """Hold the record for me; holding it already is no matter.

    Raises:
        RecordHeld: somebody else holds it; the person is shown the record's page, which says so.
    """
    if lock_holder(record):
        raise RecordHeld(record, Target.from_key(record).path)
    if db().get(RecordLock, record) is None:
        db().add(RecordLock(record=record, user_id=me().id, since=now_iso()))
        db().flush()


def release_lock(record: str) -> None:
    """Let go of the record, if I hold it."""
    lock = db().get(RecordLock, record)
    if lock and lock.user_id == me().id:
        db().delete(lock)


def check_row_version(key: str, record: Base, seen: str) -> None:
    """Claim the next row version of ``record`` for this save.

    Args:
        key: the record's name, such as ``task:12``.
        record: the stored record.
        seen: the row version that the form was read in.

    Raises:
        RecordChanged: the record was saved by somebody since.
    """
    version = int(seen) if seen.isdecimal() else 0
    table = cast("Table", record.__table__)
    identity = [column == getattr(record, column.key) for column in table.primary_key]
    change = update(table).where(*identity, table.c.row_version == version)
    result = cast("CursorResult[object]", db().execute(change.values(row_version=version + 1)))
    if result.rowcount != 1:
        raise RecordChanged(key)
    set_committed_value(record, "row_version", version + 1)
