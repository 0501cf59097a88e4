"""The command line: output, errors and exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from tui_feed.cli import main
from tui_feed.cli import options as command_line
from tui_feed.feed import ORDERS
from tui_feed.ui.pictures.graphics import Wish

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "fixtures" / "local_progress.txt"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui_feed", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def modules_after(*arguments: str) -> set[str]:
    """Return the modules imported by a command line."""
    code = (
        "import sys\nfrom tui_feed.cli.main import main\n"
        f"try:\n main({list(arguments)!r})\nexcept SystemExit:\n pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.strip().rsplit("\n", 1)[-1].split("|"))


def test_help_imports_neither_textual_nor_pydantic() -> None:
    assert not {"textual", "rich", "pydantic"} & modules_after("--help")


@pytest.mark.parametrize("form", command_line.FORMATS)
def test_a_printer_runs_without_textual(form: str) -> None:
    imported = modules_after(str(SAMPLE), "--format", form)
    assert "pydantic" not in imported
    assert not {"textual", "rich"} & imported


def test_the_choices_of_order_are_those_of_the_feed() -> None:
    assert tuple(ORDERS) == command_line.ORDERS
    assert get_args(Wish) == command_line.PICTURES


def test_jsonl_is_a_profile_and_a_line_for_each_post() -> None:
    done = run(str(SAMPLE), "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["type"] for record in records] == ["profile"] + ["post"] * 14
    assert done.returncode == 0


def test_without_a_file_the_sample_is_opened_and_a_pipe_gets_text() -> None:
    done = run()
    assert done.returncode == 0
    assert done.stdout.startswith("Local Progress @LocalProgress")
    assert "\x1b" not in done.stdout


def test_what_is_printed_as_jsonl_reads_back_as_the_same(tmp_path: Path) -> None:
    first = run(str(SAMPLE), "--format", "jsonl").stdout
    copy = tmp_path / "copy.jsonl"
    copy.write_text(first, encoding="utf-8")
    assert run(str(copy), "--format", "jsonl").stdout == first


def test_filter_and_order_choose_the_posts() -> None:
    done = run(str(SAMPLE), "--format", "jsonl", "--filter", "#CeasefireNOW", "--order", "oldest")
    posts = [json.loads(line) for line in done.stdout.splitlines()][1:]
    assert [post["created_at"] for post in posts] == ["2024-01-05", "2024-01-06", "2024-01-09"]


@pytest.mark.parametrize("form", command_line.FORMATS)
def test_no_match_is_an_empty_answer(form: str) -> None:
    done = run(str(SAMPLE), "--format", form, "--filter", "zeppelin")
    assert (done.returncode, done.stdout) == (0, "")


def test_what_is_not_stated_is_said_beside_the_posts() -> None:
    done = run(str(SAMPLE), "--format", "jsonl", "--filter", "min_faves:1 OR #CeasefireNOW")
    assert len(done.stdout.splitlines()) == 1 + 3
    assert "likes unknown for 11 of the posts not shown" in done.stderr


def test_a_broken_filter_points_at_its_column() -> None:
    done = run(str(SAMPLE), "--filter", "#tag sinse:2020")
    assert done.returncode == main.USAGE_ERROR
    message, query, caret = done.stderr.splitlines()
    assert "column 6" in message
    assert "since:" in message
    assert query[caret.index("^") :].startswith("sinse:")


NEW_YEAR = b'{"type": "post", "id": "1", "created_at": "2024-01-01T02:30:00Z", "text": "cheers"}\n'


@pytest.mark.parametrize(
    ("zone", "option", "day", "shown"),
    [
        ("America/New_York", None, "2023-12-31", "31 Dec 2023, 21:30:00 EST"),
        ("UTC", "America/New_York", "2023-12-31", "31 Dec 2023, 21:30:00 EST"),
        ("America/New_York", "UTC", "2024-01-01", "1 Jan 2024, 02:30:00 UTC"),
        ("JST-9", None, "2024-01-01", "1 Jan 2024, 11:30:00 JST"),
    ],
)
def test_days_are_those_of_the_readers_zone(monkeypatch, zone, option, day, shown) -> None:
    monkeypatch.setenv("TZ", zone)
    arguments = ["--filter", f"on:{day}", *(["--timezone", option] if option else [])]
    assert shown in run("-", *arguments, stdin=NEW_YEAR).stdout
    as_stated = run("-", *arguments, "--format", "jsonl", stdin=NEW_YEAR).stdout
    assert '"2024-01-01T02:30:00Z"' in as_stated


@pytest.mark.parametrize(
    ("zone", "arguments", "words"),
    [
        ("UTC", ["--timezone", "Mars/Base"], '--timezone: there is no time zone "Mars/Base"'),
        ("UTC", ["--timezone=Europe/Berln"], "did you mean Europe/Berlin?"),
    ],
)
def test_a_zone_that_is_none_is_named(monkeypatch, zone, arguments, words) -> None:
    monkeypatch.setenv("TZ", zone)
    done = run("-", *arguments, stdin=NEW_YEAR)
    assert (done.returncode, done.stdout) == (main.USAGE_ERROR, "")
    assert words in done.stderr


def test_a_zone_of_the_environment_that_is_none_is_utc(monkeypatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Base")
    assert "1 Jan 2024, 02:30:00 UTC" in run("-", stdin=NEW_YEAR).stdout


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (["--filter", "-is:reply"], {"filter": "-is:reply"}),
        (["--filter=-is:reply"], {"filter": "-is:reply"}),
        (["--filter", "-x", "--plain"], {"filter": "-x", "plain": True}),
        (["--filter", ""], {"filter": ""}),
        (["--filter="], {"filter": ""}),
        (["--filter", "--"], {"filter": "--"}),
        (["--filter", "--plain"], {"filter": "--plain", "plain": None}),
        (["--filter", "-"], {"filter": "-"}),
        (["--filter", "a=b"], {"filter": "a=b"}),
        (["--filter", "-1"], {"filter": "-1"}),
        (["--filter", "a\nb c"], {"filter": "a\nb c"}),
        (["--theme", "-x"], {"theme": "-x"}),
        (["--filter", "a", "--filter", "-b"], {"filter": "-b"}),
        (["--", "-x.jsonl"], {"path": ["-x.jsonl"]}),
        (["--plain", "--", "--plain", "--", "-"], {"plain": True, "path": ["--plain", "--", "-"]}),
        (["a", "--filter", "-b", "c", "-"], {"filter": "-b", "path": ["a", "c", "-"]}),
        (
            ["a", "--plain", "--", "-c", "--filter"],
            {"plain": True, "path": ["a", "-c", "--filter"]},
        ),
        (["--order", "oldest", "a", "--format=jsonl"], {"order": "oldest", "format": "jsonl"}),
    ],
)
def test_an_option_that_takes_a_text_takes_any_text(argv: list[str], wanted: dict) -> None:
    parse_arguments = command_line.parse_arguments(argv)
    assert {name: getattr(parse_arguments, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--filter"], "argument --filter: expected one argument"),
        (["--filt", "x"], "unrecognized arguments: --filt"),
        (["--order", "-x"], "argument --order: invalid choice: '-x'"),
        (["--generate", "-1"], "argument --generate: "),
        (["-x"], "unrecognized arguments: -x"),
        (["--plain=x"], "argument --plain/--no-plain: ignored explicit argument"),
    ],
)
def test_an_error_message_names_its_option(
    argv: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command_line.parse_arguments(argv)
    assert ended.value.code == main.USAGE_ERROR
    assert words in capsys.readouterr().err


def test_a_filter_that_leaves_out_works_as_two_words() -> None:
    done = run(str(SAMPLE), "--format", "jsonl", "--filter", "-#CeasefireNOW")
    assert len(done.stdout.splitlines()) == 1 + 11
    assert done.returncode == 0


def test_a_theme_that_begins_with_a_dash_is_an_unknown_theme(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "_on_a_terminal", lambda: True)
    monkeypatch.setattr("tui_feed.ui.terminal.standard_streams.claim_terminal", lambda: None)
    assert main.main([str(SAMPLE), "--theme", "-x"]) == main.USAGE_ERROR
    assert "dark, light" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--order", "best"], ["--wat"], ["a", "--format", "b"]])
def test_a_wrong_command_line_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == main.USAGE_ERROR


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("noise.bin", bytes(range(256)) * 40, "noise.bin"),
        ("page.html", b"<!doctype html><title>x</title>", "HTML"),
        ("prose.txt", b"Dear Sir, this is a letter.\n", "prose.txt"),
    ],
    ids=["missing", "empty", "noise", "html", "prose"],
)
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_an_input_that_cannot_be_read_is_one_line_and_1(
    tmp_path: Path, name: str, content: bytes | None, words: str, form: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run(str(path), "--format", form)
    assert done.returncode == main.READ_ERROR
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr
    assert name in done.stderr


def test_an_empty_folder_is_named_as_one(tmp_path: Path) -> None:
    done = run(str(tmp_path), "--format", "text")
    assert done.returncode == main.READ_ERROR
    assert "folder" in done.stderr


def test_a_hostile_file_name_is_made_harmless(tmp_path: Path) -> None:
    done = run(str(tmp_path / "\x1b[31mred"), "--format", "text")
    assert "\x1b" not in done.stderr


def test_standard_input_is_read_with_a_dash() -> None:
    done = run("-", "--format", "jsonl", stdin=SAMPLE.read_bytes())
    assert len(done.stdout.splitlines()) == 15


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    lines = [json.dumps({"type": "post", "id": str(n), "text": "x" * 200}) for n in range(5_000)]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "tui_feed", str(path), "--format", "text"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 0
        assert process.stderr.read() == b""


def test_an_unknown_theme_is_a_usage_error_that_lists_the_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "_on_a_terminal", lambda: True)
    monkeypatch.setattr("tui_feed.ui.terminal.standard_streams.claim_terminal", lambda: None)
    assert main.main([str(SAMPLE), "--theme", "pink"]) == main.USAGE_ERROR
    assert "dark, light" in capsys.readouterr().err


def test_where_there_is_no_terminal_the_screen_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os, sys\nos.setsid()\nfrom tui_feed.cli import main\n"
        "main._on_a_terminal = lambda: True\nsys.exit(main.main([]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert done.returncode == main.READ_ERROR
    assert "--format text" in done.stderr


def test_files_alone_are_understood_without_the_parser_as_with_it() -> None:
    for argv in ([], ["a.zip"], ["-"], ["a.zip", "-", "b c.jsonl"]):
        parsed = command_line.parser().parse_args(argv, command_line.Arguments())
        parse_arguments = command_line.parse_arguments(argv)
        for name in command_line.Arguments.__annotations__:
            one, other = getattr(parse_arguments, name), getattr(parsed, name)
            assert (tuple(one) if name == "path" else one) == (
                tuple(other) if name == "path" else other
            )


def test_every_option_has_a_default_that_is_stated_once() -> None:
    asked = command_line.parser().parse_args([])
    assert vars(asked) == {
        name: list(value) if name == "path" else value
        for name in command_line.Arguments.__annotations__
        for value in [getattr(command_line.Arguments, name)]
    }


def test_an_invented_timeline_is_the_same_each_time_and_can_be_read() -> None:
    done = run("--generate", "30")
    assert done.stderr == ""
    assert run("--generate", "30").stdout == done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) == 31
    back = run("-", "--format", "jsonl", stdin=done.stdout.encode())
    assert (back.stdout, back.stderr) == (done.stdout, "")
    found = run("-", "--check", stdin=done.stdout.encode())
    assert "30 posts, 6 with a quote" in found.stdout
    assert run("--generate", "0").stdout.count("\n") == 1


@pytest.mark.parametrize("count", ["-1", "many", "1.5"])
def test_a_number_of_posts_that_is_none_is_a_mistake(count: str) -> None:
    done = run("--generate", count)
    assert done.returncode == main.USAGE_ERROR
    assert "argument --generate: " in done.stderr


def test_a_printed_selection_knows_the_readers_marks_unless_told_not_to(tmp_path: Path) -> None:
    keys = b"mjjm"
    program = [sys.executable, "-m", "tui_feed"]
    done = subprocess.run([*program, "--linear", str(SAMPLE)], input=keys, capture_output=True)
    assert done.stdout.count(b"Marked.") == 2
    marked = run(str(SAMPLE), "--format", "jsonl", "--filter", "is:marked")
    assert marked.stdout.count('"type":"post"') == 2
    none = run(str(SAMPLE), "--format", "jsonl", "--filter", "is:marked", "--no-state")
    assert none.stdout == ""
