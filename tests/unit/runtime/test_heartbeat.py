"""The heartbeat ends with its robot, whatever it is doing just then."""

import threading
from pathlib import Path

from sqlalchemy import Connection

from bot.heartbeat import Heartbeat
from bot.store import Store


def test_a_heartbeat_closed_during_a_beat_ends(tmp_path: Path) -> None:
    heartbeat = Heartbeat(Store(f"sqlite:///{tmp_path / 'robot.sqlite'}"))
    beating, may_end = threading.Event(), threading.Event()

    def renew(_: Connection) -> bool:
        beating.set()
        return may_end.wait(10)

    heartbeat.keep("item", renew, every_s=0)
    assert beating.wait(10)
    closing = threading.Thread(target=heartbeat.close, daemon=True)
    closing.start()
    while heartbeat.keeps("item"):
        closing.join(0.001)
    may_end.set()
    closing.join(10)
    assert not closing.is_alive()
