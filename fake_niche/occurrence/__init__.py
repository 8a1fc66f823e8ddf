"""Occurrences: the container of an event, one tab per module."""

from fake_niche.occurrence import attachments, change, involved, lists, log, missing, summary
from fake_niche.occurrence.base import blueprint

__all__ = ["attachments", "blueprint", "change", "involved", "lists", "log", "missing", "summary"]
