"""Runs the mail world: SMTP on an event loop, the inbox page beside it."""

import asyncio
import json
import logging
import os
import secrets
import signal
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import waitress

from fake_niche.clock import Clock, ScenarioClock, SystemClock
from fake_niche.school_mail.accounts import accounts_for
from fake_niche.school_mail.certificates import CertificateKind, prepare
from fake_niche.school_mail.disk import write_whole
from fake_niche.school_mail.errors import MailWorldError
from fake_niche.school_mail.faults import FaultKind, FaultSwitches
from fake_niche.school_mail.notices import ReturnMailbox
from fake_niche.school_mail.smtp import MailWorld, SchoolSmtp
from fake_niche.school_mail.store import MailStore
from fake_niche.school_mail.web import create_app

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """How the mail world is started.

    Attributes:
        store: the folder for everything it keeps.
        port: for SMTP; 0 takes a free one.
        inbox_port: for the inbox page; 0 takes a free one.
        pack: a seeded pack, for its accounts and its clock.
        certificate: what the server shows.
    """

    store: Path
    port: int = 0
    inbox_port: int = 0
    pack: Path | None = None
    certificate: CertificateKind = CertificateKind.GOOD


class WebServer(Protocol):
    """What is used of the web server library, which has no types."""

    effective_port: int

    def run(self) -> None:
        """Serves until closed."""

    def close(self) -> None:
        """Ends serving."""


class MailService:
    """The running mail world.

    Args:
        options: how it is started.
        tell: called with each line a person should see.

    Raises:
        MailWorldError: it cannot start.
    """

    def __init__(self, options: Options, tell: Callable[[str], None]) -> None:
        self._options = options
        self._tell = tell
        store = options.store
        clock: Clock = SystemClock()
        if options.pack is not None and (options.pack / "clock.json").exists():
            clock = ScenarioClock(options.pack / "clock.json")
        check_ports(options)
        accounts = accounts_for(store, options.pack) if options.pack else None
        self._world = MailWorld(
            store=MailStore(store, clock),
            returns=ReturnMailbox(store / "returns", clock),
            accounts=accounts or accounts_for(store, None),
            faults=FaultSwitches(tell),
        )
        self._context = prepare(store, options.certificate)
        self._token = _token(store / "control.token")
        self._world.returns.deliver_owed(self._world.store)

    def run(self) -> None:
        """Serves until told to stop (SIGINT, SIGTERM).

        Raises:
            MailWorldError: a port is in use.
        """
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        try:
            asyncio.run(self._serve())
        finally:
            self._world.store.close()

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_ignore_lost_lines)
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))
        door = SmtpDoor(partial(SchoolSmtp, self._world, self._context), self._options.port)
        await door.open()
        web = self._open_web()
        self._world.faults.on_change = lambda: asyncio.run_coroutine_threadsafe(
            door.follow(is_down=self._world.faults.is_on(FaultKind.SERVER_DOWN)), loop
        ).result(timeout=10)
        self._announce(door.port, web.effective_port)
        await stopped.wait()
        web.close()
        await door.close()

    def _open_web(self) -> WebServer:
        app = create_app(self._world, self._token)
        port = self._options.inbox_port
        try:
            web: WebServer = waitress.create_server(app, host=HOST, port=port, ident=None)
        except OSError as error:
            raise port_in_use(port, "--inbox-port", error) from error
        threading.Thread(target=web.run, name="inbox", daemon=True).start()
        return web

    def _announce(self, smtp_port: int, inbox_port: int) -> None:
        store = self._options.store.resolve()
        inbox = f"http://{HOST}:{inbox_port}"
        facts = {
            "synthetic": True,
            "host": HOST,
            "smtp_port": smtp_port,
            "inbox_url": inbox,
            "pid": os.getpid(),
            "ca_file": str(store / "ca.pem"),
            "returns": str(store / "returns"),
            "control_token_file": str(store / "control.token"),
        }
        write_whole(store / "server.json", json.dumps(facts, indent=2).encode())
        self._tell(f"ready smtp={HOST}:{smtp_port} inbox={inbox}")


class SmtpDoor:
    """The SMTP port, which may be closed and opened again.

    Args:
        conversation: makes the protocol of one connection.
        port: 0 takes a free one, which is then kept.
    """

    def __init__(self, conversation: Callable[[], SchoolSmtp], port: int) -> None:
        self.port = port
        self._conversation = conversation
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listens.

        Raises:
            MailWorldError: the port is in use.
        """
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(self._conversation, HOST, self.port)
        except OSError as error:
            raise port_in_use(self.port, "--port", error) from error
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Takes no more connections."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def follow(self, *, is_down: bool) -> None:
        """Closes or opens the port as the switch says."""
        if is_down:
            await self.close()
        elif self._server is None:
            await self.open()


def check_ports(options: Options) -> None:
    """Before anything is written: the ports that were asked for are free.

    Raises:
        MailWorldError: one is in use.
    """
    for port, option in ((options.port, "--port"), (options.inbox_port, "--inbox-port")):
        try:
            socket.create_server((HOST, port)).close()
        except OSError as error:
            raise port_in_use(port, option, error) from error


def port_in_use(port: int, option: str, error: OSError) -> MailWorldError:
    """The error for a port that cannot be had."""
    return MailWorldError(
        f"Port {port} cannot be used ({error.strerror or error}).",
        f"Stop the program that uses it, or choose another with {option} (0 takes a free one).",
    )


def _token(file: Path) -> str:
    if not file.exists():
        write_whole(file, secrets.token_urlsafe(24).encode(), mode=0o600)
    return file.read_text(encoding="ascii").strip()


def _ignore_lost_lines(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A line that is lost is no error of the server's; everything else is said."""
    if not isinstance(context.get("exception"), (ConnectionError, ssl.SSLError)):
        loop.default_exception_handler(context)
