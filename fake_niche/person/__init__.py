"""People: one tab per module."""

from fake_niche.person import details, lists, pupil_links
from fake_niche.person.base import blueprint

__all__ = ["blueprint", "details", "lists", "pupil_links"]
