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
