"""Columns fill the page, and a usual word is not broken for a width."""

import pytest

from objects.word_report.columns import column_widths

DATES = [("01/03/2025", "Neighbours heard shouting and called; both were spoken to alone.")] * 3


@pytest.mark.parametrize("asked", [(), (1.0, 10.0), (30.0, 1.0)])
def test_columns_fill_the_page(asked: tuple[float, ...]) -> None:
    widths = column_widths(("Date", "Summary"), DATES, asked, 17.0)
    assert sum(widths) == pytest.approx(17.0)


def test_a_date_is_not_broken_though_a_narrow_column_was_asked_for() -> None:
    date, summary = column_widths(("Date", "Summary"), DATES, (0.5, 16.5), 17.0)
    assert date > 2.0
    assert summary > 14.0


def test_long_text_gets_the_room() -> None:
    date, summary = column_widths(("Date", "Summary"), DATES, (), 17.0)
    assert summary > 3 * date


def test_more_columns_than_fit_still_fill_the_page() -> None:
    names = tuple(f"Column{n}" for n in range(20))
    widths = column_widths(names, [names], (), 17.0)
    assert sum(widths) == pytest.approx(17.0)
    assert min(widths) > 0
