"""Reads form files: what is wrong in one is said with its file, field and rule."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fake_niche.exit_status import CommandError
from fake_niche.forms.format import Form
from fake_niche.forms.rules import broken_rules
from fake_niche.forms.traps import laid, load_trap

SHIPPED = Path(__file__).parent
_HEAD = re.compile(r"^(form|version): *(\w+)", re.MULTILINE)


class FormFileError(CommandError):
    """A form file cannot be used; the message has a line per mistake: file, field and rule."""

    fix = "mend that file, or leave --forms out"


class Forms(Mapping[str, Form]):
    """Forms by label, such as ``PPN v1``; a shipped file is read when its form is first asked for.

    Args:
        files: by label.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files
        self._read: dict[str, Form] = {}

    def __getitem__(self, label: str) -> Form:
        if label not in self._read:
            self._read[label] = load_form(self.files[label])
        return self._read[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@dataclass(frozen=True)
class FormLibrary:
    """The form versions that this fake Niche can render.

    Attributes:
        forms: by label.
    """

    forms: Forms
    _laid: dict[tuple[str, str], Form] = field(default_factory=dict)

    def trapped(self, form: Form, trap: str) -> Form:
        """The form with a silent trap in it; the label stays.

        Raises:
            TrapError: there is no such trap, or it cannot be laid in this form.
        """
        at = (form.label, trap)
        if at not in self._laid:
            self._laid[at] = laid(_read(self.forms.files[form.label]), load_trap(trap))
        return self._laid[at]

    def get(self, code: str, version: str) -> Form:
        """The form, such as ``("PPN", "v1")``.

        Raises:
            KeyError: no such version was loaded; the message names those that were.
        """
        label = f"{code} {version}"
        if label not in self.forms:
            raise KeyError(f"form {label} is not loaded; there are: {', '.join(self.forms)}")
        return self.forms[label]


def load_library(*outside: Path) -> FormLibrary:
    """The shipped versions and those in the folders ``outside``.

    Raises:
        FormFileError: a file from outside is bad, a folder is missing or a version is there twice.
    """
    files: dict[str, Path] = {}
    for path in (path for folder in (SHIPPED, *outside) for path in _files_in(folder)):
        label = _shipped_label(path) if path.parent == SHIPPED else load_form(path).label
        if label in files:
            raise FormFileError(
                f"{path.name}: form, version: {label} is already in {files[label].name}"
            )
        files[label] = path
    return FormLibrary(Forms(files))


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FormFileError(f"{folder}: there is no such folder of forms")
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])


def _shipped_label(path: Path) -> str:
    """From the head of a file that is sound, as a test says of each."""
    head = dict(_HEAD.findall(path.read_text(encoding="utf-8")))
    return f"{head['form']} {head['version']}"


def load_form(path: Path) -> Form:
    """The form version in ``path``.

    Raises:
        FormFileError: with a line per mistake, naming file, field and rule.
    """
    raw = _read(path)
    try:
        form = Form.model_validate(raw)
    except ValidationError as error:
        lines = (f"{path.name}: {_mistake(raw, e)}" for e in error.errors())
        raise FormFileError("\n".join(dict.fromkeys(lines))) from error
    broken = [f"{path.name}: {b.where}: {b.rule}" for b in broken_rules(form)]
    if broken:
        raise FormFileError("\n".join(broken))
    return form


def _read(path: Path) -> Any:  # noqa: ANN401 - a YAML file may hold anything
    try:
        raw = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        raise FormFileError(f"{path.name}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(raw, dict):
        raise FormFileError(f"{path.name}: must be a mapping with form, version, title, sections")
    return raw


def _mistake(raw: object, error: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    place = " > ".join(_path(raw, error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"{place}: this key is not known here"
    if error["type"] == "missing":
        return f"{place}: must be given"
    return f"{place or 'the file'}: {error['msg'].removeprefix('Value error, ')}"


def _path(raw: object, location: tuple[str | int, ...]) -> list[str]:
    """``location`` in the author's words: a list's entry by its own name, union tags left out."""
    path, here = [], raw
    for n, step in enumerate(location):
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            path.append(_entry_name(here, step))
        elif isinstance(here, dict) and (step in here or n == len(location) - 1):
            here = here.get(str(step))
            path.append(str(step))
    return path


def _entry_name(entry: object, number: int) -> str:
    names = ("name", "key", "value", "group", "title")
    own = next((entry[n] for n in names if n in entry), None) if isinstance(entry, dict) else None
    return f"{number + 1} ({own})" if own else str(number + 1)
