"""One configuration file, `mash-bot.toml`, and environment variables, validated before all else.

A key of the file, ``[niche] url``, is overridden by ``MASH_BOT__NICHE__URL``. Each error names the
key and the mend. Passwords and keys are not configuration: see `bot.credentials`.
"""

import difflib
import os
import socket
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

PREFIX = "MASH_BOT__"
DEFAULT_FILE = Path("mash-bot.toml")
_SQLITE_FILE = "sqlite:///"


class ConfigError(Exception):
    """The configuration is wrong; each line of the message names a key and how to mend it."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NicheSection(_Section):
    """Where the records management system is."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+.*$")] = "http://127.0.0.1:8642"


class BrowserSection(_Section):
    """How the browser is started."""

    headed: bool = False
    executable: Path | None = None
    slow_mo_ms: Annotated[int, Field(ge=0, le=10_000)] = 0
    captions: bool = False


class DatabaseSection(_Section):
    """The robot's own databases; empty means SQLite in ``paths.var``, the shadow's beside it."""

    url: str = ""
    shadow_url: str = ""


class MailSection(_Section):
    """The mail server and who may be written to."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 8025
    ca_file: Path | None = None
    sender: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = (
        "mash.robot@solmere.police.example"
    )
    allow_domains_suffix: Annotated[str, Field(pattern=r"^\.[a-z0-9.-]+$")] = ".example"
    timeout_s: Annotated[float, Field(gt=0, le=600)] = 30.0
    maildir: Path | None = None


class ContactsSection(_Section):
    """The school contact workbook and the list of mailboxes that may be written to."""

    workbook: Path | None = None
    allowed_mailboxes: Path | None = None


class ProfileSection(_Section):
    """Which force's policy applies."""

    name: Annotated[str, Field(min_length=1)] = "hampshire"


class ClockSection(_Section):
    """The clock file of a synthetic scenario; live data have none."""

    scenario: Path | None = None


class PathsSection(_Section):
    """Where the robot keeps its own files."""

    var: Path = Path("var")


class CredentialsSection(_Section):
    """The encrypted credential store and the file of its master key."""

    file: Path | None = None
    key_file: Path | None = None


class QueueSection(_Section):
    """Leases, deadlines, attempts and back-off of work items."""

    lease_s: Annotated[float, Field(gt=0, le=3_600)] = 60.0
    item_deadline_s: Annotated[float, Field(gt=0, le=86_400)] = 600.0
    max_attempts: Annotated[int, Field(ge=1, le=20)] = 3
    back_off_s: Annotated[float, Field(ge=0, le=3_600)] = 30.0


class ResourceSection(_Section):
    """The name of this robot among its colleagues; unique for each robot."""

    name: Annotated[str, Field(min_length=1)] = Field(
        default_factory=lambda: f"{socket.gethostname()}-1"
    )


class Config(_Section):
    """Everything that may be set, by section."""

    niche: NicheSection = NicheSection()
    browser: BrowserSection = BrowserSection()
    database: DatabaseSection = DatabaseSection()
    mail: MailSection = MailSection()
    contacts: ContactsSection = ContactsSection()
    profile: ProfileSection = ProfileSection()
    clock: ClockSection = ClockSection()
    paths: PathsSection = PathsSection()
    credentials: CredentialsSection = CredentialsSection()
    queue: QueueSection = QueueSection()
    resource: ResourceSection = Field(default_factory=ResourceSection)

    @model_validator(mode="before")
    @classmethod
    def _sections_are_tables(cls, values: object) -> object:
        if isinstance(values, dict):
            for name, value in values.items():
                if name in cls.model_fields and not isinstance(value, dict | BaseModel):
                    raise ValueError(f"{name} is a section; write [{name}] and its keys below it")
        return values

    @classmethod
    def load(cls, path: Path | None = None, env: Mapping[str, str] | None = None) -> "Config":
        """Return the validated configuration.

        Args:
            path: the file; None means ``mash-bot.toml`` here where it exists, else the defaults.
            env: environment variables; None means the process's own.

        Raises:
            ConfigError: a file, key or value is wrong; the message names each key and its mend.
        """
        source = path or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
        values = _from_file(source) if source else {}
        _merge(values, _from_env(os.environ if env is None else env))
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise ConfigError(_explain(error, source)) from error

    @classmethod
    def required(cls, path: Path | None = None, env: Mapping[str, str] | None = None) -> "Config":
        """Return what somebody has configured; the defaults alone are nobody's installation.

        Args:
            path: as for `load`.
            env: as for `load`.

        Raises:
            ConfigError: as `load`, or there is neither a file nor a variable.
        """
        found = os.environ if env is None else env
        variables = any(name.startswith(PREFIX) for name in found)
        if path is None and not DEFAULT_FILE.exists() and not variables:
            raise ConfigError(
                f"no configuration: there is no {DEFAULT_FILE} in this folder; "
                "write one (docs/configuration.md), or name yours with --config FILE"
            )
        return cls.load(path, found)

    def database_url(self) -> str:
        """Return the database's URL, resolved."""
        return self.database.url or f"sqlite:///{(self.paths.var / 'robot.sqlite').absolute()}"

    def database_file(self) -> Path | None:
        """Return the database's file; None where it is a server's."""
        url = self.database_url()
        is_file = url.startswith(_SQLITE_FILE) and url != _SQLITE_FILE and "?" not in url
        return Path(url.removeprefix(_SQLITE_FILE)) if is_file else None

    def credentials_file(self) -> Path:
        """Return the encrypted credential store."""
        return self.credentials.file or self.paths.var / "credentials.enc"

    def key_file(self) -> Path:
        """Return the file of the master key."""
        return self.credentials.key_file or self.paths.var / "master.key"

    def anchor_file(self) -> Path:
        """Return where the audit's head and count are anchored, outside the database."""
        return self.paths.var / "audit.anchor"

    def of_shadow(self) -> "Config":
        """Return what a shadow run uses: database and files of its own, the same key and log-ins.

        Raises:
            ConfigError: its database would be the live robot's.
        """
        url = self.database.shadow_url or self._beside_the_database()
        if url == self.database_url():
            raise ConfigError("database.shadow_url: is the live robot's database; name another")
        credentials = CredentialsSection(file=self.credentials_file(), key_file=self.key_file())
        own = {
            "database": DatabaseSection(url=url),
            "paths": PathsSection(var=self.paths.var / "shadow"),
            "credentials": credentials,
        }
        return self.model_copy(update=own)

    def _beside_the_database(self) -> str:
        """A SQLite file beside the live one; in ``paths.var`` where the live one is a server's."""
        file = self.database_file() or self.paths.var / "robot.sqlite"
        shadow = file.with_name(f"{file.stem}-shadow{file.suffix}")
        return f"{_SQLITE_FILE}{shadow.absolute()}"


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give the path of a mash-bot.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML ({error}); mend that line") from error


def _from_env(env: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in env.items():
        if not name.startswith(PREFIX):
            continue
        section, mark, key = name.removeprefix(PREFIX).lower().partition("__")
        if not (section and mark and key):
            raise ConfigError(f"{name}: not a setting; write {PREFIX}SECTION__KEY")
        values.setdefault(section, {})[key] = value
    return values


def _merge(values: dict[str, Any], over: Mapping[str, Any]) -> None:
    for section, keys in over.items():
        found = values.setdefault(section, {})
        if isinstance(found, dict):
            found.update(keys)


def _explain(error: ValidationError, source: Path | None) -> str:
    where = f"{source}: " if source else ""
    lines = []
    for problem in error.errors(include_url=False):
        place = tuple(str(part) for part in problem["loc"])
        key = ".".join(place) or "configuration"
        lines.append(f"{where}{key}: {_mend(problem['type'], problem['msg'], place)}")
    return "\n".join(lines)


def _mend(kind: str, message: str, place: tuple[str, ...]) -> str:
    if kind != "extra_forbidden":
        fix = f"; set {PREFIX}{'__'.join(place).upper()} or mend the file" if place else ""
        return f"{message}{fix}"
    known = _keys_beside(place)
    close = difflib.get_close_matches(place[-1], known, n=1)
    return f"unknown; did you mean {close[0]}?" if close else f"unknown; known: {', '.join(known)}"


def _keys_beside(place: tuple[str, ...]) -> list[str]:
    if len(place) == 1:
        return sorted(Config.model_fields)
    section = Config.model_fields[place[0]].annotation
    return (
        sorted(section.model_fields)
        if isinstance(section, type) and issubclass(section, BaseModel)
        else []
    )
