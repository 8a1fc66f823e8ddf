"""``python -m fake_niche.seed seed --out PACK``: the commands of this package alone."""

from fake_niche.seed.cli import app

app()
