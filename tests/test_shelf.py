"""What lasts between two runs: kept in the reader's own folders, whole or not at all."""

import json
import stat
from pathlib import Path

import pytest

from tui_feed.shelf import KEPT_QUERIES, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "state", tmp_path / "settings")


def test_queries_come_back_in_their_order_each_once_the_latest_last(shelf, tmp_path):
    assert shelf.queries() == []
    for query in ("tram", "#été", "tram", "since:2023"):
        shelf.remember(query)
    assert Shelf(tmp_path / "state").queries() == ["#été", "tram", "since:2023"]


def test_only_so_many_queries_are_kept(shelf, tmp_path):
    for number in range(2 * KEPT_QUERIES + 10):
        shelf.remember(f"tram {number}")
    assert len(shelf.queries()) == KEPT_QUERIES
    assert shelf.queries()[-1] == f"tram {2 * KEPT_QUERIES + 9}"
    lines = (tmp_path / "state/queries.jsonl").read_text().splitlines()
    assert len(lines) < KEPT_QUERIES + 20


def test_nobody_else_can_read_them(shelf, tmp_path):
    shelf.remember("secret")
    shelf.name("mine", "secret")
    for path in ("state/queries.jsonl", "settings/filters.json"):
        assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o600


def test_a_file_that_is_damaged_or_hostile_is_read_as_far_as_it_goes(shelf, tmp_path):
    path = tmp_path / "state/queries.jsonl"
    path.parent.mkdir()
    path.write_bytes(b'"tram"\n{"a": 1}\nnot json\n"\\u001b[2Jferry"\n\xff\xfe\n"  "\n[[[[\n')
    assert shelf.queries() == ["tram", "\ufffd[2Jferry"]
    shelf.remember("bus")
    assert shelf.queries()[-1] == "bus"


def test_named_filters_are_kept_replaced_and_forgotten(shelf):
    shelf.name("late", "#LateTrams")
    shelf.name("old", "until:2020")
    shelf.name("late", "#LateTrams since:2023")
    assert shelf.filters() == {"late": "#LateTrams since:2023", "old": "until:2020"}
    shelf.forget("old")
    shelf.forget("old")
    assert shelf.filters() == {"late": "#LateTrams since:2023"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "b": "tram"}', "\x00"])
def test_a_damaged_list_of_filters_is_no_trouble(shelf, tmp_path, text):
    path = tmp_path / "settings/filters.json"
    path.parent.mkdir()
    path.write_text(text)
    assert shelf.filters() in ({}, {"b": "tram"})
    shelf.name("new", "ferry")
    assert json.loads(path.read_text())["new"] == "ferry"


def test_what_cannot_be_kept_is_an_error_and_leaves_nothing_behind(shelf, tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"state|filters"):
        shelf.remember("tram")
    (tmp_path / "settings/filters.json").mkdir(parents=True)
    with pytest.raises(OSError, match=r"state|filters"):
        shelf.name("late", "tram")
    assert [path.name for path in (tmp_path / "settings").iterdir()] == ["filters.json"]
