"""Reads a force profile and refuses one that is not complete."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.config import ConfigError
from processes.shared.disclosure import Field
from processes.shared.policy import (
    ChildSource,
    Policy,
    Protection,
    SchoolSource,
    WhoCounts,
)


class ProfileError(ConfigError):
    """A profile that cannot be used; the message names file, key and what is wrong with it."""


_FILLED = frozenset(
    (
        Field.CHILD_NAME,
        Field.INCIDENT_DATE,
        Field.WHO_WAS_INVOLVED,
        Field.VOICE_OF_CHILD,
        Field.OCCURRENCE_NUMBER,
    )
)
_CHECKED = checked(Policy, config=ConfigDict(extra="forbid", frozen=True))
_ADAPTER: TypeAdapter[Policy] = TypeAdapter(cast("type[Policy]", _CHECKED))


def load_profile(name_or_path: str | Path) -> Policy:
    """Give the profile of a force.

    Args:
        name_or_path: the name of one that ships (``hampshire``), or the path of a force's own file.

    Raises:
        ProfileError: no such file, not YAML, an unknown key, a missing key or a wrong value.
    """
    where, text = _text_of(name_or_path)
    try:
        content = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ProfileError(f"{where}: not readable as YAML") from error
    if not isinstance(content, Mapping):
        raise ProfileError(f"{where}: a profile is a list of keys and values")
    return check_profile(where, content)


def shipped_profiles() -> tuple[str, ...]:
    """Give the names of the profiles that ship."""
    folder = resources.files("processes.profiles")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def _text_of(name_or_path: str | Path) -> tuple[str, str]:
    shipped = resources.files("processes.profiles").joinpath(f"{name_or_path}.yaml")
    if isinstance(name_or_path, str) and "/" not in name_or_path and shipped.is_file():
        return shipped.name, shipped.read_text(encoding="utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(shipped_profiles())
        raise ProfileError(f"{name_or_path}: no such profile; shipped are {known}, or give a file")
    return path.name, path.read_text(encoding="utf-8")


def check_profile(where: str, content: Mapping[str, Any]) -> Policy:
    """Give the profile that a file's keys and values make.

    Raises:
        ProfileError: an unknown key, a missing key or a wrong value, by name; or a value that the
            robot does not run yet, which must never be taken for one that it does.
    """
    try:
        policy = _ADAPTER.validate_python(dict(content))
    except ValidationError as error:
        problems = "; ".join(_problem(e["loc"], e["type"], e["msg"]) for e in error.errors())
        raise ProfileError(f"{where}: {problems}") from error
    if not_run := [key for key, runs in _runs(policy).items() if not runs]:
        raise ProfileError(f"{where}: {', '.join(not_run)}: this robot does not run that value yet")
    return policy


def _runs(policy: Policy) -> dict[str, bool]:
    """Tell, for each key that rules do not branch on yet, whether its value is the one they run."""
    return {
        "school_source": policy.school_source is SchoolSource.PPN_LIST,
        "child_source": policy.child_source is ChildSource.PPN_ROWS,
        "who_counts": policy.who_counts is WhoCounts.HOUSEHOLD_OR_INVOLVED,
        "protection": policy.protection is Protection.BODY,
        "settings.reviewed_only": not policy.settings.reviewed_only,
        "fields": set(policy.fields) <= _FILLED,
    }


def _problem(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    key = ".".join(str(part) for part in loc)
    if kind in {"missing", "missing_argument", "missing_keyword_only_argument"}:
        return f"{key}: missing"
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        return f"{key}: unknown key"
    return f"{key}: {message}"
