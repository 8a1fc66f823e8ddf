"""What is wrong with the texts of a form, by field."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import String, Table

from fake_niche.models import Base
from fake_niche.services import is_date, is_datetime

Texts = dict[str, str]


def length_errors(table: type[Base], values: Mapping[str, str], labels: Mapping[str, str]) -> Texts:
    """The texts that are longer than their columns."""
    columns = cast("Table", table.__table__).c
    errors = {}
    for name in [one for one in labels if one in values and one in columns]:
        kind = columns[name].type
        limit = kind.length if isinstance(kind, String) else None
        if limit and len(values[name]) > limit:
            errors[name] = f"{labels[name]}: at most {limit} characters are allowed."
    return errors


def date_errors(values: Mapping[str, str], labels: Mapping[str, str]) -> Texts:
    """The dates that are none; an empty one is left to the screen."""
    return {
        name: f"{label}: enter it as DD/MM/YYYY."
        for name, label in labels.items()
        if values[name] and not is_date(values[name])
    }


def time_errors(values: Mapping[str, str], labels: Mapping[str, str]) -> Texts:
    """The times that are none; an empty one is left to the screen."""
    return {
        name: f"{label}: enter it as DD/MM/YYYY HH:MM."
        for name, label in labels.items()
        if values[name] and not is_datetime(values[name])
    }


def missing_errors(values: Mapping[str, str], labels: Mapping[str, str]) -> Texts:
    """The fields that must not be empty and are."""
    return {name: f"{label}: enter one." for name, label in labels.items() if not values.get(name)}
