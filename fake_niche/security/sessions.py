"""Staying logged in: the guard before every screen, by the application's clock."""

import secrets
from datetime import datetime, timedelta

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from fake_niche.audit import audit
from fake_niche.models import RecordLock, User
from fake_niche.runtime import db, now, now_iso
from fake_niche.security.account import Account, is_logged_in, me
from fake_niche.security.passwords import LIFETIME_DAYS

IDLE_MINUTES = 20
_OPEN_TO_ALL = {"login.log_in", "static", "control"}

login_manager = LoginManager()


def init_sessions(app: Flask) -> None:
    """Prepare ``app`` for log-in; the cookie is for this site and for no script."""
    app.config.update(
        SESSION_COOKIE_NAME="fake_niche",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    login_manager.init_app(app)
    login_manager.session_protection = None  # one machine may hold several robots


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load_account(user_id: str) -> Account | None:
    user = db().scalar(select(User).where(User.id == user_id))
    return Account.of(user) if user and user.active and not user.locked else None


def start_session(user: User) -> None:
    """Log ``user`` in, in a fresh session with nothing opened yet."""
    session.clear()
    session["sid"] = secrets.token_hex(16)
    session["seen"] = now_iso()
    session["must_change"] = is_password_expired(user)
    login_user(Account.of(user))
    audit("log-in", f"user:{user.id}")


def end_session(why: str) -> None:
    """Log the person out and let go of the records held open."""
    if is_logged_in():
        db().execute(delete(RecordLock).where(RecordLock.user_id == me().id))
        audit("log-out", f"user:{me().id}", detail=why)
        logout_user()
    session.clear()


def session_id() -> str:
    """The name of this session, for what was opened in it."""
    return str(session.get("sid", ""))


def is_password_expired(user: User) -> bool:
    """Whether the password is older than its lifetime."""
    changed = datetime.fromisoformat(user.password_changed)
    return now() - changed.astimezone(now().tzinfo) > timedelta(days=LIFETIME_DAYS)


def guard() -> Response | None:
    """Send to "Log in" who is not logged in or was idle, and to "Change password" who must."""
    if request.endpoint is None or request.endpoint.split(".")[0] in ("static", "control"):
        return None
    if request.endpoint in _OPEN_TO_ALL:
        return None
    if not is_logged_in():
        return _to_log_in()
    if now() - datetime.fromisoformat(session["seen"]) > timedelta(minutes=IDLE_MINUTES):
        end_session("idle")
        session["notice"] = f"You were logged out after {IDLE_MINUTES} minutes without use."
        return _to_log_in()
    session["seen"] = now_iso()
    if session.get("must_change") and request.endpoint not in _WHILE_EXPIRED:
        return redirect(url_for("login.change_password"))
    return None


_WHILE_EXPIRED = {"login.change_password", "login.log_out"}


def _to_log_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("login.log_in", next=wanted))
