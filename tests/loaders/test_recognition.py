import gzip

import pytest

from tests.loaders.captures import FIXTURES, PAGES
from tui_feed.loaders import InputError, open_inputs


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"7z\xbc\xaf\x27\x1c....", "a 7z archive"),
        (gzip.compress(b"Dear all."), "plain text without posts"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (bytes(range(256)) * 10, "binary data"),
        (bytes(1000), "binary data"),
        (b"\n <!DOCTYPE html><html>", "a web page (HTML), not the text of one"),
        (b"<html lang=en>", "a web page (HTML), not the text of one"),
        (b"From: <Saved by Blink>\r\n", "a web page saved as MHTML, not the text of one"),
        (b'<?xml version="1.0"?><note/>', "an XML document"),
        (b'window.__THAR_CONFIG = {"userInfo": {}}', "a file of an X data archive"),
        (b'[{"full_text": "x"}]', "JSON of X or of a collector"),
        (b'{"a": 1}', "JSON of another kind"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON Lines of another kind"),
        (b'{"type": "Note", "id": "1"}\n{"type": "Note"}\n', "JSON Lines of another kind"),
        (b"{ not JSON at all", "JSON of another kind"),
        (b"  \n\t\n", "an empty page: it holds nothing but white space"),
        (b"Dear all,\nthe tram was late.\n@HarborRiders\n", "plain text without posts"),
        ("• Ärger mit der Linie 4".encode("latin-1", "replace"), "plain text without posts"),
        ("Dear all, the tram was late.".encode("utf-16"), "plain text without posts"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_anything_else_is_named_for_what_it_looks_like(tmp_path, content, seems):
    path = tmp_path / "timeline.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        open_inputs([str(path)])
    message = str(raised.value)
    assert message.startswith(f"{path}: it looks like {seems}")
    assert "what can be opened are archives of X, Mastodon and Bluesky" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ((PAGES / "login_wall.txt").read_text(encoding="utf-8"), "it asks to log in"),
        ("Log inSign up\nDon’t miss what’s happening\n", "it asks to log in"),
        ("JavaScript is not available.\nSwitch it on.\n", "saved without JavaScript"),
        ("Something went wrong. Try reloading.\nRetry\n", "failed to load its posts"),
        ("Hmm...this page doesn’t exist. Try searching.\nSearch\n", "the page did not exist"),
        ("Log in\nSign up\nProfile\nAccount suspended\n", "the account was suspended"),
    ],
    ids=range(6),
)
def test_a_page_of_x_without_a_timeline_says_exactly_that(tmp_path, text, reason):
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="a page of X without a timeline: ") as raised:
        open_inputs([str(path)])
    assert reason in str(raised.value)


def test_of_several_files_those_that_can_be_read_are_and_the_others_are_named(tmp_path):
    native = str(FIXTURES / "native" / "by_hand.jsonl")
    page = str(PAGES / "cards.txt")
    assert [len(list(opened.read())) for opened in open_inputs([native, page])] == [4, 8]
    whole, unread = open_inputs([native, str(tmp_path / "gone")])
    assert len(list(whole.read())) == 4
    (problem,) = unread.read()
    assert unread.is_unread
    assert not whole.is_unread
    assert (problem.source, problem.skipped) == ("gone", True)
    assert problem.reason == "no such file; check the name"
    with pytest.raises(InputError, match=r"one: no such file.*; .*two: no such file"):
        open_inputs([str(tmp_path / "one"), str(tmp_path / "two")])


def test_files_in_a_folder_that_are_no_timelines_are_said_in_one_line(tmp_path):
    for name, content in (("b.jsonl", '{"type":"post","id":"1"}'), ("notes.txt", "x"), ("a", "")):
        (tmp_path / name).write_text(content)
    (opened,) = open_inputs([str(tmp_path)])
    problem, post = opened.read()
    assert problem.reason == "2 other files not read: no timelines, such as a"
    assert post.id == "1"


def test_a_folder_without_a_timeline_says_what_its_first_file_looks_like(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Dear all.")
    with pytest.raises(InputError, match=r"none of its 2 files is a timeline; the first: .*a.txt"):
        open_inputs([str(tmp_path)])
