"""A robot that works a morning from wherever it stands; it is started, killed and started again.

    python -m tests.faults.morning WORKSPACE [--die-at PAGE] [--ledger naive-retry|…]

Each step on a screen is a line on standard output, so that whoever kills it can choose the moment.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.browser import BrowserSettings, RobotBrowser
from bot.config import Config
from bot.effects import EffectKey, EffectLedger, EffectResult, EffectState
from bot.robot import NoProgress
from bot.steps import Step
from processes.demonstration.programs import World
from processes.demonstration.workspace import Workspace
from tests.hub import Hub, hub_of
from tests.robots import a_robot

STEP = "step"


class TellSteps:
    """Says each step aloud."""

    def record(self, _: Step) -> None:
        """One line for a step of any kind."""
        sys.stdout.write(f"{STEP}\n")
        sys.stdout.flush()


class DieAt(NoProgress):
    """Kills its own process, without a word, when a page begins.

    Args:
        page: begins the process's name and the page's title, such as ``operation_encompass 10``.
    """

    def __init__(self, page: str) -> None:
        self._page = page

    def stage_started(self, process: str, key: str, title: str) -> None:  # noqa: ARG002
        """Die where it is time."""
        if self._page and f"{process} {title}".startswith(self._page):
            os.kill(os.getpid(), signal.SIGKILL)


class MarkBeforeSend(EffectLedger):
    """A wrong ledger, to show that the checker sees it: a message counts as sent before it is."""

    def perform(
        self,
        key: EffectKey,
        act: Callable[[], str],
        *args: Any,  # noqa: ANN401 - as the ledger's own
        **more: Any,  # noqa: ANN401 - as the ledger's own
    ) -> EffectResult:
        if key.kind != "mail" or self.find(key):
            return super().perform(key, act, *args, **more)
        result = super().perform(key, lambda: "marked", *args, **more)
        act()
        return result


class NaiveRetry(EffectLedger):
    """A wrong ledger: what was begun and not ended is simply done again."""

    def perform(
        self,
        key: EffectKey,
        act: Callable[[], str],
        *args: Any,  # noqa: ANN401 - as the ledger's own
        **more: Any,  # noqa: ANN401 - as the ledger's own
    ) -> EffectResult:
        begun = self.find(key)
        if begun and begun.state is EffectState.SENDING:
            self.settle(begun.id, done=False, by="naive", reason="not marked as done")
        return super().perform(key, act, *args, **more)


LEDGERS = {"": EffectLedger, "mark-before-send": MarkBeforeSend, "naive-retry": NaiveRetry}


def save_world(workspace: Workspace, world: World) -> None:
    """Keep where the programs listen, for a robot that is started later."""
    facts = {name: str(value) for name, value in asdict(world).items()}
    (workspace.root / "world.json").write_text(json.dumps(facts), encoding="utf-8")


def saved_world(workspace: Workspace) -> World:
    """Where the programs listen."""
    facts = json.loads((workspace.root / "world.json").read_text(encoding="utf-8"))
    return World(
        pack=Path(facts["pack"]),
        niche_url=facts["niche_url"],
        smtp_port=int(facts["smtp_port"]),
        inbox_url=facts["inbox_url"],
        mail_store=Path(facts["mail_store"]),
    )


def use_ledger(hub: Hub, name: str) -> None:
    """Let the robot use one of the ledgers, on the same tables."""
    hub.runtime.ledger.__class__ = LEDGERS[name]


def main() -> None:
    """Work the first morning of the pack to its end."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workspace", type=Path)
    options.add_argument("--die-at", default="")
    options.add_argument("--ledger", default="", choices=LEDGERS)
    asked = options.parse_args()
    workspace = Workspace(asked.workspace)
    config = Config.load(workspace.config_file, {})
    with (
        RobotBrowser(BrowserSettings()) as browser,
        a_robot(config, browser, DieAt(asked.die_at), step_log=TellSteps()) as robot,
    ):
        hub = hub_of(workspace, saved_world(workspace), robot)
        use_ledger(hub, asked.ledger)
        hub.resume()


if __name__ == "__main__":
    main()
