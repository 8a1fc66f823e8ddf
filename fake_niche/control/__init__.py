"""The control endpoint of tests and demonstrations: events, faults and the clock.

It answers only to the pack's token, and never when the data is not synthetic.
"""

import hmac
from datetime import datetime

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select

from fake_niche.clock import ClockError, ScenarioClock
from fake_niche.events import EventError, apply_moment
from fake_niche.faults import FaultError, switch_on
from fake_niche.models import Fault
from fake_niche.runtime import db, niche, now_iso

blueprint = Blueprint("control", __name__, url_prefix="/control")

_SETTINGS = ("path", "remaining", "probability", "seed", "value")


@blueprint.before_request
def check_token() -> ResponseReturnValue | None:
    """Refuse whoever lacks the token, and everybody when the data is not synthetic."""
    pack = niche().pack
    given = request.headers.get("X-Control-Token", "")
    if not pack.synthetic:
        return _refusal(403, "The data is not synthetic.")
    if not pack.control_token or not hmac.compare_digest(
        given.encode(), pack.control_token.encode()
    ):
        return _refusal(401, "The token is not right.")
    return None


@blueprint.post("/events")
def events() -> ResponseReturnValue:
    """Apply a moment of ``events.yaml``."""
    moment = str(_asked().get("moment", ""))
    try:
        applied = apply_moment(niche().pack.events_file, moment)
    except EventError as error:
        return _refusal(400, str(error))
    return jsonify(moment=moment, applied=applied or 0, already=applied is None)


@blueprint.get("/faults")
def list_faults() -> ResponseReturnValue:
    """The faults that are switched on."""
    return jsonify(faults=[_shown(fault) for fault in db().scalars(select(Fault))])


@blueprint.post("/faults")
def add_fault() -> ResponseReturnValue:
    """Switch a fault on."""
    asked = _asked()
    try:
        settings = {name: asked[name] for name in _SETTINGS if name in asked}
        fault = switch_on(db(), str(asked.get("kind", "")), **settings)
    except FaultError as error:
        return _refusal(400, str(error))
    db().flush()
    return jsonify(_shown(fault))


@blueprint.delete("/faults")
def clear_faults() -> ResponseReturnValue:
    """Switch all faults off."""
    db().execute(delete(Fault))
    return jsonify(faults=[])


@blueprint.get("/clock")
def show_clock() -> ResponseReturnValue:
    """The time of the application."""
    return jsonify(now=now_iso())


@blueprint.post("/clock")
def move_clock() -> ResponseReturnValue:
    """Move the scenario clock forward."""
    clock = niche().clock
    if not isinstance(clock, ScenarioClock):
        return _refusal(409, "This application runs by the system clock.")
    try:
        clock.move_to(datetime.fromisoformat(str(_asked().get("to", ""))))
    except (ClockError, ValueError, TypeError) as error:
        return _refusal(400, str(error))
    return jsonify(now=now_iso())


def _asked() -> dict[str, object]:
    asked = request.get_json(silent=True)
    return asked if isinstance(asked, dict) else {}


def _shown(fault: Fault) -> dict[str, object]:
    names = ("id", "kind", *_SETTINGS)
    return {name: getattr(fault, name) for name in names}


def _refusal(code: int, message: str) -> ResponseReturnValue:
    return jsonify(error=message), code
