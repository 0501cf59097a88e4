"""The capture that the project began from, and the sample that keeps its facts."""

import re

import pytest
from msgspec.structs import replace

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tui_feed.models import Post
from tui_feed.models.lines import native_line

SAMPLE = FIXTURES / "local_progress.txt"


@pytest.fixture(scope="module")
def records(seed):
    return load(seed)


@pytest.fixture(scope="module")
def posts(records):
    return posts_of(records)


def test_the_profile_is_read_to_the_last_count(records):
    profile = profile_of(records)
    assert (profile.name, profile.handle) == ("Local Progress", "LocalProgress")
    assert profile.bio.startswith("We are local elected officials")
    assert profile.bio.endswith("localities.")
    assert (profile.location, profile.website) == ("Nationwide", "localprogress.org")
    assert str(profile.joined) == "2012-11"
    assert (profile.following, profile.followers, profile.post_count) == (2227, 9515, 14_800)
    assert profile.approximate == ("post_count",)


def test_there_are_fourteen_posts_and_nothing_to_complain_of(posts, records):
    assert len(posts) == 14
    assert problems_of(records) == []
    assert len({post.id for post in posts}) == 14
    assert {post.created_date.precision for post in posts} == {"day"}
    assert [post.source.partition(", ")[2] for post in posts[::13]] == ["post 1", "post 14"]


def test_four_posts_quote(posts):
    assert [at for at, post in enumerate(posts, 1) if post.quote] == [7, 8, 12, 14]
    assert [post.quote.author.handle for post in posts if post.quote] == [
        "Public_Citizen", "samswey", "LocalProgress", "LocalProgress",
    ]  # fmt: skip


def test_the_post_that_two_others_quote_is_the_third(posts):
    third = posts[2]
    for at in (12, 14):
        quote = posts[at - 1].quote
        assert quote.id == third.id
        assert (quote.text, quote.media, quote.links) == (third.text, third.media, third.links)


def test_the_letter_has_two_described_pages_and_one_unwrapped_link(posts):
    for post in (posts[2], posts[11].quote, posts[13].quote):
        assert [picture.kind for picture in post.media] == ["photo", "photo"]
        assert all(picture.alt.startswith("Screenshot of the ") for picture in post.media)
        assert all(
            picture.alt.endswith(" https://localprog.org/CeasefireNow") for picture in post.media
        )
        assert [link.url for link in post.links] == ["https://localprog.org/CeasefireNow"]


def test_two_posts_have_cards_and_the_last_ones_is_its_own(posts):
    assert [at for at, post in enumerate(posts, 1) if post.card] == [4, 14]
    assert posts[3].card.domain == "eastbaytimes.com"
    assert posts[3].card.title.startswith("Oakland ordinance")
    card = posts[13].card
    assert card.domain == "docs.google.com"
    assert card.title.startswith("LP Sign-on Letter")
    assert card.description.startswith("January 9, 2024")
    assert posts[13].quote.card is None


def test_four_posts_state_their_views(posts):
    views = {at: post.metrics for at, post in enumerate(posts, 1) if post.metrics.views}
    assert {at: metrics.views for at, metrics in views.items()} == {
        3: 453_000, 6: 14_000, 12: 27_000, 14: 30_000,
    }  # fmt: skip
    assert {metrics.approximate for metrics in views.values()} == {("views",)}


def test_one_post_replies_and_one_link_was_cut(posts):
    assert [post.reply_to for post in posts if post.reply_to] == [("LocalProgress",)]
    assert posts[4].reply_to
    (link,) = posts[6].quote.links
    assert (link.display, link.url) == ("medicare4allresolutions.org/thank-you-for-…", None)


def test_what_was_read_survives_the_native_format(records, tmp_path):
    path = tmp_path / "seed.jsonl"
    path.write_text("\n".join(native_line(record) for record in records), encoding="utf-8")
    assert load(path) == records


def facts(post: Post | None) -> object:
    """What a post states, without its words."""
    if post is None:
        return None
    return (
        post.author,
        post.created_at,
        post.reply_to,
        set(post.hashtags),
        set(post.mentions),
        post.cashtags,
        [link.url or link.display for link in post.links],
        [picture.kind for picture in post.media],
        post.card and post.card.domain,
        post.card and bool(post.card.description),
        post.poll,
        post.metrics,
        post.pinned,
        facts(post.quote),
    )


def test_the_sample_states_the_facts_of_the_page(records):
    sample = load(SAMPLE)
    assert [facts(post) for post in posts_of(sample)] == [facts(post) for post in posts_of(records)]
    stated, kept = profile_of(records), profile_of(sample)
    assert kept.bio.endswith("This is a sample: its texts are summarised, not quoted.")
    assert replace(kept, bio=stated.bio, source=stated.source) == stated
    assert problems_of(sample) == []


def test_the_sample_knows_the_same_posts_again():
    posts = posts_of(load(SAMPLE))
    assert posts[11].quote.id == posts[13].quote.id == posts[2].id


NAMES = re.compile(
    r"Local Progress|Public Citizen|Samuel Sinyangwe|Ady Barkan|Sarah Johnson|George Floyd"
    r"|[#@]\w+|(?:https?://)?[\w.-]+\.(?:org|com|example)(?:/\S*)?|[A-Z][a-z]{2} \d+, \d{4}"
)


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every five words that follow each other between names, tags, links and dates."""
    found = set()
    for piece in (piece for line in text.splitlines() for piece in NAMES.split(line)):
        words = re.findall(r"[^\W_]+", piece.casefold())
        found |= {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
    return found


def test_the_sample_shares_no_five_words_with_the_page(seed):
    shared = runs(seed.read_text(encoding="utf-8")) & runs(SAMPLE.read_text(encoding="utf-8"))
    assert shared == set()
    assert len(runs(SAMPLE.read_text(encoding="utf-8"))) > 200


def test_a_long_capture_is_recognised_by_its_head(seed, tmp_path):
    text = seed.read_text(encoding="utf-8")
    start = text.index("  • user avatar")
    stop = text.index("\n\nNew to X?") + 1
    path = tmp_path / "long.txt"
    path.write_text(text[:start] + text[start:stop] * 100 + text[stop:], encoding="utf-8")
    posts = posts_of(load(path))
    assert len(posts) == 1400
    assert len({post.id for post in posts}) == 1400
    assert posts[14].id == f"{posts[0].id}-2"
    assert posts[25].quote.id == posts[2].id
