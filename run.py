#!/usr/bin/env python3
"""Sets the project up on this machine and runs it: ``python run.py demo|test|lint|bench|proof``.

Needs nothing but a Python: this file uses the standard library only and is written so that an older
Python can read it too and say which one is wanted. The first run finds a Python 3.11 to 3.13, makes
``.venv``, installs ``requirements.lock`` with hashes and the project itself, and finds a browser.
Later runs see from a stamp that nothing has changed and begin at once.

Exit status: that of the command; 2 the command line is wrong; 3 the machine cannot be set up (cause
and fix are printed); 10 the command comes with a later issue.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "run-stamp.json"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")

OLDEST, NEWEST = (3, 11), (3, 13)
OK, FAILED, CANNOT_SET_UP, NOT_YET = 0, 1, 3, 10

SOURCES = ["bot", "objects", "processes", "fake_niche", "run.py"]
LINTS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["lint-imports"],
    ["bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", *SOURCES],
]
WORKERS = ["-n", "2", "--dist", "loadfile"]  # two at a time; -n 0 after it turns that off
NO_BROWSER = 9
DEBIANS = (
    "chromium-headless-shell",
    "chromium",
)  # the first is smaller, and quicker without a window
# Starts the browser that the robot would start, and says where it is; `error` names cause and fix.
TRY_BROWSER = f"""
import sys
from pathlib import Path
from playwright.sync_api import sync_playwright
from bot.browser import BrowserNotFound, BrowserSettings, RobotBrowser, find_browser
from bot.config import Config
settings = BrowserSettings(executable=Config.load().browser.executable)
with sync_playwright() as playwright:
    own = Path(playwright.chromium.executable_path)
    try:
        path = find_browser(settings, own).path or own
        with RobotBrowser(settings, playwright) as browser:
            print(path, browser.version, sep="\\n")
    except BrowserNotFound as error:
        print(error, file=sys.stderr)
        sys.exit({NO_BROWSER})
"""


class CannotSetUpError(Exception):
    """The machine lacks something; the message names cause and fix."""

    def __init__(self, cause: str, fix: str) -> None:
        super().__init__(f"cause: {cause}\n  fix: {fix}")


def main() -> int:
    """Sets up what is missing, then runs the command; returns its exit status."""
    arguments, more = _parser().parse_known_args()
    command: str = arguments.command
    if command == "bench":
        print(f"`{command}` comes with a later issue; nothing was run (exit status {NOT_YET}).")
        return NOT_YET
    try:
        set_up()
        if command == "lint":
            return lint()
        find_browser()
    except CannotSetUpError as error:
        print(f"The project cannot be set up on this machine.\n{error}", file=sys.stderr)
        return CANNOT_SET_UP
    if command == "test":
        return run(tool("python"), "-m", "pytest", *WORKERS, *more)
    if command == "proof":
        return run(tool("python"), "-m", "tests.proof", *more)
    return run(tool("mash-bot"), "demo", *more)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Set the project up on this machine and run it.",
        epilog="Further arguments go to the command: python run.py test -k encompass",
    )
    parser.add_argument("command", choices=["demo", "test", "lint", "bench", "proof"])
    return parser


def lint() -> int:
    """Runs every check, also after one has failed, and says which failed."""
    failed = []
    for name, *arguments in LINTS:
        shown = " ".join([name, *arguments])
        print(f"$ {shown}", flush=True)
        if run(tool(name), *arguments) != OK:
            failed.append(shown)
    print("\n".join(f"failed: {shown}" for shown in failed) or "all checks passed")
    return FAILED if failed else OK


def set_up() -> None:
    """Makes ``.venv`` as the lock file and the project file say, unless it is so already."""
    wanted = _fingerprint()
    if _stamp().get("set_up") == wanted and tool("python").exists():
        return
    base = find_python()
    say(f"Setting up .venv with {base[0]} (once; some minutes) …")
    if not _venv_works():
        check(
            [*base, "-m", "venv", "--clear", str(VENV)],
            "no virtual environment can be made",
            "on Debian or Ubuntu: apt-get install python3-venv; and see that the folder can be "
            "written and the disk has 2 GB free",
        )
    pip = [str(tool("python")), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    network = "see that this machine reaches its Python package index (pip's own settings apply)"
    check([*pip, "--require-hashes", "-r", str(LOCK)], "the packages cannot be installed", network)
    check(
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        "the project itself cannot be installed",
        "read the message above; delete .venv and run again",
    )
    STAMP.write_text(json.dumps({"set_up": wanted}), encoding="utf-8")


def find_browser() -> None:
    """Sees that a browser starts; gets one when there is none.

    Raises:
        CannotSetUpError: none starts, and none could be got.
    """
    known = _stamp().get("browser")
    if known and Path(known).exists():
        return
    said = _try_browser()
    if said:
        say(f"No browser starts yet ({said}); getting Playwright's own …")
        run(tool("python"), "-m", "playwright", "install", "chromium")
        said = _try_browser()
    if said and _has_apt():
        for package in DEBIANS:
            said = said and _get_debians(package)
    if said:
        cause, _, fix = said.removeprefix("cause: ").partition("; fix: ")
        raise CannotSetUpError(cause, fix or "install Chrome, Edge or Chromium")


def _get_debians(package: str) -> str:
    """Installs a browser of Debian's; empty when it then starts, else what was said."""
    say(f"Getting Debian's {package} …")
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    return _try_browser()


def find_python() -> list[str]:
    """The command of a Python 3.11 to 3.13 on this machine, this one first.

    Raises:
        CannotSetUpError: there is none.
    """
    for command in _pythons():
        if _is_wanted(command):
            return command
    raise CannotSetUpError(
        "no Python 3.11, 3.12 or 3.13 was found",
        "install one (python.org, or on Debian: apt-get install python3 python3-venv) "
        "and run again with it: python3.12 run.py …",
    )


def run(program: str | Path, *arguments: str) -> int:
    """Runs a program in the project's folder and returns its exit status."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    try:
        with subprocess.Popen([str(program), *arguments], cwd=ROOT, env=environment) as process:
            return _wait(process)
    except OSError as error:
        print(f"{program} cannot be started: {error}", file=sys.stderr)
        return FAILED


def check(command: list[str], cause: str, fix: str) -> None:
    """Runs a program that must succeed.

    Raises:
        CannotSetUpError: it did not.
    """
    if run(command[0], *command[1:]) != OK:
        raise CannotSetUpError(cause, fix)


def tool(name: str) -> Path:
    """A program of the virtual environment."""
    return SCRIPTS / (f"{name}.exe" if WINDOWS else name)


def say(line: str) -> None:
    """A line about the setting up, at once."""
    print(f"run.py: {line}", flush=True)


def _wait(process: subprocess.Popen[bytes]) -> int:
    """The status of a process; a stop of this program stops it too, and a signal counts 128+n."""
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            continue
        except SystemExit:
            process.terminate()
            raise
        return 128 - status if status < 0 else status


def _pythons() -> list[list[str]]:
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    named = [[f"python3.{minor}"] for minor in minors]
    launcher = [["py", f"-3.{minor}"] for minor in minors] if WINDOWS else []
    return [[sys.executable], *named, *launcher, ["python3"], ["python"]]


def _is_wanted(command: list[str]) -> bool:
    found = shutil.which(command[0])
    if found is None:
        return False
    asked = "import sys, venv; print(sys.version_info[0], sys.version_info[1])"
    answer = subprocess.run(
        [found, *command[1:], "-c", asked], capture_output=True, text=True, check=False
    )
    words = answer.stdout.split()
    version = tuple(int(word) for word in words) if answer.returncode == OK else ()
    return OLDEST <= version <= NEWEST if version else False


def _venv_works() -> bool:
    return tool("python").exists() and _is_wanted([str(tool("python"))])


def _fingerprint() -> str:
    """Changes when the lock file, the project file or the folder changes."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (LOCK, PROJECT):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _stamp() -> dict[str, str]:
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _try_browser() -> str:
    """Empty when the browser starts (its place is then remembered), else what was said."""
    answer = subprocess.run(
        [str(tool("python")), "-c", TRY_BROWSER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    said = answer.stderr.strip().splitlines() or ["nothing was said"]
    if answer.returncode == NO_BROWSER:
        return said[-1]
    if answer.returncode != OK:
        raise CannotSetUpError(
            f"the browser check failed: {said[-1]}", "mend what it names; else delete .venv"
        )
    path, version = answer.stdout.strip().splitlines()
    say(f"The browser is {version}.")
    STAMP.write_text(json.dumps({**_stamp(), "browser": path}), encoding="utf-8")
    return ""


def _has_apt() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None


if __name__ == "__main__":
    if hasattr(signal, "SIGTERM") and not WINDOWS:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())
