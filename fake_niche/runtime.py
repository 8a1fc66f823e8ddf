"""What a request has at hand: the pack, the clock and one unit of work.

The unit of work of a request is committed when the answer is a success and rolled back when it is
not (see ``fake_niche/app.py``), so a screen never commits by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app, g
from sqlalchemy.orm import Session, sessionmaker

from fake_niche.clock import Clock
from fake_niche.formats import LONDON
from fake_niche.pack import Pack


@dataclass(frozen=True)
class Niche:
    """The parts of one running application."""

    pack: Pack
    clock: Clock
    sessions: sessionmaker[Session]
    forms_dir: Path | None


def niche() -> Niche:
    """The parts of the application that answers this request."""
    parts: Niche = current_app.extensions["niche"]
    return parts


def db() -> Session:
    """The database session of this request, opened on first use."""
    if "db" not in g:
        g.db = niche().sessions()
    session: Session = g.db
    return session


def now() -> datetime:
    """The time by the application's clock, aware, in UTC."""
    return niche().clock.now()


def now_iso() -> str:
    """The time by the application's clock, as the database stores it."""
    return now().isoformat(timespec="seconds")


def today_iso() -> str:
    """The date in London by the application's clock, as the database stores it."""
    return now().astimezone(LONDON).date().isoformat()
