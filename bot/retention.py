"""What was kept for a time only is deleted when the time is over, and the audit says so."""

from dataclasses import dataclass
from datetime import timedelta

from bot.audit import Action, Entry
from bot.evidence import EvidenceStore
from bot.runtime import Runtime


@dataclass(frozen=True)
class Purged:
    """How many pieces of evidence and copies of messages were deleted."""

    evidence: int
    copies: int


def purge(runtime: Runtime, days: int) -> Purged:
    """Delete evidence and copies of messages that are older than so many days."""
    before = runtime.clock.now() - timedelta(days=days)
    folder, key = runtime.config.paths.var / "evidence", runtime.keys.derive("evidence")
    store = EvidenceStore(folder, key, runtime.clock)
    purged = Purged(evidence=store.purge(before), copies=runtime.copies.purge(before))
    if purged.evidence or purged.copies:
        detail = {"evidence": str(purged.evidence), "messages": str(purged.copies)}
        entry = Entry(Action.ERASURE, "retention", reason=f"older than {days} days", detail=detail)
        runtime.store.transact(lambda connection: runtime.audit.append(connection, entry))
    return purged
