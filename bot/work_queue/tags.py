"""The tags of an attempt, inside the caller's transaction."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from bot.work_queue.tables import work_item_tags


def tags_of(connection: Connection, item_id: int) -> tuple[str, ...]:
    """Return the tags of an attempt, in order of the alphabet."""
    query = select(work_item_tags.c.tag).where(work_item_tags.c.item_id == item_id)
    return tuple(connection.scalars(query.order_by(work_item_tags.c.tag)))


def tags_of_all(connection: Connection, item_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of several attempts by attempt."""
    query = select(work_item_tags).where(work_item_tags.c.item_id.in_(item_ids))
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(query.order_by(work_item_tags.c.tag)):
        found[row.item_id] = (*found.get(row.item_id, ()), row.tag)
    return found


def add_tags(connection: Connection, item_id: int, tags: Iterable[str]) -> None:
    """Add the tags that are not there yet."""
    wanted = set(tags)
    new = wanted - set(tags_of(connection, item_id)) if wanted else wanted
    if new:
        rows = [{"item_id": item_id, "tag": tag} for tag in sorted(new)]
        connection.execute(insert(work_item_tags), rows)


def remove_tags(connection: Connection, item_id: int, tags: Iterable[str]) -> None:
    """Remove the tags that are there."""
    query = delete(work_item_tags).where(work_item_tags.c.item_id == item_id)
    connection.execute(query.where(work_item_tags.c.tag.in_(list(tags))))
