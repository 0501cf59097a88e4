"""Files on their way into a feed, in slices or at once."""

from pathlib import Path

import pytest

import tui_feed
from tui_feed.loaders import InputError
from tui_feed.loading import Loading, open_feed
from tui_feed.model import Post

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "local_progress.txt"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    lines = (Post(id=str(n), text=f"post {n}").native_line() for n in range(500))
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
    many.write_text(Post(id="new", text="only this").native_line(), encoding="utf-8")
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
