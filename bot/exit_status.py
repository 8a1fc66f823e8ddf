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
    INTERRUPTED = 130


TABLE: tuple[tuple[ExitStatus, str, str], ...] = (
    (ExitStatus.OK, "done", "nothing"),
    (
        ExitStatus.FAULT,
        "a fault in the program itself, or a demonstration that differs from its answer key",
        "read the message; run it again with MASH_BOT_TRACEBACK=1 and report what it says",
    ),
    (
        ExitStatus.USAGE,
        "the command line is wrong: a command, option or name that there is not",
        "read the message; --help lists what there is",
    ),
    (
        ExitStatus.CONFIG,
        (
            "a file that it was given is missing or wrong: configuration, key, credential, profile, "
            "form, model, report or pack"
        ),
        "mend the key or file that the message names",
    ),
    (
        ExitStatus.EXCEPTIONS,
        "ended; some items are exceptions or held",
        "mash-bot queue list --state Exceptioned",
    ),
    (
        ExitStatus.STOPPED,
        "stopped, or a queue is paused, because a person asked",
        "mash-bot stop --release or mash-bot queue resume, then run again",
    ),
    (
        ExitStatus.TERMINATED,
        "log-in refused, or the same fault on three items in a row",
        "read the alert and mend its cause; then run again",
    ),
    (
        ExitStatus.UNAVAILABLE,
        (
            "something outside is not to be had: Niche, mail server, workbook, database, browser, "
            "port, folder or disk space"
        ),
        "mash-bot doctor says which; mend it and run again",
    ),
    (
        ExitStatus.DRIFT,
        "a screen is not the approved one; its queue is paused",
        "a person compares and approves: mash-bot forms approve; then mash-bot queue resume",
    ),
    (
        ExitStatus.NOT_FOUND,
        "there is no such item, queue, session, effect or person",
        "check the number or name given",
    ),
    (
        ExitStatus.REFUSED,
        (
            "what is there does not allow it: the item's state, a folder that holds other files, a "
            "clock that would go back"
        ),
        "look at it first: mash-bot queue show ITEM, or another folder",
    ),
    (
        ExitStatus.AUDIT,
        "the audit does not verify",
        "keep the files as they are; tell the data-protection unit",
    ),
    (
        ExitStatus.INTERRUPTED,
        "interrupted from the keyboard",
        "run again; nothing is done twice",
    ),
)
"""Status, what it means, what to do."""
