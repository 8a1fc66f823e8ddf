"""Whatever is done to the audit behind the robot's back is seen."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, text, update

from bot.audit import Action, Audit, Entry, audit_head
from tests.unit.runtime.parts import KEY, HandClock, Parts


@pytest.fixture
def written(parts: Parts) -> Parts:
    for number in range(10):
        parts.audit.record(
            Action.CONSULTATION, f"PPN-{number:06}", reason="Encompass - task 12", actor="robot"
        )
    parts.audit.anchor()
    return parts


def tamper(parts: Parts, statement: str) -> tuple[str, ...]:
    parts.store.transact(lambda connection: connection.execute(text(statement)))
    found = parts.audit.verify()
    assert found.ok is not bool(found.problems)
    return found.problems


def test_an_audit_left_alone_verifies(written: Parts) -> None:
    found = written.audit.verify()
    assert (found.ok, found.rows, found.problems) == (True, 10, ())


def test_an_empty_audit_verifies(parts: Parts) -> None:
    assert parts.audit.verify().ok


def test_a_row_says_who_did_what_to_which_record_why_and_who_received_it(parts: Parts) -> None:
    parts.audit.record(Action.DISCLOSURE, "P0000001", reason="Encompass", recipient="S00001")
    entry = parts.audit.entries(subject="P0000001")[0]
    assert (entry.action, entry.actor, entry.reason, entry.recipient) == (
        Action.DISCLOSURE,
        "robot",
        "Encompass",
        "S00001",
    )
    assert entry.at == parts.clock.now()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit SET reason = 'curiosity' WHERE seq = 4", "row 4: changed"),
        ("UPDATE audit SET at = '2026-03-02T07:00:00.000000+00:00' WHERE seq = 1", "row 1"),
        ("UPDATE audit SET actor = 'somebody' WHERE seq = 10", "row 10: changed"),
        ("DELETE FROM audit WHERE seq = 5", "row 5: missing"),
        ("DELETE FROM audit WHERE seq = 10", "the tail was cut"),
        ("DELETE FROM audit", "the tail was cut"),
        ("UPDATE audit SET seq = 11 WHERE seq = 10", "row 10: missing"),
        ("UPDATE audit_head SET rows = 9", "the head was changed"),
        ("DELETE FROM audit_head", "the head is missing"),
    ],
)
def test_a_change_of_the_rows_is_seen(written: Parts, statement: str, says: str) -> None:
    assert says in "; ".join(tamper(written, statement))


def test_a_cut_tail_with_its_old_head_put_back_is_seen_by_the_anchor(written: Parts) -> None:
    """The attacker keeps the head of an earlier moment, keyed and right, and restores both."""
    with written.store.read() as connection:
        old = connection.execute(text("SELECT last_mac, mac FROM audit_head")).one()
    for _ in range(3):
        written.audit.record(Action.STOP, "stop all")
    written.audit.anchor()
    tamper(written, "DELETE FROM audit WHERE seq > 10")
    head = update(audit_head).values(rows=10, last_mac=old.last_mac, mac=old.mac)
    written.store.transact(lambda connection: connection.execute(head))
    assert written.audit.verify().problems == (
        "13 rows were anchored, 10 are left: the tail was cut",
    )


@pytest.mark.usefixtures("written")
def test_rows_rewritten_with_another_key_are_seen(tmp_path: Path) -> None:
    forged = tmp_path / "forged"
    forged.mkdir()
    with Parts.open(forged) as other:
        forger = Audit(other.store, bytes(32), forged / "audit.anchor", HandClock())
        other.store.transact(
            lambda connection: forger.append(
                connection, *(Entry(Action.CONSULTATION, f"PPN-{n:06}") for n in range(10))
            )
        )
        shutil.copy(tmp_path / "audit.anchor", forged / "audit.anchor")
        problems = other.audit.verify().problems
    assert "row 1: changed" in problems
    assert "row 10: not the row that was anchored" in problems


def test_a_missing_or_changed_anchor_is_seen(written: Parts, tmp_path: Path) -> None:
    anchor = tmp_path / "audit.anchor"
    content = json.loads(anchor.read_text())
    anchor.write_text(json.dumps(content | {"rows": 3}))
    assert "the anchor file was changed" in written.audit.verify().problems
    anchor.write_text("nonsense")
    assert "the anchor file was changed" in written.audit.verify().problems
    anchor.unlink()
    assert written.audit.verify().problems == ("the anchor file is missing",)


def test_a_transaction_that_fails_leaves_no_row(written: Parts) -> None:
    def work(connection: Connection) -> None:
        written.audit.append(connection, Entry(Action.STOP, "stop all"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written.store.transact(work)
    found = written.audit.verify()
    assert (found.ok, found.rows) == (True, 10)


def test_it_goes_on_where_another_process_ended(written: Parts, tmp_path: Path) -> None:
    second = Audit(written.store, KEY.derive("audit"), tmp_path / "audit.anchor", written.clock)
    second.record(Action.SESSION, "session 2")
    written.audit.record(Action.SESSION, "session 1")
    assert written.audit.verify().rows == 12
    assert written.audit.verify().ok
