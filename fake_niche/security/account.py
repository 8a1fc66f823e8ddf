"""The person logged in."""

from dataclasses import dataclass

from flask_login import current_user

from fake_niche.models import User


@dataclass(frozen=True)
class Account:
    """What the screens need to know of the person logged in (the shape that Flask-Login asks)."""

    id: str
    name: str
    role: str
    unit_code: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The log-in name."""
        return self.id

    @classmethod
    def of(cls, user: User) -> "Account":
        """The account of a stored user."""
        return cls(user.id, user.name, user.role, user.unit_code)


def me() -> Account:
    """The person logged in; the guard lets nobody else reach a screen that asks."""
    account: Account = current_user._get_current_object()
    return account


def is_logged_in() -> bool:
    """Whether somebody is logged in."""
    return bool(current_user.is_authenticated)
