"""Statuses of the Mastodon API, and of what is like it."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders.mastodon import api
from tui_feed.models import Post, Record

FIXTURE = FIXTURES / "mastodon_api/statuses.json"
STATUSES = json.loads(FIXTURE.read_text())
FIRST = STATUSES[0]


def read(value: object) -> list[Record]:
    file = file_of(json.dumps(value).encode(), "statuses.json")
    assert api.sniff(file)
    return list(api.read(file))


def post(**more: object) -> Post:
    (found,) = posts_of(read([{**FIRST, **more}]))
    return found


def test_statuses_are_posts_with_all_that_they_state():
    records = load(FIXTURE)
    first, repost, quoting, poll, private = posts_of(records)
    assert (first.text, first.hashtags) == (
        "First drawing of the #OldHarbor & its cranes", ("OldHarbor",),
    )  # fmt: skip
    assert first.author.handle == "maraquill@social.example"
    assert [(each.kind, each.alt, each.duration) for each in first.media] == [
        ("photo", "Ink drawing of a harbor.", None), ("gif", None, 2.5),
    ]  # fmt: skip
    assert (repost.text, repost.author.handle) == ("Tide tables", "bo@other.example")
    assert (repost.reposted_by, repost.reposted_at) == (
        "maraquill@social.example", "2024-02-04T10:00:00.000Z",
    )  # fmt: skip
    assert (quoting.text, quoting.quote.text, quoting.edited) == ("Still true", "Tide tables", True)
    assert (poll.poll.voters, poll.poll.total_votes, poll.poll.closed) == (10, 13, True)
    assert (poll.content_warning, poll.card.title) == ("bridges", "Bridges")
    assert (poll.reply_to_id, poll.reply_to) == (first.id, ("maraquill@social.example",))
    assert private.visibility == "followers"
    profile = profile_of(records)
    assert (profile.handle, profile.website) == (
        "maraquill@social.example", "https://maraquill.example",
    )  # fmt: skip


def test_lines_threads_and_kept_accounts_give_the_same():
    texts = [each.text for each in posts_of(read(STATUSES))]
    lines = "\n".join(map(json.dumps, STATUSES))
    assert [each.text for each in posts_of(list(api.read(file_of(lines.encode()))))] == texts
    thread = {"ancestors": STATUSES[:1], "descendants": STATUSES[1:]}
    assert [each.text for each in posts_of(read(thread))] == texts
    kept = {"account": FIRST["account"], "statuses": [*STATUSES, None], "favourites": STATUSES[:2]}
    records = read(kept)
    assert [each.text for each in posts_of(records)] == texts
    assert [each.reason for each in problems_of(records)] == [
        "2 favourites, which are posts of others; not shown"
    ]


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("revoked", "taken out of this quote by its author"),
        ("deleted", "deleted"),
        ("unheard of", "the server did not show it"),
    ],
)
def test_a_quote_that_is_not_shown_says_why(state, why):
    assert post(quote={"state": state, "quoted_status": None}).quote.unavailable == why


def test_a_quote_is_a_whole_status_or_an_id_on_other_servers():
    assert post(quote=STATUSES[1]["reblog"], quote_id="90").quote.text == "Tide tables"
    assert post(quote=None, quote_id="90").quote.id == "90"
    shallow = {"state": "accepted", "quoted_status_id": "90"}
    assert post(quote=shallow).quote.unavailable == "not in this archive"


@pytest.mark.parametrize(
    ("stated", "audience"),
    [("public", "public"), ("direct", "direct"), ("local", "followers"), ("new", "followers")],
)
def test_an_audience_that_is_not_known_is_not_public(stated, audience):
    assert post(visibility=stated).visibility == audience


def test_pixelfeds_text_may_have_no_tags_and_its_reblogs_are_not_stated():
    found = post(content="One &amp; two\nthree", pf_type="photo", reblogs_count=0, reply_count=2)
    assert (found.text, found.metrics.reposts) == ("One & two\nthree", None)


def test_a_text_whose_tags_a_collector_took_out_is_not_unescaped_again():
    line = {"source_platform": "truthsocial.com", "data": {**FIRST, "content": "a &lt;b&gt; <c>"}}
    (found,) = posts_of(read(line))
    assert found.text == "a &lt;b&gt; <c>"


@pytest.mark.parametrize(
    "strange",
    [
        {"account": {"acct": "x"}}, {"poll": 3}, {"poll": {"options": [3]}}, {"card": []},
        {"media_attachments": [{"type": "image"}, 3]}, {"tags": "x"}, {"mentions": [{"acct": 3}]},
        {"created_at": "yesterday"}, {"quote": {"quoted_status": 3}}, {"in_reply_to_id": 3},
        {"media_attachments": [{"type": "video", "meta": {"original": {"duration": "x"}}}]},
        {"reblog": {"content": 3}}, {"pleroma": {"quote": 3}},
    ],
    ids=str,
)  # fmt: skip
def test_strange_values_are_absent_and_nothing_more(strange):
    assert post(**strange).id


def test_the_record_of_a_post_is_its_status():
    file = file_of(FIXTURE.read_bytes(), "statuses.json")
    found = posts_of(list(api.read(file)))[1]
    assert json.loads(api.raw(file, found.id))["reblog"]["id"] == "90"
