"""What ``fake-niche`` tells the program that called it; where it means the same, as ``mash-bot``."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """The statuses; the documentation and a test walk them."""

    OK = 0
    FAULT = 1
    USAGE = 2
    CONFIG = 3
    UNAVAILABLE = 7
    NOT_FOUND = 9
    REFUSED = 10
    INTERRUPTED = 130


class CommandError(Exception):
    """What a command tells a person in one line; a subclass says what the command ends with.

    Attributes:
        fix: what to do, where it is always the same; else the message says it.
    """

    status = ExitStatus.CONFIG
    fix = ""
