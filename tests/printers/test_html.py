"""A page of posts: complete in itself, and nothing in a post becomes part of it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given

from tests.printers.printing import printed_post, printed_records
from tests.records import made_post, posts
from tui_feed.models import Author, Post, Profile
from tui_feed.text.links import openable

TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "section", "h1", "p", "span",
    "form", "label", "input", "output", "main", "article", "b", "i", "a", "time", "blockquote",
    "ul", "li", "meter", "details", "summary", "script", "code",
}  # fmt: skip
VOID = {"meta", "input"}


class Page(HTMLParser):
    """Elements of a page, with their text, and the addresses in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.text[tag] = self.text.get(tag, "") + data


QUOTE = Post(id="2", text="No")
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;</article></main>"


def test_a_page_has_the_profile_a_search_box_and_the_posts() -> None:
    page = Page(
        printed_records(
            "html",
            Profile(name="Harbor Riders", handle="HarborRiders", bio="Late trams."),
            made_post(
                id="1", created_at="2024-01-12", text="Line 4", quote={"id": "2", "text": "No"}
            ),
        )
    )
    assert page.text["h1"] == "Harbor Riders @HarborRiders"
    assert page.text["title"] == "Harbor Riders @HarborRiders · 1 post"
    assert page.text["label"] == "Search these posts"
    assert page.text["time"] == "12 Jan 2024"
    assert page.tags.count("article") == 1
    assert "No" in page.text["blockquote"]


def test_what_a_post_says_is_text() -> None:
    post = made_post(
        id="1",
        author={"name": NASTY, "handle": NASTY},
        text=NASTY,
        content_warning=NASTY,
        unavailable=NASTY,
        reply_to=(NASTY,),
        reposted_by=NASTY,
        media=({"kind": "photo", "alt": NASTY, "url": "javascript:alert(1)"},),
        card={"title": NASTY, "description": NASTY, "url": "data:text/html,x"},
        poll={"options": [{"label": NASTY}]},
        quote={"id": "2", "text": NASTY},
    )
    profile = Profile(name=NASTY, handle=NASTY, bio=NASTY, location=NASTY, website=NASTY)
    page = Page(printed_records("html", profile, post))
    assert set(page.tags) <= TAGS
    assert page.tags.count("script") == page.tags.count("article") == 1
    assert page.links == []
    assert "onerror" not in page.attributes
    assert page.text["blockquote"].count(NASTY) == 1


@given(post=posts)
def test_any_post_is_a_whole_article_with_safe_links(post: Post) -> None:
    page = Page(printed_post("html", post))
    assert set(page.tags) <= TAGS
    assert not any(name.startswith("on") or name == "style" for name in page.attributes)
    assert all(openable(url) for url in page.links)


def test_the_page_asks_nobody_for_anything() -> None:
    html = printed_records("html", Post(id="1", text="a"))
    head = html[: html.index("</head>")]
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert not any(word in head for word in ("<link", "<base", "@import", "url(", "src="))


def test_a_query_is_on_the_page_as_text() -> None:
    html = printed_records("html", Post(id="1", text="<b> tram"), query='"<b>" OR tram')
    assert Page(html).text["code"] == '"<b>" OR tram'


@pytest.mark.parametrize("author", [Author(), Author(handle="rider"), Author(name="A Rider")])
def test_an_author_is_named_as_far_as_known(author: Author) -> None:
    page = Page(printed_post("html", Post(id="1", author=author)))
    expected = author.name or (f"@{author.handle}" if author.handle else "Author not stated")
    assert page.text["b"].endswith(expected)


def test_no_match_is_no_page() -> None:
    assert printed_records("html", Profile(name="A"), query="zebra") == ""
