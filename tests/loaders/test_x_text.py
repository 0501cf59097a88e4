"""Escaped text of X, with short links marked by place, as people saw it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.x.tweet_text import Edit, client_of, expanded, place_of, time_of_id, unescaped

TEXT = "🚋 &amp; <b> https://t.co/a and https://t.co/b https://t.co/c"


def edit(piece: str, shown: str) -> Edit:
    start = TEXT.index(piece)
    return Edit(start, start + len(piece), shown)


def test_links_are_replaced_and_what_is_escaped_is_read_once():
    found = expanded(TEXT, [edit("https://t.co/a", "https://a.example/?x=1&amp;y")])
    assert found == "🚋 & <b> https://a.example/?x=1&amp;y and https://t.co/b https://t.co/c"
    assert unescaped("&amp;lt; &lt;") == "&lt; <"


def test_links_that_end_a_text_and_show_nothing_leave_no_space():
    edits = [edit("https://t.co/b", ""), edit("https://t.co/c", "")]
    assert expanded(TEXT, edits) == "🚋 & <b> https://t.co/a and"


def test_edits_that_overlap_or_lie_outside_are_left_out():
    assert expanded("abc", [Edit(0, 2, "x"), Edit(1, 3, "y"), Edit(2, 99, "z")]) == "xc"


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25))))
def test_no_places_raise(text, places):
    expanded(text, [Edit(start, end, "x") for start, end in places])


def test_a_place_is_believed_where_a_link_stands_and_else_the_link_is_looked_for():
    assert place_of("see https://t.co/a", 4, 18, None) == Edit(4, 18, "")
    assert place_of("see https://t.co/a", 0, 3, "https://t.co/a") == Edit(4, 18, "")
    assert place_of("see nothing", 0, 3, "https://t.co/a") is None


@pytest.mark.parametrize(
    ("post_id", "ms"),
    [("1855229034679931034", 1731155063231), ("20", None), ("x", None), ("9" * 30, None)],
)
def test_an_id_holds_a_time_since_november_2010(post_id, ms):
    found = time_of_id(post_id)
    assert (found is None) == (ms is None)
    if ms:
        assert abs(found - ms) < 86_400_000


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('<a href="https://app.example" rel="nofollow">Trams for All</a>', "Trams for All"),
        ("web", "web"),
        ('<a href="https://app.example">Trams &amp; &lt;Ferries&gt;</a>', "Trams & <Ferries>"),
        ("Trams &amp; Ferries", "Trams & Ferries"),
        ("trams <3 ferries", "trams <3 ferries"),
        ('<a href="x>y">Two\n lines </a>', "Two lines"),
        ('<a href="javascript:x"><script>bad()</script><b>App', "App"),
        ('<a href="https://app.example"> </a>', None),
        ('<a href="https://app.example"></a>', None),
        ("", None),
        (" \n", None),
        (None, None),
    ],
)
def test_an_app_is_named_by_the_words_of_its_anchor(source, name):
    assert client_of(source) == name


@given(st.text(alphabet="<a href=\"'>/&amp;x\x1b\n!-", max_size=60))
def test_no_anchor_raises(source):
    found = client_of(source)
    assert found is None or found.strip()
