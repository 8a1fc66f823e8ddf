"""A server that does not keep to the rules never makes the robot say more, or wait for ever."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bot.mail import (
    MailLineNotSecure,
    MailServerAway,
    MailSettings,
    MailTransport,
    MayHaveBeenSent,
)
from tests.integration.mail.world import MailWorld, SixOClock, a_mail, sending_fails

Script = Callable[[socket.socket], None]


@contextmanager
def a_server_that(script: Script) -> Iterator[int]:
    """A port where one connection is answered by the script."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                try:
                    script(line)
                except OSError:
                    return  # the robot hung up, as it should

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(timeout=10)
        assert not thread.is_alive()


def settings_for(world: MailWorld, port: int) -> MailSettings:
    return replace(world.settings, port=port, timeout_s=2, deadline_s=3)


def say(line: socket.socket, *answers: bytes) -> None:
    """Sends each answer after reading one command; an empty one is sent for nothing."""
    for answer in answers:
        line.recv(4096)
        line.sendall(answer)


def greet(line: socket.socket) -> None:
    line.sendall(b"220 hostile\r\n")
    say(line, b"250-hostile\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")


def encrypted(world: MailWorld, line: socket.socket) -> ssl.SSLSocket:
    """The line after STARTTLS, with the real server's own certificate."""
    greet(line)
    say(line, b"220 go on\r\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(world.store / "server.pem", world.store / "server.key")
    return context.wrap_socket(line, server_side=True)


def test_answers_slipped_in_before_encryption_are_forgotten(world: MailWorld) -> None:
    heard: list[bytes] = []

    def script(line: socket.socket) -> None:
        greet(line)
        line.recv(4096)
        line.sendall(b"220 go on\r\n250-evil\r\n250 AUTH PLAIN\r\n235 in\r\n250 ok\r\n")
        heard.append(line.recv(4096))

    with a_server_that(script) as port:
        error = sending_fails(world.transport(settings_for(world, port)), a_mail())
    assert isinstance(error, MailLineNotSecure | MailServerAway)
    assert heard[0][:1] == b"\x16"  # a TLS handshake, not a command


def test_an_old_protocol_is_refused(world: MailWorld) -> None:
    def script(line: socket.socket) -> None:
        greet(line)
        line.recv(4096)
        line.sendall(b"220 go on\r\n")
        line.recv(4096)
        line.sendall(bytes.fromhex("15030100020246"))  # TLS 1.0: protocol version alert

    with a_server_that(script) as port:
        error = sending_fails(world.transport(settings_for(world, port)), a_mail())
    assert isinstance(error, MailLineNotSecure)


@pytest.mark.parametrize("banner", [b"HTTP/1.1 200 OK\r\n\r\n", b"\x00\xff" * 50 + b"\r\n", b""])
def test_what_is_no_mail_server_is_away(banner: bytes, world: MailWorld) -> None:
    with a_server_that(lambda line: line.sendall(banner)) as port:
        error = sending_fails(world.transport(settings_for(world, port)), a_mail())
    assert isinstance(error, MailServerAway)


def test_a_server_that_drips_is_cut_off_at_the_deadline(world: MailWorld) -> None:
    def script(line: socket.socket) -> None:
        line.settimeout(0.2)
        for _ in range(100):  # one byte each 0.2 s: no single answer ever times out
            line.sendall(b"2")
            try:
                if line.recv(1) == b"":
                    return
            except TimeoutError:
                continue

    began = time.monotonic()
    with a_server_that(script) as port:
        error = sending_fails(world.transport(settings_for(world, port)), a_mail())
    assert isinstance(error, MailServerAway)
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("last", [b"what?\r\n", b"354 more\r\n", b"x" * 9000 + b"\r\n", b""])
def test_an_answer_after_the_final_dot_that_means_nothing_leaves_it_unknown(
    last: bytes, world: MailWorld
) -> None:
    def script(plain: socket.socket) -> None:
        with encrypted(world, plain) as line:
            say(line, b"250 hostile\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n")
            read = b""
            while not read.endswith(b"\r\n.\r\n"):
                read += line.recv(65536)
            line.sendall(last)

    with a_server_that(script) as port:
        error = sending_fails(MailTransport(settings_for(world, port), None, SixOClock()), a_mail())
    assert isinstance(error, MayHaveBeenSent)


def test_a_line_cut_in_the_middle_of_the_message_is_not_sent(world: MailWorld) -> None:
    def script(plain: socket.socket) -> None:
        with encrypted(world, plain) as line:
            say(line, b"250 hostile\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n")
            line.recv(1000)
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    mail = a_mail(body="a long text " * 500_000)
    with a_server_that(script) as port:
        error = sending_fails(MailTransport(settings_for(world, port), None, SixOClock()), mail)
    assert isinstance(error, MailServerAway)
    assert "before the final dot" in error.detail
