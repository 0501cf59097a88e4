"""Which value holds: an option, a choice by keys, the config file, the default."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.configs import config, read
from tui_feed.config.choices import Choices
from tui_feed.config.effective import config_of, find_config
from tui_feed.config.settings import Settings

HOME = Path(__file__).resolve().parents[2]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program with the config file of a folder."""
    command = [sys.executable, "-m", "tui_feed", *arguments]
    env = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=HOME)


def write(folder: Path, text: str) -> Path:
    path = folder / "tui-feed" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_option_holds_over_the_file(tmp_path: Path) -> None:
    file = read(tmp_path, "order = 'views'\nplain = true\n")
    found = config_of(file, {"order": ("--order", "oldest"), "plain": ("--no-plain", False)})
    assert found.settings == Settings(order="oldest")
    assert [found.origin(name) for name in ("order", "plain", "mouse")] == [
        "--order", "--no-plain", "default",
    ]  # fmt: skip
    assert config(tmp_path, "\nplain = true").origin("plain") == "config.toml line 2"


def test_a_choice_by_keys_holds_until_the_file_says_something_else(tmp_path: Path) -> None:
    choices = Choices(tmp_path / "state")
    choices.remember("order", "views", "newest")
    nothing = config_of(None, {}, choices)
    assert nothing.settings.order == "views"
    assert nothing.origin("order") == "chosen by a key"
    changed = read(tmp_path, "order = 'oldest'\n")
    assert config_of(changed, {}, choices).settings.order == "oldest"
    choices.remember("order", "likes", "oldest")
    assert config_of(changed, {}, choices).settings.order == "likes"


def test_an_option_holds_over_a_choice(tmp_path: Path) -> None:
    choices = Choices(tmp_path)
    choices.remember("order", "views", "newest")
    assert config_of(None, {"order": ("--order", "oldest")}, choices).settings.order == "oldest"


def test_nothing_is_remembered_where_the_file_forbids_it(tmp_path: Path) -> None:
    choices = Choices(tmp_path / "state")
    choices.remember("order", "views", "newest")
    found = config_of(read(tmp_path, "remember = false"), {}, choices)
    assert found.settings.order == "newest"
    assert found.choices is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"order": 7}'),
        '{"order": {"chosen": "x", "over": "newest"}}',
        '{"order": {"chosen": 7, "over": "newest"}}',
        '{"theme": {"chosen": "../x", "over": "auto"}}',
    ],
)
def test_a_broken_file_of_choices_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "choices.json").write_text(text)
    assert config_of(None, {}, Choices(tmp_path)).settings == Settings()
    Choices(tmp_path).remember("order", "views", "newest")
    assert Choices(tmp_path).chosen("order", "newest") == "views"


def test_the_printed_configuration_is_a_config_file_that_says_the_same(tmp_path: Path) -> None:
    write(
        tmp_path,
        "timezone = 'Asia/Tokyo'\n[keys]\nthread = ['o', 'ctrl+t', '\"', '\\']\nquit = ['q']\n",
    )
    first = run("--config", "--order", "views", folder=tmp_path)
    lines = {line.partition(" =")[0]: line for line in reversed(first.stdout.splitlines())}
    assert lines["timezone"].endswith("# config.toml line 1")
    assert lines["order"].endswith("# --order")
    assert lines["card-width"].endswith("# default")
    assert lines["thread"].endswith("# config.toml line 3")
    assert "config.toml line 3: thread: o is taken from link" in first.stderr
    write(tmp_path, first.stdout)
    second = run("--config", folder=tmp_path)
    said = [line.partition("  #")[0] for line in first.stdout.splitlines()]
    assert [line.partition("  #")[0] for line in second.stdout.splitlines()] == said
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")


def test_problems_are_told_beside_what_is_printed(tmp_path: Path) -> None:
    write(tmp_path, "order = 'newst'\n")
    done = run("--format", "jsonl", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("tui-feed: config.toml line 1: order 'newst' is not known")
    assert len(done.stdout.splitlines()) == 15


def test_the_order_of_the_file_is_that_of_a_printer(tmp_path: Path) -> None:
    write(tmp_path, "order = 'oldest'\n")
    done = run("--format", "jsonl", "--filter", "#CeasefireNOW", folder=tmp_path)
    posts = [json.loads(line) for line in done.stdout.splitlines()][1:]
    assert [post["created_at"] for post in posts] == ["2024-01-05", "2024-01-06", "2024-01-09"]


def test_another_file_or_none_can_be_asked_for(tmp_path: Path) -> None:
    usual = write(tmp_path, "order = 'oldest'\n")
    other = tmp_path / "other.toml"
    other.write_text("order = 'views'\n")
    asked = [["--config-file", str(other)], ["--no-config"], []]
    orders = [run("--config", *each, folder=tmp_path).stdout.split("\n")[1] for each in asked]
    assert [line.split()[2] for line in orders] == ['"views"', '"newest"', '"oldest"']
    missing = run("--config-file", f"{usual}x", folder=tmp_path)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr == "tui-feed: --config-file: there is no such file\n"


def test_a_folder_in_place_of_the_file_is_told_and_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tui-feed" / "config.toml").mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file, failure = find_config(None)
    assert file is None
    assert failure == "config.toml cannot be read: config.toml is a folder, not a file"


def test_without_a_file_nothing_is_imported_to_read_one() -> None:
    code = (
        "import sys\nfrom tui_feed.cli.main import main\nmain(['--check'])\n"
        "print({'tomllib', 'pydantic'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HOME)
    assert done.stdout.endswith("set()\n"), done.stderr
