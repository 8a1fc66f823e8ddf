"""Ages on a day, and dates as people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.shared.ages import NoDate, age_on, is_child_on, local_date, read_date


def test_somebody_born_on_29_february_is_a_child_until_1_march() -> None:
    born = date(2008, 2, 29)
    assert is_child_on(born, date(2026, 2, 28))
    assert not is_child_on(born, date(2026, 3, 1))


def test_a_birthday_on_29_february_counts_on_the_day_in_a_leap_year() -> None:
    assert age_on(date(2010, 2, 28), date(2028, 2, 29)) == 18
    assert age_on(date(2010, 3, 1), date(2028, 2, 29)) == 17


def test_somebody_born_later_has_a_negative_age_and_is_a_child() -> None:
    assert age_on(date(2026, 3, 1), date(2026, 2, 28)) == -1
    assert is_child_on(date(2026, 3, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_the_day_is_londons_in_summer_and_in_winter(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 3, 2, 6, 0))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2015-05-04", date(2015, 5, 4)),
        ("04/05/2015", date(2015, 5, 4)),
        ("4/5/2015", date(2015, 5, 4)),
        (" 2015-05-04 ", date(2015, 5, 4)),
        ("", NoDate.BLANK),
        ("  ", NoDate.BLANK),
        ("05/13/2015", NoDate.UNREADABLE),
        ("2015-02-30", NoDate.UNREADABLE),
        ("May 2015", NoDate.UNREADABLE),
        ("dd/mm/yyyy", NoDate.UNREADABLE),
        ("4/5/15", NoDate.UNREADABLE),
    ],
)
def test_a_date_is_read_day_first_or_not_at_all(text: str, found: date | NoDate) -> None:
    assert read_date(text) == found


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 1), date(2050, 1, 1)))
def test_nobody_grows_younger(born: date, day: date) -> None:
    assert age_on(born, day) <= age_on(born, day.replace(year=day.year + 1, day=1))
