"""Reads form files: what is wrong in one is said with its file, field and rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fake_niche.forms.format import Form
from fake_niche.forms.rules import broken_rules
from fake_niche.forms.traps import Trap, TrapError, laid, load_traps

SHIPPED = Path(__file__).parent


class FormFileError(Exception):
    """A form file cannot be used; the message has a line per mistake: file, field and rule."""


@dataclass(frozen=True)
class FormLibrary:
    """The form versions that this fake Niche can render.

    Attributes:
        forms: by label, such as ``PPN v1``.
        raws: what stands in their files.
        traps: by name.
    """

    forms: Mapping[str, Form]
    raws: Mapping[str, Any] = field(default_factory=dict)
    traps: Mapping[str, Trap] = field(default_factory=dict)
    _laid: dict[tuple[str, str], Form] = field(default_factory=dict)

    def trapped(self, form: Form, trap: str) -> Form:
        """The form with a silent trap in it; the label stays.

        Raises:
            TrapError: there is no such trap, or it cannot be laid in this form.
        """
        if trap not in self.traps:
            raise TrapError(f"there is no trap {trap!r}; there are {', '.join(self.traps)}")
        at = (form.label, trap)
        if at not in self._laid:
            self._laid[at] = laid(self.raws[form.label], self.traps[trap])
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
        FormFileError: a file is bad, a folder is missing or a version is there twice.
    """
    files = [path for folder in (SHIPPED, *outside) for path in _files_in(folder)]
    return _library((path, _read(path)) for path in files)


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FormFileError(f"{folder}: there is no such folder of forms")
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])


def _library(files: Iterable[tuple[Path, Any]]) -> FormLibrary:
    forms: dict[str, Form] = {}
    origin: dict[str, Path] = {}
    raws: dict[str, Any] = {}
    for path, raw in files:
        form = _form(path, raw)
        if form.label in forms:
            raise FormFileError(
                f"{path.name}: form, version: {form.label} is already in {origin[form.label]}"
            )
        forms[form.label], origin[form.label], raws[form.label] = form, path, raw
    return FormLibrary(forms, raws, load_traps())


def load_form(path: Path) -> Form:
    """The form version in ``path``.

    Raises:
        FormFileError: with a line per mistake, naming file, field and rule.
    """
    return _form(path, _read(path))


def _form(path: Path, raw: Any) -> Form:  # noqa: ANN401 - what the file holds
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
