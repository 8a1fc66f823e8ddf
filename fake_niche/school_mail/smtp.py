"""The SMTP side: STARTTLS and log-in required, receipts on request, faults when switched on."""

import asyncio
import ssl
from dataclasses import dataclass

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword, Session

from fake_niche.school_mail.accounts import Accounts
from fake_niche.school_mail.faults import FaultKind, FaultSwitches
from fake_niche.school_mail.notices import ReturnMailbox
from fake_niche.school_mail.store import MailStore

SIZE_LIMIT = 10_000_000  # bytes of one message
Reply = str | object  # the library's MISSING stands for its own answer


class LineDroppedError(ConnectionResetError):
    """The line is cut on purpose; the server library then ends the conversation."""


@dataclass(frozen=True)
class MailWorld:
    """What the conversation works on."""

    store: MailStore
    returns: ReturnMailbox
    accounts: Accounts
    faults: FaultSwitches


class SchoolSmtp(SMTP):
    """One conversation; adds receipts (RFC 3461), which the library does not know."""

    def __init__(self, world: MailWorld, context: ssl.SSLContext) -> None:
        self.world = world
        self.envelope_id = ""
        self.wants_receipt = False
        super().__init__(
            Conversation(world),
            hostname="mail.schools.example",
            ident="synthetic school mail",
            data_size_limit=SIZE_LIMIT,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=self.check_login,
        )

    def check_login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, login: object
    ) -> AuthResult:
        """Whether user and password are known."""
        fails = self.world.faults.take(FaultKind.AUTH_FAILS) is not None
        known = isinstance(login, LoginPassword) and self.world.accounts.take(*login)
        return AuthResult(success=known and not fails, handled=False)

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802 - the library's names
        """Refuses encryption when that fault is on."""
        if self.world.faults.take(FaultKind.STARTTLS_REFUSED):
            await self.push("454 4.7.0 TLS not available")
            return
        await super().smtp_STARTTLS(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - the library's names
        """Takes the parameters RET and ENVID out, which the library would refuse."""
        arg, found = _take_parameters(arg, ("RET", "ENVID"))
        self.envelope_id = found.get("ENVID", "")
        self.wants_receipt = False
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 - the library's names
        """Takes the parameters NOTIFY and ORCPT out, which the library would refuse."""
        arg, found = _take_parameters(arg, ("NOTIFY", "ORCPT"))
        self.wants_receipt = "SUCCESS" in found.get("NOTIFY", "").upper().split(",")
        await super().smtp_RCPT(arg)

    def drop(self) -> None:
        """Cuts the line without a word.

        Raises:
            LineDroppedError: always.
        """
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        raise LineDroppedError


class Conversation:
    """What the server answers; one method per command, named as the library wants them."""

    def __init__(self, world: MailWorld) -> None:
        self._world = world
        self._faults = world.faults

    async def handle_EHLO(  # noqa: N802 - the library's names
        self,
        _server: SchoolSmtp,
        session: Session,
        _envelope: Envelope,
        name: str,
        lines: list[str],
    ) -> list[str]:
        """Offers receipts, and leaves STARTTLS out when that fault is on."""
        session.host_name = name
        if self._faults.take(FaultKind.NO_STARTTLS):
            lines = [line for line in lines if "STARTTLS" not in line]
        return [*lines[:-1], "250-DSN", "250-ENHANCEDSTATUSCODES", lines[-1]]

    async def handle_MAIL(  # noqa: N802 - the library's names
        self, server: SchoolSmtp, *_rest: object
    ) -> Reply:
        """Says 421 when the server is shutting down."""
        if self._faults.take(FaultKind.SHUTTING_DOWN):
            await server.push("421 4.3.2 the server is shutting down")
            server.drop()
        return MISSING

    async def handle_RCPT(  # noqa: N802 - the library's names
        self, server: SchoolSmtp, _session: Session, _envelope: Envelope, to: str, *_rest: object
    ) -> Reply:
        """Takes mail for the synthetic schools only."""
        await self._wait(FaultKind.SLOW_BEFORE_DATA, to)
        if self._faults.take(FaultKind.DROP_BEFORE_DATA, to):
            server.drop()
        local, _, domain = to.lower().rpartition("@")
        if not domain.endswith(".example"):
            return "554 5.7.1 relay access denied: synthetic mail stays in .example"
        if local.startswith("unknown") or self._faults.take(FaultKind.UNKNOWN_USER, to):
            return "550 5.1.1 no such mailbox here"
        if self._faults.take(FaultKind.GREYLIST, to):
            return "451 4.7.1 greylisted, please try again later"
        if self._faults.take(FaultKind.INSUFFICIENT_STORAGE, to):
            return "452 4.3.1 insufficient storage"
        return MISSING

    async def handle_DATA(  # noqa: N802 - the library's names
        self, server: SchoolSmtp, _session: Session, envelope: Envelope
    ) -> str:
        """Stores the message, and only then answers for it."""
        to = envelope.rcpt_tos[0]
        if self._faults.take(FaultKind.TOO_LARGE, to):
            return "552 5.3.4 message too large"
        await self._wait(FaultKind.SLOW_BEFORE_STORE, to)
        if self._faults.take(FaultKind.DROP_BEFORE_STORE, to):
            server.drop()
        try:
            number = await asyncio.to_thread(self._keep, server, envelope)
        except OSError:
            return "452 4.3.1 the message cannot be stored"
        await self._wait(FaultKind.SLOW_AFTER_STORE, to)
        if self._faults.take(FaultKind.DROP_AFTER_STORE, to):
            server.drop()
        return f"250 2.0.0 kept as {number:06d}"

    async def handle_QUIT(  # noqa: N802 - the library's names
        self, server: SchoolSmtp, *_rest: object
    ) -> Reply:
        """Says good-bye, unless a fault is on."""
        if self._faults.take(FaultKind.DROP_ON_QUIT):
            server.drop()
        if self._faults.take(FaultKind.ERROR_ON_QUIT):
            return "451 4.3.0 something went wrong"
        return MISSING

    def _keep(self, server: SchoolSmtp, envelope: Envelope) -> int:
        """Stores a copy for each recipient and lays out its notice; the last one's number."""
        content = envelope.original_content or b""
        number = 0
        for to in envelope.rcpt_tos:
            message = self._world.store.accept(
                content,
                to=to,
                sender=envelope.mail_from or "",
                notice=self._notice(server, to),
                envelope_id=server.envelope_id,
            )
            number = message.number
            if message.notice:
                self._world.returns.deliver(message, content, message.notice)
        return number

    def _notice(self, server: SchoolSmtp, to: str) -> str:
        if to.lower().startswith("bounce"):
            return "failed"
        if not server.wants_receipt or self._faults.take(FaultKind.NO_RECEIPT, to):
            return ""
        return "delivered"

    async def _wait(self, kind: FaultKind, to: str) -> None:
        fault = self._faults.take(kind, to)
        if fault is not None:
            await asyncio.sleep(fault.value)


def _take_parameters(arg: str | None, names: tuple[str, ...]) -> tuple[str | None, dict[str, str]]:
    """The argument without those parameters, and their values."""
    if arg is None:
        return None, {}
    address, bracket, rest = arg.partition(">")
    found, kept = {}, []
    for word in rest.split():
        name, _, value = word.partition("=")
        if name.upper() in names:
            found[name.upper()] = value
        else:
            kept.append(word)
    return f"{address}{bracket} {' '.join(kept)}".rstrip(), found
