"""The PPNs are what version 1 of the form can hold, and say of children what they mean to."""

import re
from functools import cache
from typing import Any

import pytest

from fake_niche import models
from fake_niche.forms.controls import ChoiceControl, Control
from fake_niche.forms.format import Form, Grid, controls_of, grids_of
from fake_niche.forms.loader import SHIPPED, load_form
from fake_niche.forms.option_sets import ListedSchool, OptionSets
from fake_niche.seed.registry import SCENARIOS, Scenario
from tests.unit.seed.worlds import with_scenario, with_tasks

OF_A_CHILD = re.compile(
    r"\b(child|children|son|sons|daughter|baby|boy|girl|kid|toddler|infant|teenager|school|pupil"
    r"|mother|father|mum|dad|parent|family|pregnant|bedtime|nursery)\b",
    re.IGNORECASE,
)


@cache
def form(version: str = "v1") -> Form:
    return load_form(SHIPPED / f"{version}.yaml")


@cache
def controls() -> dict[str, Control]:
    return {c.name: c for section in form().each_section() for c in controls_of(section)}


@cache
def grids() -> dict[str, Grid]:
    return {g.name: g for section in form().each_section() for g in grids_of(section)}


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda s: s.name)
def test_the_form_can_hold_what_a_ppn_says(one: Scenario) -> None:
    world, _ = with_scenario(one)
    schools = tuple(ListedSchool(s.id, s.name, s.town, "") for s in world.schools.all)
    offered = OptionSets(form(), schools)
    for report in world.rows.of(models.Report):
        extra = _asked_by(form(report["form_version"])) if report["form_version"] else set()
        _check(report["data"], offered, extra)


def _asked_by(version: Form) -> set[str]:
    """The answers that a version keeps, also those of a row."""
    sections = tuple(version.each_section())
    plain = {key for s in sections for c in controls_of(s) for key in c.keys}
    return plain | {key for s in sections for g in grids_of(s) for c in g.columns for key in c.keys}


def _check(data: dict[str, Any], offered: OptionSets, extra: set[str]) -> None:
    assert data.keys() - extra <= controls().keys() | grids().keys() <= data.keys()
    for name, control in controls().items():
        _check_answer(control, data[name], offered)
    for name, grid in grids().items():
        for row in data[name]:
            columns = {column.name for column in grid.columns}
            assert row.keys() - extra <= columns <= row.keys()
            for column in grid.columns:
                _check_answer(column, row[column.name], offered)


def _check_answer(control: Control, answer: Any, offered: OptionSets) -> None:  # noqa: ANN401
    if not isinstance(control, ChoiceControl):
        assert isinstance(answer, str)
        return
    choices = offered.of(control)
    chosen = answer if control.kind == "checkboxes" else [answer]
    assert not [value for value in chosen if value and choices.value_for(value) is None]


def test_a_notice_without_children_speaks_of_none() -> None:
    world = with_tasks(400)
    answers = {a.key: a for a in world.answers.settle()}
    plain = [k for k, a in answers.items() if a.tag == "without" and a.row == "plain"]
    reports = {r["id"]: r for r in world.rows.of(models.Report)}
    assert plain
    for key in plain:
        task = world.rows.of(models.Task)[int(key.split("/")[1]) - 1]
        data = reports[task["title"].split()[0]]["data"]
        assert not OF_A_CHILD.search(" ".join(v for v in data.values() if isinstance(v, str)))


def test_no_title_speaks_of_children_or_exceeds_the_limit() -> None:
    for task in with_tasks(0).rows.of(models.Task):
        assert len(task["title"]) <= 120
        assert "children" not in task["title"]
