"""A robot of the tests as a process of its own: it runs the morning until it is told to stop."""

import sys
from pathlib import Path

from bot.cli_output import write_json
from bot.config import Config
from bot.exit_status import ExitStatus
from bot.resource import NameTakenError, Orders, Resource
from bot.runtime import Runtime
from tests.integration.schedule.place import MORNING, a_robot


def main() -> int:
    path = Path(sys.argv[1])
    with Runtime.open(Config.load(path, {}), env={}, create_key=True) as runtime:
        try:
            return Resource(runtime, Orders(MORNING, a_robot, path, say)).run()
        except NameTakenError as error:
            say(str(error))
            return ExitStatus.REFUSED


def say(line: str) -> None:
    write_json(line)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
