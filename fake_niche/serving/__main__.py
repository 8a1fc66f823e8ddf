"""``python -m fake_niche.serving serve PACK``: the commands of this package alone."""

from fake_niche.serving.cli import app

app()
