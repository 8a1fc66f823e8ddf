"""What is installed beside the runtime: processes and their commands, found by entry points."""

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    cause = f"there is no process {name!r}" if name else "no process is named"
    raise UnknownProcessError(f"{cause}; fix: choose one of {known}")


def command_points() -> tuple[EntryPoint, ...]:
    """The commands and command groups that processes bring, not loaded yet."""
    return tuple(sorted(entry_points(group=COMMANDS), key=lambda point: point.name))
