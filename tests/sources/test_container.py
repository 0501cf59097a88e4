"""Folders, zips and tars as one read-only thing: what is in them, and what must not get out."""

import bz2
import gzip
import io
import lzma
import os
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.loaders.captures import posts_of, problems_of
from tui_feed.loaders import InputError, open_container, open_inputs
from tui_feed.models import Post
from tui_feed.models.admission import admit
from tui_feed.models.lines import native_line

LINE = native_line(admit(Post(id="1", text="The tram is late."))).encode() + b"\n"


def zipped(path: Path, *members: tuple[str, bytes], **more) -> Path:
    with zipfile.ZipFile(path, "w", **more) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def tarred(path: Path, *members: tuple[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def contents(path: Path) -> dict[str, bytes]:
    container = open_container(str(path))
    return {name: b"".join(file.chunks()) for name, file in container.files.items()}


def reasons(path: Path) -> list[str]:
    return [problem.reason for problem in open_container(str(path)).problems]


def refusal(path: Path | str) -> str:
    with pytest.raises(InputError) as raised:
        open_inputs([str(path)])
    message = str(raised.value)
    assert "\n" not in message
    return message


TWO = (("data/a.txt", b"one"), ("data/deep/b.txt", b"two" * 1000))


def test_a_folder_lists_everything_below_it_by_relative_names(tmp_path):
    for name, content in TWO:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert contents(tmp_path) == dict(TWO)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2,
                                    zipfile.ZIP_LZMA])  # fmt: skip
def test_a_zip_is_read_in_place_however_it_is_packed(tmp_path, method):
    path = zipped(tmp_path / "x.zip", ("data/", b""), *TWO, compression=method)
    assert contents(path) == dict(TWO)


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_is_read_in_place_however_it_is_packed(tmp_path, mode):
    assert contents(tarred(tmp_path / "x.tar", *TWO, mode=mode)) == dict(TWO)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_a_lone_file(tmp_path, pack):
    path = tmp_path / "posts.jsonl.gz"
    path.write_bytes(pack(LINE))
    (opened,) = open_inputs([str(path)])
    assert [post.id for post in posts_of(list(opened.read()))] == ["1"]


def test_an_archive_may_come_through_a_pipe(tmp_path):
    for path in (
        zipped(tmp_path / "x", ("a", LINE)),
        tarred(tmp_path / "y", ("a", LINE), mode="w:gz"),
    ):
        command = [sys.executable, "-m", "tui_feed", "-", "--format", "jsonl"]
        done = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=True)
        assert done.stdout == LINE.replace(b"}\n", b"}\n")


def test_a_file_is_found_by_the_end_of_its_name_the_nearest_first(tmp_path):
    path = zipped(tmp_path / "x.zip", ("a/b/data/t.js", b"far"), ("a/data/t.js", b"near"))
    container = open_container(str(path))
    assert container.find("data/t.js") is container.files["a/data/t.js"]
    assert container.find("t.j") is None


BAD_NAMES = ("../../etc/passwd", "/etc/passwd", "C:\\x", "a\\..\\..\\b", "\\\\host\\x", "a/../../b")


@pytest.mark.parametrize("write", [zipped, tarred])
def test_names_that_lead_out_of_an_archive_are_left_out_and_counted(tmp_path, write):
    path = write(tmp_path / "x", *((name, b"x") for name in BAD_NAMES), ("fine", LINE))
    assert list(open_container(str(path)).files) == ["fine"]
    assert sum(int(reason.split()[0]) for reason in reasons(path)) == len(BAD_NAMES)
    (opened,) = open_inputs([str(path)])
    assert any("left out" in str(problem) for problem in problems_of(list(opened.read())))


def test_links_and_devices_in_a_tar_are_left_out(tmp_path):
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"bad{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("fine"))
    assert list(open_container(str(tmp_path / "x.tar")).files) == ["fine"]
    assert len(reasons(tmp_path / "x.tar")) == 2


def test_links_in_a_zip_and_in_a_folder_are_left_out(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("fine", LINE)
    assert list(open_container(str(tmp_path / "x.zip")).files) == ["fine"]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "loop").symlink_to(folder)
    (folder / "out").symlink_to("/etc")
    os.mkfifo(folder / "pipe")
    (folder / "fine").write_bytes(LINE)
    assert list(open_container(str(folder)).files) == ["fine"]
    assert reasons(folder) == [
        "2 left out: links, which may lead anywhere",
        "1 left out: devices and pipes",
    ]


def test_a_name_that_is_there_twice_counts_once(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "x.zip", ("a", LINE), ("a", b"other"))
    assert contents(path) == {"a": LINE}
    assert reasons(path) == ["1 left out: names that appear twice"]


def test_an_encrypted_zip_says_so(tmp_path):
    data = bytearray(zipped(tmp_path / "x.zip", ("a.jsonl", LINE)).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    (tmp_path / "x.zip").write_bytes(data)
    assert "it is encrypted; unpack it first" in refusal(tmp_path / "x.zip")


def test_a_tar_that_was_cut_keeps_what_came_before(tmp_path):
    big = os.urandom(400_000)
    path = tarred(tmp_path / "x.tar.gz", ("a.jsonl", LINE), ("big", big), ("c", b""), mode="w:gz")
    path.write_bytes(path.read_bytes()[:200_000])
    (opened,) = open_inputs([str(path)])
    records = list(opened.read())
    assert [post.id for post in posts_of(records)] == ["1"]
    assert any("cut or damaged" in problem.reason for problem in problems_of(records))


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_of_the_file_that_the_cut_went_through_what_came_before_is_read(tmp_path, mode):
    line = '{"type": "post", "id": "%d", "author": {"handle": "a"}, "text": "%s"}\n'
    lines = "".join(line % (number, os.urandom(60).hex()) for number in range(3000))
    path = tarred(tmp_path / "x.tar", ("a.jsonl", lines.encode()), mode=mode)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    (opened,) = open_inputs([str(path)])
    records = list(opened.read())
    assert len(posts_of(records)) > 1000
    assert any("cut or damaged" in problem.reason for problem in problems_of(records))


@pytest.mark.parametrize("write", [zipped, tarred])
def test_an_archive_with_too_many_files_is_refused(tmp_path, write, monkeypatch):
    monkeypatch.setattr("tui_feed.sources.container.MOST_MEMBERS", 50)
    path = write(tmp_path / "x", *((str(n), b"") for n in range(51)))
    assert "more than 50 files in it" in refusal(path)
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(51):
        (folder / str(number)).touch()
    assert "more than 50 files" in refusal(folder)


def test_a_zip_of_200_001_members_is_refused(tmp_path):
    path = zipped(tmp_path / "x.zip", *((f"{n}", b"") for n in range(200_001)))
    assert "more than 200,000 files in it" in refusal(path)


BOMB = """
import re, sys
from pathlib import Path
from tui_feed.loaders import open_inputs, InputError
try:
    for opened in open_inputs(sys.argv[1:]):
        for record in opened.read():
            print(record)
except InputError as error:
    print(error)
status = Path("/proc/self/status").read_text()
print("MiB", int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much")
@pytest.mark.parametrize("kind", ["zip", "tar.gz", "gz"])
def test_a_bomb_goes_off_in_nobodys_memory(tmp_path, kind):
    """200 KB that become 200 MB: a line of JSON that never ends."""
    content = b'{"type":"post","id":"1","text":"' + bytes(200 * 2**20)
    path = tmp_path / f"bomb.{kind}"
    if kind == "zip":
        zipped(path, ("posts.jsonl", content), compression=zipfile.ZIP_DEFLATED)
    elif kind == "gz":
        path.write_bytes(gzip.compress(content))
    else:
        tarred(path, ("posts.jsonl", content), mode="w:gz")
    assert path.stat().st_size < 250_000
    command = [sys.executable, "-c", BOMB, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    *told, memory = done.stdout.splitlines()
    assert any("200 times larger" in line or "longer than 4 MiB" in line for line in told)
    assert int(memory.split()[1]) < 300


def test_nothing_is_written_where_an_archive_is_read(tmp_path):
    folder = tmp_path / "only"
    folder.mkdir()
    paths = [zipped(folder / "x.zip", ("a", LINE)), tarred(folder / "y", ("a", LINE), mode="w:gz")]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for opened in open_inputs([str(path) for path in paths]):
        list(opened.read())
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
