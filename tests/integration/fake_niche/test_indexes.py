"""Each list of the new screens is answered from an index, however many records there are."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.dialects import sqlite

from fake_niche.models import (
    Attachment,
    CscRequest,
    Involvement,
    MaracCase,
    MaracPerson,
    MissingEpisode,
    Order,
    Person,
    PersonAlias,
    Task,
)
from fake_niche.runtime import db


def _of(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(1).where(*wanted)


LISTS = {
    "requests": select(CscRequest.id).order_by(CscRequest.id.desc()),
    "requests of a status": _of(CscRequest.status == "x").order_by(CscRequest.id.desc()),
    "requests of an occurrence": _of(CscRequest.occurrence_number == "x"),
    "cases": select(MaracCase.id).order_by(MaracCase.id.desc()),
    "cases of a status": _of(MaracCase.status == "x").order_by(MaracCase.id.desc()),
    "cases of a victim": _of(MaracCase.victim_id == "x"),
    "cases of another person": _of(MaracPerson.person_id == "x"),
    "episodes of an occurrence": _of(MissingEpisode.occurrence_number == "x"),
    "episodes by change": _of(MissingEpisode.changed >= "x").order_by(
        MissingEpisode.changed, MissingEpisode.id
    ),
    "orders": _of(or_(Order.against_id == "x", Order.protects_id == "x")),
    "parts in occurrences": _of(Involvement.person_id == "x"),
    "attachments of a task": _of(Attachment.task_id == 1),
    "tasks of a request": _of(Task.csc_request_id == "x"),
    "tasks of a case": _of(Task.marac_case_id == "x"),
    "namesakes": _of(Person.surname == "x", Person.forenames == "y"),
    "aliases": _of(PersonAlias.name == "x"),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_is_read_from_an_index(app: Flask, name: str) -> None:
    compiled = LISTS[name].compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with app.app_context():
        plan = db().connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    steps = [str(step[3]) for step in plan]
    assert all("TEMP B-TREE" not in step for step in steps)
    assert all("INDEX" in step or "OR" in step for step in steps), steps
