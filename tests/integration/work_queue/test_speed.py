"""A claim looks at an index, not at the queue: its cost does not grow with what is there."""

import itertools
import time
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Connection, RowMapping, event, insert, select

from bot.session_log import Session
from bot.work_queue import State, WorkQueue
from bot.work_queue.tables import work_items
from tests.unit.runtime.parts import Parts

LARGE = 17_000
NUMBERS = itertools.count(1_000_000)


def fill(parts: Parts, queue: WorkQueue, number: int) -> None:
    """Multiply one item that is done, one that waits and one that is pending."""
    first = parts.session("first")
    for key in ("done", "waits", "pending"):
        queue.add(key, {"task": key}, priority=0 if key != "pending" else 1)
    done, waits = queue.get_next(first), queue.get_next(first)
    assert done is not None
    assert waits is not None
    queue.mark_completed(done)
    queue.defer(waits, parts.clock.now().replace(year=2027), "waiting")

    mine = select(work_items).where(work_items.c.queue == queue.name)

    def multiply(connection: Connection) -> None:
        for row in connection.execute(mine).all():
            copies = [copy_of(row._mapping) for _ in range(number // 3)]
            connection.execute(insert(work_items), copies)

    parts.store.transact(multiply)


def copy_of(row: RowMapping) -> dict[str, object]:
    item, is_live = next(NUMBERS), row["state"] == State.PENDING
    own = {"live_item": item, "taken_key": f"{row['key']}/{item}"} if is_live else {}
    words = {name: value for name, value in row.items() if name != "id"}
    return {**words, "item": item, **own}


def time_of_an_item(queue: WorkQueue, session: Session, rounds: int = 40) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        item = queue.get_next(session)
        assert item is not None
        queue.mark_completed(item)
        times.append(time.perf_counter() - began)
    return median(times)


@pytest.mark.slow
def test_claiming_and_completing_costs_the_same_in_a_large_queue(parts: Parts) -> None:
    small, large = parts.queue("small"), parts.queue("large")
    fill(parts, small, 170)
    fill(parts, large, LARGE)
    session = parts.session()
    time_of_an_item(small, session, 5)
    of_small, of_large = time_of_an_item(small, session), time_of_an_item(large, session)
    assert of_large < 2 * of_small  # the benchmark measures it exactly; this is the guard
    assert of_large < 0.05


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
