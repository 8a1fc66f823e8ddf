"""``python -m bot`` is the command ``mash-bot``."""

from bot.cli import main

main()
