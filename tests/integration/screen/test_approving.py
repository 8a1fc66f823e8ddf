"""A person approves what the screens are now; what is not approved is not read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.application_model import Approvals
from bot.exceptions import DriftException, SystemException
from bot.exit_status import ExitStatus
from bot.forms import cli
from bot.forms.approve import Visit, approve, load_plan, save
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import form, page, section, text

pytestmark = pytest.mark.browser

TASK = page(form(section("Task", text("title", "Title", "Old"))))
WHEN = datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def unapproved(desk: Desk) -> Desk:
    desk.site.pages["/task"] = TASK
    desk.learn("/task")
    desk.application.approvals = Approvals()
    return desk


def test_an_approved_screen_is_read_and_the_row_says_by_whom_and_why(
    unapproved: Desk, tmp_path: Path
) -> None:
    visits = [Visit.parse("Task=/task")]
    rows = approve(unapproved.application, visits, by="A. Reviewer", reason="compared", when=WHEN)
    file = tmp_path / "approvals.yaml"
    unapproved.application.approvals = save(rows, file)
    unapproved.screen.go("/task")
    assert unapproved.screen.read("Task", "T12")["Text - Title"] == "Old"
    row = Approvals.load(file).rows[0]
    assert (row.by, row.reason, row.when) == ("A. Reviewer", "compared", WHEN.isoformat())


def test_a_screen_that_does_not_fit_its_model_cannot_be_approved(unapproved: Desk) -> None:
    unapproved.site.pages["/task"] = TASK.replace("Title<", "Heading<")
    with pytest.raises(DriftException) as caught:
        approve(unapproved.application, [Visit("Task", "/task")], by="A", reason="b", when=WHEN)
    assert caught.value.rule == "R1"
    assert unapproved.application.approvals.rows == ()


def test_an_address_that_shows_another_screen_cannot_be_approved(unapproved: Desk) -> None:
    unapproved.site.pages["/task"] = page(screen="Error", record="")
    with pytest.raises(SystemException):
        approve(unapproved.application, [Visit("Task", "/task")], by="A", reason="b", when=WHEN)


def test_a_plan_is_a_list_of_models_and_addresses(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("- {model: Task, path: /task/1}\n", encoding="utf-8")
    assert load_plan(plan) == [Visit("Task", "/task/1")]


@pytest.mark.parametrize("visit", ["Task", "=/task", "Task="])
def test_a_visit_that_is_not_model_and_address_is_refused(visit: str) -> None:
    with pytest.raises(ValueError, match="MODEL=/path"):
        Visit.parse(visit)


def test_the_command_refuses_a_wrong_visit_with_its_own_status() -> None:
    given = ["approve", "--by", "A", "--reason", "b", "--url", "http://127.0.0.1:1"]
    result = CliRunner().invoke(cli.app, [*given, "--visit", "Task"])
    assert (result.exit_code, "MODEL=/path" in result.output) == (ExitStatus.USAGE, True)
