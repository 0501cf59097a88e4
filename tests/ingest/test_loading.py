"""Files are read into a feed, in slices or at once."""

from operator import attrgetter
from pathlib import Path

import pytest

import tui_feed
from tui_feed.ingest import Loading, open_feed
from tui_feed.ingest.read_files import labels
from tui_feed.loaders import InputError
from tui_feed.models import Post
from tui_feed.models.lines import native_line
from tui_feed.query import ORDERS, Order

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "local_progress.txt"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    # Not as this program writes them, so that they are read one by one.
    lines = (f'{{"type": "post", "id": "{n}", "text": "post {n}"}}' for n in range(500))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_public_names_are_what_the_package_offers() -> None:
    feed = tui_feed.open_feed(str(SAMPLE))
    assert isinstance(feed, tui_feed.Feed)
    assert isinstance(feed.post(0), tui_feed.Post)
    assert isinstance(feed.profiles[0], tui_feed.Profile)
    assert len(feed.select(tui_feed.Query.parse("#CeasefireNOW"))) == 3
    with pytest.raises(AttributeError):
        _ = tui_feed.nonsense


def test_a_file_is_read_in_slices_that_end_where_it_ends(many: Path) -> None:
    loading = Loading((str(many),))
    slices = 1
    while not loading.step(0):
        slices += 1
        assert len(loading.feed) == slices - 1
    assert len(loading.feed) == 500
    assert loading.failure is None
    assert loading.name == "many.jsonl"
    assert loading.step(0)


@pytest.mark.parametrize("order", ORDERS)
def test_slices_change_no_post_and_no_order_where_copies_are_merged(
    many: Path, order: Order
) -> None:
    """Posts with equal counts stand in the order of their rows, which a merged post changes."""
    whole = open_feed(str(many), str(SAMPLE))
    loading = Loading((str(many), str(SAMPLE)))
    while not loading.step(0):
        pass
    assert list(loading.feed) == list(whole)
    for text in ("", "in:local_progress", "#CeasefireNOW"):
        query = tui_feed.Query.parse(text)
        found = [
            [feed.post(row) for row in feed.select(query, order)] for feed in (loading.feed, whole)
        ]
        if order not in ("newest", "oldest", "captured"):
            found = [sorted(posts, key=attrgetter("id")) for posts in found]
        assert found[0] == found[1]


def test_a_file_that_cannot_be_read_is_a_failure_and_not_an_exception(tmp_path: Path) -> None:
    loading = Loading((str(tmp_path / "missing.txt"),))
    assert loading.step(1)
    assert loading.failure
    assert "missing.txt" in loading.failure
    with pytest.raises(InputError, match="no such file"):
        open_feed(str(tmp_path / "missing.txt"))


def test_reading_again_sees_what_the_file_has_become(many: Path) -> None:
    first = Loading((str(many),))
    first.step(60)
    many.write_text(native_line(Post(id="new", text="only this")), encoding="utf-8")
    again = first.again()
    again.step(60)
    assert (len(first.feed), len(again.feed)) == (500, 1)
    many.unlink()
    assert first.again().failure


def test_standard_input_cannot_be_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    with SAMPLE.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        loading = Loading(("-",))
        loading.step(60)
    assert len(loading.feed) == 14
    assert loading.name == "standard input"
    assert "only once" in (loading.again().failure or "")


def write(folder: Path, name: str, *posts: Post) -> str:
    path = folder / name
    path.write_text("".join(native_line(post) + "\n" for post in posts), encoding="utf-8")
    return str(path)


def test_several_files_are_one_feed_with_a_label_each(tmp_path: Path) -> None:
    one = write(tmp_path, "my posts.jsonl", Post(id="1"), Post(id="2"))
    other = write(tmp_path, "others.jsonl", Post(id="2"), Post(id="3"))
    loading = Loading((one, other))
    assert loading.step(float("inf"))
    assert loading.feed.sources == ["my-posts", "others"]
    assert [loading.feed.post(row).id for row in range(3)] == ["1", "2", "3"]
    assert [report.posts for report in loading.reports] == [2, 2]
    assert loading.name == "my posts.jsonl, others.jsonl"


def test_one_file_of_several_that_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    loading = Loading((write(tmp_path, "a.jsonl", Post(id="1")), str(tmp_path / "gone.zip")))
    assert loading.step(1)
    assert loading.failure is None
    assert len(loading.feed) == 1
    assert [(each.source, each.skipped) for each in loading.feed.problems] == [("gone.zip", True)]
    assert [report.is_unread for report in loading.reports] == [False, True]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("a/posts.jsonl", "b/posts.json"), ["posts", "posts-2"]),
        (("twitter-2024.zip", "archive.tar.gz"), ["twitter-2024", "archive"]),
        (("-", "my own posts.txt"), ["stdin", "my-own-posts"]),
        (("folder/", ".zip"), ["folder", ".zip"]),
    ],
)
def test_labels_are_names_without_their_endings(
    paths: tuple[str, ...], expected: list[str]
) -> None:
    assert labels(paths) == expected


async def test_the_record_of_a_post_is_found_in_whichever_file_has_it(tmp_path: Path) -> None:
    one = write(tmp_path, "a.jsonl", Post(id="1", text="one"))
    other = write(tmp_path, "b.jsonl", Post(id="2", text="two"))
    loading = Loading((one, other))
    loading.step(1)
    found = await loading.raw("2")
    assert found
    assert '"two"' in found
    assert await loading.raw("3") is None
