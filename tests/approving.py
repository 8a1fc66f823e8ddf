"""Approves every screen of the plan on a freshly seeded fake Niche: for who changed a screen or a model.

    python -m tests.approving --by NAME --reason TEXT

For each version of the PPN form it seeds the pack `smoke` in it, logs in as the robot, gives a reason
for each record that the plan visits, and runs ``mash-bot forms approve``. Read the difference of
``objects/approvals.yaml`` before you commit it: an approval says that a person compared screen and
model.
"""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright
from ruamel.yaml import YAML

from bot.application_model import Approval, Approvals, ModelLibrary
from bot.browser import BrowserSettings, RobotBrowser
from bot.forms.approve import Visit, load_plan
from bot.forms.cli import approve_command
from processes.demonstration.programs import running_world, seed_pack

OBJECTS = Path("objects")
PLAN = OBJECTS / "approval_plan.yaml"
FORM, FIRST = "PPN", "v1"
LOG_IN = "Log in=/login"  # shown to who is not logged in
_RECORD = re.compile(r"^/(task|occurrence|report|person|school|csc|marac)/([\w-]+)")


def main() -> None:
    """Approve, then forget the approvals of models that are no longer there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--by", required=True)
    options.add_argument("--reason", required=True)
    asked = options.parse_args()
    began = datetime.now(UTC).replace(microsecond=0)
    plan = load_plan(PLAN)
    for version in _form_versions():
        forms = plan if version == FIRST else [one for one in plan if one.model == FORM]
        with TemporaryDirectory() as folder:
            _approve(Path(folder), forms, version, by=asked.by, reason=asked.reason)
    _forget_the_old(began)


def _form_versions() -> list[str]:
    """Of every model of the form, such as ``v1``."""
    labels = ModelLibrary.load(OBJECTS).versions(FORM)
    return sorted(label.rpartition(" ")[2] for label in labels)


def _approve(folder: Path, visits: list[Visit], version: str, *, by: str, reason: str) -> None:
    """Approve the visits on a pack whose reports are written in that version of the form."""
    pack, state = folder / "pack", folder / "state.json"
    seed_pack(pack, pack="smoke", seed=1, form_versions=(version,))
    with running_world(pack, folder / "mail") as world:
        if version == FIRST:
            approve_command(
                by=by,
                reason=reason,
                url=world.niche_url,
                visit=[LOG_IN],
                objects=OBJECTS,
                into_file=True,
            )
        _log_in(pack, world.niche_url, state)
        paths = [f"{one.model}={one.path}" for one in visits]
        approve_command(
            by=by,
            reason=reason,
            url=world.niche_url,
            storage_state=state,
            visit=paths,
            objects=OBJECTS,
            into_file=True,
        )


def _log_in(pack: Path, url: str, state: Path) -> None:
    accounts = YAML(typ="safe", pure=True).load(
        (pack / "accounts.yaml").read_text(encoding="utf-8")
    )
    with (
        sync_playwright() as playwright,
        RobotBrowser(BrowserSettings(), playwright=playwright) as browser,
    ):
        window = browser.new_window()
        page = window.new_page()
        page.goto(f"{url}/login")
        page.get_by_label("User name").fill("robot.mash")
        page.get_by_label("Password").fill(accounts["robot.mash"]["password"])
        page.get_by_role("button", name="Log in").click()
        for record in _records():
            _give_reason(page, url, record)
        window.storage_state(path=state)


def _give_reason(page: Page, url: str, record: str) -> None:
    page.goto(url)
    page.get_by_label("Open record").fill(record)
    page.get_by_label("Reason for access").fill("Approval of a screen")
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_label("Record", exact=True).get_by_text(record, exact=True).wait_for()


def _records() -> list[str]:
    found = [match for visit in load_plan(PLAN) if (match := _RECORD.match(visit.path))]
    shown = [f"T{m[2]}" if m[1] == "task" else m[2] for m in found if m[2] != "new"]
    return list(dict.fromkeys(shown))


def _forget_the_old(began: datetime) -> None:
    """Keep what has just been approved, and of the screens that were not visited what still fits."""
    file = OBJECTS / "approvals.yaml"
    rows = Approvals.load(file).only_for(ModelLibrary.load(OBJECTS)).rows
    visited = {row.model for row in rows if _is_new(row, began)}
    kept = tuple(row for row in rows if row.model not in visited or _is_new(row, began))
    Approvals(kept).save(file)


def _is_new(row: Approval, began: datetime) -> bool:
    return datetime.fromisoformat(row.when) >= began


if __name__ == "__main__":
    main()
