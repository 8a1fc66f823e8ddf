"""Public protection notices: new, view, edit, submit, return, review, amend; and the search."""

from fake_niche.reports import changing, parts, reviewing, search, starting, viewing
from fake_niche.reports.blueprint import blueprint

__all__ = ["blueprint", "changing", "parts", "reviewing", "search", "starting", "viewing"]
