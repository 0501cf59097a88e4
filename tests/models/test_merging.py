"""Merging of copies of a post: what is kept of each field, and in what copies disagree."""

from itertools import permutations

from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.records import posts
from tui_feed.models import Author, Link, Media, Metrics, Poll, PollOption, Post
from tui_feed.models.admission import admit
from tui_feed.models.disagreements import disagreements
from tui_feed.models.lines import post_line
from tui_feed.models.merging import merged, merged_quote
from tui_feed.text.dates import IsoDate


def post(**stated: object) -> Post:
    return admit(Post(**{"id": "1", **stated}))  # type: ignore[arg-type]


def both_ways(one: Post, other: Post) -> Post:
    found = merged(one, other)
    assert found == merged(other, one)
    return found


def fields(*copies: Post) -> list[str]:
    named = [(f"file {number}", copy) for number, copy in enumerate(copies)]
    for some in permutations(named):
        assert disagreements(some) == disagreements(named)
    return [found.field for found in disagreements(named)]


@given(posts, posts)
def test_the_order_of_two_copies_does_not_matter(one: Post, other: Post):
    other = replace(other, id=one.id)
    assert post_line(merged(one, other)) == post_line(merged(other, one))


@given(posts, posts)
@example(
    post(media=(Media(kind="photo"), Media(kind="gif", file="tramtram"))),
    post(media=(Media(kind="photo", duration=0.0), Media(kind="photo", file="tram"))),
)
def test_merging_again_changes_nothing(one: Post, other: Post):
    other = replace(other, id=one.id)
    whole = merged(one, other)
    assert merged(one, one) == one
    assert merged(whole, other) == merged(whole, one) == whole


def polled(labels: str, *, closed: bool | None = None, **stated: object) -> Post:
    poll = Poll(options=tuple(PollOption(label=each) for each in labels), closed=closed, **stated)  # type: ignore[arg-type]
    return post(poll=poll)


@given(posts, posts, posts, st.booleans())
@example(polled("a", closed=True), polled("ab"), polled("ab", total_votes=1), False)
@example(polled("a"), polled("a", closed=True), polled("a", total_votes=1, closed=False), False)
@example(polled("a", ends="2024-01-05T10:00:00Z"), polled("a", voters=1), polled("b"), False)
@example(post(quote=post(id="7")), post(quote=post(id="8", text="ab")),
         post(quote=post(id="7", text="abc", lang="en")), False)  # fmt: skip
def test_the_order_of_three_copies_does_not_matter(
    one: Post, other: Post, third: Post, derived: bool
):
    # Pictures are told apart by their places, which a third list may have otherwise.
    first, second, last = (
        replace(each, id="1", media=(), quote=_quotable(each.quote, derived=derived))
        for each in (one, other, third)
    )
    found = merged(merged(first, second), last)
    for a, b, c in permutations((first, second, last)):
        assert merged(merged(a, b), c) == found
        assert merged(a, merged(b, c)) == found


def _quotable(quote: Post | None, *, derived: bool) -> Post | None:
    """Return a quote that others of its kind state as the same post, or as other posts.

    Where some copies have no id of their own, only one post may be meant by them.
    """
    if quote is None:
        return None
    own = f"~{quote.id}" if len(quote.text) % 2 else "7"
    return replace(quote, id=own if derived else quote.id.lstrip("~") or "7", media=(), quote=None)


NAMED = st.sampled_from((
    {}, {"url": "https://a.example/{}.jpg"}, {"url": "https://b.example/x/{}.png?name=orig"},
    {"file": "{}.jpg"}, {"file": "1700000000000000001-{}.jpg", "url": "http://a.example/{}"},
))  # fmt: skip
PICTURE = st.tuples(NAMED, st.none() | st.text("ab", max_size=3), st.sampled_from(("photo", "gif")))


@given(st.integers(1, 3).flatmap(lambda size: st.lists(
    st.lists(PICTURE, min_size=size, max_size=size), min_size=3, max_size=3,
)))  # fmt: skip
def test_the_same_pictures_of_three_copies_are_the_same_in_any_order(lists):
    copies = [
        post(media=tuple(
            Media(kind=kind, alt=alt, **{key: form.format(at) for key, form in named.items()})
            for at, (named, alt, kind) in enumerate(each)
        ))
        for each in lists
    ]  # fmt: skip
    found = {merged(merged(a, b), c).media for a, b, c in permutations(copies)}
    found |= {merged(a, merged(b, c)).media for a, b, c in permutations(copies)}
    assert len(found) == 1


@given(posts, posts)
def test_a_merged_post_needs_no_second_cleaning(one: Post, other: Post):
    whole = merged(one, replace(other, id=one.id))
    assume(whole.text)  # a post that has lost its names with its text is settled anew
    assert admit(whole) == whole


def test_a_whole_text_wins_over_a_cut_one_with_the_names_in_it():
    cut = post(text="It began with a #flood and en…", hashtags=("flood",))
    whole = post(
        text="It began with a #flood and ended with a #wheel.", hashtags=("flood", "wheel")
    )
    assert both_ways(cut, whole).text == whole.text
    assert both_ways(cut, whole).hashtags == ("flood", "wheel")
    linked = post(text="It began with a #flood and en… https://t.example/cut and")
    assert both_ways(linked, whole).text == linked.text or fields(cut, whole) == []


def test_a_finer_date_wins_and_a_coarser_one_that_holds_it_is_no_contradiction():
    day, second = post(created_at="2024-01-05"), post(created_at="2024-01-05T17:03:22Z")
    assert both_ways(day, second).created_at == "2024-01-05T17:03:22Z"
    assert fields(day, second) == []
    assert fields(post(created_at="2023"), second) == ["date"]


def test_a_day_may_be_the_day_of_another_zone():
    assert fields(post(created_at="2024-01-05"), post(created_at="2024-01-06T02:00:00Z")) == []


def test_what_is_stated_wins_over_what_is_not():
    one = post(author=Author(name="Mill Street"), lang="en", metrics=Metrics(likes=3))
    other = post(author=Author(handle="MillStreet"), client="Web", metrics=Metrics(views=9000))
    whole = both_ways(one, other)
    assert whole.author == Author(name="Mill Street", handle="MillStreet")
    assert (whole.lang, whole.client) == ("en", "Web")
    assert whole.metrics == Metrics(likes=3, views=9000)
    assert fields(one, other) == []


def test_an_exact_count_wins_over_a_rounded_one_and_agrees_with_it():
    rounded = post(metrics=Metrics(views=453_000, approximate=("views",)))
    exact = post(metrics=Metrics(views=452_911))
    assert both_ways(rounded, exact).metrics == Metrics(views=452_911)
    assert fields(rounded, exact) == []
    assert fields(rounded, post(metrics=Metrics(views=9))) == ["views"]


def test_a_picture_keeps_the_description_of_either_copy():
    bare = (
        Media(kind="photo", url="https://pics.example/a.jpg"),
        Media(kind="photo", file="9-b.jpg"),
    )
    told = (Media(kind="photo", alt="A wheel"), Media(kind="photo", alt="A pond"))
    assert [each.alt for each in both_ways(post(media=bare), post(media=told)).media] == [
        "A wheel",
        "A pond",
    ]


def test_pictures_in_another_order_are_told_apart_by_their_addresses():
    one = (
        Media(kind="photo", url="https://pics.example/a.jpg", alt="A"),
        Media(kind="photo", url="https://pics.example/b.jpg"),
    )
    other = (
        Media(kind="photo", url="https://pics.example/b.jpg?name=orig", alt="B"),
        Media(kind="photo", file="1700000000000000001-a.jpg"),
    )
    found = {
        each.alt: each.url or each.file
        for each in both_ways(post(media=one), post(media=other)).media
    }
    assert "a.jpg" in (found["A"] or "")
    assert "b.jpg" in (found["B"] or "")
    assert fields(post(media=one), post(media=other)) == []


def test_copies_with_different_pictures_disagree_and_lose_nothing_in_silence():
    one = post(media=(Media(kind="photo", url="https://pics.example/a.jpg"),))
    other = post(media=(Media(kind="photo", url="https://pics.example/b.jpg"),))
    assert fields(one, other) == ["pictures"]


def test_a_text_beats_the_notice_that_there_is_none():
    assert both_ways(post(unavailable="not in this archive"), post(text="a")).unavailable is None
    assert both_ways(post(unavailable="b"), post(unavailable="a")).unavailable == "b"


def test_a_quote_is_merged_and_its_own_id_wins_over_a_derived_one():
    derived = post(quote=Post(id="~0", text="The wheel tur…"))
    stated = post(quote=Post(id="7", text="The wheel turns."))
    assert both_ways(derived, stated).quote == post(id="7", text="The wheel turns.")
    assert fields(derived, stated) == []


def test_what_one_archive_can_state_is_known_of_the_post():
    one, other = post(unstated=("alt", "poll")), post(unstated=("card", "poll"))
    assert both_ways(one, other).unstated == ("poll",)


def test_the_stricter_audience_wins():
    assert both_ways(post(visibility="public"), post(visibility="direct")).visibility == "direct"


def test_both_sources_are_named_once():
    one, other = post(source="a, post 1"), post(source="b, post 2")
    assert both_ways(both_ways(one, other), one).source == "a, post 1; b, post 2"


def test_a_disagreement_names_every_value_with_its_sources_the_kept_one_first():
    copies = [
        ("a.jsonl", post(text="one", metrics=Metrics(likes=3))),
        ("b.jsonl", post(text="two", metrics=Metrics(likes=50))),
        ("c.jsonl", post(text="one", metrics=Metrics(likes=3))),
    ]
    text, likes = disagreements(copies)
    assert [text.field, likes.field] == ["text", "likes"]
    assert text.statements == (("two", ("b.jsonl",)), ("one", ("a.jsonl", "c.jsonl")))
    assert likes.statements == (("50", ("b.jsonl",)), ("3", ("a.jsonl", "c.jsonl")))


def test_spelling_alone_is_no_disagreement():
    one = post(
        text="@QuayNews Look: https://mill.example/a", url="https://twitter.com/a/status/1",
        author=Author(handle="Mill"), lang="en",
    )  # fmt: skip
    other = post(
        text="Look:\nmill.example/a…", url="https://x.com/a/status/1",
        author=Author(handle="mill@social.example"), lang="en-GB",
    )  # fmt: skip
    assert fields(one, other) == []


def test_the_quoted_copy_of_a_post_says_as_much_as_the_post_but_quotes_no_deeper():
    whole = post(
        text="whole", quote=Post(id="2"), reposted_by="x", links=(Link(display="a.example"),)
    )
    found = merged_quote(post(text="who…", reposted_at=IsoDate("2024")), whole)
    assert (found.text, found.quote, found.reposted_by) == ("whole", None, None)
