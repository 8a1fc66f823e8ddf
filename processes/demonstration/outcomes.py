"""What became of every item, for the comparison: the robot's queues beside the outside world."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.effects import EffectKey
from bot.endings import named_row, outcome_of_row
from bot.runtime import Runtime
from bot.work_queue import QueueFilter, QueueRow, State, queue_names
from processes.demonstration.answer_key import AcceptedMail, Actual
from processes.demonstration.attached import AttachedDocument, documents_of

__all__ = ["actual_outcomes", "all_rows", "outcome_of_row", "read_tags"]

_TASK_KEY = re.compile(r"P1/(\d+)/\d+")


Tags = dict[str, str | None]


def actual_outcomes(
    runtime: Runtime,
    mails: list[dict[str, Any]],
    tags: Mapping[int, Tags],
    documents: tuple[AttachedDocument, ...] = (),
) -> tuple[tuple[Actual, ...], tuple[AcceptedMail, ...]]:
    """Every item of every queue, and the accepted messages that no item owns.

    Args:
        runtime: the robot's, open.
        mails: the mail server's index.
        tags: the tags in Niche at the end of each run, as ``read_tags`` found them.
        documents: what is attached in Niche, as ``read_documents`` found it.
    """
    by_item = _mails_by_item(runtime, mails)
    actual = tuple(
        _actual(row, tuple(by_item.pop(row.key, ())), tags, documents) for row in all_rows(runtime)
    )
    strays = tuple(mail for owned in by_item.values() for mail in owned)
    return actual, strays


def all_rows(runtime: Runtime) -> tuple[QueueRow, ...]:
    """The latest attempt of every item of every queue."""
    names = queue_names(runtime.store)
    return tuple(
        row for name in names for row in runtime.queue(name).list(QueueFilter(), limit=1_000_000)
    )


def _actual(
    row: QueueRow,
    mails: tuple[AcceptedMail, ...],
    tags: Mapping[int, Tags],
    documents: tuple[AttachedDocument, ...],
) -> Actual:
    codes = tuple(finding.code for finding in row.findings)
    failed = row.state is State.EXCEPTIONED and row.exception_code
    task = _TASK_KEY.fullmatch(row.key)
    return Actual(
        process=row.key.split("/", 1)[0],
        key=row.key,
        outcome=outcome_of_row(row),
        row=named_row(row),
        rows=frozenset(codes) | ({row.exception_code} if failed else frozenset()),
        mails=mails,
        tags={run: found.get(task[1]) for run, found in tags.items()} if task else {},
        documents=documents_of(row.key, documents, row.data.get("occurrence", "")),
    )


def _mails_by_item(runtime: Runtime, mails: list[dict[str, Any]]) -> dict[str, list[AcceptedMail]]:
    """Accepted messages by the key of the item whose effect they are; ``""`` for strays."""
    owners = {
        effect.facts.get("message_id", ""): _item_key(effect.key)
        for effect in runtime.ledger.find_all(kind="mail")
    }
    found: dict[str, list[AcceptedMail]] = defaultdict(list)
    for mail in mails:
        owner = owners.get(mail["message_id"], "")
        found[owner].append(AcceptedMail(mail["to"], mail["body"]))
    return found


def _item_key(key: EffectKey) -> str:
    return f"{key.process}/{key.occurrence}/{key.person}/{key.episode}"


def read_tags(pack: Path) -> Tags:
    """The tag at the end of each task's title, by task number, read from Niche's database."""
    database = pack / "niche.sqlite"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT id, title FROM task").fetchall()
    connection.close()
    return {str(number): _tag(title) for number, title in rows}


def _tag(title: str) -> str | None:
    found = re.search(r" – (with|without) children$", title)
    return found[1] if found else None
