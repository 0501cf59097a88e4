"""Absent is not "no": what a format can never state is unknown, to queries and in words."""

import json
from pathlib import Path

import pytest

from tests.printers.printing import printed
from tui_feed import Query, open_feed
from tui_feed.feed import Feed
from tui_feed.linear.sentences import in_full, in_short
from tui_feed.loaders.registry import ARCHIVES, FILES
from tui_feed.loaders.unstated import UNSTATED
from tui_feed.models import Media, Metrics, Post
from tui_feed.models.facts import FACT_WORDS
from tui_feed.query.post_facts.kinds import KINDS
from tui_feed.ui.render.colours.palette import palette_for
from tui_feed.ui.render.colours.themes import OWN_THEMES
from tui_feed.ui.render.posts.card import draw_card
from tui_feed.ui.render.posts.page import draw_page

PICTURE = {
    "url": "https://t.co/mmmmmmmmmm",
    "indices": ["6", "29"],
    "media_url_https": "https://pbs.example/p1.jpg",
    "id_str": "901",
    "type": "photo",
}


def tweet(post_id: str, **more: object) -> dict[str, object]:
    entities = {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}
    return {
        "id_str": post_id, "full_text": "Wheel https://t.co/mmmmmmmmmm",
        "created_at": "Fri Sep 08 05:00:00 +0000 2023", "favorite_count": "0",
        "entities": entities, **more,
    }  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an X data archive with a post that has a picture and one that has none."""
    (tmp_path / "x/data").mkdir(parents=True)
    pictured = tweet("17", extended_entities={"media": [PICTURE]})
    tweets = json.dumps([{"tweet": pictured}, {"tweet": tweet("18")}])
    (tmp_path / "x/data/tweets.js").write_text(f"window.YTD.tweets.part0 = {tweets}")
    return tmp_path / "x"


def ids(feed: Feed, query: str) -> list[str]:
    return sorted(feed.post(row).id for row in feed.select(Query.parse(query)))


def test_every_format_says_what_it_can_never_state() -> None:
    assert {form.module for form in (*ARCHIVES, *FILES)} == set(UNSTATED)
    for facts in UNSTATED.values():
        assert set(facts) <= set(FACT_WORDS)
    for kind in KINDS:
        assert bool(kind.fact) == bool(kind.unknown)


@pytest.mark.parametrize(
    ("query", "word", "count"),
    [
        ("has:alt", "description", 1), ("-has:alt", "description", 1),
        ("has:noalt", "description", 1), ("-has:noalt", "description", 1), ("-has:poll", "poll", 2),
        ("-has:card", "card", 2), ("-is:pinned", "pin", 2), ("-has:cw", "content warning", 2),
    ],
)  # fmt: skip
def test_what_an_x_archive_never_states_is_unknown(
    archive: Path, query: str, word: str, count: int
) -> None:
    found = open_feed(str(archive)).select(Query.parse(query))
    assert found.unstated == {word: count}
    assert len(found) == (query in ("-has:alt", "-has:noalt"))  # the post that has no picture


def test_what_another_archive_states_of_the_same_post_is_known(
    archive: Path, tmp_path: Path
) -> None:
    native = tmp_path / "more.jsonl"
    native.write_text('{"type":"post","id":"17","text":"Wheel","pinned":true}\n')
    for files in ((archive, native), (native, archive)):
        feed = open_feed(*map(str, files))
        assert ids(feed, "is:pinned") == ["17"]
        assert ids(feed, "-has:poll") == ["17"]
        assert ids(feed, "has:images -has:alt") == ids(feed, "has:noalt") == ["17"]


def test_what_was_printed_and_read_again_is_as_unknown_as_before(
    archive: Path, tmp_path: Path
) -> None:
    from tui_feed.models.lines import native_line

    again = tmp_path / "again.jsonl"
    again.write_text("".join(native_line(post) + "\n" for post in open_feed(str(archive))))
    assert open_feed(str(again)).select(Query.parse("has:alt")).unstated == {"description": 1}


def test_a_card_a_page_and_a_sentence_say_that_a_description_is_not_stated(archive: Path) -> None:
    palette = palette_for(OWN_THEMES[0], plain=True)
    feed = open_feed(str(archive))
    told = feed.post(feed.row_of("17") or 0)
    silent = Post(id="1", media=(Media(kind="photo"), Media(kind="video", duration=4.0)))
    for post, words in ((told, "description not stated"), (silent, "without a description")):
        for canvas in (draw_card(post, 70, palette), draw_page(post, feed, "x", 70, palette)):
            lines = ["".join(segment.text for segment in line) for line in canvas.lines]
            assert any(f"picture {words}" in line for line in lines)
        assert any(line.endswith(words) for line in in_full(post, feed, "x"))
    assert "1 picture, description not stated" in in_short(told)
    assert "1 picture, not described" in in_short(silent)


def test_a_page_and_a_sentence_show_both_values_of_a_disagreement() -> None:
    palette = palette_for(OWN_THEMES[0], plain=True)
    feed = Feed()
    for label, likes in (("one", 3), ("two", 50)):
        feed.begin(label)
        feed.add(Post(id="1", text="a", metrics=Metrics(likes=likes)))
    (post,) = feed
    canvas = draw_page(post, feed, "x", 70, palette)
    lines = ["".join(segment.text for segment in line).rstrip() for line in canvas.lines]
    assert "disagree   likes: 50 in two; 3 in one" in lines
    assert "copies disagree, likes: 50 in two; 3 in one" in in_full(post, feed, "x")


def test_a_picture_in_print_says_that_its_description_is_not_stated(archive: Path) -> None:
    feed = open_feed(str(archive))
    rows = feed.select(Query.parse("has:media"))
    assert "[picture, description not stated]" in printed("text", feed, rows, query="has:media")


def test_a_quoted_picture_says_the_same() -> None:
    from tui_feed.models.facts import with_unstated

    quote = Post(id="2", media=(Media(kind="photo"),))
    lines = in_full(with_unstated(Post(id="1", quote=quote), ("alt",)), Feed(), "x")
    assert any(line.endswith("description not stated") for line in lines)
