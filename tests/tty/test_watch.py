"""`--watch`: a file that changes is read again, and the reader's place stays."""

from pathlib import Path

import pytest

from tests.tty.terminal import Terminal


def line(number: int) -> str:
    who = '{"name": "Harbor", "handle": "harbor"}'
    day = f"2024-01-{number:02}"
    text = f'"created_at": "{day}", "text": "post {number}"'
    return f'{{"type": "post", "id": "{number}", "author": {who}, {text}}}\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "harbor.jsonl"
    found.write_text("".join(map(line, range(1, 6))))
    return found


def is_on(terminal: Terminal, post: int) -> bool:
    """Tell whether a post is selected."""
    return f"┃ post {post}" in terminal.text


def test_new_posts_come_and_the_place_stays(path: Path) -> None:
    with Terminal([str(path), "--watch"]) as terminal:
        terminal.wait("of 5")
        terminal.press("jj")
        terminal.wait(lambda _: is_on(terminal, 3))
        path.write_text(path.read_text() + line(7) + line(8))
        terminal.wait("Read again: 2 posts more.")
        terminal.wait("of 7")
        assert is_on(terminal, 3)
        terminal.press("q")
        assert terminal.finish() == 0


def test_what_was_read_stays_while_a_file_is_gone_or_empty(path: Path) -> None:
    with Terminal([str(path), "--watch"]) as terminal:
        terminal.wait("of 5")
        whole = path.read_text()
        path.unlink()
        terminal.read(1.2)
        path.write_text("\n")
        terminal.wait(lambda text: text.count("harbor.jsonl") > 2)  # the notice names it
        assert "of 5" in terminal.text
        path.write_text(whole + line(9))
        terminal.wait("of 6")
        terminal.press("q")
        assert terminal.finish() == 0


def test_without_the_option_nothing_is_read_again_until_r(path: Path) -> None:
    with Terminal([str(path)]) as terminal:
        terminal.wait("of 5")
        path.write_text(path.read_text() + line(7))
        terminal.press("j")
        terminal.read(2.5)
        assert "of 5" in terminal.text
        terminal.press("r")
        terminal.wait("Read again: 1 post more.")
        terminal.press("q")
        assert terminal.finish() == 0


def test_as_plain_text_new_posts_are_said(path: Path) -> None:
    with Terminal([str(path), "--watch", "--linear"]) as terminal:
        terminal.wait("lists the keys")
        path.write_text(path.read_text() + line(7))
        terminal.wait("6 posts")
        terminal.press("q")
        assert terminal.finish() == 0
