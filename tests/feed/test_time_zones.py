"""A reader in New York: days are those of the reader, and dates without a zone those stated."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_feed.browse.moving.jumps import row_at_date
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.query import Query

WHEN = [
    None, "2023", "2024", "2023-12", "2024-01", "2023-12-30", "2023-12-31", "2024-01-01",
    "2023-12-31T23:30", "2024-01-01T00:30:00", "2024-01-01T02:30:00Z", "2024-01-01T04:59:59Z",
    "2024-01-01T05:00:00Z", "2024-01-01T05:00+09:00", "2024-03-10T06:59Z", "2024-03-10T07:00Z",
    "2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z", "2024-11-04T04:59Z",
]  # fmt: skip
DAYS = [date(2023, 12, 30) + timedelta(days=day) for day in range(4)]
DAYS += [date(2024, 3, 9), date(2024, 3, 10), date(2024, 11, 3), date(2024, 11, 4)]

pytestmark = pytest.mark.usefixtures("new_york")
in_new_york = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def feed_of(dates: list[str | None]) -> Feed:
    feed = Feed()
    for when in dates:
        feed.add(Post(id=str(len(feed)), created_at=when))
    return feed


def found(feed: Feed, text: str) -> list[int]:
    return list(feed.select(Query.parse(text), "captured"))


def lies(post: Post, first: date, last: date) -> bool:
    """Tell whether all of a post's date lies between two days of the reader."""
    when = post.created_date
    if when is None:
        return False
    stop = when.shown + timedelta(milliseconds=when.stop - when.start)
    begin, end = (datetime(*day.timetuple()[:3]) for day in (first, last + timedelta(days=1)))
    return begin <= when.shown and stop <= end


posts = st.lists(st.sampled_from(WHEN), max_size=20)


@in_new_york
@given(posts, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_day_of_a_query_is_a_day_of_the_reader(dates, one, other):
    feed, (first, last) = feed_of(dates), sorted((one, other))
    rows = [row for row in range(len(feed)) if lies(feed.post(row), first, last)]
    assert found(feed, f"since:{first} until:{last + timedelta(days=1)}") == rows
    only = [row for row in range(len(feed)) if lies(feed.post(row), first, first)]
    assert found(feed, f"on:{first}") == only
    assert found(feed, f"on:{first:%m-%d} year:{first.year}") == only
    sundays = [row for row in only if first.weekday() == 6]
    assert found(feed, f"on:{first} day:sun") == sundays


@in_new_york
@given(posts, st.data())
def test_calendars_count_the_days_of_the_reader(dates, drawn):
    feed = feed_of(dates)
    rows = sorted(drawn.draw(st.sets(st.sampled_from(range(len(dates)))))) if dates else []
    counts = feed.dates(rows)
    dated = [when for row in rows if (when := feed.post(row).created_date)]
    exact = [when.shown.date() for when in dated if len(when.iso) >= 10]
    for day in DAYS:
        assert counts.day(day) == exact.count(day)
    assert counts.month(2023, 12) == sum(
        when.shown.strftime("%Y-%m") == "2023-12" for when in dated if when.precision != "year"
    )
    assert counts.year(2023) == sum(when.shown.year == 2023 for when in dated)
    assert counts.undated == len(rows) - len(dated)
    begun = sorted(when.shown.date() for when in dated)
    assert counts.span == ((begun[0], begun[-1]) if begun else None)
    for day in DAYS:
        assert counts.next_day(day, 1) == min((each for each in begun if each > day), default=None)
        assert counts.next_day(day, -1) == max((each for each in begun if each < day), default=None)


def test_an_instant_is_an_instant_everywhere():
    feed = feed_of(["2024-01-01T02:30:00Z", "2023-12-31T21:30:00", "2023-12-31"])
    assert found(feed, "since:2024-01-01T02:30:00Z") == [0, 1]
    assert found(feed, "until:2024-01-01_02:30:00_UTC") == []
    assert found(feed, "since_time:1704076200") == [0, 1]
    assert found(feed, "since:2023-12-31T21:30") == [0, 1]
    assert found(feed, "-since:2023-12-31T21:31") == [0, 1]


def test_an_hour_that_comes_twice_is_counted_whole():
    feed = feed_of(["2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"])
    assert [feed.post(row).created_date.in_full[-12:] for row in (0, 1)] == [
        "01:30:00 EDT", "01:30:00 EST",
    ]  # fmt: skip
    assert found(feed, "on:2024-11-03") == [0, 1]


def test_the_order_of_posts_is_the_same_in_every_zone():
    feed = feed_of(["2024-11-03T06:10:00Z", "2024-11-03T05:50:00Z", "2024-11-03T06:00"])
    assert list(feed.select(None, "oldest")) == [1, 2, 0]


def test_a_jump_goes_to_the_day_of_the_reader():
    feed = feed_of(["2024-01-01T02:30:00Z", "2024-01-01T06:00:00Z"])
    query = Query.parse("")
    assert row_at_date(feed, query, feed.select(query), "on:2023-12-31") == 0
    assert row_at_date(feed, query, feed.select(query), "on:2023-12-29") == 0
    assert row_at_date(feed, query, feed.select(query), "on:2024-01-03") == 1
