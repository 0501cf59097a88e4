"""No file hangs, crashes or exhausts the program: what a system refuses, what strangers invent."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from tests.loaders.captures import FIXTURES, posts_of
from tests.loaders.damage import file_of
from tests.loaders.growth import slow
from tests.loaders.mutations import faults
from tests.sources.test_container import LINE, tarred
from tui_feed.ingest import open_feed
from tui_feed.loaders import ARCHIVES, FILES, Container, InputError, feeds, open_inputs
from tui_feed.loaders.appearance import appearance
from tui_feed.loaders.common.html_text import html_text
from tui_feed.loaders.feeds import bounds
from tui_feed.loaders.x import archive
from tui_feed.sources.packed import streams

FORMATS = [form.module for form in ARCHIVES + FILES]
PATIENCE = 120
"""Seconds after which something hangs, however busy the machine is."""


def run(*given: str, limit: int | None = None, **options) -> subprocess.CompletedProcess[str]:
    """Run the program as somebody would, with no more open files than a limit."""

    def prepare() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

    command = [sys.executable, "-m", "tui_feed", *given]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, preexec_fn=prepare,
        check=False, **options,
    )  # fmt: skip


@pytest.mark.parametrize("module", FORMATS)
def test_no_damage_to_the_structure_of_a_file_raises_or_hangs(module, tmp_path):
    assert list(islice(faults(module, 60, tmp_path), 1)) == []


@pytest.mark.parametrize("module", FORMATS)
def test_the_time_for_a_file_grows_as_the_file_does(module):
    assert list(islice(slow(module, step=331), 1)) == []


# What was found once


def test_two_hundred_and_fifty_bytes_do_not_hang_the_one_who_says_what_they_are():
    data = b'<?xml version="1.0"?>' + b"<!-- -->" * 32 + b"x"
    assert appearance(file_of(data)) == "an XML document"
    assert appearance(file_of(data[:-1] + b"<rss>")) == "a feed (RSS or Atom)"


def test_an_edited_post_without_a_number_is_older_than_those_that_have_one():
    edit = {"initial": {"editTweetIds": ["1700000000000000001", "1700000000000000002"]}}
    tweets = [
        {"tweet": {"id_str": "1700000000000000001", "full_text": "first", "edit_info": edit}},
        {"tweet": {"full_text": "no number", "edit_info": edit}},
    ]
    data = b"window.YTD.tweets.part0 = " + json.dumps(tweets).encode()
    (post,) = posts_of(archive.read(Container.of_file(file_of(data))))
    assert (post.text, [each.text for each in post.versions]) == ("first", ["no number"])


@pytest.mark.parametrize("element", ["author", "managingEditor", "dc:creator", "webMaster"])
@pytest.mark.parametrize("where", ["<item>{}</item>", "{}<item><title>x</title></item>"])
def test_a_name_of_a_hundred_kilobytes_is_cut_and_said(element, where):
    named = where.format(f"<{element}>{'a' * 100_000}</{element}>")
    start = '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>'
    data = f"{start}{named}</channel></rss>".encode()
    records = list(feeds.read(file_of(data, "feed.xml")))
    assert any("statements longer than 2,000 bytes" in str(record) for record in records)
    assert len(posts_of(records)) == 1


def test_a_tag_of_a_hundred_thousand_attributes_keeps_its_text():
    many = " ".join(f'a{n}="1"' for n in range(100_000))
    data = f"<rss><channel><item><title {many}>Trams</title></item></channel></rss>".encode()
    records = list(feeds.read(file_of(data, "feed.xml")))
    assert [post.text for post in posts_of(records)] == ["Trams"]
    assert any("its attributes are left out" in str(record) for record in records)


def test_an_entry_of_very_many_tags_keeps_the_first_of_them_and_says_so():
    tags = "".join(f"<category>t{n}</category>" for n in range(20_000))
    data = f"<rss><channel><item><title>x</title>{tags}</item></channel></rss>".encode()
    records = list(feeds.read(file_of(data, "feed.xml")))
    assert len(posts_of(records)[0].hashtags) == bounds.MOST_TAGS
    assert any("more than 200 tags" in str(record) for record in records)


def test_a_feed_names_no_encoding_that_hides_or_costs_something():
    for name in ("punycode", "utf-7", "idna", "unicode_escape", "rot13", "no such thing"):
        data = f'<?xml version="1.0" encoding="{name}"?><rss><channel><item><title>x</title></item>'
        (post,) = posts_of(feeds.read(file_of(data.encode() + b"</channel></rss>", "feed.xml")))
        assert post.text == "x"


def test_a_number_of_thousands_of_digits_is_no_character():
    assert html_text(f"a&#{'9' * 6000};b&#x{'f' * 6000};c").text == "a\ufffdb\ufffdc"


def test_tags_end_outside_of_their_quotation_marks_and_text_is_never_lost():
    found = html_text('<a href="https://a.example/>x" title=\'"\'>one</a> 1 < 2 <b title=">two')
    assert found.text == "one 1 < 2 two"
    assert found.links[0].url == "https://a.example/>x"


def test_a_packed_tar_is_unpacked_twice_however_many_files_are_in_it(tmp_path, monkeypatch):
    lines = [(f"{n}.jsonl", LINE.replace(b'"1"', b'"%d"' % n)) for n in range(300)]
    path = tarred(tmp_path / "x.tgz", *lines, mode="w:gz")
    passes = []
    chunks = streams.UnpackedStream.chunks
    monkeypatch.setattr(
        streams.UnpackedStream, "chunks", lambda self: passes.append(1) or chunks(self)
    )
    (opened,) = open_inputs([str(path)])
    assert len(posts_of(opened.read())) == 300
    assert len(passes) <= 4


def test_an_archive_in_an_order_that_takes_the_square_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "KEPT", 2**16)
    files = [(f"{n}", os.urandom(2**16)) for n in range(200)]
    container = open_inputs_of_tar(tarred(tmp_path / "x.tgz", *files, mode="w:gz"))
    told = []
    for name in reversed(list(container.files)):
        with suppress(StopIteration):
            try:
                next(container.files[name].chunks())
            except OSError as error:
                told.append(error.strerror)
    assert set(told) == {
        "its files stand in an order in which it takes too long to read; unpack it"
    }


def open_inputs_of_tar(path):
    from tui_feed.loaders import open_container

    return open_container(str(path))


def test_a_file_of_nothing_but_faults_fills_no_memory_and_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr("tui_feed.ingest.read_files.MOST_PROBLEMS", 10)
    monkeypatch.setattr("tui_feed.ingest.read_files.MOST_FAULTS", 50)
    path = tmp_path / "x.jsonl"
    path.write_bytes(LINE + b"x\n" * 1000)
    feed = open_feed(str(path))
    told = [problem.reason for problem in feed.problems]
    assert len(told) == 12
    assert told[-2] == "more than 50 problems; reading stopped there"
    assert told[-1] == "40 more problems, not listed"
    assert len(feed) == 1


# What a system refuses


def test_more_files_than_may_be_open_are_read(tmp_path):
    for number in range(300):
        (tmp_path / f"{number:04}.jsonl").write_bytes(LINE.replace(b'"1"', b'"%d"' % number))
    done = run("--check", str(tmp_path), limit=64)
    assert (done.returncode, done.stderr) == (0, "")
    assert "300 posts" in done.stdout


def test_more_archives_than_may_be_open_are_read(tmp_path):
    paths = []
    for number in range(100):
        line = LINE.replace(b'"1"', b'"%d"' % number)
        paths.append(str(tarred(tmp_path / f"{number}.tar", ("a", line))))
    done = run("--check", *paths, limit=64)
    assert (done.returncode, done.stderr) == (0, "")
    assert "found 100, read 100" in done.stdout


def test_a_file_that_cannot_be_read_stops_none_of_the_others(tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_bytes(LINE)
    gone = str(tmp_path / "gone.jsonl")
    done = run("--check", str(good), gone, str(FIXTURES / "README.md"))
    assert done.returncode == 1
    assert "gone.jsonl: not read\n" in done.stdout
    assert "gone.jsonl: the whole file: no such file; check the name" in done.stdout
    printed = run("--format", "jsonl", gone, str(good))
    assert printed.returncode == 1
    assert printed.stdout.count("\n") == 1
    assert "gone.jsonl" in printed.stderr
    nothing = run("--format", "jsonl", gone)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.count("\n") == 1


def test_a_file_two_hundred_folders_deep_is_found(tmp_path):
    folder = tmp_path
    for _ in range(200):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(LINE)
    (opened,) = open_inputs([str(tmp_path)])
    assert len(posts_of(opened.read())) == 1


def test_a_folder_of_nothing_that_can_be_read_is_not_called_empty(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        made.bind("socket")
        with pytest.raises(InputError) as raised:
            open_inputs([str(tmp_path)])
    assert "no file in it can be read (1 left out: links" in str(raised.value)
    assert "2 left out: devices and pipes" in str(raised.value)
    with pytest.raises(InputError, match="a socket"):
        open_inputs([str(tmp_path / "socket")])


def test_a_file_that_grows_while_it_is_read_has_an_end(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_bytes(LINE * 10)
    (opened,) = open_inputs([str(path)])
    with path.open("ab") as writer:
        for _ in opened.files[0][0].chunks():
            writer.write(LINE * 100_000)
            writer.flush()
            assert path.stat().st_size < 2 * 10**8


@pytest.mark.parametrize("mode", [["--check"], ["--format", "jsonl"]])
def test_ctrl_c_ends_the_wait_for_a_pipe_that_nobody_writes_to(mode, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    command = [sys.executable, "-m", "tui_feed", *mode, str(tmp_path / "pipe")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _interrupt_until_it_ends(process)
    assert process.returncode == -signal.SIGINT  # which a shell calls 130


def test_ctrl_c_ends_the_reading_of_a_costly_feed(tmp_path):
    item = "<item>" + "<description>&lt;b&gt; a & b</description>" * 200 + "</item>"
    path = tmp_path / "feed.xml"
    path.write_text(f"<rss><channel>{item * 2000}</channel></rss>")
    command = [sys.executable, "-m", "tui_feed", "--check", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _interrupt_until_it_ends(process)
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == -signal.SIGINT  # which a shell calls 130


def _interrupt_until_it_ends(process: subprocess.Popen[bytes]) -> None:
    """Send one Ctrl-C once the program is at work, and wait for its end."""
    end, looks = time.monotonic() + PATIENCE, [(0.0, False)] * 6
    while _cpu_of(process.pid) < 0.3 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
        looks = [*looks[1:], (_cpu_of(process.pid), _is_asleep(process.pid))]
        if len(set(looks)) == 1 and _is_asleep(process.pid):  # it waits, and does nothing else
            break
    process.send_signal(signal.SIGINT)
    process.wait(PATIENCE)


def _stat(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return ["Z"] + ["0"] * 20


def _cpu_of(pid: int) -> float:
    found = _stat(pid)
    return (int(found[11]) + int(found[12])) / os.sysconf("SC_CLK_TCK")


def _is_asleep(pid: int) -> bool:
    return _stat(pid)[0] == "S"
