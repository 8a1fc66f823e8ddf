"""Approvals of forms in the robot's database: who took which form for which model, when and why.

The approvals that are shipped are a file beside the models; those of a force are rows here. A form
whose model finds a person or a recipient in another way than any approved before it needs two
people: until the second has approved it, it counts for nothing.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from bot.application_model import Approval
from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.store import Store, UtcTime, metadata

form_approvals = Table(
    "form_approvals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("screen", String(120), nullable=False),
    Column("heading", String(120), nullable=False),
    Column("form", String(40), nullable=False),
    Column("model_hash", String(64), nullable=False),
    Column("form_hash", String(64), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("people", Integer, nullable=False),
    Column("approved_by", String(120), nullable=False),
    Column("approved_at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("model_hash", "form_hash", "approved_by"),
)


@dataclass(frozen=True)
class Standing:
    """Where the approval of one form for one model stands.

    Attributes:
        approval: with the names of all who approved it.
        people: how many must.
        given: how many have.
    """

    approval: Approval
    people: int
    given: int

    @property
    def is_complete(self) -> bool:
        """Enough people have approved it; a session may run on it."""
        return self.given >= self.people


class FormApprovals:
    """The approvals of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each approval and each taking back.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit

    def give(self, approval: Approval, people: int) -> Standing:
        """Keep what a person approved; the same person counts once.

        Args:
            approval: the form, the model, the person and the reason.
            people: how many must approve this form.
        """
        words = {
            "screen": approval.screen,
            "heading": approval.heading,
            "form": approval.form,
            "model_hash": approval.model,
            "form_hash": approval.form_hash,
            "sections": approval.sections,
            "people": people,
            "approved_by": approval.by,
            "approved_at": self._clock.now(),
            "reason": approval.reason,
        }

        def work(connection: Connection) -> list[Row[Any]]:
            given = list(connection.execute(_of_pair(approval)))
            needed = max([people, *(row.people for row in given)])
            more = update(form_approvals).where(_is_pair(approval)).values(people=needed)
            connection.execute(more)  # what two must approve is not approved by one earlier on
            if all(_person(row.approved_by) != _person(approval.by) for row in given):
                connection.execute(insert(form_approvals), words)
                self._note(connection, approval, "approved")
            return list(connection.execute(_of_pair(approval)))

        return _standing(self._store.transact(work, durable=True))

    def take_back(self, approval: Approval) -> None:
        """Let nobody's approval of this pair stand; a session refuses the form from then on."""

        def work(connection: Connection) -> None:
            pair = _is_pair(approval)
            if connection.execute(delete(form_approvals).where(pair)).rowcount:
                self._note(connection, approval, "taken back")

        self._store.transact(work, durable=True)

    def all(self) -> tuple[Standing, ...]:
        """Every pair of model and form that somebody approved, oldest first."""
        pairs: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
        with self._store.read() as connection:
            for row in connection.execute(select(form_approvals).order_by(form_approvals.c.id)):
                pairs[row.model_hash, row.form_hash].append(row)
        return tuple(_standing(rows) for rows in pairs.values())

    def complete(self) -> tuple[Approval, ...]:
        """The approvals that sessions run on."""
        return tuple(standing.approval for standing in self.all() if standing.is_complete)

    def _note(self, connection: Connection, approval: Approval, event: str) -> None:
        subject = f"form {approval.form or approval.screen} {approval.form_hash[:12]}"
        detail = {"event": event, "model": approval.model}
        entry = Entry(Action.DECISION, subject, approval.by, approval.reason, detail=detail)
        self._audit.append(connection, entry)


def _is_pair(approval: Approval) -> Any:  # noqa: ANN401 - an SQL condition
    return (form_approvals.c.model_hash == approval.model) & (
        form_approvals.c.form_hash == approval.form_hash
    )


def _of_pair(approval: Approval) -> Any:  # noqa: ANN401 - an SQL query
    return select(form_approvals).where(_is_pair(approval)).order_by(form_approvals.c.id)


def _person(name: str) -> str:
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", name) if one.isalnum() or one == " "
    )
    return " ".join(bare.split()).casefold()


def _standing(rows: Sequence[Row[Any]]) -> Standing:
    """From the rows of one pair; what needed two people once still does."""
    last = rows[-1]
    when: datetime = last.approved_at
    approval = Approval(
        screen=last.screen,
        heading=last.heading,
        form=last.form,
        model=last.model_hash,
        form_hash=last.form_hash,
        sections=dict(last.sections),
        by=" and ".join(row.approved_by for row in rows),
        when=when.isoformat(timespec="seconds"),
        reason="; ".join(dict.fromkeys(row.reason for row in rows)),
    )
    return Standing(approval, max(row.people for row in rows), len(rows))
