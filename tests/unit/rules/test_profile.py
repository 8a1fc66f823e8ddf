"""A force profile is complete or refused by the name of its key; each setting is documented."""

from copy import deepcopy
from dataclasses import fields, is_dataclass
from importlib import resources
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from ruamel.yaml import YAML

from processes.profiles.profile import ProfileError, check_profile, load_profile, shipped_profiles
from processes.shared.policy import Policy

ROOT = Path(__file__).parents[3]
TEXT = resources.files("processes.profiles").joinpath("hampshire.yaml").read_text("utf-8")


def settings_of(section: type, prefix: str = "") -> list[tuple[str, str]]:
    """Every key of the profile with what it means."""
    hints = get_type_hints(section, include_extras=True)
    found = []
    for each in fields(section):
        kind, meaning = get_args(hints[each.name])
        found.append((f"{prefix}{each.name}", meaning))
        inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
        if is_dataclass(inner) and isinstance(inner, type):
            found += settings_of(inner, f"{prefix}{each.name}.")
    return found


KEYS = settings_of(Policy)


SHIPPED: dict[str, Any] = YAML(typ="safe", pure=True).load(TEXT)


def content() -> dict[str, Any]:
    return deepcopy(SHIPPED)


def loaded(data: dict[str, Any]) -> Policy:
    return check_profile("ours.yaml", data)


def test_every_shipped_profile_is_complete() -> None:
    assert "hampshire" in shipped_profiles()
    for name in shipped_profiles():
        assert load_profile(name).name == name


def test_the_values_of_chapter_1_are_the_defaults() -> None:
    policy = load_profile("hampshire")
    limits, times = policy.limits, policy.settings.times
    assert policy.settings.force_area == "Solmere"
    assert policy.late_after_school_days == 5
    assert (limits.lock_defer_minutes, limits.lock_defer_times) == (15, 4)
    assert (limits.breaker_items, limits.title_length, limits.send_multiplier) == (3, 120, 3.0)
    clock = (times.pre_check, times.encompass, times.cut_off, times.summary, times.hand_over)
    assert [f"{t:%H:%M}" for t in clock] == ["05:30", "06:00", "07:30", "07:45", "08:00"]
    assert policy.manual_minutes["operation_encompass"] == 5
    assert policy.manual_minutes["csc_report"] == 25
    assert (
        policy.manual_minutes["task_prioritisation"]
        is policy.manual_minutes["marac_report"]
        is None
    )
    assert [field.value for field in policy.fields] == [
        "child_name",
        "incident_date",
        "who_was_involved",
        "voice_of_child",
        "occurrence_number",
    ]


@pytest.mark.parametrize("key", [key for key, _ in KEYS if not key.startswith("school_holidays.")])
def test_each_missing_key_is_refused_by_name(key: str) -> None:
    data = content()
    at: dict[str, Any] = data
    *path, last = key.split(".")
    for part in path:
        at = at[part]
    del at[last]
    with pytest.raises(ProfileError, match=rf"ours.yaml: {key}: missing"):
        loaded(data)


@pytest.mark.parametrize("section", ["", "settings", "limits", "settings.held"])
def test_an_unknown_key_is_refused_by_name(section: str) -> None:
    data = content()
    at: dict[str, Any] = data
    for part in filter(None, section.split(".")):
        at = at[part]
    at["colour"] = "blue"
    key = ".".join(filter(None, (section, "colour")))
    with pytest.raises(ProfileError, match=rf"ours.yaml: {key}: unknown key"):
        loaded(data)


def test_a_wrong_value_is_refused_by_name() -> None:
    with pytest.raises(ProfileError, match="late_after_school_days"):
        loaded({**content(), "late_after_school_days": "some"})
    with pytest.raises(ProfileError, match=r"fields\.0"):
        loaded({**content(), "fields": ["mothers_name"]})


def test_an_unknown_profile_names_those_that_ship() -> None:
    with pytest.raises(ProfileError, match=r"shipped are .*hampshire"):
        load_profile("atlantis")


def test_a_file_that_is_no_list_of_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("- one\n- two\n", encoding="utf-8")
    with pytest.raises(ProfileError, match="keys and values"):
        load_profile(path)
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(ProfileError, match="not readable as YAML"):
        load_profile(path)


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [key for key, meaning in KEYS if f"| `{key}` | {meaning} |" not in documented]
    assert missing == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("school_source", "pupil_link"),
        ("child_source", "both"),
        ("who_counts", "present"),
        ("protection", "encrypted_pdf"),
        ("fields", ["child_name", "home_address"]),
    ],
)
def test_a_value_that_the_robot_does_not_run_yet_is_refused_not_ignored(
    key: str, value: object
) -> None:
    with pytest.raises(ProfileError, match=f"{key}: this robot does not run that value yet"):
        loaded({**content(), key: value})
