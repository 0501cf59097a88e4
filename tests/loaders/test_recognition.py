import gzip
import io
import tarfile
import zipfile

import pytest

from tests.loaders.captures import FIXTURES, PAGES
from tui_feed.loaders import FORMATS, InputError, open_container, read, recognise


@pytest.mark.parametrize(
    ("folder", "form"),
    [("page_text", "the text of an X profile page"), ("native", "JSON Lines of tui-feed")],
)
def test_every_fixture_is_recognised_by_its_content(folder, form, tmp_path):
    for fixture in (FIXTURES / folder).iterdir():
        if fixture.stem != "login_wall":
            anything = tmp_path / "a name that says nothing"
            anything.write_bytes(fixture.read_bytes())
            assert recognise(open_container(str(anything))).name == form, fixture


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data/tweets.js", "window.YTD.tweets.part0 = []")
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("outbox.json"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (zipped(), "a zip archive"),
        (tarred(), "a tar archive"),
        (gzip.compress(b"x"), "a gzip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (bytes(range(256)) * 10, "binary data"),
        (bytes(1000), "binary data"),
        (b"\x3a\xa2eroots\x81\xd8*", "a repository of Bluesky (CAR)"),
        (b"\n <!DOCTYPE html><html>", "a web page (HTML), not the text of one"),
        (b"<html lang=en>", "a web page (HTML), not the text of one"),
        (b"From: <Saved by Blink>\r\n", "a web page saved as MHTML, not the text of one"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "a feed (RSS or Atom)"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a feed (RSS or Atom)"),
        (b'<?xml version="1.0"?><note/>', "an XML document"),
        (b"window.YTD.tweets.part0 = [ {", "a file of an X data archive"),
        (b'{"@context": "https://www.w3.org/ns/activitystreams"}', "a file of a Mastodon archive"),
        (b'{"feed": [{"post": {"record": {"$type": "app"}}}]}', "JSON of Bluesky"),
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
        read([str(path)])
    message = str(raised.value)
    assert message.startswith(f"{path}: it looks like {seems}")
    assert all(form.name in message for form in FORMATS)
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
        read([str(path)])
    assert reason in str(raised.value)


def test_several_files_are_one_timeline_and_all_are_looked_at_first(tmp_path):
    native = str(FIXTURES / "native" / "by_hand.jsonl")
    page = str(PAGES / "cards.txt")
    records = list(read([native, page]))
    assert len(records) == 4 + 8
    with pytest.raises(InputError, match="no such file"):
        read([native, str(tmp_path / "gone")])
