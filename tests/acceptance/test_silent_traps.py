"""Forms that change without a new version: the robot reads what is meant, or nothing at all."""

from collections.abc import Iterator

import pytest

from bot.browser import RobotBrowser
from bot.exceptions import DriftException
from fake_niche.forms.traps import trap_names
from objects.niche_ppn_form import NichePpnForm, Ppn
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub

READ_AS_MEANT = {"dressed-labels", "placeholder", "button-renamed"}
"""What asks nothing else, and what only a person who saves would notice."""
SCENARIOS = ("P2:hyphens", "P2.8", "P2.23", "P1.1")
MIXED = ("", "values-inverted", "month-first", "dressed-labels", "placeholder", "columns-swapped")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser) -> Iterator[Hub]:
    with a_hub(tmp_path_factory.mktemp("traps") / "hub", robot_browser, *SCENARIOS) as hub:
        hub.load("P1")
        yield hub


def read_all(hub: Hub) -> list[Ppn]:
    form = NichePpnForm(hub.robot.application)
    return [form.open(ppn, "Silent traps") for ppn in hub.niche.form_versions()]


def as_said(ppns: list[Ppn]) -> list[str]:
    """What the PPNs say; the hash of how it was proved left out."""
    return [repr(ppn).replace(ppn.proof, "") for ppn in ppns]


@pytest.fixture(scope="module")
def meant(hub: Hub) -> list[str]:
    """What the PPNs say on the approved form."""
    return as_said(read_all(hub))


@pytest.mark.parametrize("trap", trap_names())
def test_a_trap_is_seen_or_makes_no_difference(hub: Hub, meant: list[str], trap: str) -> None:
    hub.world.fault({"kind": "form_trap", "path": r"^/report/", "value": trap})
    try:
        if trap in READ_AS_MEANT:
            assert as_said(read_all(hub)) == meant
            return
        with pytest.raises(DriftException) as stopped:
            read_all(hub)
        assert (stopped.value.screen, stopped.value.rule) == ("PPN v1", "R0")
    finally:
        hub.world.heal()


def test_a_renamed_button_stops_what_would_be_saved_with_it(hub_with: HubWith) -> None:
    hub = hub_with("P2:hyphens")
    hub.load("P2")
    hub.world.fault({"kind": "form_trap", "path": r"/edit$", "value": "button-renamed"})
    hub.perform("P2")
    assert [report["element"] for report in hub.drift_reports()] == ["Button - Save"]


def test_traps_and_sound_forms_in_one_queue_send_nothing_wrong(hub_with: HubWith) -> None:
    hub = hub_with(*SCENARIOS, "P2:a-child", "P2.1")
    for place, ppn in enumerate(hub.niche.form_versions()):
        if trap := MIXED[place % len(MIXED)]:
            hub.world.fault({"kind": "form_trap", "path": f"^/report/{ppn}", "value": trap})
    for code in ("P1", "P2"):
        hub.try_to_load(code)
        hub.perform(code)
    assert hub.drift_reports()
    assert hub.comparison().counts()["silent_wrong"] == 0
    hub.world.heal()
    for code in ("P1", "P2"):
        hub.process(code).queue.resume("A. Coordinator", "the form is the approved one again")
    hub.work("P1", "P2")
    assert hub.faults_of("P2") == []
