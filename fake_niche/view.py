"""What every template has at hand."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from markupsafe import Markup
from sqlalchemy import or_, select

from fake_niche.faults import KINDS
from fake_niche.formats import ticked, uk_date, uk_datetime, yes
from fake_niche.models import Fault, OrgUnit
from fake_niche.runtime import db, niche, now_iso
from fake_niche.security.account import is_logged_in, me
from fake_niche.security.roles import may


def init_templates(app: Flask) -> None:
    """Add the filters and the values of the layout."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(uk_date=uk_date, uk_datetime=uk_datetime, yes=yes, ticked=ticked)
    app.jinja_env.globals.update(same_page=same_page, lines=lines, asset=asset)
    app.context_processor(_layout)


def same_page(**changes: object) -> str:
    """The address of this page with other arguments."""
    arguments: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(), **changes}
    kept = {name: value for name, value in arguments.items() if value is not None}
    return url_for(str(request.endpoint), **kept)


_STATIC = Path(__file__).parent / "static"


@cache
def asset(name: str) -> str:
    """The address of a style sheet, script or picture; it changes with the content.

    So a browser may keep what it has.
    """
    digest = hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


def lines(text: str) -> Markup:
    """A text with its line breaks, everything in it made harmless."""
    return Markup("<br>").join(text.splitlines())


def _layout() -> dict[str, object]:
    logged_in = is_logged_in()
    return {
        "account": me() if logged_in else None,
        "may": may,
        "faults_on": _faults_on(),
        "clock_now": now_iso(),
        "pack": niche().pack,
        "queues": _queues() if logged_in else [],
    }


def _faults_on() -> list[str]:
    on = db().scalars(select(Fault.kind).where(or_(Fault.remaining.is_(None), Fault.remaining > 0)))
    return [KINDS[kind].title for kind in dict.fromkeys(on) if kind in KINDS]


def _queues() -> list[OrgUnit]:
    mine = or_(OrgUnit.kind == "queue", OrgUnit.code == me().unit_code)
    return list(db().scalars(select(OrgUnit).where(mine).order_by(OrgUnit.name)))
