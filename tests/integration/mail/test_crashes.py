"""kill -9 of the mail server around DATA: an accepted mail is never lost, none is doubled."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.mail import MailServerAway, MayHaveBeenSent
from tests.integration.mail.world import CODES, MailWorld, a_mail, sending_fails


@pytest.mark.parametrize(
    ("moment", "outcome", "kept"),
    [
        ("slow_before_data", MailServerAway, 0),
        ("slow_before_store", MayHaveBeenSent, 0),
        ("slow_after_store", MayHaveBeenSent, 1),
    ],
)
def test_killing_the_server_leaves_what_the_robot_was_told(
    moment: str, outcome: type[Exception], kept: int, tmp_path: Path
) -> None:
    world = MailWorld.start(tmp_path)
    world.transport().send(a_mail("P2/before"), CODES)
    transport = world.transport()
    world.fault(moment)
    killer = threading.Thread(target=_kill_at, args=(world, f"fault {moment} reached"))
    killer.start()
    error = sending_fails(transport, a_mail("P2/killed", to="killed@school.example"))
    assert type(error) is outcome
    killer.join(timeout=20)
    again = MailWorld.start(tmp_path)
    try:
        assert len(again.messages("killed@school.example")) == kept
        assert len(again.messages()) == 1 + kept
        again.transport().send(a_mail("P2/after", to="after@school.example"), CODES)
        assert len(again.messages()) == 2 + kept
    finally:
        again.stop()


def test_a_receipt_kept_back_by_a_crash_is_laid_out_at_the_next_start(tmp_path: Path) -> None:
    world = MailWorld.start(tmp_path)
    mail = a_mail()
    world.transport().send(mail, CODES)
    world.kill()
    for file in (tmp_path / "returns" / "new").iterdir():
        file.unlink()
    again = MailWorld.start(tmp_path)
    try:
        assert again.returns.probe(mail.message_id) == "receipt delivered 2.1.5"
    finally:
        again.stop()


def test_a_torn_index_line_and_an_unfinished_file_are_left_behind(tmp_path: Path) -> None:
    world = MailWorld.start(tmp_path)
    world.transport().send(a_mail(), CODES)
    world.kill()
    with (tmp_path / "index.jsonl").open("ab") as index:
        index.write(b'{"number": 2, "to": "he')
    (tmp_path / "messages" / "000002.eml.new").write_bytes(b"half")
    again = MailWorld.start(tmp_path)
    try:
        again.transport().send(a_mail("P2/2", to="second@school.example"), CODES)
        assert [found["number"] for found in again.messages()] == [1, 2]
        assert "A child was there." in again.messages("second@school.example")[0]["body"]
    finally:
        again.stop()


def test_the_port_is_the_same_and_free_after_the_server_was_killed(tmp_path: Path) -> None:
    world = MailWorld.start(tmp_path)
    world.kill()
    port = world.facts["smtp_port"]
    again = MailWorld.start(tmp_path, port=port)
    try:
        again.transport(replace(again.settings, port=port)).send(a_mail(), CODES)
    finally:
        again.stop()


def _kill_at(world: MailWorld, line: str) -> None:
    world.wait_for(line)
    world.kill()
