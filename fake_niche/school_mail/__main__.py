"""``python -m fake_niche.school_mail mail …``."""

from fake_niche.school_mail.cli import app

app()
