"""Coming in and staying in."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from fake_niche.clock import ScenarioClock
from fake_niche.models import AuditEntry, RecordLock, User
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.world import PASSWORD, SmallPack


def _later(app: Flask, minutes: int) -> None:
    clock = app.extensions["niche"].clock
    clock.move_to(clock.now() + timedelta(minutes=minutes))


def test_the_right_password_opens_home(coordinator: Desk) -> None:
    home = coordinator.get("/")
    assert home.screen == "Home"
    assert [row["unit"] for row in home.grids["units"]] == [
        "HUB",
        "MASH-ENC",
        "MASH-PPN",
        "MASH-ROBOT",
    ]


def test_every_page_says_that_the_data_is_synthetic(app: Flask) -> None:
    page = Desk(app.test_client()).get("/login")
    assert "SYNTHETIC DATA" in page.html


def test_nobody_reaches_a_record_without_logging_in(app: Flask) -> None:
    answer = Desk(app.test_client()).get("/task/1")
    assert (answer.status, answer.location) == (302, "/login?next=/task/1")


def test_a_wrong_password_and_an_unknown_user_get_the_same_answer(app: Flask) -> None:
    desk = Desk(app.test_client())
    wrong = desk.log_in("coord1", "wrong").outputs["login_error"]
    unknown = desk.log_in("nobody", "wrong").outputs["login_error"]
    assert wrong == unknown


def test_the_account_is_locked_after_five_wrong_passwords(app: Flask) -> None:
    desk = Desk(app.test_client())
    answers = [desk.log_in("coord1", "wrong").outputs["login_error"] for _ in range(5)]
    assert "locked" not in answers[3]
    assert "locked" in answers[4]
    assert "locked" in desk.log_in("coord1", PASSWORD).outputs["login_error"]


def test_an_administrator_unlocks_the_account(app: Flask, administrator: Desk) -> None:
    desk = Desk(app.test_client())
    for _ in range(5):
        desk.log_in("coord1", "wrong")
    administrator.post("/admin/users/change", user="coord1", change="Unlock")
    assert desk.log_in("coord1", PASSWORD).status == 302


def test_twenty_minutes_without_use_end_the_session(app: Flask, coordinator: Desk) -> None:
    _later(app, 19)
    assert coordinator.get("/").status == 200
    _later(app, 21)
    assert coordinator.get("/").location.startswith("/login")
    assert "20 minutes" in coordinator.get("/login").outputs["login_notice"]


def test_a_password_of_ninety_days_must_be_changed(app: Flask) -> None:
    _later(app, 60 * 24 * 70)
    desk = Desk(app.test_client())
    desk.log_in("coord1", PASSWORD)
    assert desk.get("/task/1").location == "/change-password"
    changed = desk.save(
        "/change-password",
        "change",
        old_password=PASSWORD,
        new_password="Another-Quillbrook-82",
        again="Another-Quillbrook-82",
    )
    assert changed.location == "/"
    assert desk.get("/").screen == "Home"


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("short", "short", "at least 12"),
        (PASSWORD, PASSWORD, "differ from the old"),
        ("Another-Quillbrook-82", "Another-Quillbrook-83", "differ"),
    ],
)
def test_a_new_password_must_be_long_new_and_typed_twice(
    coordinator: Desk, new: str, again: str, says: str
) -> None:
    answer = coordinator.save(
        "/change-password", "change", old_password=PASSWORD, new_password=new, again=again
    )
    assert says in answer.outputs["password_error"]


def test_logging_out_lets_go_of_records_held_open(coordinator: Desk, pack: SmallPack) -> None:
    coordinator.open("T1")
    coordinator.get("/task/1/edit")
    coordinator.post("/logout")
    with pack.session() as session:
        assert session.scalars(select(RecordLock)).all() == []
    assert coordinator.get("/").status == 302


def test_log_ins_and_refusals_are_audited(app: Flask, pack: SmallPack) -> None:
    desk = Desk(app.test_client())
    desk.log_in("coord2", "wrong")
    desk.log_in("coord1", PASSWORD)
    with pack.session() as session:
        entries = session.scalars(select(AuditEntry)).all()
        told = {(entry.operation, entry.record) for entry in entries}
    assert ("log-in", "user:coord1") in told
    assert ("log-in refused", "user:coord2") in told


def test_passwords_are_stored_as_argon2_only(pack: SmallPack) -> None:
    with pack.session() as session:
        hashes = session.scalars(select(User.password_hash)).all()
    assert all(one.startswith("$argon2id$") for one in hashes)


def test_passwords_are_in_no_log_and_no_audit(
    app: Flask, pack: SmallPack, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(app.test_client())
    desk.log_in("coord1", "a-wrong-secret")
    desk.log_in("coord1", PASSWORD)
    stored = (pack.folder / "niche.sqlite").read_bytes()
    stored += (pack.folder / "niche.sqlite-wal").read_bytes()
    for secret in ("a-wrong-secret", PASSWORD):
        assert secret not in caplog.text
        assert secret.encode() not in stored


def test_a_form_without_its_token_is_refused(coordinator: Desk) -> None:
    coordinator.token = "forged"
    answer = coordinator.post("/open", record="T1", reason="none")
    assert (answer.status, answer.screen) == (400, "Error")


def test_after_log_in_the_page_asked_for_is_shown_but_no_foreign_one(app: Flask) -> None:
    desk = Desk(app.test_client())
    desk.get("/login")
    answer = desk.post("/login", username="coord1", password=PASSWORD, next="//evil.example/x")
    assert answer.location == "/"


def test_every_answer_carries_secure_headers(app: Flask) -> None:
    answer = app.test_client().get("/login")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_the_clock_is_never_moved_back(pack: SmallPack) -> None:
    clock = ScenarioClock(pack.folder / "clock.json")
    before = clock.now()
    with pytest.raises(Exception, match="never moved back"):
        clock.move_to(before - timedelta(minutes=1))
    clock.move_to(datetime.fromisoformat("2026-03-03T06:00:00+00:00"))
    assert clock.now().day == 3


def test_each_desk_has_its_own_session(desk_of: Callable[[str], Desk]) -> None:
    first, second = desk_of("coord1"), desk_of("coord2")
    first.open("T1")
    assert second.get("/task/1").screen == "Reason for access"
