"""The runtime opens with what the configuration says, or says what is wrong with it."""

import json
from pathlib import Path

import pytest

from bot.config import Config, ConfigError
from bot.exceptions import SystemUnavailableException
from bot.runtime import Runtime
from bot.work_queue import KeyPolicy


def a_config(folder: Path, **settings: str) -> Config:
    env = {f"MASH_BOT__{name.upper()}": value for name, value in settings.items()}
    return Config.load(None, env | {"MASH_BOT__PATHS__VAR": str(folder / "var")})


def test_everything_is_there_again_when_it_is_opened_again(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    with Runtime.open(config, env={}, create_key=True) as first:
        assert first.queue("Q", key_policy=KeyPolicy.FOREVER).add("k", {})
    with Runtime.open(config, env={}) as second:
        assert not second.queue("Q").add("k", {})
        assert second.audit.verify().ok


def test_a_queue_is_the_same_object_for_its_name(tmp_path: Path) -> None:
    with Runtime.open(a_config(tmp_path), env={}, create_key=True) as runtime:
        assert runtime.queue("Q", key_policy=KeyPolicy.OPEN) is runtime.queue("Q")


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:////proc/none/x.sqlite"])
def test_a_wrong_database_url_is_a_wrong_configuration(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError, match=r"database\.url: "):
        Runtime.open(a_config(tmp_path, database__url=url), env={}, create_key=True)


def test_a_file_that_is_no_database_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "var" / "robot.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"something else" * 500)
    with pytest.raises(SystemUnavailableException, match="not a database"):
        Runtime.open(a_config(tmp_path), env={}, create_key=True)
    assert path.read_bytes() == b"something else" * 500


def test_a_clock_that_is_not_synthetic_is_a_wrong_configuration(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    path.write_text(json.dumps({"base": "2026-03-02T05:30:00+00:00", "set_at": 0}))
    with pytest.raises(ConfigError, match=r"clock\.scenario: .*not marked synthetic"):
        Runtime.open(a_config(tmp_path, clock__scenario=str(path)), env={}, create_key=True)


def test_without_a_key_nothing_is_opened(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"credentials\.key_file"):
        Runtime.open(a_config(tmp_path), env={})
    assert not (tmp_path / "var" / "robot.sqlite").exists()
