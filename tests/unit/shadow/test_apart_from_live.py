"""A shadow run keeps all that it decides apart from the live robot, and cannot act."""

from pathlib import Path

import pytest

from bot.config import Config, ConfigError
from bot.credentials import Credential, MasterKey, Secret
from bot.exceptions import InternalException, LoginSystemException
from bot.mail import OutgoingMail, ReturnsFolder
from bot.outbox import mail_transport, returns_folder
from bot.runtime import Runtime


def a_config(folder: Path, more: str = "") -> Config:
    text = f'[paths]\nvar = "{(folder / "var").as_posix()}"\n{more}'
    (folder / "mash-bot.toml").write_text(text, encoding="utf-8")
    config = Config.load(folder / "mash-bot.toml", {})
    if not config.key_file().exists():
        MasterKey.create(config.key_file())
    return config


def test_the_shadow_has_a_database_beside_the_live_one_and_a_folder_of_its_own(
    tmp_path: Path,
) -> None:
    config = a_config(tmp_path)
    shadow = config.of_shadow()
    assert shadow.database_url() == f"sqlite:///{tmp_path}/var/robot-shadow.sqlite"
    assert shadow.paths.var == tmp_path / "var" / "shadow"
    assert shadow.key_file() == config.key_file()
    assert shadow.credentials_file() == config.credentials_file()
    assert shadow.anchor_file() != config.anchor_file()


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ('url = "sqlite:////data/mash.db"', "sqlite:////data/mash-shadow.db"),
        ('url = "postgresql://host/mash"', "sqlite:///{var}/robot-shadow.sqlite"),
        ('shadow_url = "postgresql://host/shadow"', "postgresql://host/shadow"),
    ],
)
def test_the_shadow_database_of_other_databases(tmp_path: Path, database: str, url: str) -> None:
    config = a_config(tmp_path, f"[database]\n{database}\n")
    assert config.of_shadow().database_url() == url.format(var=tmp_path / "var")


def test_the_live_database_is_refused_as_the_shadows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/robot.sqlite"
    config = a_config(tmp_path, f'[database]\nshadow_url = "{url}"\n')
    with pytest.raises(ConfigError, match=r"database\.shadow_url: is the live robot's"):
        config.of_shadow()


def test_a_refused_password_is_tried_by_neither_again(tmp_path: Path) -> None:
    config, refused = a_config(tmp_path), Credential("niche", "robot.mash", Secret("old"))
    with Runtime.open(config, env={}, shadow=True) as shadow:
        shadow.refusals.record(refused, "robot-1")
    with Runtime.open(config, env={}) as live, pytest.raises(LoginSystemException):
        live.refusals.check(refused)


def test_marks_and_queues_of_the_live_robot_are_not_seen(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    with Runtime.open(config, env={}) as live:
        live.queue("Q").add("P2/1", {"kind": "notification"})
        live.marks.move("operation_encompass", live.clock.now())
    with Runtime.open(config, env={}, shadow=True) as shadow:
        assert shadow.queue("Q").list() == ()
        assert shadow.marks.get("operation_encompass") is None


def test_no_contact_is_suspended(tmp_path: Path) -> None:
    with Runtime.open(a_config(tmp_path), env={}, shadow=True) as shadow:
        shadow.contacts.suspend("office@school.example", "a message came back")
        assert shadow.contacts.all() == ()


def test_there_is_no_way_to_send(tmp_path: Path) -> None:
    mail = OutgoingMail("office@school.example", "Subject", "Body", "<1@force.example>")
    with Runtime.open(a_config(tmp_path), env={}, shadow=True) as shadow:
        transport = mail_transport(shadow, process="operation_encompass")
        with pytest.raises(InternalException, match="a shadow run sends nothing"):
            transport.send(mail)


def test_returned_mail_is_read_and_not_marked(tmp_path: Path) -> None:
    ReturnsFolder(tmp_path / "returns")
    (tmp_path / "returns" / "new" / "1.a").write_bytes(b"Subject: Thank you\r\n\r\nThank you.\r\n")
    config = a_config(tmp_path, f'[mail]\nmaildir = "{(tmp_path / "returns").as_posix()}"\n')
    with Runtime.open(config, env={}, shadow=True) as shadow:
        returns = returns_folder(shadow)
        assert returns is not None
        for notice in returns.unread():
            returns.mark_read(notice)
        assert [notice.name for notice in returns.unread()] == ["1.a"]
    assert (tmp_path / "returns" / "new" / "1.a").exists()


def test_a_folder_of_returned_mail_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert ReturnsFolder(tmp_path / "none", read_only=True).unread() == ()
    assert not (tmp_path / "none").exists()
