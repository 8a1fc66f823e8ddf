"""``python -m fake_niche`` is the command ``fake-niche``."""

from fake_niche.cli import main

main()
