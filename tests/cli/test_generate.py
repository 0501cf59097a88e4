"""Invented timelines look like saved ones: busy days, silent weeks, threads, sentences."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from tui_feed.cli.generate import invented
from tui_feed.loaders.native import parse_canonical
from tui_feed.models import Post
from tui_feed.models.lines import read_post


@pytest.fixture(scope="module")
def posts() -> list[Post]:
    return [read_post(line.rstrip()) for line in list(invented(3_000))[1:]]


def test_it_is_the_same_each_time_and_of_the_wanted_length(posts: list[Post]) -> None:
    again = [read_post(line.rstrip()) for line in list(invented(3_000))[1:]]
    assert again == posts
    assert len(posts) == 3_000
    assert [len(list(invented(count))) for count in (0, 1, 2, 39, 41)] == [1, 2, 3, 40, 42]


def test_the_newest_post_is_first_and_ids_fall_with_the_dates(posts: list[Post]) -> None:
    dates = [post.created_at or "" for post in posts]
    assert dates == sorted(dates, reverse=True)
    ids = [int(post.id) for post in posts]
    assert ids == sorted(set(ids), reverse=True)
    assert posts[0].text.startswith("first post ")
    assert posts[-1].text.startswith("last post ")


def test_there_are_busy_days_and_silent_weeks(posts: list[Post]) -> None:
    days = Counter((post.created_at or "")[:10] for post in posts)
    ends = [date.fromisoformat(day) for day in (min(days), max(days))]
    whole = (ends[1] - ends[0]).days + 1
    assert 2 * 365 < whole < 5 * 365
    assert max(days.values()) > 4 * len(posts) / whole
    weeks = {ends[0] + timedelta(days=n) for n in range(whole)}
    silent = Counter(day.toordinal() // 7 for day in weeks if day.isoformat() not in days)
    assert sum(empty == 7 for empty in silent.values()) > 5


def test_replies_answer_posts_of_the_timeline_and_several_accounts_talk(posts: list[Post]) -> None:
    places = {post.id: at for at, post in enumerate(posts)}
    replies = [post for post in posts if post.reply_to_id]
    assert len(replies) > len(posts) // 5
    for post in replies:
        answered = posts[places[post.reply_to_id or ""]]
        assert places[answered.id] > places[post.id]
        assert post.reply_to == (answered.author.handle,)
        assert post.conversation_id == answered.conversation_id
    talks = Counter(post.conversation_id for post in posts)
    assert max(talks.values()) == 5
    handles = {post.author.handle for post in posts}
    assert len(handles) > 6
    own = sum(post.author.handle == "HarborRiders" for post in posts)
    assert own > 0.85 * len(posts)


def test_texts_are_sentences_in_several_scripts(posts: list[Post]) -> None:
    assert {post.lang for post in posts} == {"en", "ja", "ar"}
    starts = [post.text.removeprefix("first post ").removeprefix("last post ")[0] for post in posts]
    assert not any(start.islower() for start in starts)
    assert all(re.search("[.!?。️🚋]", post.text) for post in posts)
    assert len({post.text for post in posts}) > 0.8 * len(posts)
    assert not any("{" in post.text for post in posts)


def test_tags_have_a_long_tail(posts: list[Post]) -> None:
    tags = Counter(tag for post in posts for tag in post.hashtags)
    assert tags["Bells"] == 150
    assert len(tags) > 400
    assert sum(count == 1 for count in tags.values()) > len(tags) // 4
    assert tags.most_common(2)[1][1] > 80
    assert all(f"#{tag}" in post.text for post in posts for tag in post.hashtags)


def test_there_are_polls_quotes_links_and_pictures_with_and_without_alt(posts: list[Post]) -> None:
    assert sum(post.poll is not None for post in posts) == 60
    own = {post.id for post in posts}
    quoted = [post.quote for post in posts if post.quote]
    assert sum(quote.id in own for quote in quoted) > 20
    assert sum(quote.id not in own for quote in quoted) > 100
    media = [item for post in posts for item in post.media]
    assert any(item.alt for item in media)
    assert any(not item.alt for item in media)
    assert {item.kind for item in media} == {"photo", "video"}
    urls = [url for post in posts for url in (post.url, *(link.url for link in post.links))]
    assert all("harborriders.example/" in (url or "") for url in urls)


def test_every_line_is_canonical_so_that_a_million_are_read_in_batches() -> None:
    assert all(parse_canonical(line) for line in list(invented(500))[1:])
