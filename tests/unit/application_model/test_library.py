"""Model files: what a person may write, what is refused and how the refusal reads."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.application_model import (
    Approvals,
    ModelError,
    ModelLibrary,
    approval_of,
    load_model,
    structure_of,
)
from bot.application_model.draft import draft_from, to_yaml
from bot.application_model.names import normalise
from bot.application_model.page_rules import PageRules
from tests.unit.application_model.pages import a_model, a_page, proved

V1 = """
name: PPN
screen: PPN
form: PPN v1
elements:
  Radio - Children:
    kind: radio
    section: D Children
    label: Are there children?
    key: children_present
    options: {"Yes": "Yes", "No": "No"}
  Text - School: {kind: text, section: D Children, label: School, key: school}
  Grid - Children:
    kind: editgrid
    section: D Children
    label: Children
    key: children
    columns:
      Surname: {kind: text, label: Surname, key: surname}
      Born: {kind: date, label: Born, key: born}
"""
V4 = """
extends: v1
form: PPN v4
elements:
  Radio - Children: {kind: select, options: {"": "", "Yes": "Yes", "No": "No", "NK": "Not known"}}
  Text - School: null
  Grid - Children: {columns: {Surname: {label: Family name}}}
"""


def write(folder: Path, **files: str) -> Path:
    models = folder / "niche_ppn_form" / "models"
    models.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (models / f"{name}.yaml").write_text(text, encoding="utf-8")
    return models


def test_a_version_says_only_what_changed(tmp_path: Path) -> None:
    model = load_model(write(tmp_path, v1=V1, v4=V4) / "v4.yaml")
    assert model.elements["Radio - Children"].kind == "select"
    assert model.elements["Radio - Children"].label == "Are there children?"
    assert model.elements["Radio - Children"].options == {
        "": "",
        "Yes": "Yes",
        "No": "No",
        "NK": "Not known",
    }
    assert "Text - School" not in model.elements
    columns = model.elements["Grid - Children"].columns
    assert (columns["Surname"].label, columns["Born"].key) == ("Family name", "born")


def test_the_versions_of_a_form_are_found_by_its_label(tmp_path: Path) -> None:
    write(tmp_path, v1=V1, v4=V4)
    assert set(ModelLibrary.load(tmp_path).versions("PPN")) == {"PPN v1", "PPN v4"}


def test_the_hash_is_of_what_the_model_says_not_of_how_it_is_written(tmp_path: Path) -> None:
    models = write(tmp_path, v1=V1, copy=V1 + "# a remark\n", v4=V4)
    assert load_model(models / "v1.yaml").hash == load_model(models / "copy.yaml").hash
    assert load_model(models / "v1.yaml").hash != load_model(models / "v4.yaml").hash


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (V1.replace("kind: text,", "kind: txt,"), "v1.yaml: elements.Text - School.kind"),
        (V1.replace("key: school", "kee: school"), "v1.yaml: elements.Text - School"),
        (V1.replace('    options: {"Yes": "Yes", "No": "No"}\n', ""), "needs `options`"),
        ("extends: nowhere\n", "v1.yaml: extends: there is no nowhere.yaml beside it"),
        ("extends: v1\n", "extends: it extends itself"),
        ("- a list\n", "a model is a mapping"),
        ("name: [\n", "not YAML"),
    ],
)
def test_a_wrong_file_is_refused_by_file_field_and_rule(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ModelError) as refused:
        load_model(write(tmp_path, v1=text) / "v1.yaml")
    assert message in str(refused.value)


def test_two_files_for_one_screen_and_form_are_refused(tmp_path: Path) -> None:
    write(tmp_path, v1=V1, again=V1)
    with pytest.raises(ModelError, match="two models"):
        ModelLibrary.load(tmp_path)


def test_an_unknown_screen_is_refused() -> None:
    with pytest.raises(ModelError, match="no application model"):
        ModelLibrary.of().versions("Task")


def test_a_state_must_be_one_of_the_closed_set(tmp_path: Path) -> None:
    (tmp_path / "application.yaml").write_text("states: {Error: {raises: Oops}}", encoding="utf-8")
    with pytest.raises(ValueError, match="closed set"):
        PageRules.load(tmp_path)


# Approvals


def _row(by: str = "A. Reviewer", reason: str = "compared by hand") -> None:
    structure = structure_of(a_model(), a_page().seen)
    when = datetime(2026, 3, 2, 6, tzinfo=UTC)
    approval_of(a_model(), structure, by=by, when=when, reason=reason)


def test_approvals_outlive_the_file_and_are_not_kept_twice(tmp_path: Path) -> None:
    structure = structure_of(a_model(), a_page().seen)
    when = datetime(2026, 3, 2, 6, tzinfo=UTC)
    row = approval_of(a_model(), structure, by="A. Reviewer", when=when, reason="first")
    Approvals().including(row).including(row).save(tmp_path / "approvals.yaml")
    loaded = Approvals.load(tmp_path / "approvals.yaml")
    assert loaded.rows == (row,)
    assert proved(a_page(), approvals=loaded.of(a_model())).reading.record == "T12"


def test_an_approval_needs_a_name_and_a_reason() -> None:
    for by, reason in (("", "why"), ("A. Reviewer", " ")):
        with pytest.raises(ValueError, match="name and a reason"):
            _row(by, reason)


def test_a_row_edited_by_hand_is_refused(tmp_path: Path) -> None:
    structure = structure_of(a_model(), a_page().seen)
    when = datetime(2026, 3, 2, 6, tzinfo=UTC)
    row = approval_of(a_model(), structure, by="A", when=when, reason="first")
    file = tmp_path / "approvals.yaml"
    Approvals((row,)).save(file)
    old = row.sections["task"]
    file.write_text(file.read_text(encoding="utf-8").replace(old, "0" * 16), encoding="utf-8")
    with pytest.raises(ValueError, match="does not fit its own hash"):
        Approvals.load(file)


def test_no_file_is_no_approval(tmp_path: Path) -> None:
    assert Approvals.load(tmp_path / "none.yaml").rows == ()


# Names and drafts


@pytest.mark.parametrize(
    "name",
    ["Child’s school:", "CHILD'S SCHOOL *", "Child's\u00a0school", "Child's school (required)"],
)
def test_looks_of_a_name_are_not_its_meaning(name: str) -> None:
    assert normalise(name) == "child's school"


@pytest.mark.parametrize("name", ["Child's schools", "Not the child's school", "Suspect's school"])
def test_words_are_its_meaning(name: str) -> None:
    assert normalise(name) != "child's school"


def test_a_draft_is_a_model_that_fits_the_page_it_was_drafted_from(tmp_path: Path) -> None:
    file = write(tmp_path, draft=to_yaml(draft_from(a_page().seen, "Task"))) / "draft.yaml"
    model = load_model(file)
    structure = structure_of(model, a_page().seen)
    when = datetime(2026, 3, 2, tzinfo=UTC)
    rows = (approval_of(model, structure, by="A", when=when, reason="draft"),)
    seen = proved(a_page(), model, approvals=rows).reading
    assert seen["Text - Title"] == "PPN review"
    assert model.elements["Drop-down - School"].records is not None
    assert model.elements["Drop-down - School"].records.pattern == r"S\d{5}"
