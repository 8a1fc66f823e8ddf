"""Serves the page on this machine alone, until the person is done."""

import threading
from types import TracebackType
from typing import Self

from werkzeug.serving import WSGIRequestHandler, make_server

from bot.redaction.page import Ticket, create_app
from bot.redaction.page.desk import Desk
from bot.redaction.release import Release

HOST = "127.0.0.1"
_LOOK_EVERY_S = 0.5


class _Quiet(WSGIRequestHandler):
    """Writes no log: its lines would hold the token."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - as the base names it
        """Write nothing."""


class ServedPage:
    """The page while it can be opened; use it as a context manager.

    Args:
        desk: the report and how a copy of it is made.

    Raises:
        OSError: no port is free.
    """

    def __init__(self, desk: Desk) -> None:
        self._ended = threading.Event()
        self._release: Release | None = None
        ticket = Ticket()
        app = create_app(desk, ticket, self._end)
        self._server = make_server(HOST, 0, app, threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.address = f"http://{HOST}:{self._server.server_port}/open/{ticket.token}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait(self) -> Release | None:
        """Wait until the person is done; gives the release, or None when there is none."""
        while not self._ended.wait(_LOOK_EVERY_S):
            pass  # a short wait lets Ctrl+C through on Windows
        return self._release

    def _end(self, release: Release | None) -> None:
        self._release = release
        self._ended.set()
