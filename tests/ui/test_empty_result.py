"""A filter that finds nothing: the term in the way is named, and one key leaves it out."""

import pytest

from tests.ui.harbor import TIMELINE, reader_of, reading, shown
from tui_feed.browse.filtering.empty_result import EmptyReason, empty_reasons
from tui_feed.feed import Feed
from tui_feed.query import Query

ALL = "No post matches all of this."


def reason_of(text: str) -> EmptyReason | None:
    feed = Feed()
    for record in TIMELINE:
        feed.add(record)
    assert not feed.select(Query.parse(text))
    return next(filter(None, empty_reasons(feed, Query.parse(text))), None)


@pytest.mark.parametrize(
    ("query", "reason", "offer", "left"),
    [
        ("#foo", "No post has #foo.", "without it: 4 posts", ""),
        ("#foo #LateTrams", "No post has #foo.", "without it: 2 posts", "#LateTrams"),
        ("#foo #bar #Line4", "No post has #foo or #bar.", "without them: 1 post", "#Line4"),
        ("zebra is:quote", "No post matches zebra.", "without it: 1 post", "is:quote"),
        ("#Line4 year:2024", ALL, "without year:2024: 1 post", "#Line4"),
        ("#Line4 -#LateTrams", ALL, "without -#LateTrams: 1 post", "#Line4"),
        ("(#foo OR #bar) line", "No post matches (#foo OR #bar).", "without it: 1 post", "line"),
        ("#foo OR zebra", "No post matches #foo OR zebra.", "without it: 4 posts", ""),
        ("#foo sort:oldest", "No post has #foo.", "without it: 4 posts", "sort:oldest"),
        ("-(line OR -line)", "No post matches -(line OR -line).", "without it: 4 posts", ""),
    ],
)
def test_the_term_in_the_way_is_found(query: str, reason: str, offer: str, left: str) -> None:
    found = reason_of(query)
    assert found
    assert (found.reason, found.offer, found.query) == (reason, offer, left)


def test_where_no_single_term_is_in_the_way_the_last_ones_go() -> None:
    found = reason_of("year:2023 from:ElleryWorks is:reply")
    assert found
    assert found.parts == ("from:ElleryWorks", "is:reply")
    assert found.query == "year:2023"


def test_a_very_long_term_is_cut_in_the_sentence() -> None:
    found = reason_of(f'"{"x" * 300}"')
    assert found
    assert len(found.reason) < 90


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize("plain", [False, True])
async def test_an_empty_timeline_offers_the_filter_without_it_and_enter_takes_it(
    size: tuple[int, int], plain: bool
) -> None:
    app = reading(plain=plain)
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *"#foo line", "enter")
        await pilot.pause(0.2)
        words = " ".join(shown(app).split())
        assert "No post has #foo." in words
        assert "Enter" in words
        assert "without it: 1 post" in words
        await pilot.press("enter")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "line"
        assert len(reader_of(app).rows) == 1
