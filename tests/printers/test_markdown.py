"""Markdown of a timeline: it reads well, and nothing in a post becomes markup."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.printers.printing import printed_post, printed_records
from tests.records import made_post, posts, texts
from tui_feed.models import Author, Post, Profile
from tui_feed.text.links import openable
from tui_feed.text.sanitize import clean

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

OWN = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    "blockquote_open", "blockquote_close",
    "text", "hardbreak", "softbreak", "strong_open", "strong_close", "em_open", "em_close",
    "link_open", "link_close",
}  # fmt: skip
"""All that the printer itself writes."""


def tokens(markdown: str) -> Iterator[Token]:
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def shown(markdown: str) -> list[str]:
    """Return each paragraph as a reader sees it."""
    return [
        "".join("\n" if t.type.endswith("break") else t.content for t in token.children or ())
        for token in READER.parse(markdown)
        if token.type == "inline"
    ]


def links(markdown: str) -> list[str]:
    return [str(t.attrs["href"]) for t in tokens(markdown) if t.type == "link_open"]


def test_a_timeline_is_sections_with_quotes_inside() -> None:
    profile = Profile(name="Harbor Riders", handle="HarborRiders", bio="Late trams.\nSince 2015.")
    post = made_post(
        id="2",
        url="https://social.example/HarborRiders/2",
        author={"name": "Harbor Riders", "handle": "HarborRiders"},
        created_at="2024-01-12",
        text="We wrote it up:\nharborriders.com/signals\n\n#LateTrams",
        links=({"url": "https://harborriders.com/signals", "display": "harborriders.com/signals"},),
        quote={"id": "1", "author": {"handle": "ElleryWorks"}, "text": "New signals."},
        media=({"kind": "photo", "alt": "A signal\nbox."},),
        metrics={"views": 5_120, "likes": 0},
    )
    assert printed_records("md", profile, post) == (
        "# Harbor Riders @HarborRiders\n"
        "\n"
        "Late trams.\\\n"
        "Since 2015.\n"
        "\n"
        "## Harbor Riders @HarborRiders · [12 Jan 2024](<https://social.example/HarborRiders/2>)\n"
        "\n"
        "We wrote it up:\\\n"
        "[harborriders.com/signals](<https://harborriders.com/signals>)\n"
        "\n"
        "\\#LateTrams\n"
        "\n"
        "- picture: A signal box.\n"
        "\n"
        "> **@ElleryWorks**\n"
        ">\n"
        "> New signals.\n"
        "\n"
        "5,120 views · 0 likes\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "- no list", "+ no list", "* no list", "1. no list", "12) no list",
        "> no quote", "    no code", "`no code`", "```\nno code\n```", "~~~\nno\n~~~",
        "no heading\n===", "no heading\n---", "---", "***", "___", "*no* _no_ **no** ~~no~~",
        "<b>no</b> <!-- no --> <script>no</script>", "<https://harbor.example>",
        "&lt; &#64; &copy;", "[no](https://harbor.example)", "![no](https://harbor.example/x.png)",
        "[no]: /x\n\n[no]",
        "|a|b|\n|-|-|\n|no|no|", "back\\slash\\\nand a\\*star", "a  \nb", "|no|\n:--", "\\",
        "[^1] and ^no^ ~no~ $x$", "2024.", "14.8K posts", "-", "+", "#", "=", "> > >", "a\n    b",
    ],
)  # fmt: skip
def test_nothing_in_a_text_is_markup(text: str) -> None:
    markdown = printed_post("md", Post(id="1", text=text, links=()))
    assert {token.type for token in tokens(markdown)} <= OWN - {"link_open", "strong_open"}
    lines = "\n".join(shown(markdown)[1:]).replace("\xa0", " ").split("\n")
    assert lines == [line.rstrip() for line in text.split("\n") if line.strip()]


def test_programs_that_make_links_themselves_find_none() -> None:
    text = "https://harbor.example www.harbor.example mailto:a@harbor.example :smile:"
    markdown = printed_post("md", Post(id="1", text=text, links=()))
    assert "https\\://" in markdown
    assert "www\\." in markdown
    assert "mailto\\:a\\@" in markdown
    assert "\\:smile:" in markdown


def test_a_link_leads_where_the_post_says_and_nowhere_unsafe() -> None:
    post = made_post(
        id="1",
        text="a.example/x b.example/y",
        links=(
            {"url": "https://a.example/x?a=(b)&c=<d>", "display": "a.example/x"},
            {"url": "javascript:alert(1)", "display": "b.example/y"},
        ),
    )
    assert links(printed_post("md", post)) == [openable("https://a.example/x?a=(b)&c=<d>")]


def test_a_name_cannot_leave_its_heading() -> None:
    markdown = printed_post("md", Post(id="1", author=Author(name="A\n# B ##", handle="c\n\nd")))
    (heading,) = shown(markdown)
    assert heading == "A # B ## @c d"


@given(post=posts)
def test_of_any_post_only_its_safe_links_are_markup(post: Post) -> None:
    markdown = printed_post("md", post)
    assert {token.type for token in tokens(markdown)} <= OWN
    assert all(openable(url) for url in links(markdown))


@given(text=texts.map(clean))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    markdown = printed_post("md", Post(id="1", text=text, links=()))
    seen = " ".join(" ".join(shown(markdown)[1:]).replace("\xa0", " ").split())
    assert seen == " ".join(text.replace("\xa0", " ").split())
