"""The actions of a MARAC case: what the meeting decided, who does it, what became of it."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.entered import date_errors, length_errors, missing_errors
from fake_niche.errors import RecordMissing
from fake_niche.marac.base import ACTION_STATUSES, blueprint
from fake_niche.models import MaracAction, MaracCase
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    clean_text,
    iso_date,
    open_marac_case,
    release_lock,
    requires,
    uk_date,
)

_LABELS = {"text": "Text", "owner": "Owner", "status": "Status"}
_NAMES = (*_LABELS, "due")
Texts = dict[str, str]


@blueprint.get("/marac/<case_id>/actions/new")
@requires("marac.edit")
def new_action(case_id: str) -> str:
    """The screen "MARAC action" for a new one, held under a lock on the case."""
    case = open_marac_case(case_id)
    acquire_lock(f"marac:{case_id}")
    return _form(case, None, {"status": "Open"}, {})


@blueprint.post("/marac/<case_id>/actions/new")
@requires("marac.edit")
def add_action(case_id: str) -> Response | tuple[str, int]:
    """Add an action under the next number."""
    return _save(case_id, None)


@blueprint.get("/marac/<case_id>/actions/<int:action_number>/edit")
@requires("marac.edit")
def edit_action(case_id: str, action_number: int) -> str:
    """The screen "MARAC action", held under a lock on the case."""
    case = open_marac_case(case_id)
    acquire_lock(f"marac:{case_id}")
    action = _action(case, action_number)
    values = {name: getattr(action, name) for name in _LABELS}
    return _form(case, action, {**values, "due": uk_date(action.due)}, {})


@blueprint.post("/marac/<case_id>/actions/<int:action_number>/edit")
@requires("marac.edit")
def save_action(case_id: str, action_number: int) -> Response | tuple[str, int]:
    """Save the action, or leave it as it is."""
    return _save(case_id, action_number)


def _save(case_id: str, number: int | None) -> Response | tuple[str, int]:
    key, path = f"marac:{case_id}", f"/marac/{case_id}"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    case = open_marac_case(case_id, "edit")
    acquire_lock(key)
    action = _action(case, number) if number else None
    values = {name: clean_text(request.form.get(name, "")) for name in _NAMES}
    errors = _errors(values)
    if errors:
        return _form(case, action, values, errors), 422
    check_row_version(key, case, request.form.get("row_version", ""))
    _put(case, action or _next_action(case), values)
    audit("save", key, detail="action")
    release_lock(key)
    return redirect(path)


def _errors(values: Texts) -> Texts:
    errors = {
        **length_errors(MaracAction, values, _LABELS),
        **missing_errors(values, {"text": "Text"}),
        **date_errors(values, {"due": "Due"}),
    }
    if values["status"] not in ACTION_STATUSES:
        errors["status"] = "Status: choose one."
    return errors


def _next_action(case: MaracCase) -> MaracAction:
    number = max((one.number for one in case.actions), default=0) + 1
    return MaracAction(case_id=case.id, number=number)


def _put(case: MaracCase, action: MaracAction, values: Texts) -> None:
    for name in _LABELS:
        setattr(action, name, values[name])
    action.due = iso_date(values["due"]) if values["due"] else None
    if action not in case.actions:
        case.actions.append(action)


def _action(case: MaracCase, number: int) -> MaracAction:
    found = next((one for one in case.actions if one.number == number), None)
    if found is None:
        raise RecordMissing(f"{case.id} action {number}")
    return found


def _form(case: MaracCase, action: MaracAction | None, values: Texts, errors: Texts) -> str:
    return render_template(
        "marac/action.html",
        case=case,
        record_id=case.id,
        action=action,
        values=values,
        errors=errors,
        statuses=[(name, name) for name in ACTION_STATUSES],
    )
