"""Bluesky repositories: what hangs on the tree is read, and nothing that only lies in the file."""

import json
import sys
from itertools import pairwise

import pytest

from tests.loaders.captures import FIXTURES, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of, mutations
from tests.loaders.repository import (  # fmt: skip
    DID,
    Cid,
    blocks_of,
    car_of,
    cid_of,
    commit_of,
    layer_of,
    links,
    of_node,
    repository,
)
from tui_feed.loaders import native, open_inputs
from tui_feed.loaders.bluesky import car as bluesky_car
from tui_feed.models import Post, Problem, Profile, Record
from tui_feed.models.lines import native_line

POST = "app.bsky.feed.post"
ELSEWHERE = "at://did:plc:elleryworks000000000000000/app.bsky.feed.post/3kabcdefghi22"
TEXT = "Ärger mit #Weichen, siehe harborriders.example/weichen…"


def faults_of(records: list[Record]) -> list[Problem]:
    """Return the problems but the one that counts the records of other kinds."""
    found = problems_of(records)
    return [each for each in found if not each.reason.startswith("records that are no posts")]


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
    (problem,) = problems_of(records)
    assert (
        problem.reason == "records that are no posts, not shown: 1 of the kind app.bsky.feed.like"
    )
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
    assert posts[uri(QUOTING)].created_date.iso.startswith("2024-04")


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
    assert [(problem.place, problem.skipped) for problem in faults_of(records)] == [(QUOTING, True)]


def test_a_block_that_is_not_what_its_hash_says_is_not_believed():
    data = repository(RECORDS).replace(b"Still bent.", b"Still fine.")
    assert "Still fine." not in {post.text for post in posts_of(read(data))}
    assert [problem.place for problem in faults_of(read(data))] == [QUOTING]


def test_a_tree_that_leads_round_in_a_circle_ends():
    node = links({"l": None, "e": []})
    commit = links({"did": DID, "version": 3, "data": Cid(cid_of(node)), "sig": b""})
    looped = [{"p": 0, "k": b"a", "v": Cid(cid_of(node)), "t": Cid(cid_of(node))}] * 3
    other = links({"l": Cid(cid_of(node)), "e": looped})
    commit = links({"did": DID, "version": 3, "data": Cid(cid_of(other)), "sig": b""})
    problems = faults_of(read(car_of(cid_of(commit), [commit, other, node])))
    assert any("circle" in problem.reason for problem in problems)


@pytest.mark.parametrize("cut", [1, 30, 60, 200, 600])
def test_a_repository_that_was_cut_says_so(cut):
    data = repository(RECORDS)
    assert faults_of(read(data[:-cut]))


# Posts


def post_of(record: dict) -> Post:
    """Return the post of a record, alone in its repository."""
    (post,) = posts_of(read(repository({FIRST: {"$type": POST, **record}})))
    return post


def test_the_account_joined_when_its_record_says():
    about = {**RECORDS["app.bsky.actor.profile/self"], "createdAt": "2023-04-12T04:53:57Z"}
    profile = profile_of(read(repository({**RECORDS, "app.bsky.actor.profile/self": about})))
    assert str(profile.joined) == "2023-04-12T04:53:57Z"
    assert profile.bio == "Volunteers measuring every late tram."
    assert profile_of(read(repository(RECORDS))).joined is None


def test_a_repository_without_a_profile_still_says_whose_it_is():
    records = read(repository({FIRST: RECORDS[FIRST]}))
    assert (profile_of(records).id, profile_of(records).name) == (DID, None)
    assert posts_of(records)[0].author.id == DID


def test_entities_of_early_posts_count_utf_16():
    post = post_of(
        {
            "text": "🚋 Ask Elleryworks.example and @mara.quill.example",
            "entities": [
                {"type": "link", "value": "https://elleryworks.example/a",
                 "index": {"start": 7, "end": 26}},
                {"type": "mention", "value": "did:plc:m", "index": {"start": 31, "end": 50}},
                {"type": "link", "value": "https://x.example", "index": {"start": 1, "end": 9}},
                {"type": "link", "value": "https://x.example", "index": {"start": 9, "end": 999}},
            ],
        }
    )  # fmt: skip
    assert [(link.url, link.display) for link in post.links] == [
        ("https://elleryworks.example/a", "Elleryworks.example")
    ]
    assert post.mentions == ("mara.quill.example",)


def test_tags_beside_the_text_are_tags_too_and_each_is_there_once():
    assert post_of({"text": "Late. #Line4", "tags": ["Line4", "#Trams", ""]}).hashtags == (
        "Line4", "Trams",
    )  # fmt: skip


def test_a_facet_that_cuts_a_letter_marks_nothing():
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example"}
    facets = [{"index": {"byteStart": 1, "byteEnd": 4}, "features": [link]}]
    assert post_of({"text": "éé", "facets": facets}).links == ()


def test_videos_and_pictures_beside_a_quote_keep_their_descriptions():
    video = {"$type": "app.bsky.embed.video", "alt": "A tram.", "video": {"ref": "x"}}
    (film,) = post_of({"text": "", "embed": video}).media
    assert (film.kind, film.alt, film.url, film.file) == ("video", "A tram.", None, None)
    images = {"$type": "app.bsky.embed.images", "images": [{"alt": "A point."}, {"alt": ""}]}
    both = {"$type": "app.bsky.embed.recordWithMedia", "media": images,
            "record": {"record": {"uri": ELSEWHERE}}}  # fmt: skip
    post = post_of({"text": "", "embed": both})
    assert [picture.alt for picture in post.media] == ["A point.", None]
    assert post.quote.id == ELSEWHERE


def test_a_list_that_is_shared_is_a_card():
    listed = "at://did:plc:x/app.bsky.graph.list/1"
    post = post_of({"embed": {"$type": "app.bsky.embed.record", "record": {"uri": listed}}})
    assert post.quote is None
    assert post.card.url == "https://bsky.app/profile/did:plc:x/lists/1"


def test_attachments_of_unknown_kinds_are_counted_in_one_problem():
    strange = {"text": "a", "embed": {"$type": "app.bsky.embed.hologram"}}
    records = read(repository({FIRST: strange, QUOTING: strange, FOREIGN: RECORDS[FOREIGN]}))
    (problem,) = faults_of(records)
    assert problem.reason.startswith("2 attachments of kinds that are not known")
    assert not problem.skipped
    assert len(posts_of(records)) == 3


def test_a_post_that_quotes_itself_is_not_repeated():
    embed = {"$type": "app.bsky.embed.record", "record": {"uri": uri(FIRST), "cid": "x"}}
    post = post_of({"text": "Me.", "embed": embed})
    assert post.text == "Me."
    assert "circle" in post.quote.unavailable


def test_a_long_chain_of_quotes_ends_with_why():
    keys = [f"{POST}/3kr5aaaaaa{a}{b}2" for a in "abc" for b in "abcdefghij"]
    records = {keys[0]: {"text": "first"}}
    for before, key in pairwise(keys):
        embed = {"$type": "app.bsky.embed.record", "record": {"uri": uri(before)}}
        records[key] = {"text": key, "embed": embed}
    last = posts_of(read(repository(records)))[-1]
    while last.quote:
        last = last.quote
    assert "too many" in last.unavailable


def test_a_repost_of_nothing_is_left_out_and_said():
    records = read(repository({FIRST: RECORDS[FIRST], "app.bsky.feed.repost/3kr5ddddddd22": {}}))
    assert [problem.skipped for problem in faults_of(records)] == [True]
    assert len(posts_of(records)) == 1


# The tree and the file


def test_a_tree_of_several_layers_is_read_in_order():
    keys = sorted(f"{POST}/3kr5{a}{b}aaaaa22" for a in "abcdefgh" for b in "abcdefgh")
    assert max(map(layer_of, keys)) > 1
    for version in (2, 3):
        data = repository({key: {"$type": POST, "text": key} for key in keys}, version)
        records = read(data)
        assert [post.text for post in posts_of(records)] == keys
        assert faults_of(records) == []


def test_a_version_that_is_not_known_is_read_and_said():
    records = read(repository(RECORDS, 9))
    assert len(posts_of(records)) == 5
    assert [problem.skipped for problem in faults_of(records)] == [False]


@pytest.mark.parametrize(
    "entry",
    [
        {"p": 99, "k": b"x", "v": None, "t": None}, {"p": -1, "k": b"x"}, {"p": 0, "k": "text"},
        {"p": "0", "k": b"x"}, {}, 3, {"p": 0, "k": b"app.bsky.feed.post/1", "v": None},
        {"p": 0, "k": b"app.bsky.feed.post/\x1b[31m", "v": Cid(cid_of(b""))},
        {"p": 0, "k": b"\xff/\xff", "v": Cid(cid_of(b""))},
    ],
)  # fmt: skip
def test_a_damaged_entry_is_a_problem_and_no_post(entry):
    records = read(of_node({"l": None, "e": [entry]}))
    assert posts_of(records) == []
    assert [problem.skipped for problem in faults_of(records)] == [True]


@pytest.mark.parametrize("more", [{"did": "a/b"}, {"did": 3}, {"did": "did:x\x1b[31m"}], ids=str)
def test_a_commit_that_names_no_account_is_not_believed(more):
    records = read(of_node({"l": None, "e": []}, **more))
    assert [type(record).__name__ for record in records] == ["Problem"]


def test_missing_nodes_are_counted_in_one_problem():
    gone = [{"p": 0, "k": key, "v": Cid(cid_of(b"")), "t": Cid(cid_of(key))}
            for key in (b"a.b/1", b"a.b/2")]  # fmt: skip
    (problem,) = faults_of(read(of_node({"l": None, "e": gone})))
    assert problem.reason.startswith("the block of a node is missing (2)")


def one_post(data: bytes) -> bytes:
    entry = {"p": 0, "k": FIRST.encode(), "v": Cid(cid_of(data)), "t": None}
    return of_node({"l": None, "e": [entry]}, data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x81" * 100_000 + b"\x80", "is not DAG-CBOR"),
        (b"\x9a\xff\xff\xff\xff", "is not DAG-CBOR"),
        (b"\x83\x01\x02\x03", "holds no record"),
        (b"\x9a\x00\x40\x00\x00" + bytes(2**22), "is larger than 2 MiB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_block_that_is_no_record_says_why(data, why):
    (problem,) = faults_of(read(one_post(data)))
    assert (problem.place, problem.skipped) == (FIRST, True)
    assert why in problem.reason


def test_a_deep_block_does_not_crash_a_program_that_raised_the_limit_of_recursion():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        (problem,) = faults_of(read(one_post(b"\x81" * 100_000 + b"\x80")))
        assert sys.getrecursionlimit() == 100_000
    finally:
        sys.setrecursionlimit(limit)
    assert "is not DAG-CBOR" in problem.reason


def test_a_panic_of_the_decoder_is_a_block_that_cannot_be_read(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(data: bytes) -> None:
        raise PanicException

    monkeypatch.setattr("tui_feed.loaders.bluesky.repository._decoder", lambda: panic)
    assert [type(record).__name__ for record in read(repository(RECORDS))] == ["Problem"]


def test_a_file_that_is_too_large_is_read_as_far_as_it_may(monkeypatch):
    monkeypatch.setattr("tui_feed.loaders.bluesky.repository.LARGEST_CAR", 5000)
    post = {"text": "x" * 4000}
    problems = faults_of(read(repository({FIRST: post, QUOTING: post | {"text": "y" * 4000}})))
    assert any("only its first" in problem.reason for problem in problems)


@pytest.mark.parametrize(
    "data", [b"Who eats zeroots? Nobody.\n", b"eroots", b"\xa2eroots", b'{"a": "eroots"}']
)
def test_a_text_that_speaks_of_roots_is_no_repository(data):
    assert not bluesky_car.sniff(file_of(data))


# Records as they stand


def test_a_record_is_shown_with_its_links_as_json():
    file = file_of(repository(RECORDS), "harbor.car")
    shown = json.loads(bluesky_car.raw(file, uri(FIRST)))
    assert shown["text"] == TEXT
    assert shown["embed"]["images"][0]["image"]["ref"]["$link"].startswith("bafy")
    assert bluesky_car.raw(file, ELSEWHERE) is None
    assert bluesky_car.raw(file, uri("app.bsky.feed.like/3kr5zzzzzzz22")) is None


def test_a_record_of_nine_hundred_levels_can_be_shown():
    deep = b"\xa1" + links("text") + b"\x81" * 900 + b"\x80"
    assert "nested too deep" in bluesky_car.raw(file_of(one_post(deep)), uri(FIRST))


# The fixture


def test_the_repository_among_the_fixtures_is_the_one_that_is_written_here():
    assert (FIXTURES / "bluesky/harbor.car").read_bytes() == repository(RECORDS)


def test_the_repository_is_recognised_and_survives_the_native_format():
    (found,) = open_inputs([str(FIXTURES / "bluesky/harbor.car")])
    assert found.format.module == "bluesky.car"
    records = [each for each in found.read() if not isinstance(each, Problem)]
    lines = "".join(native_line(record) + "\n" for record in records)
    assert list(native.read(file_of(lines.encode()))) == records
    assert all(found.raw(post.id) for post in posts_of(records))


def test_no_damage_to_blocks_with_good_hashes_raises():
    """Mutations of a file mostly break hashes; here the damaged blocks are signed anew."""
    record = links(RECORDS[FIRST])
    for damaged in mutations(record, 2000, 7):
        file = file_of(one_post(damaged))
        assert all(isinstance(each, Post | Profile | Problem) for each in bluesky_car.read(file))
        bluesky_car.raw(file, uri(FIRST))
    node = {"l": None, "e": [{"p": 0, "k": FIRST.encode(), "v": Cid(cid_of(record)), "t": None}]}
    for damaged in mutations(links(node), 2000, 8):
        commit = commit_of(Cid(cid_of(damaged)))
        car = car_of(cid_of(commit), [commit, damaged, record])
        assert all(isinstance(each, Post | Profile | Problem) for each in read(car))
