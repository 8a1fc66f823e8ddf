"""A hub whose robot runs in shadow, and everything that it must leave as it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.browser import RobotBrowser
from fake_niche.seed.pack import seed as make_pack
from processes.demonstration.programs import running_world
from processes.demonstration.workspace import configure, fresh_workspace
from tests.hub import Hub, hub_of
from tests.robots import Watcher, a_robot

TRACE = frozenset({"audit_entry", "access_grant", "fault"})
"""What reading leaves behind: who looked at what and why; how often a fault has struck."""


@contextmanager
def a_shadow(
    folder: Path, browser: RobotBrowser, *scenarios: str, staff: bool = False
) -> Iterator[Hub]:
    """A hub on the scenarios named, on all of the pack without a name, with a robot in shadow."""
    workspace = fresh_workspace(folder)
    make_pack("smoke", 1, "hampshire", workspace.pack, scenarios=scenarios, staff=staff)
    with running_world(workspace.pack, workspace.mail_store) as world:
        watcher = Watcher()
        config = configure(workspace, world)
        with a_robot(config, browser, watcher, shadow=True) as robot:
            watcher.robot = robot
            yield hub_of(workspace, world, robot, watcher)


def outside(hub: Hub) -> dict[str, list[str]]:
    """Every row of Niche, every file of the mail server and of the Maildir, as they stand."""
    return _rows(hub.world.pack / "niche.sqlite") | {"mail": _files(hub.workspace.mail_store)}


def rows_of_the_live_robot(hub: Hub) -> int:
    """How many rows the live robot's own database has, in all of its tables."""
    return sum(map(len, _rows(hub.workspace.robot / "robot.sqlite").values()))


def _files(folder: Path) -> list[str]:
    return sorted(
        f"{file.relative_to(folder)} {file.read_bytes().hex()}"
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".log"
    )


def _rows(database: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = sorted({name for (name,) in named} - TRACE)
        return {
            table: sorted(repr(row) for row in connection.execute(f'SELECT * FROM "{table}"'))  # noqa: S608
            for table in tables
        }
