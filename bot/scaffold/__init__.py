"""Makes the folder of a new process or object, with a failing test that says what comes first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.exceptions import SystemException

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PROCESS: Mapping[str, str] = {
    "process/init.py.j2": "processes/{name}/__init__.py",
    "process/facts.py.j2": "processes/{name}/facts.py",
    "process/rules.py.j2": "processes/{name}/rules.py",
    "process/exceptions.toml.j2": "processes/{name}/exceptions.toml",
    "process/wording.py.j2": "processes/{name}/wording/__init__.py",
    "process/oel.j2.j2": "processes/{name}/wording/oel_v1.j2",
    "process/test_rules.py.j2": "tests/unit/rules/test_{name}.py",
}
OBJECT: Mapping[str, str] = {
    "object/init.py.j2": "objects/{name}/__init__.py",
    "object/model.yaml.j2": "objects/{name}/models/{name}.yaml",
    "object/test_object.py.j2": "tests/unit/objects/test_{name}.py",
    "object/package.py.j2": "tests/unit/objects/__init__.py",
}


class ScaffoldRefused(SystemException):
    """The folder cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Made:
    """What was written, and what a person does next."""

    files: tuple[Path, ...]
    next_steps: tuple[str, ...]


def scaffold_process(root: Path, name: str, code: str) -> Made:
    """Make a process's folder, its table, its first rule and a test that fails.

    Args:
        root: the project's folder.
        name: as in ``school_details``.
        code: as in the process definition, such as ``P7``.

    Raises:
        ScaffoldRefused: the name is no name, something of it is there, or this is not the project.
    """
    if not re.fullmatch(r"P\d{1,2}", code):
        raise ScaffoldRefused(f"code {code!r}; fix: write it as the definition does, such as P7")
    made = _make(root, name, PROCESS, {"code": code})
    steps = (
        (
            f'pyproject.toml, [project.entry-points."mash_bot.processes"]: '
            f'{name} = "processes.{name}:{_class(name)}"'
        ),
        "pip install --no-deps --editable .  (or: python run.py test)",
        f"the profile: add {code} to `processes`, a line to `manual_minutes`",
        f"pytest tests/unit/rules/test_{name}.py fails: make its first sentence true",
    )
    return Made(made, steps)


def scaffold_object(root: Path, name: str, screen: str) -> Made:
    """Make an object's folder with a model to fill in, and a test that fails.

    Args:
        root: the project's folder.
        name: as in ``niche_flags``.
        screen: the heading of its screen, such as ``Person - Flags``.

    Raises:
        ScaffoldRefused: as for a process.
    """
    made = _make(root, name, OBJECT, {"screen": screen})
    steps = (
        (
            f"mash-bot forms learn URL --storage-state FILE "
            f"--out objects/{name}/models/{name}.yaml  drafts the model from the live page"
        ),
        "objects/approval_plan.yaml: a visit; then python -m tests.approving --by NAME --reason TEXT",
        f"pytest tests/unit/objects/test_{name}.py fails: give the action what it reads",
    )
    return Made(made, steps)


def _make(
    root: Path, name: str, plan: Mapping[str, str], values: Mapping[str, str]
) -> tuple[Path, ...]:
    _check(root, name, plan)
    environment = Environment(
        loader=PackageLoader("bot.scaffold"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 - Python, TOML and YAML are written, no page
    )
    context = {"name": name, "cls": _class(name), "title": name.replace("_", " "), **values}
    made = []
    for template, place in plan.items():
        path = root / place.format(name=name)
        if path.exists():
            continue  # a package's own file that several objects share
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _in_order(environment.get_template(template).render(context))
        path.write_text(text, encoding="utf-8", newline="\n")
        made.append(path)
    return tuple(made)


def _in_order(text: str) -> str:
    """Imports of processes in the order that the linter wants, whatever the new one is called."""
    lines = text.split("\n")
    places = [n for n, line in enumerate(lines) if line.startswith("from processes.")]
    for place, line in zip(places, sorted(lines[n] for n in places), strict=True):
        lines[place] = line
    return "\n".join(lines)


def _check(root: Path, name: str, plan: Mapping[str, str]) -> None:
    if not _NAME.fullmatch(name):
        raise ScaffoldRefused(f"{name!r} is no name; fix: small letters and _, as school_details")
    if not (root / "pyproject.toml").is_file() or not (root / "processes").is_dir():
        raise ScaffoldRefused(f"{root} is not the project; fix: run it in the project's folder")
    first = root / next(iter(plan.values())).format(name=name)
    if first.exists():
        raise ScaffoldRefused(f"{first.parent} is there already; fix: choose another name")


def _class(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


__all__ = ["Made", "ScaffoldRefused", "scaffold_object", "scaffold_process"]
