"""What can go wrong for a person at a screen, and the screen that says so."""
# ruff: noqa: N818 - each is named as its screen is

from flask import Flask, current_app, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from fake_niche.audit import audit
from fake_niche.runtime import db


class ScreenError(Exception):
    """Ends the request with a screen of its own."""


class NotPermitted(ScreenError):
    """The role may not do the action that the message names."""


class RecordMissing(ScreenError):
    """There is no record of the number that the message names."""


class RecordChanged(ScreenError):
    """Somebody saved the record after it was read; the message names the record."""


class AccessRestricted(ScreenError):
    """The record belongs to a unit; only the unit's name is told."""

    def __init__(self, record: str, unit: str) -> None:
        super().__init__(record)
        self.record = record
        self.unit = unit


class RecordHeld(ScreenError):
    """Somebody else has the record open for editing; its page, at ``path``, says who."""

    def __init__(self, record: str, path: str) -> None:
        super().__init__(record)
        self.record = record
        self.path = path


class ReasonNeeded(ScreenError):
    """The record was not opened in this session yet; a reason is asked."""

    def __init__(self, record: str) -> None:
        super().__init__(record)
        self.record = record


def init_errors(app: Flask) -> None:
    """Give every error its screen."""
    app.register_error_handler(NotPermitted, _not_permitted)
    app.register_error_handler(RecordMissing, _record_missing)
    app.register_error_handler(RecordChanged, _record_changed)
    app.register_error_handler(AccessRestricted, _access_restricted)
    app.register_error_handler(ReasonNeeded, _reason_needed)
    app.register_error_handler(RecordHeld, _record_held)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _failed)


def error_page(code: int, message: str) -> tuple[str, int]:
    """The screen "Error" with its code."""
    return render_template("error.html", code=code, message=message), code


def _refused(record: str, detail: str) -> None:
    db().rollback()
    audit("refused", record, detail=detail)
    db().commit()


def _not_permitted(error: NotPermitted) -> tuple[str, int]:
    _refused(f"action:{error}", "role")
    return render_template("not_permitted.html", action=str(error)), 403


def _record_missing(error: RecordMissing) -> tuple[str, int]:
    return error_page(404, f"There is no record {error}.")


def _record_changed(error: RecordChanged) -> tuple[str, int]:
    _refused(str(error), "record changed")
    return render_template("record_changed.html", record=str(error)), 409


def _access_restricted(error: AccessRestricted) -> tuple[str, int]:
    _refused(error.record, "restricted")
    return render_template("access_restricted.html", unit=error.unit), 403


def _reason_needed(error: ReasonNeeded) -> tuple[str, int]:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return render_template("reason.html", record=error.record, wanted=wanted), 200


def _record_held(error: RecordHeld) -> Response:
    _refused(error.record, "locked")
    return redirect(error.path)


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    return error_page(400, "This page is out of date. Go back, reload it and try again.")


def _http_error(error: HTTPException) -> tuple[str, int]:
    return error_page(error.code or 500, error.name)


def _failed(error: Exception) -> tuple[str, int]:
    db().rollback()
    current_app.logger.error("unhandled %s", type(error).__name__, exc_info=error)
    return error_page(500, "The application failed. Nothing of this page was saved.")
