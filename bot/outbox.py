"""The mail of one robot: its transport with its log-in, and the folder of what comes back."""

from bot.credentials import CredentialError
from bot.exceptions import InternalException
from bot.mail import (
    Accepted,
    MailCodes,
    MailLogin,
    MailLoginRefused,
    MailSettings,
    MailTransport,
    OutgoingMail,
    ReturnsFolder,
)
from bot.runtime import Runtime

_NO_CODES = MailCodes()


def mail_transport(runtime: Runtime, *, process: str) -> MailTransport:
    """A transport that may send for this process; in shadow one that refuses to.

    Raises:
        MailLoginRefused: no mail log-in is stored for the process and resource; nothing was sent.
    """
    if runtime.shadow:
        return _NoTransport()
    config = runtime.config.mail
    resource = runtime.config.resource.name
    try:
        credential = runtime.credentials.get("mail", process=process, resource=resource)
    except CredentialError as error:
        raise MailLoginRefused(str(error)) from error
    settings = MailSettings(
        host=config.host,
        port=config.port,
        sender=config.sender,
        ca_file=config.ca_file,
        timeout_s=config.timeout_s,
        allowed_suffixes=(config.allow_domains_suffix,),
    )
    login = MailLogin(credential.username, credential.password.reveal())
    return MailTransport(settings, login, runtime.clock)


def returns_folder(runtime: Runtime) -> ReturnsFolder | None:
    """The folder of bounces and receipts, if one is configured; in shadow nothing in it is touched."""
    path = runtime.config.mail.maildir
    return ReturnsFolder(path, read_only=runtime.shadow) if path else None


class _NoTransport(MailTransport):
    """Stands where a shadow run would send: it has no server, no log-in and no way to send."""

    def __init__(self) -> None:
        """Nothing is opened and nothing is looked up."""

    def send(self, mail: OutgoingMail, codes: MailCodes = _NO_CODES) -> Accepted:  # noqa: ARG002
        """Refuse.

        Raises:
            InternalException: always; the ledger does not get here in shadow.
        """
        raise InternalException("a shadow run sends nothing")
