"""Which processes read a screen, found by following what their modules import."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from bot.registry import PROCESSES


@dataclass(frozen=True)
class Users:
    """The installed processes, by name."""

    reading: tuple[str, ...]
    others: tuple[str, ...]


@cache
def users_of(package: str) -> Users:
    """Who uses a business object.

    Args:
        package: the object's package, such as ``objects.niche_ppn_form``.
    """
    found = {
        point.name: package in _reached(point.module) for point in entry_points(group=PROCESSES)
    }
    reading = tuple(sorted(name for name, uses in found.items() if uses))
    return Users(reading, tuple(sorted(found.keys() - set(reading))))


def object_of(objects: Path, model: str) -> str:
    """The package of the object that a model file belongs to."""
    for path in sorted(objects.glob("*/models/*.yaml")):
        if f"name: {model}\n" in path.read_text(encoding="utf-8"):
            return f"{objects.name}.{path.parent.parent.name}"
    return ""


def _reached(module: str) -> set[str]:
    """The modules of this installation that a module comes to, itself among them."""
    tops = {module.split(".", 1)[0], "objects"}
    reached, left = set[str](), [module]
    while left:
        name = left.pop()
        if name not in reached and name.split(".", 1)[0] in tops:
            reached.add(name)
            left += _imported(name)
    return reached


@cache
def _imported(module: str) -> tuple[str, ...]:
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[str]:
    source = _source_of(module)
    if source is None:  # a name from a module, not a module
        return
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _source_of(module: str) -> Path | None:
    """The file of a module, which is not imported for it."""
    top, *parts = module.split(".")
    for folder in _folders_of(top):
        path = folder.joinpath(*parts)
        for source in (path / "__init__.py", path.with_suffix(".py")):
            if source.is_file():
                return source
    return None


@cache
def _folders_of(package: str) -> tuple[Path, ...]:
    spec = find_spec(package)
    return tuple(map(Path, (spec and spec.submodule_search_locations) or ()))
