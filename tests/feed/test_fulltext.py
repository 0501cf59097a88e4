"""A word is looked for while posts still arrive, and each look goes on where the last one ended."""

from array import array
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.feed.index import fulltext
from tui_feed.feed.index.fulltext import FullText
from tui_feed.query import Pattern, Phrase

words = st.sampled_from(["tram", "bell", "ra", "m", "", "träm", "a\x02\ntram.example"])
arrivals = st.lists(st.lists(words, min_size=1, max_size=5), max_size=9)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    monkeypatch.setattr(fulltext, "_BLOCK", 40)
    monkeypatch.setattr(fulltext, "_STEP", 9)


def _arrive(texts, part):
    rows = [f"{word}\n".encode() for word in part]
    texts.extend(b"".join(rows), array("I", accumulate(map(len, rows))).tobytes())


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        (Phrase((0, 0), "tram"), lambda word: "tram" in word),
        (Phrase((0, 0), "tram", in_links=True), lambda word: "\x02\ntram" in word),
        (Pattern((0, 0), "tr[aä]m$"), lambda word: word.endswith(("tram", "träm"))),
        (Pattern((0, 0), "^m"), lambda word: word.startswith("m")),
    ],
)
@given(arrivals)
def test_a_search_with_rests_finds_what_one_without_finds(sought, is_found, parts):
    texts = FullText()
    for part in parts:
        _arrive(texts, part)
        assert texts.search(sought, until=0).reached <= len(texts)
    arrived = [word for part in parts for word in part]
    expected = [row for row, word in enumerate(arrived) if is_found(word)]
    assert list(texts.search(sought).found) == expected


def test_a_search_rests_within_a_block():
    texts = FullText()
    _arrive(texts, ["tram"] * 30)
    assert 0 < texts.search(Phrase((0, 0), "tram"), until=0).reached < 30
