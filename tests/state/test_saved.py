"""Saved queries and filters survive in the reader's own folders, whole or not at all."""

import errno
import json
import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from tui_feed.state.folders import system_folder
from tui_feed.state.saved import KEPT_QUERIES, SavedState

SYSTEM = system_folder
"""Folders of the system, replaced by the fixtures of all tests."""


@pytest.fixture
def saved(tmp_path: Path) -> SavedState:
    return SavedState(tmp_path / "state", tmp_path / "settings")


def test_queries_come_back_in_their_order_each_once_the_latest_last(saved, tmp_path):
    assert saved.queries() == []
    for query in ("tram", "#été", "tram", "since:2023"):
        saved.remember(query)
    assert SavedState(tmp_path / "state").queries() == ["#été", "tram", "since:2023"]


def test_only_so_many_queries_are_kept(saved, tmp_path):
    for number in range(2 * KEPT_QUERIES + 10):
        saved.remember(f"tram {number}")
    assert len(saved.queries()) == KEPT_QUERIES
    assert saved.queries()[-1] == f"tram {2 * KEPT_QUERIES + 9}"
    lines = (tmp_path / "state/queries.jsonl").read_text().splitlines()
    assert len(lines) < KEPT_QUERIES + 20


def test_files_are_readable_by_their_owner_only(saved, tmp_path):
    saved.remember("secret")
    saved.name("mine", "secret")
    for path in ("state/queries.jsonl", "settings/filters.json"):
        assert stat.S_IMODE((tmp_path / path).stat().st_mode) == 0o600


def test_a_file_that_is_damaged_or_hostile_is_read_as_far_as_it_goes(saved, tmp_path):
    path = tmp_path / "state/queries.jsonl"
    path.parent.mkdir()
    path.write_bytes(b'"tram"\n{"a": 1}\nnot json\n"\\u001b[2Jferry"\n\xff\xfe\n"  "\n[[[[\n')
    assert saved.queries() == ["tram", "\ufffd[2Jferry"]
    saved.remember("bus")
    assert saved.queries()[-1] == "bus"


def test_named_filters_are_kept_replaced_and_forgotten(saved):
    saved.name("late", "#LateTrams")
    saved.name("old", "until:2020")
    saved.name("late", "#LateTrams since:2023")
    assert saved.filters() == {"late": "#LateTrams since:2023", "old": "until:2020"}
    saved.forget("old")
    saved.forget("old")
    assert saved.filters() == {"late": "#LateTrams since:2023"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "b": "tram"}', "\x00"])
def test_a_damaged_list_of_filters_is_no_trouble(saved, tmp_path, text):
    path = tmp_path / "settings/filters.json"
    path.parent.mkdir()
    path.write_text(text)
    assert saved.filters() in ({}, {"b": "tram"})
    saved.name("new", "ferry")
    assert json.loads(path.read_text())["new"] == "ferry"


def test_what_cannot_be_kept_is_an_error_and_leaves_nothing_behind(saved, tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(OSError, match=r"state|filters"):
        saved.remember("tram")
    (tmp_path / "settings/filters.json").mkdir(parents=True)
    with pytest.raises(OSError, match=r"state|filters"):
        saved.name("late", "tram")
    assert [path.name for path in (tmp_path / "settings").iterdir()] == ["filters.json"]


FILTERS = '{"late": "#LateTrams", "old": "until:2020"}'
DAMAGED = {
    "trailing comma": FILTERS.replace("}", ",}").encode(),
    "truncated": FILTERS[:-12].encode(),
    "deep": b"[" * 100_000,
    "deep value": b'{"late": ' + b"[" * 100_000,
    "not UTF-8": FILTERS.replace("late", "\xe9").encode("latin-1"),
    "UTF-16 without a mark": FILTERS.encode("utf-16-le"),
    "a list": b'["#LateTrams"]',
    "a string": b'"#LateTrams"',
    "a name twice": b'{"late": "#LateTrams", "late": "since:2023"}',
    "too large": b'{"late": "' + b"x" * 2**20 + b'"}',
    "a long number": b'{"late": ' + b"9" * 5_000 + b"}",
    "zeros": bytes(512),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "settings/filters.json"
    path.parent.mkdir()
    return path


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_filters_unreadable_in_full_are_backed_up_and_reported(saved, path, data):
    path.write_bytes(data)
    assert "filters.json cannot be read in full" in saved.trouble()
    said = saved.name("new", "ferry")
    assert "filters.json.kept-1" in said
    assert path.with_name("filters.json.kept-1").read_bytes() == data
    assert saved.filters()["new"] == "ferry"
    assert saved.trouble() is None
    assert saved.name("newer", "ferry") is None
    path.write_bytes(data)
    assert "filters.json.kept-2" in saved.name("new", "ferry")
    assert path.with_name("filters.json.kept-1").read_bytes() == data
    assert len(list(path.parent.iterdir())) == 3


def test_what_is_kept_aside_where_there_are_no_second_names_is_a_copy(saved, path, monkeypatch):
    def refuse(*names: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for number in (1, 2):
        path.write_bytes(b"{,}")
        saved.name("new", "ferry")
        assert path.with_name(f"filters.json.kept-{number}").read_bytes() == b"{,}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_filters_of_any_editor_are_read_and_stay(saved, path, encoding):
    path.write_bytes(FILTERS.encode(encoding))
    assert saved.trouble() is None
    assert saved.name("new", "ferry") is None
    assert list(saved.filters()) == ["late", "old", "new"]
    assert [each.name for each in path.parent.iterdir()] == ["filters.json"]


def test_entries_that_are_no_filters_stay_as_they_are(saved, path):
    held = {
        "$schema": {"v": [1, None, 2.5]},
        "late": "#a",
        "\x1b[2Jx": "tr\u202eam",
        "half": "\ud800",
    }
    path.write_text(json.dumps(held))
    assert saved.filters() == {"late": "#a", "\ufffd[2Jx": "tram", "half": "\ufffd"}
    assert saved.name("new", "ferry") is None
    assert saved.forget("late") is None
    del held["late"]
    assert json.loads(path.read_text()) == {**held, "new": "ferry"}
    saved.forget("\ufffd[2Jx")
    assert "\x1b[2Jx" not in json.loads(path.read_text())
    assert "kept-1" in saved.name("$schema", "ferry")


def test_to_forget_what_is_not_there_changes_nothing(saved, path):
    path.write_bytes(b"{,}")
    assert saved.forget("late") is None
    assert path.read_bytes() == b"{,}"


@pytest.mark.parametrize("name", ["filters.json", "queries.jsonl"])
def test_a_link_stays_a_link_and_what_it_leads_to_keeps_its_mode(tmp_path, name):
    saved = SavedState(tmp_path / "own", tmp_path / "own")
    elsewhere = tmp_path / "dotfiles" / name
    elsewhere.parent.mkdir()
    elsewhere.write_text("")
    elsewhere.chmod(0o640)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / name).symlink_to(elsewhere)
    saved.name("late", "tram")
    if name == "queries.jsonl":
        elsewhere.write_text("".join(f'"tram {number}"\n' for number in range(2 * KEPT_QUERIES)))
        saved.remember("tram")
    assert (tmp_path / "own" / name).is_symlink()
    assert "tram" in elsewhere.read_text()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_not_waited_for_and_named(tmp_path, make):
    saved = SavedState(tmp_path, tmp_path)
    for name in ("filters.json", "queries.jsonl"):
        make(tmp_path / name)
    assert (saved.queries(), saved.filters()) == ([], {})
    assert "not a file" in saved.trouble()
    with pytest.raises(OSError, match=r"queries\.jsonl is a .*, not a file"):
        saved.remember("tram")
    with pytest.raises(OSError, match=r"filters\.json is a .*, not a file"):
        saved.name("late", "tram")


def test_a_cut_last_line_does_not_swallow_the_next_query(saved, tmp_path):
    saved.remember("tram")
    path = tmp_path / "state/queries.jsonl"
    path.write_bytes(path.read_bytes() + b'"fer')
    saved.remember("bus")
    assert saved.queries() == ["tram", "bus"]
    path.write_bytes(b'"tram"\n"ferry"')
    saved.remember("bus")
    assert saved.queries() == ["tram", "ferry", "bus"]


def test_a_long_history_goes_on_and_becomes_short(saved, tmp_path):
    path = tmp_path / "state/queries.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(f"{number} {'x' * 200}") + "\n" for number in range(9_000)))
    assert saved.queries()[-1].startswith("8999 ")
    assert saved.remember("bus") is None
    assert saved.queries()[-2:] == ["8999 " + "x" * 200, "bus"]
    assert len(saved.queries()) == KEPT_QUERIES
    assert path.stat().st_size < 2**18
    for number in range(300):
        saved.remember(f"{number} {'y' * 9_000}")
    assert saved.queries()[-1].startswith("299 ")
    assert path.stat().st_size < 2**21


def test_lines_that_are_no_queries_are_put_aside_when_the_history_is_shortened(saved, tmp_path):
    path = tmp_path / "state/queries.jsonl"
    path.parent.mkdir()
    lines = "".join(f'"tram {number}"\n' for number in range(2 * KEPT_QUERIES))
    path.write_text(before := '{"mine": 1}\n' + lines)
    assert "queries.jsonl.kept-1" in saved.remember("bus")
    assert path.with_name("queries.jsonl.kept-1").read_text() == before
    assert saved.queries()[-1] == "bus"


def test_the_same_query_again_is_not_another_line(saved, tmp_path):
    for _ in range(3):
        saved.remember("tram")
    assert (tmp_path / "state/queries.jsonl").read_text() == '"tram"\n'


def test_several_programs_at_once_lose_nothing_of_each_other(tmp_path):
    def work(number: int) -> None:
        saved = SavedState(tmp_path / "state", tmp_path / "settings")
        for each in range(20):
            saved.name(f"{number}-{each}", "tram")
            saved.remember(f"{number}-{each}")

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = SavedState(tmp_path / "state", tmp_path / "settings")
    wanted = {f"{number}-{each}" for number in range(4) for each in range(20)}
    assert set(saved.filters()) == wanted
    assert set(saved.queries()) == wanted


def test_a_full_disk_leaves_the_old_file_whole(saved, path, monkeypatch):
    saved.name("late", "#LateTrams")
    before = path.read_bytes()

    def full(number: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tui_feed.state.user_files.os.write", full)
    with pytest.raises(OSError, match="No space"):
        saved.name("new", "ferry")
    with pytest.raises(OSError, match="No space"):
        saved.remember("ferry")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["filters.json"]


@pytest.mark.parametrize(
    "environment",
    [
        {"XDG_CONFIG_HOME": "relative", "XDG_STATE_HOME": "relative"},
        {"XDG_CONFIG_HOME": "", "XDG_STATE_HOME": ""},
        {"XDG_CONFIG_HOME": "{}/\udcff", "XDG_STATE_HOME": "{}/\udcff"},
        {"HOME": ""},
        {"HOME": "relative"},
        {"HOME": "{}/no/such/folder"},
    ],
)
def test_wherever_the_home_is_said_to_be_nothing_is_left_elsewhere(
    tmp_path, monkeypatch, environment
):
    pwd = pytest.importorskip("pwd")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr("tui_feed.state.folders.system_folder", SYSTEM)
    someone = pwd.struct_passwd(("x", "x", 1, 1, "", str(home), ""))
    monkeypatch.setattr(pwd, "getpwuid", lambda number: someone)
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    saved = SavedState()
    saved.name("late", "tram")
    saved.remember("tram")
    assert SavedState().filters() == {"late": "tram"}
    assert SavedState().queries() == ["tram"]
    assert not (tmp_path / "relative").exists()


def test_without_any_home_there_is_a_clear_line(monkeypatch):
    def unknown(*names: str) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr("tui_feed.state.folders.system_folder", SYSTEM)
    monkeypatch.setattr("platformdirs.user_config_path", unknown)
    monkeypatch.setattr("platformdirs.user_state_path", unknown)
    assert (SavedState().filters(), SavedState().queries()) == ({}, [])
    with pytest.raises(OSError, match="the home folder is unknown; set HOME"):
        SavedState().name("late", "tram")
