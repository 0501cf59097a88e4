"""Bluesky repositories: what hangs on the tree is read, and nothing that only lies in the file."""

import pytest

from tests.loaders.captures import posts_of, problems_of, profile_of
from tests.loaders.mutation import file_of
from tests.loaders.repository import DID, Cid, blocks_of, car_of, cid_of, links, repository
from tui_feed.loaders import bluesky_car
from tui_feed.model import Record

POST = "app.bsky.feed.post"
ELSEWHERE = "at://did:plc:elleryworks000000000000000/app.bsky.feed.post/3kabcdefghi22"
TEXT = "Ärger mit #Weichen, siehe harborriders.example/weichen…"


def facet(piece: str, **feature: str) -> dict:
    start = TEXT.encode().index(piece.encode())
    index = {"byteStart": start, "byteEnd": start + len(piece.encode())}
    return {"index": index, "features": [feature]}


def uri(key: str) -> str:
    return f"at://{DID}/{key}"


FIRST, QUOTING, FOREIGN = f"{POST}/3kr5aaaaaaa22", f"{POST}/3kr5bbbbbbb22", f"{POST}/3kr5ccccccc22"
RECORDS = {
    "app.bsky.actor.profile/self": {
        "$type": "app.bsky.actor.profile",
        "displayName": "Harbor Riders",
        "description": "Volunteers measuring every late tram.",
        "pinnedPost": {"uri": uri(FIRST), "cid": "x"},
    },
    "app.bsky.feed.like/3kr5zzzzzzz22": {"subject": {"uri": ELSEWHERE, "cid": "x"}},
    FIRST: {
        "$type": POST,
        "text": TEXT,
        "createdAt": "2024-05-01T09:00:00.000Z",
        "langs": ["de"],
        "facets": [
            facet("#Weichen", **{"$type": "app.bsky.richtext.facet#tag", "tag": "Weichen"}),
            facet(
                "harborriders.example/weichen…",
                **{
                    "$type": "app.bsky.richtext.facet#link",
                    "uri": "https://harborriders.example/weichen-2024",
                },
            ),
        ],
        "embed": {
            "$type": "app.bsky.embed.images",
            "images": [{"alt": "A bent point.", "image": {"ref": Cid(cid_of(b"picture"))}}],
        },
    },
    QUOTING: {
        "$type": POST,
        "text": "Still bent.",
        "createdAt": "no date at all",
        "embed": {"$type": "app.bsky.embed.record", "record": {"uri": uri(FIRST), "cid": "x"}},
        "labels": {"values": [{"val": "graphic-media"}]},
    },
    FOREIGN: {
        "$type": POST,
        "text": "They say otherwise.",
        "createdAt": "2024-05-03T09:00:00Z",
        "reply": {"parent": {"uri": uri(QUOTING)}, "root": {"uri": uri(FIRST)}},
        "embed": {
            "$type": "app.bsky.embed.recordWithMedia",
            "record": {"record": {"uri": ELSEWHERE, "cid": "x"}},
            "media": {
                "$type": "app.bsky.embed.external",
                "external": {"uri": "https://elleryworks.example/a", "title": "Points"},
            },
        },
    },
    "app.bsky.feed.repost/3kr5ddddddd22": {
        "subject": {"uri": uri(FIRST), "cid": "x"}, "createdAt": "2024-05-04T09:00:00Z",
    },
    "app.bsky.feed.repost/3kr5eeeeeee22": {
        "subject": {"uri": ELSEWHERE, "cid": "x"}, "createdAt": "2024-05-05T09:00:00Z",
    },
}  # fmt: skip


def read(data: bytes) -> list[Record]:
    return list(bluesky_car.read(file_of(data, "harbor.car")))


def test_a_repository_is_its_account_its_posts_and_its_reposts():
    records = read(repository(RECORDS))
    profile = profile_of(records)
    assert profile
    assert (profile.name, profile.handle, profile.id) == ("Harbor Riders", None, DID)
    assert problems_of(records) == []
    assert [post.id for post in posts_of(records)] == [
        uri(key) for key in sorted(RECORDS) if "post/" in key
    ]


def test_facets_count_bytes():
    post = next(post for post in posts_of(read(repository(RECORDS))) if post.id == uri(FIRST))
    assert post.hashtags == ("Weichen",)
    (link,) = post.links
    assert link.display == "harborriders.example/weichen…"
    assert link.url == "https://harborriders.example/weichen-2024"
    assert post.pinned
    assert post.lang == "de"
    assert [media.alt for media in post.media] == ["A bent point."]


def test_own_posts_are_quoted_whole_and_others_named():
    posts = {post.id: post for post in posts_of(read(repository(RECORDS)))}
    assert posts[uri(QUOTING)].quote.text == TEXT
    assert posts[uri(QUOTING)].content_warning == "graphic-media"
    foreign = posts[uri(FOREIGN)]
    assert (foreign.quote.id, foreign.quote.unavailable) == (ELSEWHERE, "not in this archive")
    assert foreign.card.title == "Points"
    assert (foreign.reply_to_id, foreign.conversation_id) == (uri(QUOTING), uri(FIRST))


def test_a_date_that_is_none_is_taken_from_the_key():
    posts = {post.id: post for post in posts_of(read(repository(RECORDS)))}
    assert posts[uri(QUOTING)].created_at.iso.startswith("2024-04")


def test_reposts_say_when_they_were_passed_on():
    own, other = posts_of(read(repository(RECORDS)))[-2:]
    assert (own.text, own.reposted_by, str(own.reposted_at)) == (
        TEXT, "Harbor Riders", "2024-05-04T09:00:00Z",
    )  # fmt: skip
    assert other.unavailable == "the reposted post is not in this archive"
    assert other.created_at is None


def test_deleted_records_that_still_lie_in_the_file_are_not_read():
    root, blocks = blocks_of(RECORDS)
    gone = links({"$type": POST, "text": "Deleted.", "createdAt": "2024-01-01T00:00:00Z"})
    assert "Deleted." not in {post.text for post in posts_of(read(car_of(root, [*blocks, gone])))}


def test_a_missing_block_is_one_record_less_and_named():
    root, blocks = blocks_of(RECORDS)
    records = read(car_of(root, [data for data in blocks if b"Still bent." not in data]))
    assert len(posts_of(records)) == 4
    assert [(problem.place, problem.skipped) for problem in problems_of(records)] == [
        (QUOTING, True)
    ]


def test_a_block_that_is_not_what_its_hash_says_is_not_believed():
    data = repository(RECORDS).replace(b"Still bent.", b"Still fine.")
    assert "Still fine." not in {post.text for post in posts_of(read(data))}
    assert [problem.place for problem in problems_of(read(data))] == [QUOTING]


def test_a_tree_that_leads_round_in_a_circle_ends():
    node = links({"l": None, "e": []})
    commit = links({"did": DID, "version": 3, "data": Cid(cid_of(node)), "sig": b""})
    looped = [{"p": 0, "k": b"a", "v": Cid(cid_of(node)), "t": Cid(cid_of(node))}] * 3
    other = links({"l": Cid(cid_of(node)), "e": looped})
    commit = links({"did": DID, "version": 3, "data": Cid(cid_of(other)), "sig": b""})
    problems = problems_of(read(car_of(cid_of(commit), [commit, other, node])))
    assert any("circle" in problem.reason for problem in problems)


@pytest.mark.parametrize("cut", [1, 30, 60, 200, 600])
def test_a_repository_that_was_cut_says_so(cut):
    data = repository(RECORDS)
    assert problems_of(read(data[:-cut]))


def test_a_post_that_quotes_itself_is_read():
    key = f"{POST}/3kr5aaaaaaa22"
    embed = {"$type": "app.bsky.embed.record", "record": {"uri": uri(key), "cid": "x"}}
    records = read(repository({key: {"$type": POST, "text": "Me.", "embed": embed}}))
    assert posts_of(records)[0].text == "Me."


def test_a_hundred_thousand_arrays_inside_each_other_are_no_record():
    deep = b"\x81" * 100_000 + b"\x80"
    commit = links({"did": DID, "version": 3, "data": Cid(cid_of(deep)), "sig": b""})
    assert problems_of(read(car_of(cid_of(commit), [commit, deep])))
