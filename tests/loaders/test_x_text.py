"""Text of X: escaped, with short links marked by place, as people saw it; its ids and dates."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.x import tweet_dates
from tui_feed.loaders.x.status_links import status_address, status_link
from tui_feed.loaders.x.tweet_dates import id_of, time_of_id, x_date
from tui_feed.loaders.x.tweet_text import Named, ShortLink, client_of, tweet_text, unescaped

TEXT = "🚋 &amp; <b> https://t.co/a and https://t.co/b https://t.co/c"
A, B, C = (f"https://t.co/{letter}" for letter in "abc")


def link(short: str, full: str) -> ShortLink:
    return ShortLink(short, full, TEXT.index(short))


def test_links_are_replaced_and_what_is_escaped_is_read_once():
    said = tweet_text(TEXT, [link(A, "https://a.example/?x=1&amp;y")])
    assert said.text == "🚋 & <b> https://a.example/?x=1&amp;y and https://t.co/b https://t.co/c"
    assert [each.url for each in said.links] == ["https://a.example/?x=1&amp;y"]
    assert unescaped("&amp;lt; &lt;") == "&lt; <"


def test_links_of_pictures_that_end_a_text_leave_no_space():
    said = tweet_text(TEXT, [link(B, ""), link(C, "")])
    assert (said.text, said.links) == ("🚋 & <b> https://t.co/a and", ())


def test_the_link_to_a_quoted_post_is_left_out():
    full = "https://twitter.com/maraquill/status/9?s=20"
    said = tweet_text(TEXT, [link(C, full), link(A, "https://a.example")], quoted_id="9")
    assert said.text == "🚋 & <b> https://a.example and https://t.co/b"
    assert [each.url for each in said.links] == ["https://a.example"]


def test_a_link_that_ends_a_text_quotes_where_nothing_else_says_so():
    full = "https://twitter.com/maraquill/status/9"
    assert tweet_text(TEXT, [link(C, full)], own_ids=()).quoted == ("9", "maraquill")
    assert tweet_text(TEXT, [link(C, full), link(B, "")], own_ids=()).quoted
    assert tweet_text(TEXT, [link(C, full)], own_ids=("9",)).quoted is None
    assert tweet_text(TEXT, [link(B, full)], own_ids=()).quoted is None
    assert tweet_text(TEXT, [link(C, f"{full}/photo/1")], own_ids=()).quoted is None


def test_a_place_is_believed_where_the_link_stands_and_else_it_is_looked_for():
    assert tweet_text("x https://t.co/a", [ShortLink(A, "b", 2)]).text == "x b"
    assert tweet_text("x https://t.co/a", [ShortLink(A, "b", 1)]).text == "x b"
    assert tweet_text("no link", [ShortLink(A, "https://b.example", 1)]).text == "no link"


def test_the_same_short_link_twice_is_replaced_twice():
    twice = [ShortLink(A, "https://b.example"), ShortLink(A, "https://b.example")]
    said = tweet_text("https://t.co/a https://t.co/a", twice)
    assert said.text == "https://b.example https://b.example"
    assert len(said.links) == 1


def test_links_of_before_2011_stand_in_the_text_as_they_are():
    said = tweet_text("Map: http://is.gd/mill2 and http://mill.example/a_(c)?x=1&amp;y=2.")
    assert [each.url for each in said.links] == [
        "http://is.gd/mill2", "http://mill.example/a_(c)?x=1&y=2",
    ]  # fmt: skip


def test_before_2011_x_linked_what_begins_with_www_and_no_other_bare_domain():
    links = tweet_text("see www.example.org or example.org").links
    assert [each.display for each in links] == ["www.example.org"]


def test_a_link_that_is_cut_is_not_offered():
    assert not tweet_text("see https://t.co/ab").links
    assert [each.url for each in tweet_text("see https://t.co/ab…").links] in ([], [None])


def test_what_a_format_does_not_state_is_found_in_the_text():
    said = tweet_text("#Trams for @maraquill in $ELWK", (), Named(mentions=("other",)))
    assert (said.hashtags, said.mentions, said.cashtags) == (("Trams",), ("other",), ("ELWK",))


@given(
    st.text(max_size=20),
    st.lists(st.tuples(st.text(max_size=4), st.text(max_size=4), st.integers(-3, 25))),
    st.integers(0, 25),
)
def test_no_places_raise(text, links, begins):
    tweet_text(text, [ShortLink(*each) for each in links], begins=begins, own_ids=())


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://twitter.com/maraquill/status/9", ("9", "maraquill")),
        ("http://www.twitter.com/#!/maraquill/statuses/009/", ("9", "maraquill")),
        ("https://x.com/i/web/status/9?s=20", ("9", None)),
        ("https://x.com/i/status/9", ("9", None)),
        ("https://mobile.twitter.com/maraquill/status/9/photo/1", ("9", "maraquill")),
        ("https://x.com/maraquill", None),
        ("https://nottwitter.com/maraquill/status/9", None),
        (None, None),
    ],
)
def test_the_post_that_an_address_leads_to_is_known(address, found):
    assert status_link(address) == found


def test_every_address_of_a_post_without_its_author_is_the_same():
    assert status_address(None, "9") == "https://x.com/i/web/status/9"
    assert status_address("maraquill", "9") == "https://x.com/maraquill/status/9"
    assert status_address("maraquill", "~9") is None


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("Sat Nov 09 12:14:18 +0000 2024", "2024-11-09T12:14:18Z"),
        ("Sat Nov 09 12:14:18 +0200 2024", "2024-11-09T12:14:18+0200"),
        ("2015-03-09 12:14:18 +0000", "2015-03-09T12:14:18Z"),
        ("2015-03-09 12:14:18", "2015-03-09T12:14:18Z"),
        ("2023-05-05 10:00:00+00:00", "2023-05-05T10:00:00Z"),
        ("2023-05-05T10:00:00.000Z", "2023-05-05T10:00:00Z"),
        ("2023-05-05T10:00:00.123Z", "2023-05-05T10:00:00.123Z"),
        ("Sat Foo 09 12:14:18 +0000 2024", None),
        ("Sat Feb 31 12:14:18 +0000 2024", None),
        ("Sat Nov 09 25:14:18 +0000 2024", None),
        ("never", None),
        (7, None),
    ],
)
def test_dates_are_read_however_x_wrote_them(stated, date):
    assert x_date(stated) == date


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)),
    st.sampled_from(
        ["%a %b %d %H:%M:%S +0000 %Y", "%Y-%m-%dT%H:%M:%S.000Z", "%Y-%m-%dT%H:%M:%S+00:00"]
    ),
    st.integers(0, 29),
    st.sampled_from(["", "0", "3", "9", " ", ":", "T", "Z", "n", "\u0663"]),
)
def test_a_usual_date_with_a_wrong_sign_is_read_as_any_other(when, form, at, sign):
    usual = when.strftime(form)
    assert x_date(usual) == when.strftime("%Y-%m-%dT%H:%M:%SZ")
    wrong = f"{usual[:at]}{sign}{usual[at + 1 :]}"
    assert x_date(wrong) == tweet_dates._date.__wrapped__(wrong.strip())


@pytest.mark.parametrize(
    ("holder", "found"),
    [
        ({"id": 7, "id_str": "8"}, "8"), ({"id": 7}, "7"), ({"id": "007"}, "7"),
        ({"id": "abc"}, None), ({"id": 0}, None), ({"id": True}, None), ({"id": "9" * 20}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_an_id_is_a_number_that_nothing_has_rounded(holder, found):
    assert id_of(holder) == found


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
