"""What comes back: every file is kept, every notice is matched, and junk stops nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.mail import DeliveryNotice, NoticeKind, ReturnsFolder
from bot.mail.notices import read_notice
from tests.integration.mail.world import message_id

OURS = message_id("P2/1")
REPORT = b"""\
From: mailer-daemon@school.example
Subject: Undelivered
Message-ID: <theirs@school.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; school.example
%(envelope)s
Final-Recipient: rfc822; head@school.example
Action: %(action)s
Status: %(status)s

--b
Content-Type: %(kind)s

Subject: Notification
%(header)s
--b--
"""


def a_report(
    action: str = "failed",
    status: str = "5.1.1",
    envelope: str = "",
    header: str = f"Message-ID: {OURS}",
    kind: str = "text/rfc822-headers",
) -> bytes:
    parts = {
        "action": action,
        "status": status,
        "envelope": f"Original-Envelope-Id: {envelope}\n" if envelope else "",
        "header": header,
        "kind": kind,
    }
    return REPORT % {name.encode(): value.encode() for name, value in parts.items()}


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("delivered", NoticeKind.DELIVERED),
        ("Relayed", NoticeKind.RELAYED),
        ("expanded", NoticeKind.RELAYED),
        ("delayed", NoticeKind.DELAYED),
        ("FAILED", NoticeKind.FAILED),
        ("lost in space", NoticeKind.OTHER),
    ],
)
def test_a_report_says_what_became_of_the_message(action: str, kind: NoticeKind) -> None:
    assert read_notice(a_report(action, "5.1.1 (no such user)")) == DeliveryNotice(
        kind, OURS, "5.1.1"
    )


def test_the_message_is_found_by_any_of_its_marks() -> None:
    coded = OURS.replace("<", "+3C").replace(">", "+3E")
    assert read_notice(a_report(envelope=coded, header="X: y")).message_id == OURS
    assert read_notice(a_report(kind="message/rfc822")).message_id == OURS
    reply = f"From: head@school.example\nIn-Reply-To:\n {OURS}\n\nThe pupil has left.".encode()
    assert read_notice(reply) == DeliveryNotice(NoticeKind.OTHER, OURS, "")
    old_style = f"From: daemon\n\nSorry.\n> Message-ID: {OURS}\n".encode()
    assert read_notice(old_style).message_id == OURS


@given(st.binary(max_size=400))
def test_junk_is_something_for_a_person_and_raises_nothing(junk: bytes) -> None:
    assert read_notice(junk).kind is NoticeKind.OTHER


@given(place=st.integers(0, len(a_report())), cut=st.integers(0, 60), junk=st.binary(max_size=30))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_report_raises_nothing(place: int, cut: int, junk: bytes) -> None:
    report = a_report()
    read_notice(report[:place] + junk + report[place + cut :])


def test_no_file_is_lost_and_none_is_read_twice(tmp_path: Path) -> None:
    folder = ReturnsFolder(tmp_path)
    for name, content in (
        ("1.a", a_report()),
        ("2.b", b"\x00junk"),
        ("3.c", a_report("delivered")),
    ):
        (tmp_path / "new" / name).write_bytes(content)
    first = folder.unread()
    assert [notice.name for notice in first] == ["1.a", "2.b", "3.c"]
    assert folder.unread() == first  # reading alone marks nothing
    for notice in first[:2]:
        folder.mark_read(notice)
        folder.mark_read(notice)
    assert [notice.name for notice in ReturnsFolder(tmp_path).unread()] == ["3.c"]
    kept = [file.name for sub in ("new", "cur") for file in (tmp_path / sub).iterdir()]
    assert sorted(kept) == ["1.a:2,S", "2.b:2,S", "3.c"]
    assert [n.kind for n in ReturnsFolder(tmp_path).find(OURS)] == [
        NoticeKind.FAILED,
        NoticeKind.DELIVERED,
    ]


def test_a_message_opened_but_not_dealt_with_is_still_unread(tmp_path: Path) -> None:
    folder = ReturnsFolder(tmp_path)
    (tmp_path / "cur" / "1.a:2,").write_bytes(a_report())
    [notice] = folder.unread()
    folder.mark_read(notice)
    assert folder.unread() == ()
    assert (tmp_path / "cur" / "1.a:2,S").exists()


def test_junk_does_not_settle_a_doubtful_send(tmp_path: Path) -> None:
    folder = ReturnsFolder(tmp_path)
    holiday = f"Auto-Submitted: auto-replied\nIn-Reply-To: {OURS}\n\nOn holiday".encode()
    (tmp_path / "new" / "1.a").write_bytes(holiday)
    assert folder.probe(OURS) is None
