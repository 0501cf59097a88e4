"""The public API does what README says of it."""

import re
from pathlib import Path

import pytest

import tui_feed
from tui_feed import Feed, InputError, Post, Query, open_feed

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "fixtures" / "local_progress.txt"


def test_the_example_in_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"<!-- library -->\n```python\n(.*?)```", readme, re.DOTALL)
    monkeypatch.chdir(REPOSITORY)
    exec(program, {})
    first, *posts = capsys.readouterr().out.splitlines()
    assert first == "14 posts by Local Progress"
    assert posts
    assert all(" LocalProgress " in line for line in posts)


def test_every_public_name_is_there_and_no_other() -> None:
    for name in tui_feed.__all__:
        assert getattr(tui_feed, name).__doc__
    with pytest.raises(AttributeError, match="Nope"):
        _ = tui_feed.Nope


def test_a_feed_has_a_length_is_iterated_and_indexed() -> None:
    feed = open_feed(str(SAMPLE))
    posts = list(feed)
    assert len(feed) == len(posts) == 14
    assert feed[0] == posts[0]
    assert feed[-1] == posts[-1]
    assert feed[2:4] == posts[2:4]
    with pytest.raises(IndexError):
        _ = feed[14]


def test_a_feed_is_made_of_posts_too() -> None:
    feed = Feed()
    feed.add(Post(id="1", text="tram"))
    feed.add(Post(id="2", text="ferry"))
    assert [feed.post(row).id for row in feed.select(Query.parse("ferry"))] == ["2"]


def test_a_file_that_is_no_timeline_raises_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Milk, bread.", encoding="utf-8")
    with pytest.raises(InputError, match=r"notes\.txt") as refused:
        open_feed(str(path))
    assert "\n" not in str(refused.value)


def test_rows_of_a_query_lead_to_their_posts_where_copies_were_merged() -> None:
    feed = Feed()
    for text in ("tram", "ferry", "bus"):
        feed.add(Post(id=text, text=text))
    feed.add(Post(id="tram", text="tram", lang="en"))  # merged: it gets a row of its own
    assert [feed.post(row).id for row in feed.select(Query.parse("tram"))] == ["tram"]
    assert [post.id for post in feed] == [feed[at].id for at in range(len(feed))]
    assert [post.id for post in feed] == ["tram", "ferry", "bus"]


def test_a_feed_that_is_forgotten_leaves_no_file_open() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        assert len(open_feed(str(REPOSITORY / "fixtures/native/by_hand.jsonl")))
    assert len(list(Path("/dev/fd").iterdir())) == before
