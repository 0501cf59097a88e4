"""The date prompt: dates at any precision, and ranges, become pieces of a query."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.query import And, Dates, Query, QueryError, parse_dates
from tui_feed.text.dates import Moment

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("2024", "on:2024"),
        (" 2024-01 ", "on:2024-01"),
        ("2024-01-05", "on:2024-01-05"),
        ("2024-01-05 17:03", "on:2024-01-05T17:03"),
        ("today", "on:today"),
        ("Yesterday", "on:yesterday"),
        ("30d", "since:30d"),
        ("2W", "since:2w"),
        ("6m..", "since:6m"),
        ("2020..", "since:2020"),
        ("..2021-06", "until:2021-07"),
        ("2020..2021", "since:2020 until:2022"),
        ("2020-03 .. 2020-05-31", "since:2020-03 until:2020-06-01"),
        ("2020-06..2020", "since:2020-06 until:2021"),
        ("2020..2020", "on:2020"),
        ("2w..yesterday", "since:2w until:2024-03-31"),
        ("..today", "until:2024-04-01"),
        ("2024-01-05T10:00..2024-01-05T12:00", "since:2024-01-05T10:00 until:2024-01-05T12:01:00"),
        (
            "2024-01-05T10:00Z..2024-01-05T12:00Z",
            "since:2024-01-05T10:00Z until:2024-01-05T12:01:00Z",
        ),
    ],
)
def test_a_range_includes_both_of_its_ends(typed, piece):
    assert parse_dates(typed, TODAY) == piece
    Query.parse(piece, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "column", "words"),
    [
        ("", 0, "no date yet"),
        ("  ", 0, "no date yet"),
        ("..", 2, "a date on one side"),
        ("soon", 0, '"soon" is not a date'),
        ("2020..soon", 6, '"soon" is not a date'),
        ("2023-02-30", 0, "February 2023 has no day 30"),
        ("2020 .. 2023-02-30", 8, "February 2023 has no day 30"),
        ("2021..2020", 6, "ends before it begins"),
        ("..9999", 2, "the calendar ends with 9999"),
        ("2020...2021", 6, "is not a date"),
    ],
)
def test_what_is_no_date_says_so_under_its_place(typed, column, words):
    with pytest.raises(QueryError) as caught:
        parse_dates(typed, TODAY)
    assert words in caught.value.message
    assert caught.value.column == column
    assert caught.value.caret().startswith(typed)


moments = st.builds(
    lambda day, length: Moment.parse(day.isoformat()[:length]),
    st.dates(date(1, 1, 1), date(9998, 12, 31)),
    st.sampled_from((4, 7, 10)),
)


@given(moments, moments)
def test_a_range_covers_exactly_what_lies_between_its_ends(one, other):
    first, last = sorted((one, other), key=lambda moment: moment.start)
    if first.start >= last.stop:
        return
    root = Query.parse(parse_dates(f"{first}..{last}", TODAY)).root
    parts = [root] if isinstance(root, Dates) else root.nodes if isinstance(root, And) else []
    assert max(part.start for part in parts if part.start is not None) == first.start
    assert min(part.stop for part in parts if part.stop is not None) == last.stop


@given(st.text(alphabet="0123456789-.dwmy: todayesr\x1b", max_size=24))
def test_whatever_is_typed_gives_a_query_or_an_error(typed):
    try:
        piece = parse_dates(typed, TODAY)
    except QueryError as error:
        mistake = error
    else:
        assert Query.parse(piece, today=TODAY).root
        return
    assert mistake.column <= len(mistake.text)


def test_a_day_of_any_year_is_a_date_too():
    assert parse_dates(" 02-29 ") == "on:02-29"
    with pytest.raises(QueryError, match="no year has the day") as caught:
        parse_dates("  02-30")
    assert caught.value.column == 2
