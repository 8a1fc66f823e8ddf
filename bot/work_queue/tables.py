"""The tables of the work queue; one row of `work_items` is one attempt of an item."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store import UtcTime, metadata

work_queues = Table(
    "work_queues",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("key_policy", String(12), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("paused_by", String(120), nullable=False),
    Column("paused_at", UtcTime),
    Column("pause_reason", Text, nullable=False),
)

work_items = Table(
    "work_items",
    metadata,
    Column("id", Integer, primary_key=True),
    # the first attempt's number: the item's own, over all its attempts
    Column("item", Integer, index=True),
    Column("queue", ForeignKey("work_queues.name"), nullable=False),
    Column("key", String(200), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("waiting", Boolean, nullable=False),
    Column("deferred_until", UtcTime),
    Column("priority", Integer, nullable=False),
    Column("data", JSON, nullable=False),
    Column("status", Text, nullable=False),
    Column("loaded_at", UtcTime, nullable=False),
    Column("locked_at", UtcTime),
    Column("finished_at", UtcTime),
    Column("worktime_s", Float, nullable=False),
    Column("session_id", Integer),
    Column("resource", String(80), nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", Float),
    Column("crashes", Integer, nullable=False),
    Column("deferrals", Integer, nullable=False),
    Column("deferral_cause", String(80), nullable=False),
    Column("exception_type", String(40), nullable=False),
    Column("exception_code", String(20), nullable=False),
    Column("exception_detail", Text, nullable=False),
    Column("stage", String(120), nullable=False),
    Column("evidence_id", String(80), nullable=False),
    Column("findings", JSON, nullable=False),
    # a later attempt of the item exists
    Column("superseded", Boolean, nullable=False),
    # the item while this attempt is live, else null: one live attempt for each item
    Column("live_item", Integer, unique=True),
    # the key while the key policy forbids to add it again, else null
    Column("taken_key", String(200)),
    UniqueConstraint("item", "attempt"),
    UniqueConstraint("queue", "taken_key"),
    Index("ix_work_items_next", "queue", "state", "waiting", "priority", "loaded_at", "id"),
    Index("ix_work_items_due", "queue", "state", "waiting", "deferred_until"),
    Index("ix_work_items_lease", "state", "lease_until"),
    Index("ix_work_items_key", "queue", "key"),
)

work_item_tags = Table(
    "work_item_tags",
    metadata,
    Column("item_id", ForeignKey("work_items.id"), primary_key=True),
    Column("tag", String(80), primary_key=True),
)
Index("ix_work_item_tags_tag", work_item_tags.c.tag, work_item_tags.c.item_id)
