"""The one table of exit statuses of every command; the documentation and a test walk it."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a command tells the program that called it."""

    OK = 0
    FAULT = 1
    USAGE = 2
    CONFIG = 3
    EXCEPTIONS = 4
    STOPPED = 5
    TERMINATED = 6
    UNAVAILABLE = 7
    DRIFT = 8
    NOT_FOUND = 9
    REFUSED = 10
    AUDIT = 11


TABLE: tuple[tuple[ExitStatus, str, str], ...] = (
    (ExitStatus.OK, "done", "nothing"),
    (
        ExitStatus.FAULT,
        "a fault in the robot itself",
        "read the message and the evidence; report it",
    ),
    (ExitStatus.USAGE, "the command line is wrong", "read the message; --help lists what there is"),
    (ExitStatus.CONFIG, "the configuration is wrong", "mend the key that the message names"),
    (
        ExitStatus.EXCEPTIONS,
        "ended; some items are exceptions or held",
        "mash-bot queue list --state Exceptioned",
    ),
    (
        ExitStatus.STOPPED,
        "stopped because a person asked",
        "mash-bot stop --release, then run again",
    ),
    (
        ExitStatus.TERMINATED,
        "log-in refused, or the same fault on three items in a row",
        "read the alert",
    ),
    (
        ExitStatus.UNAVAILABLE,
        "Niche, mail server, database or disk is away",
        "mash-bot doctor; run again",
    ),
    (
        ExitStatus.DRIFT,
        "a screen is not the approved one; its queue is paused",
        "mash-bot forms check",
    ),
    (
        ExitStatus.NOT_FOUND,
        "there is no such item, queue, effect or person",
        "check the number given",
    ),
    (
        ExitStatus.REFUSED,
        "the state of the item or effect does not allow it",
        "mash-bot queue show ITEM",
    ),
    (
        ExitStatus.AUDIT,
        "the audit does not verify",
        "keep the files as they are; tell the data-protection unit",
    ),
)
"""Status, what it means, what to do."""
