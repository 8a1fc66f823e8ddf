"""The versions of the PPN form that are shipped: each shows the same answers, and is read alike."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.browser import RobotBrowser
from fake_niche.forms.loader import load_library
from objects.niche_ppn_form import NichePpnForm, Ppn
from tests.hub import Hub, a_hub

FIRST = "v1"
VERSIONS = sorted(f.version for f in load_library().forms.values() if f.version != FIRST)
NOT_LISTED = "P2:not-listed-but-written-exactly"
ASKED_IN_THEM = (
    "P2.37",
    "P2.18:address-not-safe-to-share",
    "P2.18:not-known-whether-the-address-is-safe",
    "P2:own-words-of-each-child",
)
"""What only versions 5 and 6 ask."""
BY_SWITCH = ("v4", "v5", "v6")
BY_CHILD = ("v5", "v6")
OFFICER_SAW = ", Officer saw"
VOICE = "Text area - Voice of the child"
SCENARIOS = (
    "P2:middle-names",
    "P1.1",
    "P1.3",
    "P1.5",
    "P2:hyphens",
    "P2.8",
    "P2.18:refuge",
    "P2.23",
    "P3.9",
    "P2.2",
    NOT_LISTED,
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser) -> Iterator[Hub]:
    """A hub whose robot is logged in, on PPNs of many kinds."""
    folder = tmp_path_factory.mktemp("versions")
    with a_hub(folder / "hub", robot_browser, *SCENARIOS) as hub:
        hub.load("P1")
        yield hub


def read_in(hub: Hub, version: str) -> list[Ppn]:
    """Every PPN of the hub, shown in one version of the form."""
    hub.world.fault({"kind": "form_version", "path": r"^/report/", "value": version})
    form = NichePpnForm(hub.robot.application)
    try:
        return [form.open(ppn, "Form versions") for ppn in hub.niche.form_versions()]
    finally:
        hub.world.heal()


def as_answers(ppn: Ppn, version: str = "") -> Ppn:
    """What the PPN says, whatever form says it; as that version can say it.

    A switch for "present" says Yes or nothing: off is either No or not known. Where each child has
    a text of its own, the one text for all stands in each; what the officer saw is asked there only.
    """
    children, voice, texts = ppn.children, ppn.voice, dict(ppn.free_texts)
    if version in BY_SWITCH:
        children = tuple(
            replace(child, present="Yes" if child.present == "Yes" else "") for child in children
        )
    if version in BY_CHILD:
        children = tuple(replace(child, said=voice) for child in children)
        del texts[VOICE]
        texts |= {f"Grid - Children, {child.row + 1}, Said": voice for child in children}
        voice = ""
    free = tuple(sorted(t for t in texts.items() if not t[0].endswith(OFFICER_SAW)))
    return replace(
        ppn, form="", proof="", children=children, voice=voice, free_texts=free, education=None
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_is_read_as_the_first(hub: Hub, version: str) -> None:
    first, other = read_in(hub, FIRST), read_in(hub, version)
    assert {ppn.form for ppn in other} == {f"PPN {version}"}
    assert [as_answers(ppn) for ppn in other] == [as_answers(ppn, version) for ppn in first]
    assert any(ppn.children for ppn in first)


def test_old_and_new_mix_in_one_queue(tmp_path: Path, robot_browser: RobotBrowser) -> None:
    versions = (FIRST, *VERSIONS)
    with a_hub(
        tmp_path / "hub", robot_browser, *SCENARIOS, *ASKED_IN_THEM, form_versions=versions
    ) as mixed:
        mixed.whole_days("P1", "P2", "P3")
        assert set(mixed.niche.form_versions().values()) == set(versions)
        assert mixed.faults_of("P") == []
        assert mixed.comparison().counts()["silent_wrong"] == 0
