"""Where a query was met in a text, as the reader sees it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.query import Query
from tui_feed.query.folding import folded, searchable


def met(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Query.parse(query).marker.spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("tram", "A Tram, two TRAMS", ["Tram", "TRAM"]),
        ('"late tram"', "The late\n  tram again", ["late\n  tram"]),
        ("strasse", "Die STRAẞE hier", ["STRAẞE"]),
        ("été", "L'E\u0301TE\u0301 fut", ["E\u0301TE\u0301"]),
        ("naive", "a naïve NAI\u0308VE plan", ["naïve", "NAI\u0308VE"]),
        ("été", "cet ete", ["ete"]),
        ("don't", "I don’t", ["don’t"]),
        ("hyphen", "a hy\u00adphen", ["hy\u00adphen"]),
        ("/ét[éè]/", "L'ÉTÉ, l'ete", ["ÉTÉ", "ete"]),
        ("/don.t/", "I don’t", ["don’t"]),
        ("#late", "#Late #LateTrams ＃late", ["#Late", "＃late"]),
        ("@bo", "@bo @bob", ["@bo"]),
        ("-tram", "tram", []),
        ("-(tram -ferry)", "tram ferry", ["ferry"]),
        ("tram OR ferry", "ferry tram", ["ferry", "tram"]),
        ("late latest", "the latest", ["latest"]),
        (r"/tra\w+/", "Trams, TRAINS", ["Trams", "TRAINS"]),
        ("/x*/", "tram", []),
        ("/^late$/", "late\nbloomer", []),
        ("since:2023 is:reply", "since 2023", []),
        ("domain:x.example", "see x.example/a", ["x.example"]),
        ("🚋", "a 🚋 b", ["🚋"]),
        ("車", "電車", ["車"]),
    ],
)
def test_what_is_marked(query, text, expected):
    assert met(query, text) == expected


@given(st.text(max_size=40))
def test_the_way_back_from_a_folded_text_rises_and_ends_where_the_text_does(text):
    found = folded(text)
    places = list(found.places)
    assert len(places) == len(found.text) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(
    st.text("aé E\u0301İßﬁ電🚋\n\t ", max_size=30),
    st.text("aé E\u0301İßﬁ電", min_size=1, max_size=3),
)
def test_what_is_marked_is_what_was_asked_for(text, word):
    word = searchable(word)
    if not word:
        return
    spans = Query.parse(f'"{word}"').marker.spans(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert word in searchable(text[start:end])
    assert all(before[1] < after[0] for before, after in pairwise(spans))
