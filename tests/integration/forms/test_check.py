"""``mash-bot forms check`` on forms that a running fake Niche shows."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bot.application_model import approval_of, load_model, prove, structure_of
from bot.browser import BrowserSettings, RobotBrowser
from bot.config import Config
from bot.forms.check.pair import Verdict
from bot.forms.check.run import Checked, compare_at
from bot.forms.check.telling import as_json, write_html
from bot.forms.desk import FormDesk
from bot.forms.learn import learn
from bot.runtime import Runtime
from objects.niche_ppn_form import Ppn
from processes.demonstration.form_desk import SCENARIOS, PpnDesk
from tests.hub import a_hub

SHIPPED = Path("fake_niche/forms/v1.yaml")
MODELS = Path("objects/niche_ppn_form/models")
TRAPS = {
    "t1": ("label: Surname, required: true}", "label: Family name, required: true}"),
    "t2": ("label: Present at the incident", "label: Not present at the incident"),
    "t3": (
        "      - {kind: text, name: not_spoken_reason",
        "      - {kind: text, name: other_reason",
    ),
    "t5": (
        "name: subject_telephone,",
        "name: subject_telephone, show_when: {control: operational_hold, is: ['Yes']},",
    ),
}


def swapped(text: str) -> str:
    """The labels of two columns of dates and places, changed for each other."""
    return (
        text.replace("label: Incident address", "label: @")
        .replace("label: Incident postcode", "label: Incident address")
        .replace("label: @", "label: Incident postcode")
    )


def rekeyed_and_swapped(text: str) -> str:
    """Two yes/no columns with each other's labels, under new names: what they hold is exchanged."""
    return (
        text.replace("label: Present at the incident", "label: @")
        .replace("label: Lives in the household", "label: Present at the incident")
        .replace("label: @", "label: Lives in the household")
        .replace("name: present,", "name: p1, answers: present,")
        .replace("name: resident,", "name: p2, answers: resident,")
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[FormDesk]:
    """A desk that shows the shipped versions, and some in which something is quietly wrong."""
    folder = tmp_path_factory.mktemp("forms")
    shipped = SHIPPED.read_text(encoding="utf-8")
    texts = {name: shipped.replace(was, now, 1) for name, (was, now) in TRAPS.items()}
    made = {"t4": swapped(shipped), "t6": rekeyed_and_swapped(shipped)}
    for name, text in {**texts, **made}.items():
        assert text != shipped
        changed = text.replace("version: v1", f"version: {name}")
        (folder / f"{name}.yaml").write_text(changed, encoding="utf-8")
    hub_folder = tmp_path_factory.mktemp("desk") / "hub"
    with (
        RobotBrowser(BrowserSettings(), playwright=playwright) as browser,
        a_hub(hub_folder, browser, *SCENARIOS, forms=folder) as hub,
    ):
        yield PpnDesk.of(hub.robot, hub.world)


def run_forms(*arguments: str, at: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """The command itself, as a program of its own, in a folder of its own where one is given."""
    command = [sys.executable, "-m", "bot", "forms", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=at)


@pytest.mark.parametrize(("new", "old"), [("v2", "v1"), ("v3", "v2")])
def test_the_proposed_model_of_a_shipped_version_is_the_one_that_is_shipped(
    desk: FormDesk, tmp_path: Path, new: str, old: str
) -> None:
    checked = compare_at(desk, new, old)
    assert checked.drift.verdict is Verdict.NEEDS_A_PERSON
    for path in MODELS.glob("v*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "proposed.yaml").write_text(checked.model_file, encoding="utf-8")
    assert load_model(tmp_path / "proposed.yaml").hash == load_model(MODELS / f"{new}.yaml").hash


def test_every_control_of_a_shipped_version_reads_its_own_value(desk: FormDesk) -> None:
    checked = compare_at(desk, "v3", "v1")
    proved = [pair for pair in checked.drift.used if pair.canaries]
    assert len(proved) > len(checked.drift.used) / 2
    assert all(pair.canaries and pair.canaries[0] == pair.canaries[1] for pair in proved)


def test_it_says_who_may_still_run(desk: FormDesk) -> None:
    told = json.loads(as_json(compare_at(desk, "t1", "v1")))
    assert told["approved_by"] is None
    assert told["processes_not_reading"] == ["csc_report", "marac_report"]
    assert "task_prioritisation" in told["processes_reading"]
    assert json.loads(as_json(compare_at(desk, "v2", "v1")))["approved_by"] == "The developers"


@pytest.mark.parametrize("version", ["v1", "v5", "v6"])
def test_a_model_learned_from_a_form_that_nobody_described_reads_it(
    desk: FormDesk, tmp_path: Path, version: str
) -> None:
    app = desk.application
    desk.show(version, desk.records[1])
    learned = learn(app, "PPN learned")
    assert learned.differing == ()
    (tmp_path / "learned.yaml").write_text(learned.model_file, encoding="utf-8")
    model = load_model(tmp_path / "learned.yaml")
    desk.show(version, desk.records[1])
    seen = app.show_all(model, app.screen.snapshot())
    when = datetime(2026, 3, 2, tzinfo=UTC)
    row = approval_of(model, structure_of(model, seen), by="A", when=when, reason="learned")
    read = prove(model, (row,), seen, desk.records[1]).reading
    shown = desk.read(version, desk.records[1])
    assert isinstance(shown, Ppn)
    said = {value for name, value in read.items()}
    assert {shown.narrative, shown.subject.surname, shown.occurrence} <= said
    assert len(max((rows for rows in read.grids.values()), key=len)) == len(shown.children)


def test_what_became_of_the_children_in_version_5_is_told(desk: FormDesk) -> None:
    checked = compare_at(desk, "v5", "v4")
    told = {pair.name: {change.category for change in pair.changes} for pair in checked.drift.used}
    assert told["Text area - Voice of the child"] == {"repeated"}
    assert told["Text - Subject address"] == {"split"}
    assert told["Grid - Children"] == {"relocated"}
    for name in ("Grid - Children / Forename", "Text - Subject forenames"):
        assert told[name] == {"split"}  # one of the records has middle names
    flow = next(one for one in checked.drift.sections if one.category == "flow")
    assert (flow.was, flow.now) == ("one page", "5 pages")
    assert "label: 5 Sharing and MASH" in checked.model_file
    assert "What the officer saw" in {control.label for control in checked.drift.added}


@pytest.mark.parametrize(
    ("version", "element", "category", "verdict"),
    [
        ("t1", "Text - Subject surname", "relabelled", Verdict.NEEDS_A_PERSON),
        ("t2", "Grid - Children / Present", "relabelled (meaning)", Verdict.NEEDS_A_PERSON),
        ("t3", "Text - Reason not spoken to", "re-keyed", Verdict.NEEDS_A_PERSON),
        ("t4", "Text - Incident place", "conflict", Verdict.STOPS),
        ("t5", "Text - Subject telephone", "missing", Verdict.STOPS),
        ("t6", "Grid - Children / Present", "conflict", Verdict.STOPS),
    ],
)
def test_traps_are_seen(
    desk: FormDesk, version: str, element: str, category: str, verdict: Verdict
) -> None:
    found = compare_at(desk, version, "v1").drift
    (pair,) = [pair for pair in found.used if pair.name == element]
    assert category in " ".join(change.category for change in pair.changes)
    assert found.verdict is verdict


def test_the_page_stands_alone_and_shows_both_forms(desk: FormDesk, tmp_path: Path) -> None:
    checked: Checked = compare_at(desk, "v2", "v1")
    write_html(checked, tmp_path / "new" / "drift.html")
    page = (tmp_path / "new" / "drift.html").read_text(encoding="utf-8")
    assert page.count("data:image/jpeg;base64,") == 2
    assert "http" not in page.split("<style>")[1].split("</style>")[0]
    assert "What did the child say or show?" in page
    assert "extends: v1" in page


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("v99", "there is no form version 'v99'; fix: choose from v1, v2, v3"),
        ("missing.yaml", "missing.yaml: No such file or directory; fix: give a form file"),
        ("http://127.0.0.1:9/report/1", "nothing answers at http://127.0.0.1:9/report/1; fix: "),
    ],
)
def test_a_form_that_is_not_there_is_an_error_with_its_fix(new: str, told: str) -> None:
    ended = run_forms("check", new)
    assert ended.returncode == 4
    assert told in ended.stderr


def test_a_form_file_with_a_mistake_is_an_error_and_no_safe_repair(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("version: v1", "version: v8")
    (tmp_path / "v8.yaml").write_text(
        text.replace("options: notification", "options: notices"), "utf-8"
    )
    ended = run_forms("check", str(tmp_path / "v8.yaml"))
    assert ended.returncode == 4
    assert "options 'notices' is not one of the form's lists" in ended.stderr


def test_two_people_approve_and_one_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where the robot's database is
    config = tmp_path / "mash-bot.toml"
    config.write_text("", encoding="utf-8")
    with Runtime.open(Config.required(config), create_key=True, env={}):
        pass
    approve = ("approve", "v2", "--reason", "compared", "--config", str(config), "--by")
    first = run_forms(*approve, "A. Developer", at=tmp_path)
    assert (first.returncode, first.stdout.split()[0]) == (4, "noted"), first.stderr
    waiting = run_forms("matrix", "--config", str(config), at=tmp_path).stdout
    assert "waits: 1 of 2 people\tA. Developer" in waiting
    assert "none (operation_encompass, operation_endeavour, task_prioritisation stop)" in waiting
    second = run_forms(*approve, "B. Coordinator", at=tmp_path)
    assert (second.returncode, second.stdout.split()[0]) == (0, "approved"), second.stderr
    form = second.stdout.split()[5]
    by = ("--by", "B. Coordinator", "--reason", "a label was misread", "--config", str(config))
    assert run_forms("take-back", form, *by, at=tmp_path).returncode == 0
    assert run_forms("take-back", form, *by, at=tmp_path).returncode == 9
    assert "A. Developer" not in run_forms("matrix", "--config", str(config), at=tmp_path).stdout


def test_a_running_niche_can_be_looked_at_by_its_address(desk: FormDesk, tmp_path: Path) -> None:
    desk.show("v2", desk.records[0])
    page = desk.application.page
    state = tmp_path / "state.json"
    page.context.storage_state(path=state)
    ended = run_forms("check", page.url, "--storage-state", str(state), "--json", "-")
    assert ended.returncode == 2, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["new"], told["records_compared"]) == ("PPN v2", 0)


# What is written -----------------------------------------------------------------------------------


def rekeyed(folder: Path) -> Path:
    """A form file in which one input has another name, and nothing else is different."""
    text = SHIPPED.read_text(encoding="utf-8").replace("version: v1", "version: v1.2")
    was, now = "name: incident_place,", "name: incident_location, answers: incident_place,"
    assert text.count(was) == 1
    (folder / "v1.2.yaml").write_text(text.replace(was, now), encoding="utf-8")
    return folder / "v1.2.yaml"


def test_a_safe_repair_is_written_and_never_over_what_is_there(tmp_path: Path) -> None:
    objects = tmp_path / "objects"
    shutil.copytree("objects", objects)
    given = ("apply", str(rekeyed(tmp_path)), "--auto-safe", "--objects", str(objects))
    ended = run_forms(*given)
    assert ended.returncode == Verdict.SAFE_REPAIR, ended.stderr
    model = load_model(objects / "niche_ppn_form" / "models" / "v1.2.yaml")
    assert model.elements["Text - Incident place"].key == "incident_location"
    again = run_forms(*given)
    assert again.returncode == 4
    assert "is there already; fix:" in again.stderr


def test_what_needs_a_person_is_not_written_as_a_safe_repair(tmp_path: Path) -> None:
    objects = tmp_path / "objects"
    shutil.copytree("objects", objects)
    (objects / "niche_ppn_form" / "models" / "v2.yaml").unlink()
    ended = run_forms("apply", "v2", "--auto-safe", "--objects", str(objects))
    assert ended.returncode == Verdict.NEEDS_A_PERSON
    assert "nothing was written" in ended.stderr
    assert not (objects / "niche_ppn_form" / "models" / "v2.yaml").exists()


def test_what_stops_is_never_written(tmp_path: Path) -> None:
    objects = tmp_path / "objects"
    shutil.copytree("objects", objects)
    (objects / "niche_ppn_form" / "models" / "v4.yaml").unlink()
    ended = run_forms("apply", "v4", "--against", "v3", "--objects", str(objects))
    assert ended.returncode == Verdict.STOPS
    assert not (objects / "niche_ppn_form" / "models" / "v4.yaml").exists()


def test_a_proposal_is_printed() -> None:
    ended = run_forms("propose", "v3", "--against", "v2")
    assert ended.returncode == Verdict.NEEDS_A_PERSON
    assert ended.stdout.startswith("extends: v2\nform: PPN v3\n")
