"""Records of Bluesky in lines of the Jetstream and in folders."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders.bluesky import jetstream, unpacked
from tui_feed.models import Record
from tui_feed.sources.container import open_container

LINES = FIXTURES / "bluesky/jetstream.jsonl"
FOLDER = FIXTURES / "bluesky/did_plc_harborriders00000000000000"
DID = "did:plc:harborriders00000000000000"
POST = f"at://{DID}/app.bsky.feed.post/3l3qo2vuowo2b"


def read(*lines: object) -> list[Record]:
    file = file_of("\n".join(map(json.dumps, lines)).encode(), "lines.jsonl")
    assert jetstream.sniff(file)
    return list(jetstream.read(file))


def test_the_last_event_of_a_post_counts_and_the_others_are_counted():
    records = load(LINES)
    profile, (edited, repost, quoting) = profile_of(records), posts_of(records)
    assert (profile.handle, profile.name) == ("riders.example", "Harbor Riders")
    assert (edited.id, edited.text, edited.edited) == (POST, "Line 4 again #LateTrams", True)
    assert (edited.author.handle, edited.created_at) == (
        "riders.example", "2024-09-09T19:46:02.102Z",
    )  # fmt: skip
    assert (repost.reposted_by, repost.author.id) == ("riders.example", "did:plc:ellery")
    assert (quoting.quote.text, quoting.created_at) == (edited.text, "2024-09-09T19:46:02Z")
    doubt, others = (problem.reason for problem in problems_of(records))
    assert "its app dates it 2050-01-01T00:00:00Z; shown is 2024-09-09T19:46:02Z" in doubt
    assert others.endswith(": 1 of the kind identity, 1 deletions, 1 of the kind like")


RECORD = {"$type": "app.bsky.feed.post", "text": "x", "createdAt": "2024-09-09T19:46:02Z"}
COMMIT = {"collection": "app.bsky.feed.post", "rkey": "3l3qo2vuowo2b", "record": RECORD}
EVENTS = {
    "first days": {"did": DID, "time_us": 1725911162329308, "type": "com",
                   "commit": {**COMMIT, "type": "c"}},
    "version 2": {"$type": "message", "payload": {
        "$type": "network.bsky.jetstream.subscribeEvents#commit", "seq": 1, "did": DID,
        "time": "2024-09-09T19:46:02.4Z", "operation": "create", **COMMIT}},
}  # fmt: skip


@pytest.mark.parametrize("name", EVENTS)
def test_events_of_every_version_are_read(name):
    (post,) = posts_of(read(EVENTS[name]))
    assert (post.id, post.text, post.created_at) == (POST, "x", "2024-09-09T19:46:02Z")


@pytest.mark.parametrize(
    "strange",
    [
        {"commit": 3}, {"time_us": "soon"}, {"time_us": 10**18}, {"did": 3},
        {"commit": {**COMMIT, "record": 3}},
        {"commit": {**COMMIT, "record": {"text": 3, "embed": [], "createdAt": 3}}},
        {"commit": {"collection": "app.bsky.feed.repost", "rkey": "1", "record": {}}},
    ],
    ids=str,
)  # fmt: skip
def test_strange_events_never_end_the_reading(strange):
    good = EVENTS["first days"]
    other = {**good, "did": "did:plc:other"}
    assert posts_of(read(other, {**good, **strange}))[0].text == "x"


def test_the_record_behind_a_post_is_its_last_event():
    found = json.loads(jetstream.raw(file_of(LINES.read_bytes(), "lines.jsonl"), POST))
    assert found["commit"]["operation"] == "update"


def test_records_of_other_kinds_are_counted_and_every_repository_of_a_folder_is_read(tmp_path):
    for number, name in enumerate(("did_plc_quay", "did_plc_mill")):
        for key, text in (
            (
                f"app.bsky.feed.post/3kr5aaaaaaa2{number + 2}",
                {"$type": "app.bsky.feed.post", "text": name},
            ),
            ("app.bsky.feed.like/3kr5aaaaaaa22", {"$type": "app.bsky.feed.like"}),
            ("app.bsky.graph.follow/3kr5aaaaaaa22", {"$type": "app.bsky.graph.follow"}),
        ):
            path = tmp_path / name / f"{key}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(text))
    records = load(tmp_path)
    assert [post.text for post in posts_of(records)] == ["did_plc_mill", "did_plc_quay"]
    assert [post.author.id for post in posts_of(records)] == ["did:plc:mill", "did:plc:quay"]
    told = "records that are no posts, not shown: 1 of the kind app.bsky.feed.like, 1 of the kind"
    assert [problem.reason for problem in problems_of(records)] == [
        f"{told} app.bsky.graph.follow"
    ] * 2


def test_an_unpacked_repository_is_read_as_a_packed_one():
    records = load(FOLDER)
    profile, (post, repost) = profile_of(records), posts_of(records)
    assert (profile.id, profile.name) == (DID, "Harbor Riders")
    assert (post.id, post.pinned, post.media[0].alt) == (POST, True, "A tram in the rain.")
    assert repost.reposted_by == "Harbor Riders"
    assert json.loads(unpacked.raw(open_container(str(FOLDER)), POST))["text"] == post.text


def test_without_a_commit_a_folder_names_the_account(tmp_path):
    folder = tmp_path / "did_plc_quay" / "app.bsky.feed.post"
    folder.mkdir(parents=True)
    (folder / "3l3qo2vuowo2b.json").write_text(json.dumps(RECORD))
    (folder / "3l3qo2vuowo2c.json").write_text("{")
    records = load(tmp_path)
    assert [post.author.id for post in posts_of(records)] == ["did:plc:quay"]
    assert "it is left out" in problems_of(records)[0].reason


def test_a_thread_of_ones_own_names_whom_it_answers(tmp_path):
    did = "did:plc:harborriders00000000000000"
    first, second = f"at://{did}/app.bsky.feed.post/3l3qo2vuowo2b", "3l3qo2vuowo2c"
    said = {"text": "More", "createdAt": "2024-09-09T19:46:02Z"}
    said["reply"] = {"parent": {"uri": first}, "root": {"uri": first}}
    commit = {
        "operation": "create", "collection": "app.bsky.feed.post", "rkey": second, "record": said,
    }  # fmt: skip
    lines = [
        {"did": did, "time_us": 1, "kind": "identity", "identity": {"handle": "mill.example"}},
        {"did": did, "time_us": 1725911162329308, "kind": "commit", "commit": commit},
    ]
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (post,) = posts_of(load(path))
    assert (post.reply_to, post.reply_to_id) == (("mill.example",), first)
