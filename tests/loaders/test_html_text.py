"""HTML of posts as plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.common.html_text import html_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br/><br />three", "one\ntwo\n\nthree"),
        ("  a \n lot   of\tspace ", "a lot of space"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<ol><li>one</li><li>two</li></ul><p>x</p>", "1. one\n2. two\n\nx"),
        ('<ol start="7"><li>a<ul><li>b</li></ul></li><li value="9">c</ol>', "7. a\n\n• b\n\n9. c"),
        ("<ol reversed><li>a</li></ol>", "• a"),
        ("<ol><li><p>one</p></li><li><p>two</p><p>more</p></li></ol>", "1. one\n\n2. two\n\nmore"),
        ("<ul><li></li><li><ol><li>deep</li></ol></li></ul>x", "•\n•\n1. deep\n\nx"),
        ("<p hidden>x</p>text", "text"),
        ("<p>a &amp; b &lt;c&gt; &#128643; &amp;amp;</p>", "a & b <c> 🚃 &amp;"),
        ("<pre>  as\n   it is</pre>", "as\n   it is"),
        ("<script>alert(1)</script><style>p{}</style>text", "text"),
        ("<b>bold</b> and <unknown>more</unknown>", "bold and more"),
        ("<p>unclosed <b>here", "unclosed here"),
        ("a<!-- comment -->b<![CDATA[c]]>", "ab"),
        ('<i class="invisible">https://</i><span class="ellipsis">a.io/b</span>', "a.io/b…"),
        ('<img class="emoji" alt=":wave:" src="https://a.example/w.png"> hi', ":wave: hi"),
        ("", ""),
    ],
)  # fmt: skip
def test_tags_become_lines_and_nothing_else(html, text):
    assert html_text(html).text == text


def test_links_keep_where_they_lead_and_what_they_show():
    found = html_text('see <a href="https://a.example/x">this <b>page</b></a>')
    assert found.text == "see this page"
    assert [(link.url, link.display) for link in found.links] == [
        ("https://a.example/x", "this page")
    ]


def test_a_link_may_have_several_lines():
    found = html_text('<a href="https://a.example"><h2>Trams </h2><p>late<br> again</p></a> now')
    assert found.text == "Trams\n\nlate\nagain\n\nnow"
    assert [link.display for link in found.links] == ["Trams\n\nlate\nagain"]


def test_what_is_invisible_and_has_no_end_hides_nothing_else():
    html = 'a<br class="invisible">b<img class="invisible" src="https://a.example/1.png">'
    assert (html_text(html).text, html_text(html).pictures) == ("ab", ())


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:x", "/relative", "", "ftp://x"])
def test_only_links_to_the_web_are_links(href):
    assert html_text(f'<a href="{href}">x</a>').links == ()


def test_mentions_and_tags_are_no_links():
    found = html_text(
        '<a class="u-url mention" href="https://a.example/@bo">@<span>bo</span></a> '
        '<a class="mention hashtag" href="https://a.example/tags/x">#<span>Trams</span></a>'
    )
    assert (found.mentions, found.hashtags, found.links) == (("bo",), ("Trams",), ())
    assert found.text == "@bo #Trams"


def test_pictures_are_kept_with_their_descriptions():
    found = html_text('<img src="https://a.example/1.png" alt="A tram"><img src="/2.png">')
    assert [(picture.src, picture.alt) for picture in found.pictures] == [
        ("https://a.example/1.png", "A tram")
    ]


def test_films_are_kept_with_the_first_of_their_files():
    found = html_text(
        '<video autoplay loop><source src="https://a.example/1.mp4"><source src="https://a.example/2">'
        '</video><video src="https://a.example/3.mp4" controls></video><source src="https://a.example/4">'
    )
    assert [(film.src, film.kind) for film in found.pictures] == [
        ("https://a.example/1.mp4", "gif"), ("https://a.example/3.mp4", "video"),
    ]  # fmt: skip


pieces = st.sampled_from(
    ["<br>", "<br />", "<br/>", "</p><p>", "</p>", "<p>", "<b>", "a", " ", "  b", "\n", "\xa0",
     "\0", "&amp;", "&lt;br>", "&nbsp;", "&#32;", ">", "<", "\u2028", "\ufeff"]
)  # fmt: skip


@given(st.lists(pieces, max_size=9).map("".join))
def test_paragraphs_and_breaks_alone_read_as_they_do_among_other_tags(inner):
    html = f"<p>{inner}</p>"
    assert html_text(html) == html_text(f"{html}<b></b>")


@given(st.text(alphabet='<>/="ap b&;#-!?', max_size=60))
def test_no_html_raises(html):
    html_text(html)


@pytest.mark.parametrize(
    "piece", ["<b>", "<a href='x'>", "</p>", "<span class=invisible>", "&#", "<"]
)
def test_a_hundred_thousand_tags_take_little_time(piece):
    start = time.perf_counter()
    html_text(piece * 100_000)
    assert time.perf_counter() - start < 20
