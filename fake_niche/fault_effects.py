"""What a fault does to the request or to the answer that it strikes."""

import re
import threading
from collections.abc import Callable
from html import escape
from typing import Final

from flask import Response, g, render_template, request, session
from sqlalchemy import select, update
from werkzeug.wrappers import Response as AnyResponse

from fake_niche.access import Target
from fake_niche.errors import error_page
from fake_niche.faults import Strike, record_argument, strikes
from fake_niche.models import (
    Base,
    CscRequest,
    MaracCase,
    Occurrence,
    Person,
    Report,
    School,
    Task,
)
from fake_niche.runtime import niche
from fake_niche.view import asset

_TABLES: Final[dict[str, tuple[str, type[Base]]]] = {
    "task_id": ("task", Task),
    "number": ("occurrence", Occurrence),
    "report_id": ("report", Report),
    "person_id": ("person", Person),
    "school_id": ("school", School),
    "request_id": ("csc", CscRequest),
    "case_id": ("marac", MaracCase),
}
_ALERT, _LATE = asset("alert.js"), asset("late.js")
_LOST_LENGTH = 65_536
_MAX_DELAY_S = 120.0

Answer = AnyResponse | tuple[str, int] | None


def before_view() -> Answer:
    """Let the faults of this request strike; an answer ends the request."""
    for one in strikes():
        effect = _BEFORE.get(one.kind)
        answer = effect(one) if effect else None
        if answer is not None:
            return answer
    return None


def after_view(response: Response) -> None:
    """Let the faults of this request change the answer; its work is already saved."""
    for one in strikes():
        if one.kind == "response_lost":
            _lose(response)
        elif (
            one.kind in _ON_PAGES and response.mimetype == "text/html" and not response.is_streamed
        ):
            response.set_data(_ON_PAGES[one.kind](response.get_data(as_text=True), one.value))


def _delay(one: Strike) -> Answer:
    threading.Event().wait(min(float(one.value or 3), _MAX_DELAY_S))
    return None


def _server_error(_one: Strike) -> Answer:
    return error_page(500, "The application failed. Nothing of this page was saved.")


def _maintenance(_one: Strike) -> Answer:
    return render_template("maintenance.html"), 503


def _drop_session(_one: Strike) -> Answer:
    session.clear()
    return None


def _expire_password(_one: Strike) -> Answer:
    if request.endpoint != "login.log_in":
        session["must_change"] = True
    return None


def _lock_account(_one: Strike) -> Answer:
    if request.endpoint != "login.log_in":
        session.clear()
        session["notice"] = "This account is locked. Ask the service desk."
    return None


def _hold_lock(one: Strike) -> Answer:
    g.pretended_lock = (_this_record().key, one.value or "coord1")
    return None


def _change_row(_one: Strike) -> Answer:
    target = _this_record()
    table = _TABLES[str(record_argument())][1].__table__
    if "row_version" in table.c:
        key = next(iter(table.primary_key))
        change = update(table).where(key == _stored_id(target))  # type: ignore[arg-type]
        with niche().sessions.begin() as apart:
            apart.execute(change.values(row_version=table.c.row_version + 1))
    return None


def _serve_another(one: Strike) -> Answer:
    name = str(record_argument())
    key = next(iter(_TABLES[name][1].__table__.primary_key))
    with niche().sessions() as apart:
        query = select(key).where(key > _stored_id(_this_record())).order_by(key).limit(1)
        other = one.value or apart.scalar(query)
    if other and request.view_args is not None:
        request.view_args[name] = int(other) if name == "task_id" else str(other)
        g.wrong_record = True
    return None


def _this_record() -> Target:
    name = str(record_argument())
    return Target(_TABLES[name][0], str((request.view_args or {})[name]))


def _stored_id(target: Target) -> str | int:
    return int(target.id) if target.kind == "task" else target.id


_BEFORE: Final[dict[str, Callable[[Strike], Answer]]] = {
    "delay": _delay,
    "error_on_read": _server_error,
    "error_on_save": _server_error,
    "maintenance": _maintenance,
    "session_drop": _drop_session,
    "password_expired": _expire_password,
    "account_locked": _lock_account,
    "record_locked": _hold_lock,
    "row_changed": _change_row,
    "wrong_record": _serve_another,
}


def _lose(response: Response) -> None:
    """Announce more than is sent: the server then drops the connection.

    Nothing at all would make a browser send the form a second time by itself.
    """
    response.direct_passthrough = False
    response.status_code = 200
    response.headers.pop("Location", None)
    response.set_data("<!doctype html>")
    response.headers["Content-Length"] = str(_LOST_LENGTH)


def _truncate(page: str, value: str) -> str:
    return page[: int(len(page) * float(value or 0.6))]


def _without_row(page: str, _value: str) -> str:
    return re.sub(r"<tr data-record=.*?</tr>", "", page, count=1, flags=re.DOTALL)


def _alert(page: str, value: str) -> str:
    text = escape(value or "Your session will be archived.")
    return _at_end(page, f'<script src="{_ALERT}" data-text="{text}"></script>')


def _late(page: str, value: str) -> str:
    name, _, delay = value.partition(":")
    attributes = f'data-name="{escape(name)}" data-delay="{escape(delay or "1500")}"'
    return _at_end(page, f'<script src="{_LATE}" {attributes}></script>')


def _modal(page: str, value: str) -> str:
    text = escape(value or "A colleague has asked to share this screen.")
    dialog = (
        '<dialog open id="dlg-notice" class="notice" aria-labelledby="dlg-notice-heading">'
        f'<h2 id="dlg-notice-heading">Notice</h2><p>{text}</p>'
        '<form method="dialog"><button>Close</button></form></dialog>'
    )
    return _at_end(page, dialog)


def _without_school(page: str, value: str) -> str:
    return re.sub(rf'<option[^>]*value="{re.escape(value)}"[^>]*>[^<]*</option>', "", page)


def _with_school_twice(page: str, value: str) -> str:
    return re.sub(
        rf'(<option value="{re.escape(value)}")[^>]*(>[^<]*</option>)', r"\g<0>\1\2", page
    )


def _rename(page: str, value: str) -> str:
    old, _, new = value.partition("=")
    return page.replace(f">{escape(old)}</button>", f">{escape(new)}</button>")


def _at_end(page: str, addition: str) -> str:
    return page.replace("</body>", f"{addition}</body>")


_ON_PAGES: Final[dict[str, Callable[[str, str], str]]] = {
    "school_missing": _without_school,
    "school_doubled": _with_school_twice,
    "button_renamed": _rename,
    "late_field": _late,
    "alert": _alert,
    "modal": _modal,
    "truncated": _truncate,
    "row_missing": _without_row,
}
