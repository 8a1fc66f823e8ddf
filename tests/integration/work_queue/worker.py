"""A robot's process for the tests: it claims, holds, dies; what it did stands on its output."""

import os
import resource
import signal
import sys
from pathlib import Path

from bot.exceptions import SystemUnavailableException
from bot.work_queue import LockLost, QueueSettings
from tests.unit.runtime.parts import Parts, an_effect


def drain(parts: Parts, name: str) -> None:
    """Work everything there is and say each key."""
    queue, session = parts.queue(), parts.session(name)
    say("ready")
    sys.stdin.readline()
    while (item := queue.get_next(session)) is not None:
        say(item.key)
        queue.mark_completed(item)


def hold(parts: Parts, name: str, lease_s: float, deadline_s: float) -> None:
    """Take one item, say its number and fence, and complete it when told to."""
    settings = QueueSettings(lease_s=lease_s, item_deadline_s=deadline_s)
    queue = parts.queue(settings=settings)
    item = queue.get_next(parts.session(name))
    assert item is not None
    say(f"{item.id} {item.fence}")
    sys.stdin.readline()
    try:
        queue.mark_completed(item)
    except LockLost:
        say("refused")
    else:
        say("completed")


def fill(parts: Parts) -> None:
    """Add items until the disk takes no more; the limit of a file's size stands for the disk's."""
    queue, added = parts.queue(), 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        while True:
            queue.add(f"P1/full/{added}", {"task": "x" * 500})
            added += 1
    except SystemUnavailableException:
        say("unavailable")
        say(str(added))


def effect(parts: Parts, folder: Path, kind: str, point: str) -> None:
    """Do an effect on a file and be killed at a point of it."""
    outside = folder / "outside.txt"

    def die_at(here: str) -> None:
        if point == here:
            os.kill(os.getpid(), signal.SIGKILL)

    def act() -> str:
        die_at("sending")
        with outside.open("a", encoding="utf-8") as file:
            file.write("done\n")
        die_at("acted")
        return "proof"

    def probe() -> str | None:
        return "found" if outside.exists() else None

    session = parts.session()
    parts.ledger.perform(
        an_effect(kind),
        act,
        probe if kind == "oel" else None,
        conclusive=kind == "oel",
        session=session,
        guard=lambda _: die_at("planned"),
        alongside=lambda _, __: die_at("beginning"),
    )
    die_at("done")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    command, folder, *words = sys.argv[1:]
    with Parts.open(Path(folder)) as parts:
        if command == "drain":
            drain(parts, words[0])
        elif command == "hold":
            hold(parts, words[0], float(words[1]), float(words[2]))
        elif command == "fill":
            fill(parts)
        else:
            effect(parts, Path(folder), words[0], words[1])


if __name__ == "__main__":
    main()
