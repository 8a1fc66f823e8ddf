"""The open bar and the screen "Reason for access": how a person comes to a record."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.services import Target, audit, find_target, give_reason

blueprint = Blueprint("open_bar", __name__)

MIN_REASON = 3


@blueprint.post("/open")
def open_record() -> Response | tuple[str, int]:
    """Open any record by its number, with a reason for access."""
    number = request.form.get("record", "")
    target = find_target(number)
    if target is None:
        return render_template("open_bar/not_found.html", number=number), 404
    if reason := request.form.get("reason", "").strip():
        _keep(target, reason)
    return redirect(target.path)


@blueprint.post("/reason")
def give() -> Response | tuple[str, int]:
    """Take the reason that the screen "Reason for access" asked for, and go on."""
    target = Target.from_key(request.form.get("key", ""))
    wanted = request.form.get("wanted", "")
    reason = request.form.get("reason", "").strip()
    if find_target(target.shown) is None:
        return render_template("open_bar/not_found.html", number=target.shown), 404
    if len(reason) < MIN_REASON:
        page = render_template("reason.html", record=target.key, wanted=wanted, too_short=True)
        return page, 422
    _keep(target, reason)
    return redirect(wanted if _is_local(wanted) else target.path)


def _keep(target: Target, reason: str) -> None:
    give_reason(target, reason)
    audit("reason", target.key, reason=reason)


def _is_local(address: str) -> bool:
    return address.startswith("/") and not address.startswith(("//", "/\\"))
