"""Posts come into their order a piece at a time, while more of them arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.feed import Feed
from tui_feed.feed.index import sorting
from tui_feed.feed.index.sorting import Sorting
from tui_feed.models import Metrics, Post
from tui_feed.query import Query

AT_ONCE = 0.0
keys = st.lists(st.integers(0, 9) | st.integers(0, 999), max_size=200)


@pytest.fixture(autouse=True)
def _short_runs(monkeypatch):
    monkeypatch.setattr(sorting, "_RUN", 16)
    monkeypatch.setattr(sorting, "_SAMPLE", 4)


def _piece_by_piece(work):
    steps = 1
    while not work.advance(AT_ONCE):
        steps += 1
    return list(work.rows), steps


@given(keys, st.booleans(), st.integers(0, 200))
def test_rows_are_sorted_by_their_keys_and_equals_stay_as_they_came(keys, falling, known):
    rows = range(len(keys))
    before = sorted(rows[:known], key=keys.__getitem__, reverse=falling)
    found, _ = _piece_by_piece(Sorting(keys, before, len(keys), falling=falling))
    assert found == sorted(rows, key=keys.__getitem__, reverse=falling)


@pytest.mark.parametrize("value", [lambda row: 7, lambda row: row % 3, lambda row: -row * row % 97])
def test_no_piece_is_much_longer_than_a_run(value, monkeypatch):
    longest = 0

    def watched(rows, **how):
        nonlocal longest
        if "key" in how:  # and not the keys themselves
            longest = max(longest, len(rows))
        return sorted(rows, **how)

    keys = [value(row) for row in range(1_000)]
    monkeypatch.setattr(sorting, "sorted", watched, raising=False)
    _, steps = _piece_by_piece(Sorting(keys, [], len(keys), falling=True))
    assert steps > 1_000 // 16
    assert longest <= 4 * 1_000 // 16 + 16  # a quarter of each of the runs, at worst


stated = st.none() | st.integers(0, 5)
arrivals = st.lists(st.lists(st.tuples(stated, stated), min_size=1, max_size=9), max_size=9)


def _posts(part, first):
    for number, (day, views) in enumerate(part, first):
        date = None if day is None else f"2020-01-0{1 + day}"
        yield Post(id=str(number), created_at=date, metrics=Metrics(views=views))


def _expected(values, *, falling):
    stated = [row for row, value in enumerate(values) if value is not None]
    stated.sort(key=values.__getitem__, reverse=falling)
    return [*stated, *(row for row, value in enumerate(values) if value is None)]


def _is_sorted(rows, values, *, falling):
    return list(rows) == sorted(rows, key=_expected(values, falling=falling).index)


@given(arrivals)
def test_whatever_is_shown_meanwhile_is_in_the_order_that_it_says(parts):
    feed, days, views = Feed(), [], []
    columns = {"newest": days, "oldest": days, "views": views}
    for part in parts:
        for post in _posts(part, len(days)):
            feed.add(post)
        days += [day for day, _ in part]
        views += [count for _, count in part]
        for order in columns:
            shown = feed.select(None, order, AT_ONCE)
            assert len(shown) == len(set(shown))
            if shown.order in columns:
                assert _is_sorted(shown, columns[shown.order], falling=shown.order != "oldest")
            dates = feed.dates(seconds=AT_ONCE)
            assert sum(count for _, count in dates.years()) + dates.undated <= len(feed)
            early = feed.select(Query.parse("until:2020-01-03"), order, AT_ONCE)
            assert all(days[row] is not None and days[row] < 2 for row in early)
    for order, values in columns.items():
        whole = feed.select(None, order)
        assert whole.is_whole
        assert list(whole) == _expected(values, falling=order != "oldest")
        assert [whole.index(row) for row in whole] == list(range(len(days)))
        early = feed.select(Query.parse("until:2020-01-03"), order)
        assert [row for row in range(len(days)) if row in early] == sorted(early)
        assert list(early) == [row for row in whole if days[row] is not None and days[row] < 2]
        assert early.unknown == days.count(None)


def test_asking_again_goes_on_until_all_are_in_order():
    feed = Feed()
    for post in _posts([(number * 7 % 5, number * 3 % 6) for number in range(200)], 0):
        feed.add(post)
    assert not feed.select(None, "views", AT_ONCE).is_whole
    while not feed.look(Query.parse(""), "views", AT_ONCE):
        pass
    assert feed.select(None, "views", AT_ONCE).is_whole
