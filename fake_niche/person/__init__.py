"""People: one tab per module."""

from fake_niche.person import details, lists, marac, matches, occurrences, orders, pupil_links
from fake_niche.person.base import blueprint

__all__ = [
    "blueprint",
    "details",
    "lists",
    "marac",
    "matches",
    "occurrences",
    "orders",
    "pupil_links",
]
