"""A citation says who, when, where, and in which file it can be checked."""

import hashlib
from pathlib import Path

import pytest

from tests.records import made_post
from tui_feed.browse.taking.citation import Archive, citation
from tui_feed.browse.taking.digests import Digests
from tui_feed.models import Author, Post

POST = made_post(
    id="30",
    url="https://social.example/HarborRiders/30",
    author={"name": "Harbor Riders", "handle": "HarborRiders"},
    created_at="2024-01-12",
    text="We wrote it up:\n#LateTrams",
    source="tweets.js, item 4",
)


def test_a_citation_has_author_date_words_address_and_place() -> None:
    assert citation(POST, Archive("harbor.zip", "9f" * 32)) == (
        "Harbor Riders (@HarborRiders), 12 Jan 2024: “We wrote it up: #LateTrams”\n"
        "https://social.example/HarborRiders/30\n"
        f"harbor.zip (SHA-256 {'9f' * 32}), tweets.js, item 4"
    )


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (Post(id="1"), "author not stated, date not stated"),
        (Post(id="1", author=Author(handle="rider"), created_at="2012"), "@rider, 2012"),
        (Post(id="1", author=Author(name="A Rider"), created_at="2012-11"), "A Rider, Nov 2012"),
        (
            Post(id="1", created_at="2024-01-12T17:03:22Z"),
            "author not stated, 12 Jan 2024, 17:03:22 UTC",
        ),
        (Post(id="1", unavailable="deleted"), "author not stated, date not stated: (deleted)"),
        (Post(id="1", url="javascript:x"), "author not stated, date not stated"),
    ],
)
def test_nothing_is_invented(post: Post, expected: str) -> None:
    assert citation(post, None) == expected


def test_a_long_text_is_cited_by_its_first_words() -> None:
    text = " ".join(str(number) for number in range(30))
    assert citation(Post(id="1", text=text), None).endswith("18 19 …”")


def test_the_name_of_a_lone_file_is_there_once() -> None:
    post = Post(id="1", source="harbor.jsonl, line 4")
    assert citation(post, Archive("harbor.jsonl")).endswith("\nharbor.jsonl, line 4")


def never() -> bool:
    return False


def test_the_digest_is_of_the_file_and_follows_its_changes(tmp_path: Path) -> None:
    path, digests = tmp_path / "harbor.jsonl", Digests()
    for content in (b"one", b"three"):
        path.write_bytes(content)
        found = digests.archive(str(path), None, never)
        assert found == Archive("harbor.jsonl", hashlib.sha256(content).hexdigest())


def test_in_a_folder_the_file_of_the_post_is_digested(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tweets.js").write_bytes(b"posts")
    found = Digests().archive(str(tmp_path), "tweets.js, item 4", never)
    digest = hashlib.sha256(b"posts").hexdigest()
    assert found == Archive(f"{tmp_path.name}/tweets.js", digest)
    (tmp_path / "tweets.js").write_bytes(b"other posts")
    assert Digests().archive(str(tmp_path), "tweets.js, item 4", never).digest is None


@pytest.mark.parametrize("path", [None, "-"])
def test_standard_input_has_no_digest(path: str | None) -> None:
    assert Digests().archive(path, None, never) == Archive("standard input")


def test_a_file_that_is_gone_has_no_digest(tmp_path: Path) -> None:
    assert Digests().archive(str(tmp_path / "gone.zip"), None, never) == Archive("gone.zip")


def test_a_digest_is_given_up_when_nobody_waits(tmp_path: Path) -> None:
    path, digests = tmp_path / "harbor.jsonl", Digests()
    path.write_bytes(b"one")
    assert digests.archive(str(path), None, lambda: True).digest is None
    assert digests.archive(str(path), None, never).digest is not None
