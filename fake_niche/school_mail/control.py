"""The control endpoint: faults on and off, and a late bounce; for those who hold the token."""

import hmac

from flask import Blueprint, abort, current_app, request

from fake_niche.school_mail.faults import Fault, FaultKind
from fake_niche.school_mail.inbox import world

control = Blueprint("control", __name__, url_prefix="/control")
_FIELDS = {"kind", "remaining", "value", "recipient"}


@control.before_request
def check_token() -> None:
    """Refuses whoever does not send the token."""
    given = request.headers.get("X-Control-Token", "")
    if not hmac.compare_digest(given.encode(), current_app.config["CONTROL_TOKEN"].encode()):
        abort(403, "The header X-Control-Token must hold what is in control.token.")


@control.get("/faults")
def list_faults() -> list[dict[str, object]]:
    """The faults that are on, with how often they happened."""
    return world().faults.all()


@control.post("/faults")
def switch_on() -> tuple[list[dict[str, object]], int]:
    """Switches a fault on."""
    world().faults.switch_on(_fault(request.get_json()))
    return world().faults.all(), 201


@control.delete("/faults")
def clear() -> list[dict[str, object]]:
    """Switches all faults off."""
    world().faults.clear()
    return []


@control.post("/bounce")
def bounce() -> tuple[dict[str, object], int]:
    """Sends a late bounce for an accepted message, named by its Message-ID or its number."""
    wanted = request.get_json()
    mail = world()
    found = [
        message
        for message in mail.store.all()
        if wanted in ({"message_id": message.message_id}, {"number": message.number})
    ]
    if not found:
        abort(404, 'No accepted message is {"message_id": …} or {"number": …} as asked.')
    mail.returns.deliver(found[0], mail.store.content(found[0]), "failed")
    return {"bounced": found[0].number}, 201


def _fault(wanted: object) -> Fault:
    """The fault that the request describes; 400 with the reason when it describes none."""
    if not isinstance(wanted, dict) or not set(wanted) <= _FIELDS or "kind" not in wanted:
        abort(400, f"A fault has the fields {', '.join(sorted(_FIELDS))}; kind must be given.")
    try:
        remaining = wanted.get("remaining")
        return Fault(
            kind=FaultKind(wanted["kind"]),
            remaining=None if remaining is None else int(remaining),
            value=float(wanted.get("value", 60)),
            recipient=str(wanted.get("recipient", "")),
        )
    except (ValueError, TypeError):
        kinds = ", ".join(FaultKind)
        abort(400, f"kind is one of {kinds}; remaining and value are numbers.")
