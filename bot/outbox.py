"""The mail transport of one robot: settings from the configuration, log-in from the credentials."""

from bot.credentials import CredentialError
from bot.mail import MailLogin, MailLoginRefused, MailSettings, MailTransport
from bot.runtime import Runtime


def mail_transport(runtime: Runtime, *, process: str) -> MailTransport:
    """A transport that may send for this process.

    Raises:
        MailLoginRefused: no mail log-in is stored for the process and resource; nothing was sent.
    """
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
