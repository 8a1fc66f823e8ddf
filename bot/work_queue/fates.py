"""What an exception does to an item: the columns of `bot.exceptions`, applied; no database here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.exceptions import (
    BotError,
    BusinessException,
    InternalException,
    ItemEffect,
    RecordLocked,
    SystemUnavailableException,
)
from bot.work_queue.items import DeferralPolicy
from bot.work_queue.states import Event, ItemFate

_UNAVAILABLE_FIRST = timedelta(minutes=1)
_UNAVAILABLE_MOST = timedelta(minutes=15)
_UNLIMITED = DeferralPolicy(times=None)


@dataclass(frozen=True)
class History:
    """What is known of the item when its attempt fails.

    Attributes:
        attempt: the attempt's number, from 1.
        max_attempts: how many there may be.
        internal_before: how many earlier attempts ended with an Internal exception.
        deferrals: how often it was deferred for this same cause.
    """

    attempt: int
    max_attempts: int
    internal_before: int
    deferrals: int


@dataclass(frozen=True)
class Verdict:
    """What becomes of the item.

    Attributes:
        fate: in the caller's words.
        event: the row of the transition table.
        wait_until: when the item, or its next attempt, may be taken; None is at once.
        display_name: the exception type that is kept.
    """

    fate: ItemFate
    event: Event
    display_name: str
    wait_until: datetime | None = None


def cause_of(error: BotError) -> str:
    """Return what deferrals in a row are counted by."""
    return error.code or type(error).__name__


def verdict(
    error: BotError,
    history: History,
    *,
    now: datetime,
    back_off_s: float,
    policy: DeferralPolicy | None = None,
) -> Verdict:
    """Return what becomes of an item whose attempt ended with ``error``."""
    effect, name = error.item_effect, error.display_name
    if effect is ItemEffect.DEFER:
        return _deferred(error, history, now, policy)
    if effect is ItemEffect.HELD:
        return Verdict(ItemFate.HELD, Event.EXCEPTION, name)
    attempts_left = history.attempt < history.max_attempts
    if effect is ItemEffect.RETRY_ONCE_THEN_HELD and (history.internal_before or not attempts_left):
        return Verdict(ItemFate.HELD, Event.EXCEPTION, name)
    if effect is ItemEffect.EXCEPTION or not attempts_left:
        return Verdict(ItemFate.EXCEPTIONED, Event.EXCEPTION, name)
    wait = timedelta(seconds=back_off_s * 2 ** (history.attempt - 1))
    return Verdict(ItemFate.RETRIED, Event.RETRY, name, now + wait if wait else None)


def _deferred(
    error: BotError, history: History, now: datetime, policy: DeferralPolicy | None
) -> Verdict:
    policy = policy or _default_policy(error, history)
    if _is_exhausted(policy, history, now):
        is_locked = isinstance(error, RecordLocked)
        name = BusinessException.display_name if is_locked else error.display_name
        return Verdict(ItemFate.EXCEPTIONED, Event.EXCEPTION, name)
    until = now + policy.after
    if policy.cut_off is not None:
        until = min(until, policy.cut_off)
    return Verdict(ItemFate.DEFERRED, Event.DEFER, error.display_name, until)


def _is_exhausted(policy: DeferralPolicy, history: History, now: datetime) -> bool:
    if policy.cut_off is not None:
        return now >= policy.cut_off
    return policy.times is not None and history.deferrals >= policy.times


def _default_policy(error: BotError, history: History) -> DeferralPolicy:
    if isinstance(error, RecordLocked):
        return DeferralPolicy()
    if isinstance(error, SystemUnavailableException):
        grown = _UNAVAILABLE_FIRST * 2 ** min(history.deferrals, 4)
        return DeferralPolicy(after=min(grown, _UNAVAILABLE_MOST), times=None)
    return _UNLIMITED


INTERNAL = InternalException.display_name
"""Earlier attempts are counted by this name for the one retry of an Internal exception."""
