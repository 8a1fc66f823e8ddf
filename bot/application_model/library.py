"""All application models of a folder of objects, with ``extends`` resolved."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.application_model.model import ScreenModel
from bot.application_model.page_rules import PageRules


class ModelError(ValueError):
    """A model file is wrong: the message names file, field and rule."""


@dataclass(frozen=True)
class ModelLibrary:
    """Models by name and form version.

    Attributes:
        rules: what all pages have in common.
    """

    models: Mapping[tuple[str, str], ScreenModel] = field(default_factory=dict)
    rules: PageRules = field(default_factory=PageRules)

    @classmethod
    def load(cls, objects: Path) -> Self:
        """Read ``objects/*/models/*.yaml``.

        Raises:
            ModelError: a file is not a model, or two files are the same screen and form.
        """
        read = cache(_read)  # a version is read again for each that extends it
        models = [load_model(path, read) for path in sorted(objects.glob("*/models/*.yaml"))]
        return cls.of(*models, rules=PageRules.load(objects))

    @classmethod
    def of(cls, *models: ScreenModel, rules: PageRules | None = None) -> Self:
        """A library of these models."""
        found: dict[tuple[str, str], ScreenModel] = {}
        for model in models:
            if (model.name, model.form) in found:
                raise ModelError(f"two models are named {model.name!r} form {model.form!r}")
            found[model.name, model.form] = model
        return cls(found, rules or PageRules())

    def __iter__(self) -> Iterator[ScreenModel]:
        return iter(self.models.values())

    def versions(self, name: str) -> dict[str, ScreenModel]:
        """Form label to model, for one name.

        Raises:
            ModelError: no model has that name.
        """
        found = {form: model for (known, form), model in self.models.items() if known == name}
        if not found:
            raise ModelError(f"no application model is named {name!r}")
        return found

    def of_screen(self, heading: str, form: str) -> ScreenModel | None:
        """The model for a heading and a form version; None where there is none."""
        found = (m for m in self if m.screen == heading and m.form == form and not m.shell)
        return next(found, None)

    @property
    def known_dialogs(self) -> dict[str, str]:
        """Heading to closing button, of all models."""
        return {heading: button for model in self for heading, button in model.dialogs.items()}


def load_model(path: Path, read: Callable[[Path], dict[str, Any]] | None = None) -> ScreenModel:
    """The model in a file, on top of the one it extends.

    Args:
        path: the file.
        read: gives what is in a file; one that remembers reads each once.

    Raises:
        ModelError: naming file, field and rule.
    """
    data = _data(path, read or _read)
    try:
        return ScreenModel.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"{path}: {where}: {first['msg']}") from error


def _data(
    path: Path, read: Callable[[Path], dict[str, Any]], below: tuple[Path, ...] = ()
) -> dict[str, Any]:
    if path in below:
        raise ModelError(f"{path}: extends: it extends itself")
    data = read(path)
    base = data.get("extends")
    if base is None:
        return data
    below_it = path.with_name(f"{base}.yaml")
    if not below_it.exists():
        raise ModelError(f"{path}: extends: there is no {below_it.name} beside it")
    return _merged(_data(below_it, read, (*below, path)), data)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        raise ModelError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ModelError(f"{path}: a model is a mapping with name, screen and elements")
    return data


def _merged(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    """Top over base: elements, columns and attributes one by one; ``null`` removes."""
    result = dict(base)
    for key, value in top.items():
        old = result.get(key)
        if value is None and key != "extends":
            result.pop(key, None)
        elif (
            isinstance(value, dict) and isinstance(old, dict) and key not in ("options", "records")
        ):
            result[key] = _merged(old, value)
        else:
            result[key] = value
    return result
