"""The application: one function that makes it from a pack folder."""

import secrets
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from flask import Flask, Response, g
from flask_wtf.csrf import CSRFProtect

from fake_niche import fault_effects
from fake_niche.clock import Clock, ScenarioClock, SystemClock
from fake_niche.database import create_schema, make_engine, make_sessions
from fake_niche.errors import init_errors
from fake_niche.pack import PackError, load_pack
from fake_niche.runtime import Niche, db
from fake_niche.security.headers import add_secure_headers
from fake_niche.security.sessions import guard, init_sessions
from fake_niche.view import init_templates

SCREENS: Final = (
    "control",
    "login",
    "home",
    "open_bar",
    "queue",
    "task",
    "occurrence",
    "reports",
    "missing",
    "person",
    "csc",
    "marac",
    "school",
    "search",
    "lookup",
    "admin",
)
MAX_UPLOAD_BYTES = 8 * 1024 * 1024
KEEP_ASSETS_S = 365 * 24 * 60 * 60  # their addresses change with their content
_FAILURE = 400

csrf = CSRFProtect()


def create_app(
    pack: Path, forms_dir: Path | None = None, *, database_url: str | None = None
) -> Flask:
    """The web application on a pack.

    Args:
        pack: the folder that ``fake-niche seed`` made.
        forms_dir: a folder with more PPN form versions.
        database_url: another database than the pack's own SQLite file.

    Raises:
        PackError: the folder is not a pack.
    """
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        MAX_CONTENT_LENGTH=MAX_UPLOAD_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=KEEP_ASSETS_S,
    )
    app.extensions["niche"] = open_pack(pack, forms_dir, database_url)
    init_errors(app)
    init_templates(app)
    _init_requests(app)
    for screen in SCREENS:
        _add_screen(app, screen)
    return app


def open_pack(
    folder: Path, forms_dir: Path | None = None, database_url: str | None = None
) -> Niche:
    """The database and the clock of a pack, ready for an application.

    Raises:
        PackError: the folder is not a pack.
    """
    pack = load_pack(folder)
    if database_url is None and not (pack.folder / "niche.sqlite").is_file():
        raise PackError(f"{pack.folder} has no niche.sqlite. Seed the pack again.")
    engine = make_engine(database_url or pack.database_url)
    create_schema(engine)
    clock: Clock = ScenarioClock(pack.clock_file) if pack.clock_file.is_file() else SystemClock()
    return Niche(pack, clock, make_sessions(engine), forms_dir)


def _init_requests(app: Flask) -> None:
    """Set what happens around each request; the order matters.

    Faults strike before anything else is done, and a lost session is sent to "Log in" before its
    form token could be missed. Afterwards the work is saved first, and then the answer spoilt.
    """
    init_sessions(app)
    app.before_request(fault_effects.before_view)
    app.before_request(guard)
    csrf.init_app(app)
    app.after_request(_finish)
    app.teardown_appcontext(_close)


def _finish(response: Response) -> Response:
    if "db" in g:
        if response.status_code < _FAILURE:
            db().commit()
        else:
            db().rollback()
    add_secure_headers(response)
    fault_effects.after_view(response)
    return response


def _close(_error: BaseException | None) -> None:
    session = g.pop("db", None)
    if session is not None:
        session.close()


def _add_screen(app: Flask, name: str) -> None:
    module_name = f"fake_niche.{name}"
    if find_spec(module_name) is None:
        return  # a screen that this build does not have
    module = import_module(module_name)
    if not hasattr(module, "blueprint"):
        return
    app.register_blueprint(module.blueprint)
    if name == "control":
        csrf.exempt(module.blueprint)
