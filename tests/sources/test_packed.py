"""Archives made to cost memory, time or trust; and ordinary ones that something happened to."""

import bz2
import gzip
import io
import lzma
import os
import re
import subprocess
import sys
import tarfile
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.loaders.damage import mutations
from tests.sources.test_container import LINE, contents, reasons, refusal, tarred, zipped
from tui_feed.loaders import InputError, open_container, open_inputs
from tui_feed.models import Problem
from tui_feed.sources.byte_sources import PipedBytes
from tui_feed.sources.file import HEAD, File
from tui_feed.sources.packed import streams
from tui_feed.sources.packed.unpacking import unpacked

THREE = (("a", LINE), ("b", b"x" * 5000), ("c", LINE))
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def header_of(name: str = "a", **stated) -> bytes:
    """Return a tar header, its checksum right whatever it states."""
    info = tarfile.TarInfo(name)
    for key, value in stated.items():
        setattr(info, key, value)
    return info.tobuf(tarfile.GNU_FORMAT)


def with_size_field(data: bytes, field: bytes) -> bytes:
    """Return a tar whose first header states another size, its checksum right."""
    header = bytearray(data[:512])
    header[124:136] = field
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + data[512:]


def told_of(path: Path) -> list[str]:
    """Return all that is said of an archive and of the files in it."""
    try:
        container = open_container(str(path))
    except InputError as error:
        return [str(error)]
    told = [problem.reason for problem in container.problems]
    for file in container.files.values():
        told += [record.reason for record in file.lines() if isinstance(record, Problem)]
    return told


# What may happen to an archive


@pytest.mark.parametrize(
    ("kept", "names", "reason"),
    [
        (1024, ["a"], "it has no end"),
        (1024 + 300, ["a"], "an invalid header"),
        (1024 + 512 + 100, ["a", "b"], "unexpected end of data"),
    ],
)
def test_a_tar_that_was_cut_says_so_wherever_it_was_cut(tmp_path, kept, names, reason):
    data = tarred(tmp_path / "x.tar", *THREE).read_bytes()
    for name, pack in {"tar": bytes, **PACKERS}.items():
        path = written(tmp_path / f"x.{name}", pack(data[:kept]))
        assert list(open_container(str(path)).files) == names
        (told,) = reasons(path)
        assert (
            told == f"files may be missing: the archive is cut or damaged ({reason}); get it again"
        )


def test_a_tar_with_a_damaged_header_does_not_end_there_silently(tmp_path):
    data = bytearray(tarred(tmp_path / "x.tar", *THREE).read_bytes())
    data[1024] ^= 1
    (told,) = reasons(written(tmp_path / "x.tar", bytes(data)))
    assert "an invalid header" in told


def test_a_compressed_file_that_was_cut_gives_the_lines_before_the_cut(tmp_path):
    lines = b"".join(LINE.replace(b'"1"', b'"%d"' % n) for n in range(2000))
    for pack in (gzip.compress, lzma.compress):  # bzip2 reads whole blocks of 900 KB
        noise = os.urandom(60_000).hex().encode() + b"\n"
        data = pack(lines + noise)
        (opened,) = open_inputs([str(written(tmp_path / "x", data[:-20_000]))])
        records = list(opened.read())
        posts = [record for record in records if not isinstance(record, Problem)]
        assert len(posts) == 2000
        assert any("cut or damaged" in str(record) for record in records)


def test_what_stands_behind_a_zip_does_not_matter_unless_it_is_much(tmp_path):
    data = zipped(tmp_path / "x.zip", ("a", LINE)).read_bytes()
    for behind in (b"x" * 100, b"x" * 100_000):
        path = written(tmp_path / "x.zip", data + behind)
        assert contents(path) == {"a": LINE}
        assert bool(reasons(path)) is (len(behind) > 100)


def test_a_zip_with_something_before_it_is_named_for_what_it_begins_with(tmp_path):
    data = zipped(tmp_path / "x.zip", ("a", LINE)).read_bytes()
    assert "it looks like a program" in refusal(
        written(tmp_path / "x.exe", b"MZ" + bytes(9) + data)
    )


def test_a_file_in_a_zip_that_is_not_what_its_checksum_says_is_not_read(tmp_path):
    data = zipped(tmp_path / "x.zip", ("a", LINE)).read_bytes().replace(b"late", b"soon")
    assert "bad CRC-32" in refusal(written(tmp_path / "x.zip", data))


def test_a_way_of_packing_that_is_not_known_says_so(tmp_path):
    data = bytearray(zipped(tmp_path / "x.zip", ("a", LINE)).read_bytes())
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + place] = 93  # Zstandard
    assert "unknown method; unpack it first" in refusal(written(tmp_path / "x.zip", bytes(data)))


def test_what_cannot_be_read_beside_a_timeline_is_named(tmp_path):
    data = bytearray(zipped(tmp_path / "x.zip", ("a", LINE), ("b", LINE), ("c", LINE)).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + place] |= 1
        data[data.index(mark, at + 4) + place] |= 1
    (opened,) = open_inputs([str(written(tmp_path / "x.zip", bytes(data)))])
    post, *problems = opened.read()
    assert post.id == "1"
    assert [(each.place, each.reason) for each in problems] == [
        ("a", "not read: it is encrypted; unpack it first"),
        ("b", "not read: it is encrypted; unpack it first"),
    ]


@pytest.mark.parametrize("write", [zipped, tarred])
def test_an_archive_without_files_says_so(tmp_path, write):
    assert "there is no file in it; give" in refusal(zipped(tmp_path / "x", ("folder/", b"")))
    assert "there is no file in it (1 left out: names" in refusal(
        write(tmp_path / "x", ("/a", b""))
    )


@pytest.mark.parametrize("end", ["gz", "bz2", "xz", "zip", "txt", "mp3"])
def test_the_ending_of_a_name_does_not_matter(tmp_path, end):
    for data in (
        LINE,
        *(pack(LINE) for pack in PACKERS.values()),
        zipped(tmp_path / "z", ("a", LINE)).read_bytes(),
        tarred(tmp_path / "t", ("a", LINE), mode="w:xz").read_bytes(),
    ):
        (opened,) = open_inputs([str(written(tmp_path / f"x.{end}", data))])
        assert [post.id for post in opened.read()] == ["1"]


def test_a_zip_of_the_64_bit_kind_is_read(tmp_path):
    with (
        zipfile.ZipFile(tmp_path / "x.zip", "w") as archive,
        archive.open("a", "w", force_zip64=True) as member,
    ):
        member.write(LINE)
    assert contents(tmp_path / "x.zip") == {"a": LINE}


def test_names_as_windows_writes_them_are_names_in_folders(tmp_path):
    path = zipped(tmp_path / "x.zip", ("data_tweets.js", LINE), ("data_", b""))
    path.write_bytes(path.read_bytes().replace(b"data_", b"data\\"))
    assert contents(path) == {"data/tweets.js": LINE}


def test_long_names_of_both_kinds_of_tar_are_read_and_shown_short(tmp_path):
    name = "folder/" * 60 + "a\x1b[31m.jsonl"
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        with tarfile.open(tmp_path / "x.tar", "w", format=form) as archive:
            info = tarfile.TarInfo(name)
            info.size = len(LINE)
            archive.addfile(info, io.BytesIO(LINE))
        (file,) = open_container(str(tmp_path / "x.tar")).files.values()
        assert b"".join(file.chunks()) == LINE
        assert len(file.path) < 250 + len(str(tmp_path))
        assert "\x1b" not in file.path + file.name


def test_files_with_holes_are_left_out(tmp_path):
    data = header_of("holes", type=tarfile.GNUTYPE_SPARSE) + tarred(
        tmp_path / "x", ("a", LINE)
    ).read_bytes()  # fmt: skip
    path = written(tmp_path / "x.tar", data)
    assert contents(path) == {"a": LINE}
    assert reasons(path) == ["1 left out: files with holes in them (sparse)"]


def test_members_are_read_in_any_order_and_again(tmp_path):
    members = tuple((f"{n}", os.urandom(100_000)) for n in range(8))
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        container = open_container(str(tarred(tmp_path / "x", *members, mode=mode)))
        for name, content in (*members, *reversed(members), *members[::3]):
            assert b"".join(container.files[name].chunks()) == content
        both = zip(container.files["0"].chunks(), container.files["1"].chunks(), strict=True)
        assert [b"".join(each) for each in zip(*both, strict=True)] == [
            members[0][1],
            members[1][1],
        ]


# What archives are made to cost


def linked_headers(stated: dict[str, str]) -> bytes:
    return tarfile.TarInfo.create_pax_global_header(stated)


@pytest.fixture
def usual_stack() -> Iterator[None]:
    """Python's own limit of recursion: Hypothesis raises it."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda tar: with_size_field(tar, b"\xff" * 11 + b"\0"), "get it again"),
        (lambda tar: with_size_field(tar, b"\xff" * 12), "get it again"),
        (lambda tar: with_size_field(tar, b"\x80" + b"\x7f" * 11), "unexpected end of data"),
        (lambda tar: header_of(type=tarfile.XHDTYPE, size=2**40) + tar, "a header of 1,099,511"),
        (lambda tar: header_of(type=tarfile.GNUTYPE_LONGNAME, size=2**40) + tar, "a header of 1,0"),
        (lambda tar: linked_headers({"comment": "1" * 500_000}) + tar, "an overlong number"),
        (lambda tar: linked_headers({f"k{n}": "v" for n in range(5000)}) + tar, "too many things"),
        (
            lambda tar: (header_of(type=tarfile.XHDTYPE, size=9) + b"9 path=a\n".ljust(512, b"\0"))
            * 5000 + tar,
            "maximum recursion depth",
        ),
    ],
    ids=["negative", "minus one", "huge", "pax", "name", "digits", "global", "chain"],
)  # fmt: skip
def test_a_tar_made_to_hang_or_fill_the_memory_does_neither(tmp_path, make, reason, usual_stack):
    data = make(tarred(tmp_path / "x", *THREE).read_bytes())
    start = time.process_time()
    for pack in (bytes, gzip.compress):
        path = written(tmp_path / "x.tar", pack(data))
        told = told_of(path)
        assert any(reason in each for each in told), told
    assert time.process_time() - start < 30


def test_a_zip_whose_files_overlap_is_not_trusted(tmp_path):
    data = zipped(tmp_path / "x.zip", *((f"{n}", LINE) for n in range(5))).read_bytes()
    at = [found.start() for found in re.finditer(b"PK\x01\x02", data)]
    first = data[at[0] + 42 : at[0] + 46]
    changed = bytearray(data)
    size = len(data).to_bytes(4, "little")
    for place in at:
        changed[place + 42 : place + 46] = first
        changed[place + 20 : place + 24] = size
    assert "its files overlap" in refusal(written(tmp_path / "x.zip", bytes(changed)))


def test_a_zip_of_millions_of_names_is_given_up_early(tmp_path):
    entry = b"PK\x01\x02" + bytes(24) + b"\x01\0" + bytes(16) + b"a"
    count = 70 * 2**20 // len(entry)
    for many, reason in ((250_000, "more than 200,000 files"), (count, "larger than 64 MiB")):
        end = b"PK\x05\x06" + bytes(8) + (many * len(entry)).to_bytes(4, "little") + bytes(6)
        path = written(tmp_path / "x.zip", b"PK\x03\x04" + entry * many + end)
        assert reason in refusal(path)


MEASURED = """
import re, sys
from pathlib import Path
from tui_feed.loaders import open_inputs, InputError
try:
    for opened in open_inputs(sys.argv[1:]):
        for record in opened.read():
            print(str(record)[:300])
except InputError as error:
    print(error)
status = Path("/proc/self/status").read_text()
print("MiB", int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much")
@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "tar.gz", "tar.bz2", "tar.xz", "zip"])
def test_no_bomb_of_any_kind_fills_the_memory(tmp_path, kind):
    path = tmp_path / "bomb"
    content = bytes(200 * 2**20)
    if kind == "zip":
        zipped(path, ("a", LINE), ("b", content), compression=zipfile.ZIP_DEFLATED)
    elif kind.startswith("tar"):
        tarred(path, ("a", LINE), ("b", content), mode=f"w:{kind[4:]}")
    else:
        path.write_bytes(PACKERS[kind](LINE + content))
    assert_it_does_no_harm(kind, [str(path)], None)
    assert_it_does_no_harm(kind, ["-"], path.read_bytes())


def assert_it_does_no_harm(kind: str, given: list[str], piped: bytes | None) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", MEASURED, *given],
        input=piped or b"", capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    *told, memory = done.stdout.decode().splitlines()
    assert int(memory.split()[1]) < 300
    assert not done.stderr
    assert any("200 times larger" in line or "longer than 4 MiB" in line for line in told) or (
        kind == "zip" and "b: not read: it looks like binary data" in told[-1]
    )


def test_a_tar_of_many_timelines_is_unpacked_once_and_not_once_a_file(tmp_path, monkeypatch):
    members = [(f"{n}.jsonl", LINE.replace(b'"1"', b'"%d"' % n) + b"\n" * HEAD) for n in range(50)]
    path = tarred(tmp_path / "x.tgz", *members, mode="w:gz")
    passes = []
    chunks = streams.UnpackedStream.chunks
    monkeypatch.setattr(
        streams.UnpackedStream, "chunks", lambda self: passes.append(1) or chunks(self)
    )
    (opened,) = open_inputs([str(path)])
    assert [post.id for post in opened.read()] == [str(n) for n in range(50)]
    assert len(passes) < 10


def test_a_pipe_is_kept_once_however_often_it_is_read(tmp_path):
    data = tarred(tmp_path / "x", *((f"{n}", os.urandom(10_000)) for n in range(20))).read_bytes()
    file = File("standard input", "standard input", PipedBytes(io.BufferedReader(io.BytesIO(data))))
    members = unpacked(file, 100)
    whole = open_container(str(tmp_path / "x")).files
    for name, member in members.files.items():
        assert b"".join(member.chunks()) == b"".join(whole[name].chunks())


def open_files() -> set[int]:
    """Return what is open, by its number on the disk."""
    found = set()
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with suppress(OSError):
            found.add(os.fstat(int(name)).st_ino)
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux says what is open")
@pytest.mark.parametrize("write", [zipped, tarred])
def test_no_file_is_left_open_with_a_warning(tmp_path, write):
    path = write(tmp_path / "x", *THREE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        container = open_container(str(path))
        assert container.files["b"].head == b"x" * 5000
        next(container.files["b"].chunks())
        del container
        assert path.stat().st_ino not in open_files()


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "gz"])
def test_no_damage_to_an_archive_raises_or_hangs(tmp_path, kind):
    path = tmp_path / "x"
    if kind == "zip":
        data = zipped(path, *THREE, compression=zipfile.ZIP_DEFLATED).read_bytes()
    elif kind == "gz":
        data = gzip.compress(LINE * 50)
    else:
        data = tarred(path, *THREE, mode=f"w:{kind[4:]}").read_bytes()
    for damaged in mutations(data, 300, 7):
        path.write_bytes(damaged or b"x")
        assert not any("\n" in told for told in told_of(path))
