"""CSC requests: what children's social care asks about a family, one screen per module."""

from fake_niche.csc import change, handing_over, viewing
from fake_niche.csc.base import blueprint

__all__ = ["blueprint", "change", "handing_over", "viewing"]
