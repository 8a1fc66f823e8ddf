"""What is installed beside the runtime: processes and their commands, found by entry points."""

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer

    from bot.process import Process

PROCESSES = "mash_bot.processes"
COMMANDS = "mash_bot.commands"


class UnknownProcessError(Exception):
    """No process of that name is installed; the message lists those that are."""


def process_names() -> tuple[str, ...]:
    """The names of the installed processes."""
    return tuple(sorted(point.name for point in entry_points(group=PROCESSES)))


def process_class(name: str) -> "type[Process[Any]]":
    """The class of an installed process.

    Raises:
        UnknownProcessError: with the names that are known.
    """
    for point in entry_points(group=PROCESSES):
        if point.name == name:
            found: type[Process[Any]] = point.load()
            return found
    known = ", ".join(process_names()) or "none"
    raise UnknownProcessError(f"Unknown process {name!r}; installed: {known}")


def command_apps() -> "tuple[tuple[EntryPoint, typer.Typer], ...]":
    """The command groups and commands that processes bring, by entry point."""
    points = sorted(entry_points(group=COMMANDS), key=lambda point: point.name)
    return tuple((point, point.load()) for point in points)
