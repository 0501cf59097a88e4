"""Sets of rows, and the sequences that they are read as."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tui_feed.feed.build.encode import _by_key, _links
from tui_feed.feed.columns import Counts, Starts, between, packed_counts, packed_starts
from tui_feed.feed.ids import IdColumn, LinkColumn, key_of, keys_of
from tui_feed.feed.index.selection import BitmapRows, Selection
from tui_feed.feed.rows import pack_rows, row_span, rows_of_flags, unpack_rows
from tui_feed.text.timestamps import MISSING

batches = st.lists(
    st.integers(0, 60).flatmap(
        lambda size: (
            st.tuples(st.just(size), st.sets(st.integers(0, max(0, size - 1))))
            if size
            else st.just((0, set()))
        )
    ),
    max_size=12,
)
rows = st.sets(st.integers(0, 5_000), max_size=200)


@given(batches)
def test_packed_rows_are_those_of_their_batch_wherever_it_begins(parts):
    found, expected, first = BitMap(), [], 0
    for size, some in parts:
        found |= unpack_rows(pack_rows(sorted(some), size), first)
        expected += [first + row for row in sorted(some)]
        first += size
    assert list(found) == expected


@given(rows)
def test_flags_are_read_as_rows(some):
    flags = bytes(row in some for row in range(5_001))
    assert list(rows_of_flags(flags)) == sorted(some)


@pytest.mark.parametrize("every", [1, 2, 3, 15, 16, 17, 500, 65_536, 70_000])
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_flags_of_many_rows_are_read_however_dense(size, every):
    flags = bytes(row % every == 0 for row in range(size))
    assert list(rows_of_flags(flags)) == list(range(0, size, every))


def test_a_span_has_its_first_row_and_not_its_last():
    assert list(row_span(3, 6)) == [3, 4, 5]
    assert not row_span(6, 3)


@given(rows, st.booleans())
def test_rows_of_a_bitmap_are_a_sequence(some, backwards):
    found = BitmapRows(BitMap(some), backwards=backwards)
    expected = sorted(some, reverse=backwards)
    assert list(found) == expected
    assert len(found) == len(expected)
    assert [found[place] for place in range(len(expected))] == expected
    assert list(found[1:5]) == expected[1:5]
    assert list(found[-3:]) == expected[-3:]
    assert [found.index(row) for row in expected] == list(range(len(expected)))
    missing = {-1, 0, 2_500, 5_000, 9_999, 2**32, 2**70} - some
    assert not any(row in found for row in missing)
    for row in missing:
        with pytest.raises(ValueError, match="not"):
            found.index(row)
    with pytest.raises(IndexError):
        found[len(expected)]


def test_a_range_is_searched_without_a_look_at_every_row():
    chosen = Selection(range(10**9)[::-1])
    assert chosen.index(7) == 10**9 - 8
    with pytest.raises(ValueError, match="not"):
        chosen.index(7, 0, 5)


ids = st.lists(st.sampled_from(["0", "7", "007", "٧", "-3", "x", "9" * 18, "9" * 30, "12"]))


@given(ids)
def test_many_ids_are_keys_as_one_by_one(some):
    assert keys_of(some) == list(map(key_of, some))


@given(st.lists(st.lists(st.integers(-50, 50), max_size=9), max_size=6))
def test_keys_are_found_in_whichever_order_they_came(parts):
    keys, column = IdColumn(), []
    for part in [*parts, sorted(column), sorted(column, reverse=True)]:
        keys.extend(packed_keys(part), _by_key(part))
        column += part
    for key in range(-52, 53):
        assert sorted(keys.find(key)) == [row for row, it in enumerate(column) if it == key]


def packed_keys(keys):
    from array import array

    return array("q", keys).tobytes()


@given(st.lists(st.lists(st.sampled_from([None, "1", "2", "x"]), max_size=9), max_size=5))
def test_links_lead_to_rows_rising(parts):
    links, column = LinkColumn(), []
    for part in parts:
        links.extend(_links(part), len(column))
        column += part
    for post_id in ("1", "2", "x", "3"):
        assert list(links.rows_of(post_id)) == [r for r, it in enumerate(column) if it == post_id]
        assert (post_id in links) == (post_id in column)
    rows = sorted(row for _, rows in links.by_batch() for row in rows)
    assert rows == [r for r, it in enumerate(column) if it is not None]


counts = st.none() | st.sampled_from(
    [0, 1, 254, 255, 2**16 - 2, 2**16 - 1, 2**32 - 2, 2**32 - 1, 2**63 - 1]
)


@given(st.lists(st.none() | st.lists(counts, min_size=1, max_size=5), max_size=5), counts, counts)
def test_counts_are_what_was_stated_however_large(parts, least, most):
    column, expected = Counts(), []
    for part in parts:
        column.extend(len(part) if part else 3, packed_counts(part) if part else None)
        expected += part or [None] * 3
    assert [column[row] for row in range(len(column))] == [
        MISSING if count is None else count for count in expected
    ]
    least = least or 0
    found = list(column.between(least, most))
    assert found == [
        row
        for row, count in enumerate(expected)
        if count is not None and least <= count and (most is None or count <= most)
    ]
    assert list(column.unstated()) == [r for r, count in enumerate(expected) if count is None]


edges = [0, 1, 254, 255, 256, 2**16 - 1, 2**16, 2**31, 2**32 - 1, 2**32, 2**63 - 1]
limits = [("B", 255), ("H", 2**16 - 1), ("I", 2**32 - 1), ("q", 2**63 - 1)]


@given(st.sampled_from(limits), st.data())
def test_numbers_are_compared_byte_by_byte_as_if_one_by_one(code_limit, data):
    code, limit = code_limit
    known = st.sampled_from([edge for edge in edges if edge <= limit]) | st.integers(0, limit)
    numbers = data.draw(st.lists(known if code != "q" else known | st.integers(-(2**63), -1)))
    bound = st.sampled_from(edges) | st.integers(0, 2**65)
    least, most = data.draw(bound), data.draw(bound.filter(lambda most: most < 2**63))
    found = list(between(array(code, numbers), least, most))
    assert found == [row for row, number in enumerate(numbers) if least <= number <= most]
    negative = list(between(array(code, numbers), 2**63, None))
    assert negative == [row for row, number in enumerate(numbers) if number < 0]


first = [MISSING, 0, 1_000, 1_700_000_000_000, 1_700_000_000_001, -1_000]
last = [(2**32 - 2) * 1_000, (2**32 - 1) * 1_000, 2**42, -(2**45)]
begun = st.sampled_from([*first, *last])


@given(st.lists(st.lists(begun, min_size=1, max_size=4), max_size=5))
def test_dates_are_kept_to_the_millisecond_whichever_come(parts):
    starts, expected = Starts(), []
    for part in parts:
        starts.extend(len(part), packed_starts(part))
        expected += part
    assert [starts[row] for row in range(len(starts))] == expected
    by_order = sorted(range(len(starts)), key=starts.sortable().__getitem__)
    assert by_order == sorted(range(len(starts)), key=expected.__getitem__)
