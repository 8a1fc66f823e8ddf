"""The parts of an item: each has its own outcome, the item has the worst of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.exceptions import BotError, ItemEffect, OutOfScope

_MILD_FIRST = (ItemEffect.EXCEPTION, ItemEffect.HELD)


class PartOutcomes:
    """Collects what the parts of one item end with."""

    def __init__(self) -> None:
        self._errors: list[BotError] = []
        self._scopes: list[OutOfScope] = []
        self._done = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """One part; its exception waits until the other parts have had their turn."""
        try:
            yield
        except BotError as error:
            self._errors.append(error)
        except OutOfScope as scope:
            self._scopes.append(scope)
        else:
            self._done += 1

    def raise_unless_done(self) -> None:
        """Raise now what is to be tried again, or the worst when no part was done.

        For the pages after the parts that say what became of them: they must not say it while
        that is still open.
        """
        worst = max(self._errors, key=_severity, default=None)
        if worst and (not self._done or _severity(worst) == len(_MILD_FIRST)):
            raise worst
        if not self._done:
            self.raise_worst()

    def raise_worst(self) -> None:
        """Raise the worst exception; out of scope only when no part was done.

        What can be tried again is the worst, so that it is tried again.
        """
        if self._errors:
            raise max(self._errors, key=_severity)
        if self._scopes and not self._done:
            raise self._scopes[0]


def _severity(error: BotError) -> int:
    effect = error.item_effect
    return _MILD_FIRST.index(effect) if effect in _MILD_FIRST else len(_MILD_FIRST)
