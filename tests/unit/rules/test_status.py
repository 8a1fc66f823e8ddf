"""The notification status on the PPN, child after child."""

import pytest

from processes.school_notification.status import status_after


@pytest.mark.parametrize(
    ("current", "sent", "after"),
    [
        ("", True, "Sent"),
        ("", False, "Not sent - see OEL"),
        ("Sent", True, "Sent"),
        ("Sent", False, "Sent in part"),
        ("Not sent - see OEL", True, "Sent in part"),
        ("Not sent - see OEL", False, "Not sent - see OEL"),
        ("Sent in part", True, "Sent in part"),
        ("Sent in part", False, "Sent in part"),
    ],
)
def test_the_status_says_whether_all_some_or_no_child_was_notified(
    current: str, sent: bool, after: str
) -> None:
    assert status_after(current, sent=sent) == after
