"""Marks, notes, labels, read posts and the place, said in words."""

from pathlib import Path

from tests.linear.hearing import hear
from tests.ui.harbor import NIGHT


def test_a_mark_is_said_once_it_is_saved_and_with_its_post_from_then_on() -> None:
    heard = hear("mjk")
    assert heard.turns[1] == [["Marked."]]
    assert heard.last.startswith("post 1 of 4: marked, Harbor Riders")
    again = hear("m=")
    assert again.text.count("marked, ") == 1
    assert again.turns[1] == [["Mark removed."]]


def test_notes_and_labels_are_typed_and_said() -> None:
    heard = hear("acheck this\rLferry, to read\rjk\r")
    assert "Note kept." in heard.text
    assert "Labels: ferry, to read." in heard.text
    assert "post 1 of 4: labels ferry, to read, note: check this, Harbor Riders" in heard.text
    assert "\nnote: check this\n" in heard.text, "also in the whole post"
    assert "The note stays as it was." in hear("ano\x1b").text
    heard = hear("a\x15\rjLf\t\r")
    assert "No note." in heard.text
    assert "Labels: ferry." in heard.text


def test_marks_are_listed_by_number_and_the_key_again_goes_back() -> None:
    heard = hear("Gkmg'1\r''")
    assert "Marks:" in heard.text
    assert "1. Harbor Riders  Line 4 again. #LateTrams #Line4, 9 May 2023" in heard.text
    assert "post 3 of 4: marked" in heard.text
    assert heard.last.startswith("post 1 of 4")
    assert NIGHT.id == heard.session.feed.post(next(iter(heard.session.feed.own.marked))).id
    assert "Nothing is marked here." in hear("m'\x1b", records=[NIGHT]).text


def test_posts_are_set_to_read_and_unread() -> None:
    heard = hear("AyujkAn")
    assert "Set all unread posts shown to read: 4 posts. y does, any other key not." in heard.text
    assert "4 posts set to read." in heard.text
    assert "Set to unread." in heard.text
    assert "post 1 of 4: unread, Harbor Riders" in heard.text
    assert heard.last == "Nothing changed."
    assert "1 of 4 posts" in hear("/is:unread\r").text


def test_selected_posts_are_marked_together() -> None:
    heard = hear("VjmmGm")
    assert "2 posts marked." in heard.text
    assert "2 posts unmarked." in heard.text
    assert heard.last == "4 posts marked."


def test_a_terminal_opens_where_its_reader_was_and_a_file_of_keys_never_does() -> None:
    assert "Opened" not in hear("jj", is_terminal=True).text
    heard = hear("g", is_terminal=True)
    assert "Opened at post 3, where you were; g goes to the first post." in heard.text
    assert len(heard.session.feed.own.read) == 3
    assert "Opened" not in hear("jj").text
    assert "Opened" not in hear("", is_terminal=True).text, "it was at the top"


def test_what_cannot_be_saved_is_said_with_the_first_change(tmp_path: Path) -> None:
    (tmp_path / "state" / "marks.sqlite").mkdir(parents=True)
    heard = hear("mjm")
    (first,) = heard.turns[1]
    assert first[:2] == ["Marked.", "Not saved yet; it lasts until you quit."]
    assert heard.text.count("is a folder") == 1
