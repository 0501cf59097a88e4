"""Periods: every post has a day, a month, a year or none, and each is counted by its order."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feed.test_time_zones import feed_of, posts
from tui_feed.feed import Order
from tui_feed.feed.index.periods import MOST_COMPARED
from tui_feed.query import Query
from tui_feed.text.dates import NO_PERIOD, Moment

lenient = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@lenient
@given(posts, st.sampled_from(("newest", "oldest")), st.sampled_from(("", "-on:2024-01-01")))
@pytest.mark.parametrize("zone", ["utc", "new_york"])
def test_the_count_of_a_period_is_that_of_its_posts(
    request: pytest.FixtureRequest, zone: str, dates: list[str | None], order: Order, query: str
) -> None:
    if zone == "new_york":
        request.getfixturevalue("new_york")
    feed = feed_of(dates)
    rows = feed.select(Query.parse(query), order)
    periods = feed.periods(rows)
    assert periods.are_shown
    for row in rows:
        when = feed.post(row).created_date
        assert periods.of(row) == (when.period if when else NO_PERIOD)
    counts = Counter(map(periods.of, rows))
    assert {period: periods.count(period) for period in counts} == counts


def test_a_period_is_as_precise_as_its_date() -> None:
    names = {
        "2024-01-09T21:14:00Z": "Tuesday 9 January 2024",
        "2024-01-09": "Tuesday 9 January 2024",
        "2024-01": "January 2024",
        "2019": "2019",
        "0900-12-31T23:59": "Friday 31 December 900",
    }
    for iso, name in names.items():
        assert Moment.parse(iso).period.name == name
    assert NO_PERIOD.name == "no date"


def test_orders_by_counts_or_capture_have_no_periods() -> None:
    feed = feed_of(["2024-01-01"])
    for order in ("likes", "captured"):
        assert not feed.periods(feed.select(None, order)).are_shown


def test_where_very_many_dates_share_a_millisecond_no_count_is_better_than_a_slow_one() -> None:
    feed = feed_of(["2024-01"] * (MOST_COMPARED + 1))
    rows = feed.select()
    periods = feed.periods(rows)
    assert periods.count(periods.of(rows[0])) is None
