"""From a changed form to a robot that runs on it again, as a developer and the MASH walk it.

Version by version: the robot refuses, the check says what changed, a developer accepts or mends the
model file, two people approve, the robot reads the same answers as before. Nothing but model files
and approvals comes in between.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.application_model import Approval, Approvals, ModelLibrary
from bot.application_model.approvals import APPROVALS_FILE
from bot.browser import RobotBrowser
from bot.endings import Ended
from bot.exceptions import DriftException
from bot.form_approvals import FormApprovals
from bot.forms.approve import approve_version, people_needed
from bot.forms.check.pair import Verdict
from bot.forms.check.run import Checked, compare_at
from bot.robot import objects_folder
from bot.work_queue import State
from objects.niche_ppn_form import Ppn
from processes.demonstration.form_desk import SCENARIOS, PpnDesk
from tests.acceptance.test_form_versions import as_answers
from tests.hub import Hub, a_hub

FIRST = "v1"
STEPS = {
    "v2": Verdict.NEEDS_A_PERSON,
    "v3": Verdict.NEEDS_A_PERSON,
    "v4": Verdict.STOPS,
    "v5": Verdict.STOPS,
    "v6": Verdict.NEEDS_A_PERSON,
}
"""Each version, and what the check says of it beside the version before."""
PROPOSAL_IS_ENOUGH = ("v2", "v3")
REASON = "read beside the version before, with the MASH"


@dataclass
class Walk:
    """A developer's checkout that knows version 1 only, and a robot that works from it."""

    objects: Path
    desk: PpnDesk
    approvals: FormApprovals

    def checkout_is_used(self) -> None:
        """The robot takes models and approvals as they are now."""
        shipped = Approvals.load(self.objects / APPROVALS_FILE)
        self.desk.application.models = ModelLibrary.load(self.objects)
        self.desk.application.approvals = shipped.with_rows(self.approvals.complete())

    def check(self, new: str, old: str) -> Checked:
        """The developer compares the two versions."""
        return compare_at(self.desk, new, old)

    def save_model(self, version: str, proposed: str) -> None:
        """What was proposed, or what a developer made of it: the model file that is shipped."""
        shipped = objects_folder() / "niche_ppn_form" / "models" / f"{version}.yaml"
        text = proposed if version in PROPOSAL_IS_ENOUGH else shipped.read_text(encoding="utf-8")
        (self.objects / "niche_ppn_form" / "models" / f"{version}.yaml").write_text(
            text, encoding="utf-8"
        )
        self.checkout_is_used()

    def approve(self, version: str, by: str) -> list[bool]:
        """A person approves every shape of the form; gives which approvals are complete."""
        app, when = self.desk.application, datetime(2026, 3, 2, 9, tzinfo=UTC)
        known = app.approvals
        rows = approve_version(self.desk, version, by=by, reason=REASON, when=when)
        model = app.models.of_screen("PPN", rows[0].form)
        assert model is not None
        people = people_needed(model, app.models, known)
        standings = [self.approvals.give(row, people) for row in rows]
        self.checkout_is_used()
        return [standing.is_complete for standing in standings]

    def read(self, version: str) -> list[Ppn]:
        """Every record in one version."""
        return [self.desk.read(version, record) for record in self.desk.every_record]


@pytest.fixture
def walk(tmp_path: Path, robot_browser: RobotBrowser) -> Iterator[Walk]:
    """Models and approvals of version 1; the fake Niche has all versions."""
    objects = tmp_path / "objects"
    shutil.copytree(objects_folder(), objects, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for version in STEPS:
        (objects / "niche_ppn_form" / "models" / f"{version}.yaml").unlink()
    models, file = ModelLibrary.load(objects), objects / APPROVALS_FILE
    Approvals.load(file).only_for(models).save(file)
    with a_hub(tmp_path / "hub", robot_browser, *SCENARIOS) as hub:
        walk = Walk(objects, PpnDesk.of(hub.robot, hub.world), hub.runtime.approvals)
        walk.checkout_is_used()
        yield walk


def test_from_version_1_to_6_with_model_files_and_approvals_only(walk: Walk) -> None:
    before, answers = FIRST, walk.read(FIRST)
    for version, verdict in STEPS.items():
        with pytest.raises(DriftException) as refused:
            walk.read(version)
        assert (refused.value.rule, refused.value.found) == ("R0", f"form 'PPN {version}'")
        checked = walk.check(version, before)
        assert checked.drift.verdict is verdict, version
        walk.save_model(version, checked.model_file)
        with pytest.raises(DriftException, match="R0"):
            walk.read(version)  # a model is no approval
        assert not any(walk.approve(version, "A. Developer"))
        with pytest.raises(DriftException, match="R0"):
            walk.read(version)  # one person is not enough where children and schools are found anew
        assert all(walk.approve(version, "B. Coordinator"))
        assert [as_answers(p) for p in walk.read(version)] == [
            as_answers(p, version) for p in answers
        ]
        before = version


def without(approvals: Approvals, form: str) -> tuple[Approvals, list[Approval]]:
    """The approvals but those of one form, and those."""
    kept = tuple(row for row in approvals.rows if row.form != form)
    return Approvals(kept), [row for row in approvals.rows if row.form == form]


@pytest.fixture
def new_form(tmp_path: Path, robot_browser: RobotBrowser) -> Iterator[Hub]:
    """A hub whose PPNs are written in version 6."""
    scenarios = ("P2:hyphens", "P2.37", "P2.18:address-not-safe-to-share", "P4:a-family")
    with a_hub(tmp_path / "hub", robot_browser, *scenarios, form_versions=("v6",)) as hub:
        yield hub


def test_version_6_holds_back_until_it_is_approved_and_then_honours_what_it_asks(
    new_form: Hub,
) -> None:
    hub, app = new_form, new_form.robot.application
    app.approvals, taken = without(app.approvals, "PPN v6")
    assert hub.try_to_load("P2") == "DRIFT"
    assert hub.mail.accepted() == []
    (report,) = hub.drift_reports()
    assert (report["screen"], report["rule"]) == ("PPN v6", "R0")
    assert report["expected"] == "an approval of this model"
    for by in ("A. Developer", "B. Coordinator"):
        for row in taken:
            hub.runtime.approvals.give(replace(row, by=by), people=2)
    app.approvals = app.approvals.with_rows(hub.runtime.approvals.complete())
    hub.process("P2").queue.resume("B. Coordinator", "version 6 is approved")
    hub.work("P2")
    assert hub.faults_of("P2") == []
    ended = {row.exception_code for row in hub.rows("P2")}
    assert {"P2.37", "P2.18"} <= ended
    assert len(hub.mail.accepted()) == 1


def test_a_process_that_reads_no_ppn_goes_on_while_the_others_wait(new_form: Hub) -> None:
    hub, app = new_form, new_form.robot.application
    app.approvals, _ = without(app.approvals, "PPN v6")
    assert [hub.try_to_load(code) for code in ("P1", "P2")] == ["", "DRIFT"]
    assert hub.perform("P1") is Ended.WAITING
    hub.work("P4")
    assert hub.faults_of("P4") == []
    assert {row.state for row in hub.rows("P4")} == {State.COMPLETED}
    assert hub.mail.accepted() == []
