"""The web application: inbox pages and control endpoint, for this machine only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, request

from fake_niche.school_mail.control import control
from fake_niche.school_mail.inbox import inbox
from fake_niche.school_mail.smtp import MailWorld

_LONDON = ZoneInfo("Europe/London")


def create_app(world: MailWorld, token: str) -> Flask:
    """The application.

    Args:
        world: the mail to show.
        token: what the control endpoint asks for.
    """
    app = Flask(__name__)
    app.config["CONTROL_TOKEN"] = token
    app.extensions["mail_world"] = world
    app.register_blueprint(inbox)
    app.register_blueprint(control)
    app.add_template_filter(_london, "london")
    app.before_request(_check_host)
    app.after_request(_secure)
    return app


def _check_host() -> None:
    """Another site's name that leads to this machine is refused."""
    if request.host.partition(":")[0] not in ("127.0.0.1", "localhost"):
        abort(400)


def _secure(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _london(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone(_LONDON).strftime("%d/%m/%Y %H:%M")
