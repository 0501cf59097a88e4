"""Phrases in quotes find whole words, whatever stands between them."""

import pytest

from tui_feed.feed import Feed
from tui_feed.models import Link, Post
from tui_feed.query import Query, QueryError


def finds(query: str, text: str) -> bool:
    """Tell whether a query finds a text, and mark what it finds."""
    feed = Feed()
    feed.add(Post(id="1", text=text))
    return bool(len(feed.select(Query.parse(query), "captured")))


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Query.parse(query).marker.spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ('"cat"', "a Cat sat, cat", ["Cat", "cat"]),
        ('"cat"', "cat cat's", ["cat", "cat"]),
        ("+cat", "a cat sat", ["cat"]),
        ("“cat”", "a cat sat", ["cat"]),
        ('“line 4"', "on line 4", ["line 4"]),
        ('"state of the art"', "a state-of-the-art mill", ["state-of-the-art"]),
        ('"late tram"', "Late. #Tram", ["Late. #Tram"]),
        ('"this is the * time"', "this is the third time", ["this is the third time"]),
        ('"the * tram"', "the very late tram", ["the very late tram"]),
        ('"late *"', "late again", ["late again"]),
        ('"* again"', "late, late again", ["late again"]),
        ('"*"', "5 * 4", ["*"]),
        ('"C#"', "C_sharp or C#", ["C#"]),
        ('"c++"', "in C++.", ["C++"]),
        ('":)"', "a smile :)", [":)"]),
        ('"水車"', "水車が回る", ["水車"]),
        ('"전차"', "전차가 늦다", ["전차"]),
        ('"tram"', "電tram車", ["tram"]),
        ('"水 * る"', "水車が回る", ["水車が回る"]),
        ('"don\'t stop"', "don’t  stop", ["don’t  stop"]),
        ('"naive"', "naïve", ["naïve"]),
        ("+“late tram”", "late tram", ["late tram"]),
    ],
)
def test_a_phrase_finds_whole_words_and_marks_them(query, text, found):
    assert finds(query, text)
    assert marked(query, text) == found


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"cat"', "concatenate the category"),
        ("+tram", "trams"),
        ('"late tram"', "late\U0001f68btram"),
        ('"late tram"', "latetram"),
        ('"the * tram"', "the tram"),
        ('"the * tram"', "the -- tram"),
        ('"late *"', "late."),
        ('"C#"', "C_sharp"),
        ('"line_4"', "line 4"),
    ],
)
def test_a_phrase_does_not_begin_or_end_inside_a_word(query, text):
    assert not finds(query, text)
    assert marked(query, text) == []


def test_a_word_without_quotes_finds_parts_of_words():
    assert finds("cat", "concatenate")
    assert finds("+1", "a +1 from me")


def test_no_phrase_reaches_from_one_text_into_another():
    feed = Feed()
    feed.add(Post(id="1", text="late", content_warning="tram"))
    assert not len(feed.select(Query.parse('"late * tram" OR "late tram"'), "captured"))


def test_an_underscore_in_an_address_stands_for_a_hyphen_too():
    feed = Feed()
    for number, url in enumerate(("https://t-mobile.example/x", "https://t_mobile.example/")):
        feed.add(Post(id=str(number), text="_", links=(Link(url=url, display="link"),)))
    feed.add(Post(id="2", text="t-mobile.example"))
    assert list(feed.select(Query.parse("url:t_mobile.example"), "captured")) == [0, 1]
    assert list(feed.select(Query.parse("url:_"), "captured")) == [1]


@pytest.mark.parametrize("text", ["\u0301", 'url:"\u0301"', '"\u0301"', "“”"])
def test_accents_without_a_letter_are_an_error(text):
    with pytest.raises(QueryError):
        Query.parse(text)


def test_a_curly_quote_that_is_never_closed_is_an_error():
    with pytest.raises(QueryError, match="never closed") as caught:
        Query.parse("tram “late")
    assert caught.value.column == 5
