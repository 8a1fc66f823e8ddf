"""What every screen owes to whoever reads it by machine or by ear."""

import pytest

from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.page import Page
from tests.integration.fake_niche.sharing import CASE, REQUEST, add_all
from tests.integration.fake_niche.world import CHILD, INCIDENT, VICTIM, SmallPack

RECORD_PAGES = {
    "/queue/MASH-PPN": "MASH-PPN",
    "/task/1": "T1",
    "/task/1/edit": "T1",
    f"/occurrence/{INCIDENT}": INCIDENT,
    f"/occurrence/{INCIDENT}/edit": INCIDENT,
    f"/occurrence/{INCIDENT}/involved": INCIDENT,
    f"/occurrence/{INCIDENT}/reports": INCIDENT,
    f"/occurrence/{INCIDENT}/oel": INCIDENT,
    f"/occurrence/{INCIDENT}/tasks": INCIDENT,
    f"/occurrence/{INCIDENT}/attachments": INCIDENT,
    f"/occurrence/{INCIDENT}/audit": INCIDENT,
    f"/person/{CHILD}": CHILD,
    f"/person/{CHILD}/addresses": CHILD,
    f"/person/{CHILD}/schools": CHILD,
    f"/person/{CHILD}/schools/1/edit": CHILD,
    f"/person/{CHILD}/relations": CHILD,
    f"/person/{CHILD}/occurrences": CHILD,
    f"/person/{CHILD}/flags": CHILD,
    "/school/S00001": "S00001",
    f"/occurrence/{INCIDENT}/missing": INCIDENT,
    f"/occurrence/{INCIDENT}/missing/new": INCIDENT,
    f"/occurrence/{INCIDENT}/missing/1/edit": INCIDENT,
    f"/person/{CHILD}/matches": CHILD,
    f"/person/{CHILD}/marac": CHILD,
    f"/person/{VICTIM}/orders": VICTIM,
    f"/person/{VICTIM}/orders/new": VICTIM,
    f"/person/{VICTIM}/orders/1/edit": VICTIM,
    f"/csc/{REQUEST}": REQUEST,
    f"/csc/{REQUEST}/edit": REQUEST,
    f"/marac/{CASE}": CASE,
    f"/marac/{CASE}/edit": CASE,
    f"/marac/{CASE}/actions/new": CASE,
    f"/marac/{CASE}/actions/1/edit": CASE,
}
OTHER_PAGES = [
    *("/", "/search?q=larch", "/task/new", "/occurrence/new", "/change-password"),
    *("/csc", "/csc/new", "/marac", "/marac/new"),
    *(f"/csc/new?occurrence={INCIDENT}", f"/marac/new?occurrence={INCIDENT}"),
]
ADMIN_PAGES = ["/admin", "/admin/users", "/admin/forms", "/admin/faults", "/admin/audit"]


def _check(page: Page) -> None:
    assert page.status == 200
    assert page.screen
    assert page.is_complete
    assert "SYNTHETIC DATA" in page.html
    assert len(page.ids) == len(set(page.ids))
    unlabelled = {f"f-{name}" for name in page.outputs} - set(page.label_targets)
    assert not unlabelled
    assert set(page.label_targets) <= set(page.ids)
    for name, rows in page.grids.items():
        assert page.outputs[f"{name}_total"].isdecimal()
        assert all(list(row) == page.columns[name] for row in rows)


@pytest.mark.parametrize("path", list(RECORD_PAGES))
def test_a_record_page_names_its_screen_and_record(
    coordinator: Desk, pack: SmallPack, path: str
) -> None:
    add_all(pack)
    for record in (INCIDENT, CHILD, VICTIM):
        coordinator.open(record)
    page = coordinator.get(path)
    _check(page)
    assert page.outputs["record_id"] == RECORD_PAGES[path]


@pytest.mark.parametrize("path", OTHER_PAGES)
def test_a_page_of_no_record_names_its_screen_only(
    coordinator: Desk, pack: SmallPack, path: str
) -> None:
    add_all(pack)
    coordinator.open(INCIDENT)
    page = coordinator.get(path)
    _check(page)
    assert "record_id" not in page.outputs


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_a_page_of_administration_obeys_too(administrator: Desk, path: str) -> None:
    _check(administrator.get(path))


@pytest.mark.parametrize(
    "path",
    ["/task/77", "/occurrence/99260000077", "/nowhere", "/queue/X", "/csc/CSC-000009", "/marac/x"],
)
def test_what_is_not_there_is_an_error_with_its_code(coordinator: Desk, path: str) -> None:
    page = coordinator.get(path)
    assert (page.screen, page.outputs["error_code"]) == ("Error", "404")
