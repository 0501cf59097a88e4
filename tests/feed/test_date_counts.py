"""How many posts are of each day, month and year, against a reader who looks at every post."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_feed.feed import Feed
from tui_feed.models import Post

WHEN = [
    None, "2019", "2020", "2020-02", "2020-02-28", "2020-02-29", "2020-02-29T23:59:59Z",
    "2020-03-01", "2020-03-01T01:00+02:00", "2021-12", "2021-12-31", "0001-01-01", "9999-12-31",
]  # fmt: skip

posts = st.lists(st.sampled_from(WHEN), max_size=20)


def feed_of(dates: list[str | None]) -> Feed:
    feed = Feed()
    for when in dates:
        feed.add(Post(id=str(len(feed)), created_at=when))
    return feed


def told(feed: Feed, rows: list[int], prefix: str) -> int:
    """Count the posts whose date, on the calendar of UTC, says at least this much."""
    count = 0
    for row in rows:
        if when := feed.post(row).created_date:
            day = (date(1970, 1, 1) + timedelta(milliseconds=when.start)).isoformat()
            stated = {"year": day[:4], "month": day[:7]}.get(when.precision, day)
            count += stated.startswith(prefix)
    return count


@given(dates=posts, chosen=st.data())
def test_every_count_is_what_a_reader_of_every_post_would_count(dates, chosen):
    feed = feed_of(dates)
    rows = list(range(len(dates)))
    rows = chosen.draw(st.permutations(rows))[: chosen.draw(st.integers(0, len(rows)))]
    counts = feed.dates(rows)
    for year in (2019, 2020, 2021):
        assert counts.year(year) == told(feed, rows, f"{year}")
        for month in range(1, 13):
            assert counts.month(year, month) == told(feed, rows, f"{year}-{month:02}")
            for day, count in enumerate(counts.days(year, month), 1):
                assert count == told(feed, rows, f"{year}-{month:02}-{day:02}")
    for first in (2019 * 12, 2020 * 12 + 1, 9999 * 12 + 6):
        count = min(14, 10_000 * 12 - first)
        assert counts.months(first, count) == [
            counts.month(month // 12, month % 12 + 1) for month in range(first, first + count)
        ]
    assert counts.undated == sum(feed.post(row).created_at is None for row in rows)
    assert sum(count for _, count in counts.years()) == len(rows) - counts.undated


def test_what_is_known_to_the_month_or_the_year_only():
    counts = feed_of(["2020", "2020-02", "2020-02", "2020-02-29"]).dates()
    assert (counts.known_to_year(2020), counts.known_to_month(2020, 2)) == (1, 2)
    assert (counts.year(2020), counts.month(2020, 2), sum(counts.days(2020, 2))) == (4, 3, 1)


def test_without_a_date_there_is_nothing_to_count():
    counts = feed_of([None]).dates()
    assert (counts.span, counts.years(), counts.undated) == (None, [], 1)
    assert counts.next_day(date(2020, 1, 1), 1) is None
    assert counts.nearest(0, 1) is None


def test_the_next_day_with_a_post_and_the_one_before():
    counts = feed_of(["2020-02-28", "2020-03-01", "2020-03-01", "2021-12-31", None]).dates()
    days = [date(2020, 2, 28), date(2020, 3, 1), date(2021, 12, 31)]
    assert [counts.next_day(day, 1) for day in days] == [*days[1:], None]
    assert [counts.next_day(day, -1) for day in days] == [None, *days[:-1]]
    assert counts.span == (days[0], days[-1])


def test_the_post_nearest_to_a_date():
    feed = feed_of(["2020-02-28", "2020-03-01", "2020-03-02", None])
    day = 86_400_000
    first = feed.post(0).created_date.start
    counts = feed.dates()
    assert counts.nearest(first, first + day) == 0
    assert counts.nearest(first, first + 31 * day) == 2
    assert counts.nearest(first + day // 2 + day, first + 2 * day) == 1
    assert counts.nearest(first - 9 * day, first - 8 * day) == 0
    assert counts.nearest(first + 9 * day, first + 10 * day) == 2


@given(dates=posts)
def test_the_days_of_a_month_are_the_same_one_by_one_and_together(dates):
    counts = feed_of(dates).dates()
    for year, month in ((2020, 2), (2020, 3), (2021, 12), (1, 1), (9999, 12)):
        days = counts.days(year, month)
        assert days == [counts.day(date(year, month, day + 1)) for day in range(len(days))]
        assert len(days) in (29, 31)
