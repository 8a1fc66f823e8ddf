"""The notification status on the PPN (section L) after one child's item."""

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
