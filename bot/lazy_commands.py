"""A command group that loads a command when it is called, so that ``--help`` answers at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.abc import InspectLoader
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

Load = Callable[[], Any]


@dataclass(frozen=True)
class LazyCommand:
    """A command that is not loaded yet.

    Attributes:
        load: gives the function of a command, or the Typer application of a group.
        help: one line.
    """

    load: Load
    help: str


class LazyGroup(TyperGroup):
    """Knows its commands by name and one line of help; set ``lazy`` in a subclass."""

    lazy: ClassVar[Mapping[str, LazyCommand]] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own type is private
        """The names, as they are listed."""
        return list(self.lazy)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """What is listed of a command; None where there is none of that name."""
        known = self.lazy.get(cmd_name)
        return None if known is None else _listed(cmd_name, known.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """The command itself, loaded, for the words that a person typed."""
        self.commands = {name: _listed(name, "") for name in self.lazy}  # names to suggest from
        name, _, rest = super().resolve_command(ctx, args)
        return name, _loaded(str(name), self.lazy[str(name)]), rest


def first_line(point: EntryPoint) -> str:
    """The first line of the module docstring of an entry point, read without importing it."""
    top, *names = point.module.split(".")
    spec = find_spec(top)  # a top package has no parents that would be imported
    for number in range(1, len(names) + 1):
        folders = spec.submodule_search_locations if spec else None
        spec = PathFinder.find_spec(".".join([top, *names[:number]]), folders)
    if spec is None or not isinstance(spec.loader, InspectLoader):
        return ""
    line = (spec.loader.get_source(point.module) or "").lstrip().removeprefix('"""')
    _, _, told = line.partition("\n")[0].strip().removesuffix('"""').rpartition("``: ")
    return told[:1].upper() + told[1:]


def _listed(name: str, line: str) -> Any:  # noqa: ANN401
    stub = typer.Typer(add_completion=False)
    stub.command(name, help=line)(_nothing)
    return get_command(stub)


def _loaded(name: str, known: LazyCommand) -> Any:  # noqa: ANN401
    found = known.load()
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = name
        return group
    single = typer.Typer(add_completion=False)
    single.command(name, help=known.help)(found)
    return get_command(single)


def _nothing() -> None:
    """Stands for a command in a listing."""
