"""The command ``fake-niche``: seed a pack, serve it, move its clock, apply its events."""

import sys

import typer

from fake_niche.failures import run_command
from fake_niche.school_mail.cli import app as mail_app
from fake_niche.seed.cli import app as seed_app
from fake_niche.serving.cli import app as serving_app

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)
for commands in (serving_app, seed_app, mail_app):
    app.registered_commands += commands.registered_commands


def main() -> None:
    """Run a command; what goes wrong becomes one line with cause and fix, and an exit status."""
    sys.exit(run_command(app))
