"""A claim looks at an index, not at the queue: its cost does not grow with what is there."""

from typing import Any

from sqlalchemy import event

from tests.unit.runtime.parts import Parts


def test_the_next_item_is_found_by_index_without_sorting(parts: Parts) -> None:
    queue, session = parts.queue(), parts.session()
    queue.add("P1/1", {})
    seen: list[tuple[str, Any]] = []

    def note(*call: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own order
        statement, values = call[2:4]
        if statement.startswith(("SELECT work_items.id", "UPDATE work_items SET waiting")):
            seen.append((statement, values))

    event.listen(parts.store.writer, "before_cursor_execute", note)
    queue.get_next(session)
    event.remove(parts.store.writer, "before_cursor_execute", note)
    plans = [explain(parts, statement, values) for statement, values in seen]
    assert len(plans) >= 2
    assert "ix_work_items_due" in plans[0]
    assert "ix_work_items_next" in plans[1]
    assert all("SCAN work_items" not in plan and "TEMP B-TREE" not in plan for plan in plans)


def explain(parts: Parts, statement: str, values: Any) -> str:  # noqa: ANN401 - a driver's values
    with parts.store.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "; ".join(row[3] for row in plan)
