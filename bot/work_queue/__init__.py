"""The work queue: items, attempts, locks with leases and fences, as Blue Prism names them."""

from bot.work_queue.desk import CLOSED_TAG, QueueDesk
from bot.work_queue.items import DeferralPolicy, LockLost, Pause, QueueRow, WorkItem
from bot.work_queue.queue import QueueSettings, WorkQueue
from bot.work_queue.states import (
    HELD_TAG,
    TRANSITIONS,
    Decision,
    ItemFate,
    KeyPolicy,
    State,
    TransitionRefused,
)
from bot.work_queue.views import Ageing, QueueFilter, queue_names, queue_of

__all__ = [
    "CLOSED_TAG",
    "HELD_TAG",
    "TRANSITIONS",
    "Ageing",
    "Decision",
    "DeferralPolicy",
    "ItemFate",
    "KeyPolicy",
    "LockLost",
    "Pause",
    "QueueDesk",
    "QueueFilter",
    "QueueRow",
    "QueueSettings",
    "State",
    "TransitionRefused",
    "WorkItem",
    "WorkQueue",
    "queue_names",
    "queue_of",
]
