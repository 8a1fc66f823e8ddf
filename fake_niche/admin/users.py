"""Users: adding, unlocking, closing an account, and a new password."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from flask import redirect, render_template, request
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from fake_niche.admin.base import blueprint
from fake_niche.models import OrgUnit, RecordLock, User
from fake_niche.security.passwords import MIN_LENGTH, hash_password
from fake_niche.security.roles import ROLES
from fake_niche.services import Column, Grid, audit, db, now_iso, row, ticked, uk_date, whole

_COLUMNS = (
    Column("user", "User"),
    Column("name", "Name"),
    Column("role", "Role"),
    Column("unit", "Unit"),
    Column("failed", "Failed log-ins"),
    Column("locked", "Locked"),
    Column("active", "Active"),
    Column("changed", "Password changed"),
)
_LOG_IN_NAME = re.compile(r"[a-z][a-z0-9.]{2,19}")


def _unlock(user: User) -> None:
    user.locked, user.failed_logins = False, 0


def _close(user: User) -> None:
    user.active = False


def _open(user: User) -> None:
    user.active = True


def _release(user: User) -> None:
    db().execute(delete(RecordLock).where(RecordLock.user_id == user.id))


CHANGES: Final[dict[str, Callable[[User], None]]] = {
    "Unlock": _unlock,
    "Close account": _close,
    "Open account": _open,
    "Release record locks": _release,
}


@blueprint.get("/users")
def users() -> str:
    """The screen "Users"."""
    return _page({}, {})


@blueprint.post("/users/change")
def change_user() -> Response | tuple[str, int]:
    """Do one of the changes to a user, or set a new password."""
    user = db().get(User, request.form.get("user", ""))
    change = request.form.get("change", "")
    if user is None or change not in CHANGES:
        return _page({}, {"user": "User: choose one, and what to do."}), 422
    CHANGES[change](user)
    audit("edit", f"user:{user.id}", detail=change)
    return redirect("/admin/users")


@blueprint.post("/users/password")
def set_password() -> Response | tuple[str, int]:
    """Give a user a new password."""
    user = db().get(User, request.form.get("password_user", ""))
    password = request.form.get("new_password", "")
    if user is None or len(password) < MIN_LENGTH:
        message = f"Password: choose a user and at least {MIN_LENGTH} characters."
        return _page({}, {"new_password": message}), 422
    user.password_hash, user.password_changed = hash_password(password), now_iso()
    audit("edit", f"user:{user.id}", detail="password")
    return redirect("/admin/users")


@blueprint.post("/users/new")
def add_user() -> Response | tuple[str, int]:
    """Add a user."""
    names = ("id", "name", "role", "unit", "password")
    values = {name: request.form.get(name, "").strip() for name in names}
    errors = _errors(values)
    if errors:
        return _page({**values, "password": ""}, errors), 422
    user = User(
        id=values["id"],
        name=values["name"],
        role=values["role"],
        unit_code=values["unit"],
        password_hash=hash_password(values["password"]),
        password_changed=now_iso(),
    )
    db().add(user)
    audit("add", f"user:{user.id}")
    return redirect("/admin/users")


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not _LOG_IN_NAME.fullmatch(values["id"]):
        errors["id"] = "User name: small letters, digits and dots, at most 20."
    elif db().get(User, values["id"]):
        errors["id"] = "User name: it is taken."
    if not values["name"]:
        errors["name"] = "Name: enter one."
    if values["role"] not in ROLES:
        errors["role"] = "Role: choose one."
    if db().get(OrgUnit, values["unit"]) is None:
        errors["unit"] = "Unit: choose one."
    if len(values["password"]) < MIN_LENGTH:
        errors["password"] = f"Password: at least {MIN_LENGTH} characters."
    return errors


def _page(values: dict[str, str], errors: dict[str, str]) -> str:
    found = db().scalars(select(User).order_by(User.id)).all()
    units = db().scalars(select(OrgUnit).order_by(OrgUnit.name))
    return render_template(
        "admin/users.html",
        grid=_grid(found),
        users=[("", ""), *((user.id, user.id) for user in found)],
        units=[("", ""), *((unit.code, unit.name) for unit in units)],
        roles=[("", ""), *((role, role) for role in ROLES)],
        changes=[("", ""), *((name, name) for name in CHANGES)],
        values=values,
        errors=errors,
    )


def _grid(found: Sequence[User]) -> Grid:
    rows = [
        row(
            user.id,
            user.id,
            user.name,
            user.role,
            user.unit.name,
            user.failed_logins,
            ticked(user.locked),
            ticked(user.active),
            uk_date(user.password_changed),
        )
        for user in found
    ]
    return whole("users", _COLUMNS, rows)
