"""Dates of feeds: read right or not at all, with a notice."""

import pytest

from tests.loaders.captures import posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed.loaders import feeds
from tui_feed.loaders.feeds.feed_dates import feed_date
from tui_feed.models import Record


def read(*dates: str) -> list[Record]:
    items = "".join(f"<item><title>x</title><pubDate>{date}</pubDate></item>" for date in dates)
    text = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    return list(feeds.read(file_of(text.encode(), "feed.xml")))


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2024/01/05", "2024-01-05"),
        ("2024-1-5", "2024-01-05"),
        ("2024/12/31 23:59:59", "2024-12-31T23:59:59"),
        ("2023年9月21日", "2023-09-21"),
        ("2024. 1. 5. 오후 3:15", "2024-01-05T15:15"),
        ("1695309744", "2023-09-21T15:22:24Z"),
        ("1695309744123", "2023-09-21T15:22:24Z"),
        ("2024-01-05 10:00:00 UTC", "2024-01-05T10:00:00Z"),
        ("2024-01-05T10:00:00 +0000", "2024-01-05T10:00:00Z"),
        ("20240105T100000Z", "2024-01-05T10:00:00Z"),
        ("Fri, 05 Jan 2024 03:15 PM", "2024-01-05T15:15"),
        ("Fri, 05 Jan 2024 12:15 AM", "2024-01-05T00:15"),
        ("2017-08-01 13:55:44.36 +0200 CEST", "2017-08-01T13:55:44+0200"),
        ("05.01.2024 10:00", "2024-01-05T10:00"),
        ("13/01/2024", "2024-01-13"),
        ("05/05/2024", "2024-05-05"),
        ("ven, 05 janv. 2024 10:00:00 +0100", "2024-01-05T10:00:00+0100"),
        ("Чт, 21 сен 2023 15:22:24 +0300", "2023-09-21T15:22:24+0300"),
        ("Fri, 05 Jan 2024 24:00:00 +0000", "2024-01-06T00:00:00Z"),
        ("Thursday, September 21, 2023 - 15:22", "2023-09-21T15:22"),
        ("Mon Apr 06 22:19:45 PDT 2009", "2009-04-06T22:19:45-0700"),
        ("2024-W01-5", "2024-01-05"),
        ("2023-264", "2023-09-21"),
    ],
)
def test_dates_are_read_in_the_forms_that_writers_of_feeds_make_up(stated, iso):
    assert str(feed_date(stated)) == iso


@pytest.mark.parametrize(
    "stated",
    [
        "yesterday", "01/05/2024", "2020-W10", "99-01-01", "--09-21", "31.02.2024", "5 Foo 2024",
        "0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "1900-01-01", "25:00", "x" * 5_000,
        "2024-01-05 and more",
    ],
    ids=lambda stated: stated[:30],
)  # fmt: skip
def test_what_is_no_date_for_sure_is_absent_with_a_notice(stated):
    records = read(stated)
    (post,) = posts_of(records)
    assert post.created_at is None
    assert "is not understood; it is shown without one" in problems_of(records)[-1].reason


def test_day_or_month_first_is_what_other_dates_of_a_feed_show_that_writes_all_alike():
    assert [post.created_at for post in posts_of(read("13/01/2024", "05/01/2024"))] == [
        "2024-01-13", "2024-01-05",
    ]  # fmt: skip
    assert [post.created_at for post in posts_of(read("01/13/2024", "01/05/2024"))] == [
        "2024-01-13", "2024-01-05",
    ]  # fmt: skip
    assert posts_of(read("13/01/2024", "01/13/2024", "05/01/2024"))[2].created_at is None
    assert posts_of(read("13/01/2024", "2024-01-01", "05/01/2024"))[2].created_at is None
