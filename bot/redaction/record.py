"""The release record: who, when, why, for whom, which items; never the text."""

import errno
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.redaction.decision import WORDS, Decision
from bot.redaction.draft import Draft
from bot.redaction.prepare import Prepared

VERSION = 1


def record_path(report: Path) -> Path:
    """The file of a report's releases: one line of JSON for each, only ever added to."""
    return report.with_name(f"{report.stem}-releases.jsonl")


def release_record(
    draft: Draft,
    decision: Decision,
    prepared: Prepared,
    *,
    at: datetime,
    copies: Mapping[str, str],
) -> dict[str, object]:
    """Give the record of a release.

    Args:
        draft: the report.
        decision: what the person decided.
        prepared: what was left out.
        at: when.
        copies: the SHA-256 of each file, by its name.
    """
    return {
        "version": VERSION,
        "at": at.isoformat(timespec="seconds"),
        "by": decision.by.strip(),
        "recipient": decision.recipient.strip(),
        "rationale": decision.rationale.strip(),
        "report": {
            "file": draft.path.name,
            "reference": draft.reference,
            "sha256": draft.sha256,
            "items": len(draft.items),
        },
        "copies": [{"file": name, "sha256": sha256} for name, sha256 in copies.items()],
        "items_left_out": _items(draft, decision),
        "words_left_out": _words(decision, prepared),
        "still_stands": _stays(decision, prepared),
        "gone_before": {"items": list(draft.missing), "emptied": list(draft.emptied)},
        "taken_out": {
            "comments": draft.comments,
            "tracked_changes": draft.changes,
            "hidden_texts": prepared.hidden,
        },
        "pictures_not_searched": draft.pictures,
    }


def append_record(record: Mapping[str, object], path: Path) -> None:
    """Add a record to the file and see it on the disk; what is there is never changed.

    Raises:
        OSError: the file cannot be written.
    """
    line = json.dumps(record, ensure_ascii=False) + "\n"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        size = os.fstat(handle).st_size
        content = line.encode()
        if os.write(handle, content) != len(content):
            os.ftruncate(handle, size)  # a part of a line would spoil the next one
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def _items(draft: Draft, decision: Decision) -> list[dict[str, object]]:
    struck = set(draft.struck_items)
    return [
        {
            "item": number,
            "how": "struck out in Word" if number in struck else "chosen",
            "reason": decision.reason(number),
        }
        for number in sorted(decision.leave_out | struck)
    ]


def _words(decision: Decision, prepared: Prepared) -> list[dict[str, object]]:
    return [
        {"where": key, "stretches": count, "reason": _reason_at(decision, key)}
        for key, count in prepared.words.items()
    ]


def _reason_at(decision: Decision, key: str) -> str:
    item = key.partition(",")[0].removeprefix("item ")
    return decision.reason(item if item.isdecimal() else WORDS)


def _stays(decision: Decision, prepared: Prepared) -> dict[str, object]:
    places = sorted({standing.key for standing in prepared.standing})
    return {"where": places, "reason": decision.stays.strip() if places else ""}
