"""Mastodon's archive: HTML as text, boosts, warnings, polls, and who may see what."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.mutation import file_of
from tui_feed.loaders import Container, InputError, mastodon, open_inputs
from tui_feed.loading import open_feed
from tui_feed.model import Post, Record

FOLDER = FIXTURES / "mastodon"
ACTOR = "https://social.example/users/maraquill"


def posts() -> dict[str, Post]:
    return {post.id.split("/")[6]: post for post in posts_of(load(FOLDER))}


def read(*activities: object) -> list[Record]:
    text = json.dumps({"type": "OrderedCollection", "orderedItems": activities})
    return list(mastodon.read(Container.of_file(file_of(text.encode(), "outbox.json"))))


def note(**more: object) -> dict:
    return {"type": "Create", "object": {"id": "https://a.example/1", "type": "Note", **more}}


def test_the_account_is_named_across_servers():
    profile = profile_of(load(FOLDER))
    assert profile
    assert (profile.name, profile.handle) == ("Mara Quill", "maraquill@social.example")
    assert profile.bio == "I draw harbors. #harbors"
    assert profile.website == "https://maraquill.example"
    assert str(profile.joined) == "2019-04-02T00:00:00Z"


def test_html_is_text_with_links_and_pictures_with_their_descriptions():
    post = posts()["1"]
    assert post.text == (
        "First drawing of the #OldHarbor is up & dry.\n\nMore at maraquill.example/drawings/old…"
    )
    (link,) = post.links
    assert link.url == "https://maraquill.example/drawings/old-harbor-2024"
    assert link.display == "maraquill.example/drawings/old…"
    assert post.hashtags == ("OldHarbor",)
    (picture,) = post.media
    assert picture.alt == "Ink drawing of a harbor with two cranes."
    assert picture.file == "media_attachments/files/harbor.png"
    assert (post.metrics.likes, post.metrics.reposts, post.metrics.replies) == (12, 4, None)
    assert (post.lang, post.visibility) == ("en", "public")


def test_a_summary_is_a_content_warning():
    assert posts()["2"].content_warning == "food"
    assert posts()["1"].content_warning is None


def test_visibility_follows_from_whom_a_post_is_addressed_to():
    found = {key: post.visibility for key, post in posts().items()}
    assert (found["1"], found["3"], found["4"], found["8"]) == (
        "public", "followers", "direct", "unlisted",
    )  # fmt: skip


def test_posts_that_are_not_public_are_hidden_unless_asked_for_and_said_to_be():
    feed = open_feed(str(FOLDER))
    texts = {feed.post(row).text for row in range(len(feed))}
    assert not any("third stone" in text or "thank you" in text for text in texts)
    assert any("--include-private shows them" in problem.reason for problem in feed.problems)
    whole = open_feed(str(FOLDER), include_private=True)
    assert len(whole) == len(feed) + 2


def test_a_quote_of_a_private_post_does_not_show_it():
    items = [
        note(content="<p>secret</p>", attributedTo=ACTOR, to=[ACTOR], id=f"{ACTOR}/statuses/1"),
        note(id=f"{ACTOR}/statuses/2", quote=f"{ACTOR}/statuses/1", to=["as:Public"]),
    ]
    from tui_feed.loading import Loading

    items.append(note(id=f"{ACTOR}/statuses/3", quote=f"{ACTOR}/statuses/2", to=["as:Public"]))
    text = json.dumps({"type": "OrderedCollection", "orderedItems": items})
    path = FOLDER  # any opened input will do: only what is done with its posts is tried
    loading = Loading((str(path),))
    public = [
        loading._public(post, loading._inputs[0])
        for post in posts_of(
            list(mastodon.read(Container.of_file(file_of(text.encode(), "outbox.json"))))
        )
    ]
    assert public[0] is None
    assert "secret" not in public[1].model_dump_json()
    assert "not public" in public[1].quote.unavailable
    assert "secret" not in public[2].model_dump_json()
    assert "not public" in public[2].quote.quote.unavailable


def test_replies_mentions_and_emoji():
    post = posts()["3"]
    assert post.text == "@bo thank you!\nSee you :wave:"
    assert post.mentions == ("bo@other.example",)
    assert post.reply_to == ("bo@other.example",)
    assert post.reply_to_id == "https://other.example/users/bo/statuses/77"


def test_a_question_is_a_poll():
    poll = posts()["5"].poll
    assert poll
    assert [(option.label, option.votes) for option in poll.options] == [
        ("Chain bridge", 7), ("Swing bridge", 3),
    ]  # fmt: skip
    assert (poll.total_votes, poll.closed) == (10, True)


def test_a_boost_of_a_bare_address_is_a_stub_that_keeps_it():
    post = posts()["6"]
    assert post.url == "https://other.example/users/bo/statuses/90"
    assert post.unavailable == "the boosted post is not in this archive"
    assert (post.author.handle, post.author.name) == ("bo@other.example", None)
    assert (post.reposted_by, post.created_at) == ("maraquill@social.example", None)
    assert str(post.reposted_at) == "2024-02-06T10:00:00Z"


def test_an_own_post_is_quoted_whole_without_the_repeated_link():
    post = posts()["7"]
    assert post.text == "Still my favourite."
    assert post.edited
    assert post.quote
    assert post.quote.hashtags == ("OldHarbor",)


def test_other_activities_are_counted_and_not_shown():
    reasons = [problem.reason for problem in problems_of(load(FOLDER))]
    assert reasons == ["1 of the type Like are no posts; not shown"]


@pytest.mark.parametrize("bad", [3, "x", None, [], {"type": "Create", "object": 3}])
def test_an_activity_of_another_shape_never_ends_the_reading(bad):
    records = read(bad, note(id="https://a.example/2", content="<p>fine</p>"))
    assert posts_of(records)[-1].text == "fine"


@pytest.mark.parametrize(
    "strange",
    [
        {"content": 3}, {"tag": 3}, {"tag": ["x", 3]}, {"attachment": {"type": "Image"}},
        {"to": 3}, {"to": [3]}, {"published": "yesterday"}, {"likes": {"totalItems": -1}},
        {"oneOf": [{"name": None}]}, {"quote": "https://a.example/1"}, {"contentMap": {"en": 3}},
        {"attachment": [{"mediaType": "image/png", "url": "x", "duration": 1e300}]},
    ],
    ids=str,
)  # fmt: skip
def test_strange_values_are_absent_and_nothing_more(strange):
    (post,) = posts_of(read(note(**strange)))
    assert post.id == "https://a.example/1"


def test_a_post_without_an_id_gets_a_derived_one():
    (post,) = posts_of(read({"type": "Create", "object": {"type": "Note", "content": "<p>x</p>"}}))
    assert post.id.startswith("~")


def test_likes_hold_no_timeline():
    with pytest.raises(
        InputError, match=r"likes.json of a Mastodon archive that holds no timeline"
    ):
        open_inputs([str(FOLDER / "likes.json")])
