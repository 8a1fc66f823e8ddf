"""The audit of every view and edit: append-only, no screen changes it."""

from fake_niche.models import AuditEntry
from fake_niche.runtime import db, now_iso
from fake_niche.security.account import is_logged_in, me

_WIDTH = 200


def audit(
    operation: str, record: str, *, reason: str = "", recipient: str = "", detail: str = ""
) -> None:
    """Add an entry for the person logged in, written with this request's unit of work.

    Args:
        operation: view, edit, add, search, log-in, refused, …
        record: what it was done to, such as ``task:12`` or ``report:PPN-000001``.
        reason: the reason for access; the screens pass the one given in this session.
        recipient: who got something, where something was disclosed.
        detail: field names or the like; never a value of a record.
    """
    entry = AuditEntry(
        at=now_iso(),
        user_id=me().id if is_logged_in() else "",
        operation=operation,
        record=record,
        reason=reason[:_WIDTH],
        recipient=recipient[:120],
        detail=detail[:_WIDTH],
    )
    db().add(entry)
