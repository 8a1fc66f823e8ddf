"""The local page: every item with its text, what to leave out and why, a preview, the copy."""

import hmac
import secrets
import threading
from collections.abc import Callable

from flask import Flask, Response, abort, redirect, render_template, request
from werkzeug import Response as BaseResponse

from bot.browser import BrowserNotFound
from bot.exceptions import BotError
from bot.failures import failure_of
from bot.redaction.as_html import page_html
from bot.redaction.errors import BadReport, RedactionRefused, Standing
from bot.redaction.page.desk import Desk
from bot.redaction.page.form import Filled, filled
from bot.redaction.release import Release

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Ticket:
    """What opens the page: a token that works once, then a cookie; and a token for forms."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self.form = secrets.token_urlsafe(32)
        self._cookie = secrets.token_urlsafe(32)
        self._is_used = False
        self._lock = threading.Lock()

    def use(self, token: str) -> str:
        """Give the cookie for the token; empty when it is wrong or was used."""
        with self._lock:
            if self._is_used or not hmac.compare_digest(token.encode(), self.token.encode()):
                return ""
            self._is_used = True
            return self._cookie

    def is_holder(self, cookie: str) -> bool:
        """This cookie was given for the token."""
        return hmac.compare_digest(cookie.encode(), self._cookie.encode())

    def is_own_form(self, form: str) -> bool:
        """A form came from a page that this program wrote."""
        return hmac.compare_digest(form.encode(), self.form.encode())


def create_app(desk: Desk, ticket: Ticket, ended: Callable[[Release | None], None]) -> Flask:
    """Make the page.

    Args:
        desk: reads the report and makes the copy.
        ticket: who may look.
        ended: called when the person is done, with the release or None, after the last answer.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = 4_000_000
    app.config["MAX_FORM_PARTS"] = 20_000
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _guard(app, ticket)
    _pages(app, desk, ticket)
    _ends(app, desk, ticket, ended)
    return app


def _guard(app: Flask, ticket: Ticket) -> None:
    def check() -> None:
        if request.host.partition(":")[0] != "127.0.0.1":
            abort(403)  # another name for this machine: a page elsewhere may be asking
        if request.endpoint == "enter":
            return
        if not ticket.is_holder(request.cookies.get(_cookie_name(), "")):
            abort(403)
        if request.method == "POST" and not ticket.is_own_form(request.form.get("form_token", "")):
            abort(403)

    def harden(answer: Response) -> Response:
        answer.headers.update(_HEADERS)
        return answer

    app.before_request(check)
    app.after_request(harden)
    app.register_error_handler(403, lambda _: (render_template("closed.html"), 403))
    app.register_error_handler(404, lambda _: (render_template("closed.html"), 404))
    for kind in (BadReport, RedactionRefused):
        app.register_error_handler(kind, _unusable)


def _pages(app: Flask, desk: Desk, ticket: Ticket) -> None:
    """What is looked at; nothing is written."""

    @app.get("/open/<token>")
    def enter(token: str) -> BaseResponse:
        cookie = ticket.use(token)
        if not cookie:
            abort(403)
        answer = redirect("/", 303)
        answer.set_cookie(_cookie_name(), cookie, httponly=True, samesite="Strict")
        return answer

    @app.get("/")
    def read() -> str:
        desk.read()
        return _items(desk, ticket, filled(desk.draft, desk.suggested))

    @app.post("/items")
    def items() -> str:
        return _items(desk, ticket, filled(desk.draft, request.form))

    @app.post("/preview")
    def preview() -> str:
        form = filled(desk.draft, request.form)
        try:
            desk.check(form.decision)
            prepared = desk.prepare(form.decision)
        except RedactionRefused as refused:
            return _items(desk, ticket, form, refused)
        return render_template(
            "preview.html",
            desk=desk,
            form=form,
            sheet=page_html(prepared.content, desk.draft.title, preview=True),
            standing=prepared.standing,
            form_token=ticket.form,
        )


def _ends(app: Flask, desk: Desk, ticket: Ticket, ended: Callable[[Release | None], None]) -> None:
    """What ends the page: a copy, or none."""

    @app.post("/release")
    def release() -> Response | str:
        form = filled(desk.draft, request.form)
        try:
            made = desk.release(form.decision)
        except RedactionRefused as refused:
            return _items(desk, ticket, form, refused)
        except (OSError, BotError, BrowserNotFound) as error:
            return _items(desk, ticket, form, _failed(error))
        answer = Response(render_template("done.html", desk=desk, made=made))
        answer.call_on_close(lambda: ended(made))
        return answer

    @app.post("/close")
    def close() -> Response:
        answer = Response(render_template("closed.html", by_person=True))
        answer.call_on_close(lambda: ended(None))
        return answer


def _items(
    desk: Desk, ticket: Ticket, form: Filled, refused: RedactionRefused | None = None
) -> str:
    missing = desk.missing(form.decision) if refused is not None else {}
    standing: tuple[Standing, ...] = refused.standing if refused is not None else ()
    return render_template(
        "items.html",
        desk=desk,
        draft=desk.draft,
        form=form,
        refused=refused,
        missing=missing,
        standing=standing,
        form_token=ticket.form,
    )


def _failed(error: Exception) -> RedactionRefused:
    cause, _, fix = failure_of(error).line.partition("; fix: ")
    return RedactionRefused(cause, fix)


def _unusable(error: Exception) -> tuple[str, int]:
    return render_template("closed.html", cause=str(error)), 409


def _cookie_name() -> str:
    """Cookies do not know ports; two of these pages may be open."""
    return f"mash_redact_{request.host.rpartition(':')[2]}"
