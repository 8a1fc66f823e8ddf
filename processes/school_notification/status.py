"""The notification status on the PPN (section L) after one child's item."""

from functools import partial
from typing import TYPE_CHECKING

from processes.school_notification.items import Notification

if TYPE_CHECKING:
    from processes.school_notification.process import SchoolNotification

SENT = "Sent"
IN_PART = "Sent in part"
NOT_SENT = "Not sent - see OEL"


def status_after(current: str, *, sent: bool) -> str:
    """The status after one more child.

    Args:
        current: what the PPN says now, from the earlier children; empty at first.
        sent: whether this child's notification went.
    """
    if current in {"", "Not required"}:
        return SENT if sent else NOT_SENT
    mine = SENT if sent else NOT_SENT
    return current if current == mine else IN_PART


def write_status(process: "SchoolNotification", item: Notification, *, sent: bool) -> None:
    """Write, once, the status that this child adds to what the PPN says already.

    Raises:
        RecordLocked: C3, another user has the PPN open.
    """
    operation, form = process.operation.title, process.ppn_form
    after = partial(status_after, sent=sent)

    def find() -> str | None:
        status = form.get_ppn(item.ppn).notification_status(operation)
        return status if after(status) == status else None

    process.runtime.ledger.perform(
        item.effect("field", "notification status"),
        lambda: form.set_notification_status(item.ppn, operation, after),
        find,
        conclusive=True,
        session=process.session,
        guard=process.queue.guard(process.locked_item),
        look_first=False,  # the status that stands is read on the page that it is set on
    )
