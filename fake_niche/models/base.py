"""The registry of all tables."""

from sqlalchemy import Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Registry of all tables."""


def versioned() -> Mapped[int]:
    """The column by which an edit names the version that it was read in."""
    return mapped_column(Integer, default=1)
