"""The circuit-breaker: the same system exception on different items in a row stops the run (C17)."""


class CircuitBreaker:
    """Counts equal details in a row, once for each item.

    Args:
        limit: on how many different items in a row the same detail stops the run.
    """

    def __init__(self, limit: int = 3) -> None:
        self._limit = limit
        self._detail = ""
        self._items: set[int] = set()

    def trips(self, item: int, detail: str) -> bool:
        """Note a system exception; True when it is the one too many."""
        if detail != self._detail:
            self._detail = detail
            self._items = set()
        self._items.add(item)
        return len(self._items) >= self._limit

    def reset(self) -> None:
        """Forget: an item went well, or ended for a reason of its own."""
        self._items = set()
