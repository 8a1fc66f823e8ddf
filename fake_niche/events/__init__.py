"""What people do in between: ``events.yaml`` of a pack, applied at named moments.

Each entry names its moment, what is done and by whom::

    - {moment: p1-loaded-1, do: cancel_task, task: 12, by: coord1}
"""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from fake_niche.events import links, records, reports, sharing, tasks
from fake_niche.events.basis import Do, EventError, Happening
from fake_niche.models import AppliedMoment, AuditEntry
from fake_niche.runtime import db, now_iso

__all__ = ["VERBS", "EventError", "apply_moment"]

VERBS: dict[str, Do] = {
    **tasks.VERBS,
    **reports.VERBS,
    **records.VERBS,
    **links.VERBS,
    **sharing.VERBS,
}
_OF_THE_MAIL_SERVER = "mail_"


def apply_moment(events_file: Path, moment: str) -> int | None:
    """Do all that happens at ``moment``, in the order of the file; None when it was done before.

    Raises:
        EventError: an entry cannot be done; then none of the moment is.
    """
    if db().get(AppliedMoment, moment) is not None:
        return None
    entries = [one for one in _entries(events_file) if one.get("moment") == moment]
    ours = [one for one in entries if not str(one.get("do", "")).startswith(_OF_THE_MAIL_SERVER)]
    for entry in ours:
        _apply(Happening(entry))
    db().add(AppliedMoment(moment=moment, at=now_iso()))
    return len(ours)


def _entries(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    return YAML(typ="safe", pure=True).load(file) or []


def _apply(happening: Happening) -> None:
    verb = happening.text("do")
    if verb not in VERBS:
        raise EventError(f"There is no event {verb!r}; there are {', '.join(VERBS)}.")
    record = VERBS[verb](happening)
    db().flush()
    entry = AuditEntry(
        at=now_iso(),
        user_id=happening.by,
        operation=verb[:30],
        record=record[:40],
        reason="Event of the pack",
    )
    db().add(entry)
