"""Evidence: what a person needs to see is there, sealed; on live data nothing of a person is."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.evidence import EvidenceError, EvidenceStore
from bot.exceptions import DriftException, SystemException
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import (
    area,
    form,
    grid,
    group,
    output,
    page,
    section,
    select,
    text,
    tick,
)

pytestmark = pytest.mark.browser

KEY = bytes(range(32))
CANARIES = (
    "Rowan-Canary-1",
    "Canary Street 2",
    "01632 960003",
    "Canary4",
    "P0000005",
    "canary-six@example",
    "Canary 7 in a comment",
    "Canary8",
    "Canary 9 behind a tooltip",
    "Canary 10 in a frame",
    "Canary-11",
    "Canary 12 written back late",
    "Canary 13 as a placeholder",
    "Canary 14 in a template",
    "Canary School 15",
)
C = CANARIES


def a_page_full_of_people() -> str:
    frame = f"<p>{C[9]}</p><label for=x>Title</label><input id=x value='{C[9]}'>".replace('"', "'")
    return page(
        form(
            section(
                "Task",
                text("title", "Title", C[0], f'placeholder="{C[12]}" title="{C[8]}"'),
                area("notes", "Notes", f"{C[1]}\n{C[2]}"),
                select("school", "School", {"": "", "S00001": C[14]}, "S00001"),
                group("radio", "present", "Present", {"Yes": "Yes", "No": "No"}, "Yes"),
                tick("hold", "Hold", "checked"),
                output("person", "Person", C[4]),
                output("twin", "Twin", "Title"),
                f'<p class="remark">Seen by {C[3]}</p><!-- {C[6]} --><img alt="{C[7]}">',
                f'<a href="/person/{C[4]}">{C[5]}</a><div data-name="{C[10]}">x</div>',
                f"<template><b>{C[13]}</b></template>",
            )
        ),
        f'<iframe title="Part" srcdoc="{frame}"></iframe>',
        grid("people", "People", {"name": "Name"}, ("P0000005", [C[0]])),
        after=f"<script>setInterval(() => {{ document.querySelector('.remark').textContent ="
        f" '{C[11]}' }}, 5)</script>",
    )


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", KEY)


@pytest.fixture
def crowded(desk: Desk) -> Desk:
    desk.site.pages["/task"] = a_page_full_of_people()
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    return desk


ERROR = SystemException("time-out in NicheTask.open", code="C5")


def test_blanked_evidence_holds_no_canary_and_keeps_the_structure(
    crowded: Desk, store: EvidenceStore
) -> None:
    kept = store.open(store.capture(crowded.application, error=ERROR, reference="P1/12/1"))
    for canary in CANARIES:
        assert canary not in kept.dom
        assert canary not in json.dumps(kept.facts)
    for label in ("Title", "Notes", "Present", "People", "Name"):
        assert f">{label}<" in kept.dom
    assert kept.picture.startswith(b"\x89PNG")


def test_the_page_that_is_pictured_shows_no_canary(crowded: Desk, store: EvidenceStore) -> None:
    shown: list[str] = []
    page = crowded.application.page
    take = page.screenshot

    def note_what_is_seen(**how: object) -> bytes:
        for frame in page.frames:
            shown.append(frame.evaluate("() => document.body.innerText"))
            shown.extend(
                frame.evaluate(
                    "() => [...document.querySelectorAll('input,textarea,select')].map("
                    "e => (e.value || '') + (e.placeholder || '') + (e.title || ''))"
                )
            )
        return take(**how)  # type: ignore[arg-type] # passed on as it came

    page.screenshot = note_what_is_seen  # type: ignore[method-assign]
    store.capture(crowded.application, error=ERROR, reference="P1/12/1")
    assert shown
    for canary in CANARIES:
        assert not any(canary in text for text in shown)


def test_a_value_that_is_the_same_word_as_a_label_is_blanked(
    crowded: Desk, store: EvidenceStore
) -> None:
    kept = store.open(store.capture(crowded.application, error=ERROR, reference="P1/12/1"))
    assert kept.dom.count(">Title<") == kept.dom.count("Title</label>")


def test_a_blanked_page_is_abandoned(crowded: Desk, store: EvidenceStore) -> None:
    store.capture(crowded.application, error=ERROR, reference="P1/12/1")
    assert crowded.application.page.url == "about:blank"


def test_full_evidence_shows_the_page_and_outlines_the_element(
    crowded: Desk, store: EvidenceStore
) -> None:
    drift = DriftException("R1", screen="Task", element="Text - Title", rule="R1")
    artefact = store.capture(
        crowded.application, error=drift, reference="P1/12/1", picture="full", names=["title"]
    )
    kept = store.open(artefact)
    assert C[0] in kept.dom
    assert "outline:3px" in kept.dom or "outline: rgb(212" in kept.dom
    assert kept.facts["drift"]["element"] == "Text - Title"
    assert kept.facts["names"] == ["title"]
    assert [step["act"] for step in kept.facts["last_steps"]][-2:] == ["go", "read"]


def test_files_are_sealed_under_their_own_id(
    crowded: Desk, store: EvidenceStore, tmp_path: Path
) -> None:
    first = store.capture(crowded.application, error=ERROR, reference="a", picture="full")
    second = store.capture(crowded.application, error=ERROR, reference="b", picture="full")
    root = tmp_path / "evidence"
    assert not any(C[0].encode() in file.read_bytes() for file in root.rglob("*.sealed"))
    (root / second / "facts.sealed").write_bytes((root / first / "facts.sealed").read_bytes())
    with pytest.raises(EvidenceError):
        store.open(second)
    with pytest.raises(EvidenceError):
        EvidenceStore(root, bytes(32)).open(first)


def test_evidence_without_a_page_keeps_the_facts(crowded: Desk, store: EvidenceStore) -> None:
    crowded.application.page.close()
    kept = store.open(store.capture(crowded.application, error=ERROR, reference="P1/12/1"))
    assert (kept.picture, kept.facts["reference"]) == (b"", "P1/12/1")
    assert kept.facts["picture"].startswith("none")


def test_retention_deletes_what_is_old_and_keeps_the_rest(
    crowded: Desk, store: EvidenceStore
) -> None:
    store.capture(crowded.application, error=ERROR, reference="a", picture="full")
    now = datetime.now(UTC)
    assert store.purge(now - timedelta(days=1)) == 0
    assert store.purge(now + timedelta(days=1)) == 1
    assert store.ids() == ()
