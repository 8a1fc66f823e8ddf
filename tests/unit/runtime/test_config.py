"""Every error of the configuration names the key and how to mend it."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError

PAGE = Path(__file__).parents[3] / "docs" / "configuration.md"


def load(folder: Path, text: str, env: dict[str, str] | None = None) -> Config:
    path = folder / "mash-bot.toml"
    path.write_text(text, encoding="utf-8")
    return Config.load(path, env or {})


def test_without_a_file_the_defaults_hold() -> None:
    config = Config.load(None, {})
    assert config.profile.name == "hampshire"
    assert config.mail.allow_domains_suffix == ".example"
    assert config.queue.max_attempts == 3


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    text = '[niche]\nurl = "http://file.example"\n[queue]\nmax_attempts = 2'
    config = load(tmp_path, text, {"MASH_BOT__NICHE__URL": "http://env.example", "HOME": "/x"})
    assert (config.niche.url, config.queue.max_attempts) == ("http://env.example", 2)


def test_the_robots_own_files_stand_in_var(tmp_path: Path) -> None:
    config = load(tmp_path, f'[paths]\nvar = "{tmp_path}"')
    assert config.database_url() == f"sqlite:///{tmp_path}/robot.sqlite"
    assert config.key_file() == tmp_path / "master.key"
    assert config.credentials_file() == tmp_path / "credentials.enc"


@pytest.mark.parametrize(
    ("text", "env", "says"),
    [
        ("[nich]\nurl = 'http://x.example'", {}, r"nich: unknown; did you mean niche\?"),
        ("[niche]\nurll = 'http://x.example'", {}, r"niche\.urll: unknown; did you mean url\?"),
        ("[niche]\nzzzzz = 1", {}, r"niche\.zzzzz: unknown; known: url"),
        ("[niche]\nurl = 'ftp://x'", {}, r"niche\.url: .*set MASH_BOT__NICHE__URL"),
        ("niche = 'http://x.example'", {}, r"niche is a section; write \[niche\]"),
        ("[queue]\nmax_attempts = 0", {}, r"queue\.max_attempts: .*greater than or equal to 1"),
        ("[queue]\nlease_s = 'soon'", {}, r"queue\.lease_s: .*number"),
        ("[mail]\nport = 70000", {}, r"mail\.port: .*65535"),
        ("[mail]\nsender = 'robot'", {}, r"mail\.sender: "),
        ("[mail]\nallow_domains_suffix = 'example'", {}, r"mail\.allow_domains_suffix: "),
        ("[resource]\nname = ''", {}, r"resource\.name: .*at least 1 character"),
        ("[niche\nurl = 1", {}, "not TOML"),
        ("", {"MASH_BOT__NICHE__URLL": "x"}, r"niche\.urll: unknown; did you mean url\?"),
        ("", {"MASH_BOT__NICHE": "x"}, "MASH_BOT__NICHE: not a setting"),
        ("", {"MASH_BOT__BROWSER__HEADED": "maybe"}, r"browser\.headed: .*boolean"),
    ],
)
def test_an_error_names_its_key_and_its_mend(
    tmp_path: Path, text: str, env: dict[str, str], says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        load(tmp_path, text, env)


def test_every_error_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        load(tmp_path, "[mail]\nport = 0\n[queue]\nmax_attempts = 0")
    assert len(str(told.value).splitlines()) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        Config.load(tmp_path / "none.toml", {})


def test_every_key_and_its_default_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {
        f"{section}.{key}"
        for section, field in Config.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields
    }
    documented = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert keys == {key for key in documented if "." in key}
