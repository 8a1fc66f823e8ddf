"""Logging in and out, and changing the password."""

from flask import Blueprint, redirect, render_template, request, session
from sqlalchemy import select
from werkzeug.wrappers import Response

from fake_niche.faults import strike
from fake_niche.models import User
from fake_niche.security.passwords import (
    MAX_FAILED_LOGINS,
    MIN_LENGTH,
    hash_password,
    is_password,
)
from fake_niche.security.sessions import end_session, start_session
from fake_niche.services import audit, db, me, now_iso

blueprint = Blueprint("login", __name__)

WRONG = "The user name or the password is not right."
LOCKED = "This account is locked. Ask the service desk."


@blueprint.route("/login", methods=["GET", "POST"])
def log_in() -> str | Response:
    """The screen "Log in"."""
    if request.method == "GET":
        return _page(notice=session.pop("notice", ""))
    user = db().get(User, request.form.get("username", "").strip().lower())
    error = _refusal(user, request.form.get("password", ""))
    if error or user is None:
        return _page(error=error or WRONG)
    start_session(user)
    if strike("password_expired"):
        session["must_change"] = True
    wanted = request.form.get("next", "")
    local = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted if local else "/")


@blueprint.post("/logout")
def log_out() -> Response:
    """End the session; records held open are let go."""
    end_session("asked")
    return redirect("/login")


@blueprint.route("/change-password", methods=["GET", "POST"])
def change_password() -> str | Response | tuple[str, int]:
    """The screen "Change password"."""
    if request.method == "GET":
        return render_template("login/change_password.html", expired=session.get("must_change"))
    user = db().scalars(select(User).where(User.id == me().id)).one()
    error = _change_refusal(user)
    if error:
        return render_template("login/change_password.html", error=error), 422
    user.password_hash = hash_password(request.form["new_password"])
    user.password_changed = now_iso()
    session["must_change"] = False
    audit("password", f"user:{user.id}")
    return redirect("/")


def _page(error: str = "", notice: str = "") -> str:
    wanted = request.values.get("next", "")
    return render_template("login/log_in.html", error=error, notice=notice, wanted=wanted)


def _refusal(user: User | None, password: str) -> str:
    right = is_password(user.password_hash if user else None, password)
    if user is None or not user.active:
        audit("log-in refused", "user:unknown")
        return WRONG
    if user.locked or strike("account_locked"):
        audit("log-in refused", f"user:{user.id}", detail="locked")
        return LOCKED
    if right:
        user.failed_logins = 0
        return ""
    return _count_failure(user)


def _count_failure(user: User) -> str:
    user.failed_logins += 1
    user.locked = user.failed_logins >= MAX_FAILED_LOGINS
    audit("log-in refused", f"user:{user.id}", detail=f"attempt {user.failed_logins}")
    return LOCKED if user.locked else WRONG


def _change_refusal(user: User) -> str:
    old, new = request.form.get("old_password", ""), request.form.get("new_password", "")
    if not is_password(user.password_hash, old):
        return "The old password is not right."
    if len(new) < MIN_LENGTH:
        return f"The new password needs at least {MIN_LENGTH} characters."
    if new == old:
        return "The new password must differ from the old one."
    return "" if new == request.form.get("again") else "The two new passwords differ."
