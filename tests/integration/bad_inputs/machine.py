"""A machine that lacks something: browser, folder, disk, database; and what people have stopped."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from tests.integration.bad_inputs.place import Place
from tests.integration.bad_inputs.registry import FULL, FULL_FOR_A_PACK, bad

# Browser, folders, disk ----------------------------------------------------------------------------


@bad("no browser")
def no_browser(place: Place) -> Iterator[None]:
    """Nothing is found on the machine, and Playwright has none of its own."""
    place.environment |= {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(place.root / "none")}
    yield
    assert place.items() == []


@bad("configured browser missing")
def configured_browser_missing(place: Place) -> Iterator[None]:
    place.change("browser", "executable", place.root / "none")
    yield
    assert place.items() == []


@bad("configured browser does not start")
def configured_browser_wrong(place: Place) -> Iterator[None]:
    place.change("browser", "executable", sys.executable)
    yield
    assert place.items() == []


@bad("read-only folder")
def read_only(place: Place) -> Iterator[None]:
    """Nobody makes a file in /proc, not even root."""
    place.run("mash-bot queue list")
    yield
    assert not Path("/proc/robot").exists()


@bad("read-only folder of the robot")
def read_only_robot(place: Place) -> Iterator[None]:
    place.change("credentials", "key_file", place.config.key_file())
    place.change("credentials", "file", place.config.credentials_file())
    place.change("paths", "var", "/proc/robot")
    yield


@bad("a folder that holds other files")
def other_files(place: Place) -> Iterator[None]:
    (place.root / "letters").mkdir()
    (place.root / "letters" / "letter.txt").write_text("Dear all", encoding="utf-8")
    yield


@bad("full disk")
def full_disk(place: Place) -> Iterator[None]:
    """A limit on the size of files: it needs no right and no second disk, and runs on any Linux."""
    place.file_size = FULL
    yield
    place.file_size = None
    assert place.run("mash-bot queue list").status == 0


@bad("full disk while the pack is made")
def full_disk_for_a_pack(place: Place) -> Iterator[None]:
    """The browser starts; it is the pack that has no room."""
    place.file_size = FULL_FOR_A_PACK
    yield


@bad("read-only folder, with a queue")
def read_only_with_a_queue(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    yield
    assert set(place.items()) == {"Pending"}


@bad("damaged database of the robot")
def damaged_database(place: Place) -> Iterator[None]:
    file = place.robot / "robot.sqlite"
    file.write_bytes(b"this is no database, but it is long enough" * 100)
    yield
    assert file.read_bytes().startswith(b"this is no database")
    file.unlink()


@bad("changed audit")
def changed_audit(place: Place) -> Iterator[None]:
    place.run("mash-bot queue list")
    place.run("mash-bot stop --by A --reason test")
    with sqlite3.connect(place.robot / "robot.sqlite") as connection:
        table = next(
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master")
            if "audit" in name
        )
        connection.execute(f"UPDATE {table} SET actor = 'somebody else'")  # noqa: S608
    yield


@bad("a queue that is paused")
def paused_queue(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    place.run('mash-bot queue pause "MASH - Task prioritisation" --by A --reason "wait for me"')
    yield
    assert set(place.items()) == {"Pending"}


@bad("stopped by a person")
def stopped(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    place.run('mash-bot stop --by A --reason "enough"')
    yield
    assert set(place.items()) == {"Pending"}


@bad("a robot of this name runs")
def same_name(place: Place) -> Iterator[None]:
    """It has just started; its force runs nothing by the clock."""
    text = (resources.files("processes.profiles") / "hampshire.yaml").read_text(encoding="utf-8")
    idle = text.replace("processes: [P1, P2, P3, P4, P5]", "processes: [P8]")
    (place.root / "own.yaml").write_text(idle, encoding="utf-8")
    place.change("profile", "name", "./own.yaml")
    other = subprocess.Popen([sys.executable, "-m", "bot", "robot"], cwd=place.root)
    try:
        end, pause = time.monotonic() + 60, threading.Event()
        while not place.ask("SELECT pid FROM resources WHERE status <> 'Ended'"):
            assert other.poll() is None
            assert time.monotonic() < end
            pause.wait(0.05)
        yield
        assert other.poll() is None
    finally:
        other.terminate()
        assert other.wait(60) == 0


@bad("an item that is not an exception")
def not_an_exception(place: Place) -> Iterator[None]:
    place.run("mash-bot run task_prioritisation --no-perform")
    yield
    assert set(place.items()) == {"Pending"}
