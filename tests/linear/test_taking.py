"""Without a screen, posts are taken along just so."""

from pathlib import Path

import pytest

from tests.linear.hearing import hear
from tests.ui.programs import KEEPS, environment, install


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The text that a clipboard program has got."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.environ", environment(tmp_path, DISPLAY=":0"))
    return install(tmp_path, "xclip", KEEPS)


def test_a_range_and_single_posts_are_selected_in_words(kept: Path) -> None:
    heard = hear("VjjV\x1bk+y")
    spoken = [turn[-1][-1] if turn else "" for turn in heard.turns]
    assert spoken[1] == "range begins here; move to its other end, V ends it"
    assert spoken[4] == "3 posts selected; Esc lets them go."
    assert spoken[5] == "No post is selected now."
    assert spoken[7] == "selected; 1 post selected"
    assert heard.last == "Copied the text, by xclip."
    assert kept.read_text() == "New signals went live today."


def test_all_shown_are_selected_and_copied(kept: Path) -> None:
    heard = hear("/#latetrams\r*y")
    assert "2 posts selected" in heard.text
    assert heard.last == "Copied the texts of 2 posts, by xclip."
    assert kept.read_text().count("#LateTrams") == 2


def test_a_citation_is_read_and_copied(kept: Path) -> None:
    heard = hear("c")
    assert heard.last.startswith("Harbor Riders (@HarborRiders), 12 Jan 2024: “We wrote it up:")
    assert heard.last.endswith("Copied the citation, by xclip.")
    assert "standard input" in kept.read_text()


def test_posts_are_saved_in_a_format_by_number(tmp_path: Path) -> None:
    heard = hear("e3\r\x15posts.md\r")
    assert "Save 4 posts as which format?" in heard.text
    assert heard.last == f"Saved 4 posts to {tmp_path}/posts.md."
    assert (tmp_path / "posts.md").read_text().startswith("# Harbor Riders")


def test_selected_posts_are_saved_alone(tmp_path: Path) -> None:
    assert hear("+e2\r\r").last.startswith("Saved 1 post to ")
    (path,) = tmp_path.iterdir()
    assert path.name == "HarborRiders.jsonl"


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("mine")
    assert hear("e1\r\x15posts.txt\rn").last == "Not saved."
    assert path.read_text() == "mine"
    assert hear("e1\r\x15posts.txt\ry").last == f"Saved 4 posts to {tmp_path}/posts.txt."
    assert hear("e1\r\x15no/posts.txt\r").last.startswith("Not saved: there is no folder")
    assert hear("e1\r\x15\r").last == "Not saved: type the name of a file."


def test_a_command_gets_the_post_and_its_output_is_read() -> None:
    heard = hear("|1\rgrep -c wrote; exit 3\r")
    assert heard.last == "exit code 3\n1"
    assert hear("*|2\rgrep -c '\"id\":'\r").last.startswith("exit code 0\n4")


def test_an_editor_needs_a_terminal() -> None:
    assert hear("v").last == "Not opened: there is no terminal for an editor."


def test_without_a_post_there_is_nothing_to_take() -> None:
    for key in "yYc|V+":
        assert "No post matches" in hear(key, query="zebra").last
    assert hear("*", query="zebra").last == "0 posts selected"
    assert hear("e", query="zebra").last == "Nothing to save: no post is shown."
