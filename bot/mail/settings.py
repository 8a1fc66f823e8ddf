"""What the robot must know of the mail server, and what the server says of itself."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class MailSettings:
    """Where the mail server is and what the robot says of itself.

    Attributes:
        sender: the robot's address, on the message and (unless `envelope_sender`) for bounces.
        ca_file: certificates of the authority that the server is proved by; None: the machine's.
        timeout_s: how long one answer may take.
        deadline_s: how long the whole conversation may take.
        allowed_suffixes: ends of domains that may be written to.
        envelope_sender: where bounces go, when not to the sender.
    """

    host: str
    port: int
    sender: str
    ca_file: Path | None = None
    timeout_s: float = 30.0
    deadline_s: float = 120.0
    allowed_suffixes: tuple[str, ...] = (".example",)
    envelope_sender: str = ""

    @property
    def domain(self) -> str:
        """The sender's domain; also the name the robot greets the server with."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True)
class MailLogin:
    """User and password for the mail server."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class MailServer:
    """What a server said of itself, for the pre-check and ``doctor``.

    Attributes:
        tls: such as ``TLSv1.3``.
        certificate_until: when its certificate expires, aware.
        size_limit: largest message in bytes; 0 when it names none.
        receipts: True when it sends receipts on request (DSN).
    """

    tls: str
    certificate_until: datetime
    size_limit: int
    receipts: bool
