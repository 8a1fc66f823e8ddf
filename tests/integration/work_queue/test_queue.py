"""The table of transitions on a real database."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.exceptions import (
    BotError,
    BusinessException,
    DriftException,
    Finding,
    HeldException,
    InternalException,
    LoginSystemException,
    RecordLocked,
    SystemException,
    SystemExceptionTryOnce,
    SystemUnavailableException,
    ValidationException,
)
from bot.session_log import Session
from bot.work_queue import (
    HELD_TAG,
    Decision,
    DeferralPolicy,
    ItemFate,
    KeyPolicy,
    LockLost,
    QueueFilter,
    State,
    TransitionRefused,
    WorkItem,
    WorkQueue,
    queue_names,
    queue_of,
)
from tests.unit.runtime.parts import MONDAY_0600, Parts

DRIFT = DriftException("PPN v1: R2", screen="PPN v1", rule="R2")


@pytest.fixture
def queue(parts: Parts) -> WorkQueue:
    return parts.queue()


@pytest.fixture
def session(parts: Parts) -> Session:
    return parts.session()


def taken(queue: WorkQueue, session: Session) -> WorkItem:
    item = queue.get_next(session)
    assert item is not None
    return item


def a_locked(queue: WorkQueue, session: Session, key: str = "P1/1/1") -> WorkItem:
    queue.add(key, {"task": "1"})
    return taken(queue, session)


def test_items_come_by_priority_then_as_they_were_loaded(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    for key, priority in (("late", 5), ("first", 1), ("second", 1), ("top", 0)):
        queue.add(key, {}, priority=priority)
        parts.clock.advance(seconds=1)
    assert [taken(queue, session).key for _ in range(4)] == ["top", "first", "second", "late"]
    assert queue.get_next(session) is None


def test_an_item_carries_its_data_tags_and_attempt(queue: WorkQueue, session: Session) -> None:
    queue.add("P1/7/2", {"task": "7"}, tags=("P1", "night"), priority=3)
    item = taken(queue, session)
    assert (item.key, item.data, item.tags, item.attempt, item.session) == (
        "P1/7/2",
        {"task": "7"},
        ("P1", "night"),
        1,
        session.id,
    )


@pytest.mark.parametrize(
    ("policy", "while_open", "when_done"),
    [
        (KeyPolicy.NONE, True, True),
        (KeyPolicy.OPEN, False, True),
        (KeyPolicy.FOREVER, False, False),
    ],
)
def test_a_key_is_added_again_as_its_policy_allows(
    parts: Parts, session: Session, policy: KeyPolicy, *, while_open: bool, when_done: bool
) -> None:
    queue = parts.queue(policy=policy)
    assert queue.add("k", {})
    item = taken(queue, session)
    assert queue.add("k", {}) is while_open
    queue.mark_completed(item)
    assert queue.is_known("k")
    assert queue.add("k", {}) is when_done


def test_a_forever_key_stays_taken_through_its_retries(parts: Parts, session: Session) -> None:
    queue = parts.queue(policy=KeyPolicy.FOREVER)
    item = a_locked(queue, session, "k")
    queue.mark_exception(item, SystemException("x"), at_once=True)
    assert not queue.add("k", {})
    queue.mark_exception(taken(queue, session), BusinessException("y"))
    assert not queue.add("k", {})


def test_who_only_looks_at_a_queue_does_not_change_its_policy(parts: Parts) -> None:
    parts.queue(policy=KeyPolicy.FOREVER)
    assert parts.queue(policy=None).add("k", {})
    looked = parts.queue(policy=None)
    assert not looked.add("k", {})
    assert queue_names(parts.store) == ("Q",)


def test_a_completed_item_is_final(queue: WorkQueue, session: Session) -> None:
    item = a_locked(queue, session)
    finding = Finding("P1.1", "done", "data quality")
    queue.mark_completed(item, "with children", (finding,))
    row = queue.get(item.id)
    assert (row.state, row.status, row.findings) == (State.COMPLETED, "with children", (finding,))
    for change in (
        lambda: queue.mark_completed(item),
        lambda: queue.unlock(item),
        lambda: queue.mark_exception(item, SystemException("late")),
        lambda: queue.set_status(item, "late"),
        lambda: queue.add_tags(item, "late"),
    ):
        with pytest.raises(LockLost):
            change()
    with pytest.raises(TransitionRefused):
        queue.force_retry(item.id, "A. Person")


@pytest.mark.parametrize(
    ("error", "fate", "state", "held"),
    [
        (
            BusinessException("no school", code="P2.1"),
            ItemFate.EXCEPTIONED,
            State.EXCEPTIONED,
            False,
        ),
        (HeldException("refuge", code="P2.18"), ItemFate.HELD, State.EXCEPTIONED, True),
        (ValidationException("differs"), ItemFate.HELD, State.EXCEPTIONED, True),
        (SystemExceptionTryOnce("maybe sent", code="C10"), ItemFate.HELD, State.EXCEPTIONED, True),
        (SystemException("error 500"), ItemFate.RETRIED, State.DEFERRED, False),
        (InternalException("fault"), ItemFate.RETRIED, State.DEFERRED, False),
        (LoginSystemException("refused", code="C1"), ItemFate.DEFERRED, State.DEFERRED, False),
        (SystemUnavailableException("away"), ItemFate.DEFERRED, State.DEFERRED, False),
        (RecordLocked("by officer1", code="C3"), ItemFate.DEFERRED, State.DEFERRED, False),
        (DRIFT, ItemFate.DEFERRED, State.DEFERRED, False),
    ],
)
def test_what_each_exception_does_to_its_item(
    queue: WorkQueue, session: Session, error: BotError, fate: ItemFate, state: State, *, held: bool
) -> None:
    item = a_locked(queue, session)
    assert queue.fate_of(item, error) is fate
    assert queue.mark_exception(item, error, evidence_id="E1", stage="3 - Read") is fate
    first, latest = queue.get(item.id), queue.attempts(item.item)[-1]
    assert (latest.state, first.is_held) == (state, held)
    assert (first.exception_type, first.exception_detail) == (error.display_name, error.detail)
    assert (first.exception_code, first.stage, first.evidence_id) == (error.code, "3 - Read", "E1")
    assert latest.attempt == (2 if fate is ItemFate.RETRIED else 1)


def test_an_item_has_three_attempts_with_a_growing_back_off(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    assert queue.mark_exception(item, SystemException("500")) is ItemFate.RETRIED
    assert queue.next_due() == parts.clock.now() + timedelta(seconds=30)
    assert queue.get_next(session) is None
    parts.clock.advance(seconds=30)
    assert queue.mark_exception(taken(queue, session), SystemException("500")) is ItemFate.RETRIED
    assert queue.next_due() == parts.clock.now() + timedelta(seconds=60)
    parts.clock.advance(seconds=60)
    last = taken(queue, session)
    assert last.attempt == 3
    assert queue.mark_exception(last, SystemException("500")) is ItemFate.EXCEPTIONED
    assert [row.state for row in queue.attempts(item.item)] == [State.EXCEPTIONED] * 3


def test_an_internal_fault_has_one_retry_then_a_person_looks(
    queue: WorkQueue, session: Session
) -> None:
    fault = InternalException("fault")
    assert queue.mark_exception(a_locked(queue, session), fault, at_once=True) is ItemFate.RETRIED
    assert queue.mark_exception(taken(queue, session), fault) is ItemFate.HELD


def test_a_page_retry_keeps_the_item_and_uses_an_attempt(
    queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    for attempt in (2, 3):
        kept = queue.mark_exception_and_keep(item, SystemException("page"))
        assert kept is not None
        assert (kept.attempt, kept.item, kept.key) == (attempt, item.item, item.key)
        with pytest.raises(LockLost):
            queue.check_held(item)
        item = kept
    assert queue.mark_exception_and_keep(item, SystemException("page")) is None
    assert queue.count()[State.EXCEPTIONED] == 1


def test_a_locked_record_is_waited_for_four_times_then_staff_act(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    for times in range(1, 5):
        assert queue.mark_exception(item, RecordLocked("x", code="C3")) is ItemFate.DEFERRED
        assert queue.get_next(session) is None
        parts.clock.advance(minutes=15)
        item = taken(queue, session)
        assert (item.attempt, item.deferrals) == (1, times)
    assert queue.mark_exception(item, RecordLocked("x", code="C3")) is ItemFate.EXCEPTIONED
    assert queue.get(item.id).exception_type == "Business Exception"


def test_at_six_a_locked_record_is_waited_for_until_half_past_seven(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    policy = DeferralPolicy(cut_off=MONDAY_0600 + timedelta(minutes=80))
    item, fates = a_locked(queue, session), []
    while True:
        fate = queue.mark_exception(item, RecordLocked("x", code="C3"), deferral=policy)
        fates.append(fate)
        if fate is ItemFate.EXCEPTIONED:
            break
        due = queue.next_due()
        assert due is not None
        assert due <= MONDAY_0600 + timedelta(minutes=80)
        parts.clock.advance(seconds=(due - parts.clock.now()).total_seconds())
        item = taken(queue, session)
    assert fates == [ItemFate.DEFERRED] * 6 + [ItemFate.EXCEPTIONED]
    assert parts.clock.now() == MONDAY_0600 + timedelta(minutes=80)


def test_deferrals_in_a_row_are_counted_for_one_cause_only(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    for _ in range(3):
        queue.mark_exception(item, RecordLocked("x", code="C3"))
        parts.clock.advance(minutes=15)
        item = taken(queue, session)
    queue.mark_exception(item, DRIFT)
    parts.clock.advance(minutes=15)
    item = taken(queue, session)
    assert item.deferrals == 1
    assert queue.mark_exception(item, RecordLocked("x", code="C3")) is ItemFate.DEFERRED


def test_when_niche_is_away_the_wait_grows_to_a_quarter_of_an_hour(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item, waits = a_locked(queue, session), []
    for _ in range(6):
        queue.mark_exception(item, SystemUnavailableException("away"))
        due = queue.next_due()
        assert due is not None
        waits.append((due - parts.clock.now()).total_seconds() / 60)
        parts.clock.advance(minutes=waits[-1])
        item = taken(queue, session)
    assert waits == [1, 2, 4, 8, 15, 15]
    assert item.attempt == 1


def test_deferring_and_unlocking_use_no_attempt_and_keep_the_place(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    for key in ("a", "b", "c"):
        queue.add(key, {})
        parts.clock.advance(seconds=1)
    item = taken(queue, session)
    queue.unlock(item, "stopped")
    item = taken(queue, session)
    assert (item.key, item.attempt) == ("a", 1)
    queue.defer(item, parts.clock.now() + timedelta(minutes=5), "waiting for the PPN")
    assert queue.count()[State.DEFERRED] == 1
    assert taken(queue, session).key == "b"
    parts.clock.advance(minutes=5)
    assert taken(queue, session).key == "a"


def test_worktime_is_the_sum_of_the_locked_intervals(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    parts.clock.advance(seconds=7)
    queue.unlock(item)
    parts.clock.advance(hours=1)
    item = taken(queue, session)
    parts.clock.advance(seconds=5)
    queue.mark_completed(item)
    assert queue.get(item.id).worktime_s == 12


def test_a_paused_queue_gives_nothing_and_says_why(queue: WorkQueue, session: Session) -> None:
    queue.add("a", {})
    queue.pause("drift on PPN v1", "robot")
    assert queue.get_next(session) is None
    paused = queue.pause_state()
    assert paused is not None
    assert (paused.reason, paused.by) == ("drift on PPN v1", "robot")
    queue.resume("A. Person", "approved")
    assert queue.pause_state() is None
    assert taken(queue, session).key == "a"


def test_the_fifth_crash_of_an_item_makes_it_held(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    queue.add("a", {})
    for crash in range(1, 6):
        item = taken(queue, session)
        expire(parts)
        assert queue.reap() == 1
        assert queue.get(item.id).crashes == crash
    row = queue.get(item.id)
    assert (row.state, row.attempt, row.is_held) == (State.EXCEPTIONED, 1, True)
    assert "poison" in row.exception_detail
    assert queue.get_next(session) is None


def expire(parts: Parts) -> None:
    over = text("UPDATE work_items SET lease_until = 0 WHERE lease_until IS NOT NULL")
    parts.store.transact(lambda connection: connection.execute(over))


def test_a_stale_fence_changes_nothing_for_ever(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    old = a_locked(queue, session)
    expire(parts)
    queue.reap()
    with pytest.raises(LockLost):
        queue.check_held(old)
    new = taken(queue, parts.session("robot-2"))
    assert (new.id, new.fence) == (old.id, old.fence + 1)
    with pytest.raises(LockLost):
        queue.mark_completed(old)
    with pytest.raises(LockLost):
        parts.store.transact(queue.guard(old))
    parts.store.transact(queue.guard(new))
    queue.mark_completed(new)


def test_a_person_forces_a_retry_beyond_the_attempts_and_is_named(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    queue.mark_exception(item, BusinessException("no school"))
    fresh = queue.force_retry(item.id, "A. Person", "contact corrected")
    again = taken(queue, session)
    assert (again.id, again.attempt, again.item) == (fresh, 2, item.item)
    audited = parts.audit.entries(subject=f"item {item.id}")[0]
    assert (audited.actor, audited.reason) == ("A. Person", "contact corrected")
    with pytest.raises(TransitionRefused, match="later attempt"):
        queue.force_retry(item.id, "A. Person")


def test_a_retry_is_refused_while_another_item_with_its_key_is_open(
    queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session, "k")
    queue.mark_exception(item, BusinessException("x"))
    queue.add("k", {})
    with pytest.raises(TransitionRefused, match="is open"):
        queue.force_retry(item.id, "A. Person")


def test_a_person_releases_or_closes_what_is_held(queue: WorkQueue, session: Session) -> None:
    released, closed = a_locked(queue, session, "a"), a_locked(queue, session, "b")
    for item in (released, closed):
        queue.mark_exception(item, HeldException("refuge", code="P2.18"))
    assert len(queue.list(QueueFilter(tags=(HELD_TAG,)))) == 2
    queue.decide(released.id, Decision.RELEASE, "A. Person", "address checked")
    queue.decide(closed.id, Decision.CLOSE, "A. Person", "told by telephone")
    assert queue.list(QueueFilter(tags=(HELD_TAG,))) == ()
    assert taken(queue, session).item == released.item
    row = queue.get(closed.id)
    assert (row.state, row.tags) == (State.EXCEPTIONED, ("Closed",))
    with pytest.raises(TransitionRefused, match="not held"):
        queue.decide(closed.id, Decision.CLOSE, "A. Person", "again")


def test_an_item_of_another_queue_is_not_found(parts: Parts, queue: WorkQueue) -> None:
    other = parts.queue("R")
    other.add("k", {})
    number = other.list()[0].id
    with pytest.raises(LookupError):
        queue.get(number)
    assert queue_of(parts.store, number) == "R"
    assert queue_of(parts.store, 999) is None


def test_rows_are_filtered_counted_and_aged(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    queue.add("P2/1", {}, tags=("domestic",))
    parts.clock.advance(days=2)
    queue.add("P2/2", {}, defer_until=parts.clock.now() + timedelta(hours=1))
    queue.add("P1/3", {})
    assert [row.key for row in queue.list()] == ["P1/3", "P2/2", "P2/1"]
    assert [row.key for row in queue.list(limit=1, offset=1)] == ["P2/2"]
    assert [row.key for row in queue.list(QueueFilter(key="P2/"))] == ["P2/2", "P2/1"]
    assert [row.key for row in queue.list(QueueFilter(states=(State.DEFERRED,)))] == ["P2/2"]
    assert [row.key for row in queue.list(QueueFilter(tags=("domestic",)))] == ["P2/1"]
    pending = QueueFilter(states=(State.PENDING,))
    assert [row.key for row in queue.list(pending)] == ["P1/3", "P2/1"]
    assert (queue.count()[State.PENDING], queue.count()[State.DEFERRED]) == (2, 1)
    assert queue.ageing().buckets == {
        "under 1 hour": 2,
        "under 1 day": 0,
        "under 7 days": 1,
        "7 days and more": 0,
    }
    parts.clock.advance(hours=1)
    assert queue.count()[State.PENDING] == 3
    queue.mark_exception(taken(queue, session), BusinessException("x"))
    by_type = QueueFilter(exception_type="Business Exception")
    assert [row.key for row in queue.list(by_type)] == ["P2/1"]


def test_the_export_is_text_only_and_complete(
    parts: Parts, queue: WorkQueue, session: Session, tmp_path: Path
) -> None:
    queue.add("=1+1", {"task": "7"}, tags=("a", "b"))
    queue.mark_exception(taken(queue, session), SystemException("x"))
    assert queue.export(tmp_path / "q.csv") == 2
    with (tmp_path / "q.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["key"] for row in rows] == ["'=1+1", "'=1+1"]
    assert (rows[1]["state"], rows[1]["exception_detail"]) == ("Exceptioned", "x")
    assert (rows[0]["tags"], rows[0]["data"]) == ("a; b", "task=7")
    assert parts.audit.verify().ok


def test_each_transition_writes_one_audit_row(
    parts: Parts, queue: WorkQueue, session: Session
) -> None:
    item = a_locked(queue, session)
    queue.mark_exception(item, SystemException("x"), at_once=True)
    queue.mark_completed(taken(queue, session))
    events = [
        entry.detail["event"]
        for entry in reversed(parts.audit.entries())
        if entry.subject.startswith("item")
    ]
    assert events == [
        "add",
        "get next",
        "exception, retry",
        "new attempt",
        "get next",
        "completed",
    ]


def test_what_waits_or_is_paused_is_given_to_people_and_to_nobody_else(parts: Parts) -> None:
    queue, session = parts.queue(), parts.session()
    queue.add("P2/later", {}, defer_until=parts.clock.now() + timedelta(hours=1))
    queue.pause("the form has changed")
    assert queue.get_next(session) is None
    item = queue.get_next(session, also_waiting=True)
    assert item is not None
    assert item.key == "P2/later"
    queue.unlock(item, "not now")
    queue.resume("super1")
    again = queue.get_next(session)
    assert again is not None
    assert again.key == "P2/later"
