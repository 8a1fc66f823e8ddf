"""C17: the same system exception on three different items in a row stops the run."""

from bot.circuit_breaker import CircuitBreaker


def test_three_items_with_the_same_detail_trip_it() -> None:
    breaker = CircuitBreaker()
    assert [breaker.trips(item, "page error 500") for item in (1, 2, 3)] == [False, False, True]


def test_three_attempts_of_one_item_do_not() -> None:
    breaker = CircuitBreaker()
    assert not any(breaker.trips(1, "page error 500") for _ in range(3))


def test_another_detail_starts_the_count_again() -> None:
    breaker = CircuitBreaker()
    details = ("page error 500", "page error 500", "time-out", "page error 500", "page error 500")
    assert not any(breaker.trips(item, detail) for item, detail in enumerate(details))


def test_an_item_that_went_well_starts_the_count_again() -> None:
    breaker = CircuitBreaker()
    breaker.trips(1, "time-out")
    breaker.trips(2, "time-out")
    breaker.reset()
    assert not breaker.trips(3, "time-out")
