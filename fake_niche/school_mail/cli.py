"""``fake-niche mail``: the schools' mail world as a program of its own."""

from pathlib import Path
from typing import Annotated

import typer

from fake_niche.failures import told
from fake_niche.school_mail.certificates import CertificateKind
from fake_niche.school_mail.service import MailService, Options

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def main() -> None:
    """The schools' mail world. SYNTHETIC DATA only."""


@app.command()
def mail(
    store: Annotated[Path, typer.Option(help="Folder for messages, certificates and notices.")],
    port: Annotated[int, typer.Option(help="SMTP port; 0 takes a free one.", max=65535)] = 2525,
    inbox_port: Annotated[int, typer.Option(help="Inbox page; 0: a free one.", max=65535)] = 8025,
    pack: Annotated[Path | None, typer.Option(help="Seeded pack: its accounts and clock.")] = None,
    certificate: Annotated[
        CertificateKind, typer.Option(help="What the server shows; all but good must be refused.")
    ] = CertificateKind.GOOD,
) -> None:
    """Take mail for every synthetic school, and show each school's inbox.

    Ends with status 0 when stopped; when it cannot start, cause and fix are printed.
    """
    options = Options(store, port, inbox_port, pack, certificate)
    with told():
        MailService(options, tell=typer.echo).run()
