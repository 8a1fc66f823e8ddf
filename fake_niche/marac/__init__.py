"""MARAC cases: high-risk domestic abuse before the conference, one screen per module."""

from fake_niche.marac import actions, change, handing_over, viewing
from fake_niche.marac.base import blueprint

__all__ = ["actions", "blueprint", "change", "handing_over", "viewing"]
