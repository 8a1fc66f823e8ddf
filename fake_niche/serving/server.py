"""Serving the application with waitress, on the loopback address unless told otherwise."""

import errno
import logging
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import waitress
from flask import Flask

from fake_niche.app import create_app
from fake_niche.exit_status import CommandError, ExitStatus

THREADS = 8


class ServeError(CommandError):
    """The server cannot start or be reached; the message says the cause and what to do."""

    status = ExitStatus.UNAVAILABLE


def serve(
    pack: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    forms_dir: Path | None = None,
    database_url: str | None = None,
) -> None:
    """Serve ``pack`` until the process is told to stop (Ctrl-C or SIGTERM).

    Raises:
        PackError: the folder is not a pack.
        ServeError: the port is in use or may not be used.
    """
    app = create_app(pack, forms_dir, database_url=database_url)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    server = _bind(app, host, port)
    signal.signal(signal.SIGTERM, _stop)
    sys.stdout.write(f"ready url=http://{host}:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


def _bind(app: Flask, host: str, port: int) -> "waitress.server.TcpWSGIServer":
    try:
        return waitress.create_server(app, host=host, port=port, threads=THREADS, ident="niche")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            msg = f"Port {port} is in use. Stop what uses it, or choose another: --port {port + 1}"
            raise ServeError(msg) from error
        msg = f"{host}:{port} cannot be used: {error.strerror}. Give another --host or --port."
        raise ServeError(msg) from error


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
