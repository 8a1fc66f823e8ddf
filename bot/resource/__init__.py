"""Resources: robots that run unattended, by the clock and on request."""

from bot.resource.register import (
    NameTakenError,
    Register,
    ResourceStatus,
    list_resources,
    lives,
)
from bot.resource.tasks import OpenRobot
from bot.resource.work import Orders
from bot.resource.worker import Resource

__all__ = [
    "NameTakenError",
    "OpenRobot",
    "Orders",
    "Register",
    "Resource",
    "ResourceStatus",
    "list_resources",
    "lives",
]
