"""Zips whose end is missing, as after a download that broke off: what is whole in them is read."""

import io
import os
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.loaders.captures import posts_of, problems_of
from tests.loaders.damage import mutations
from tests.sources.test_container import LINE, contents, reasons, refusal, zipped
from tui_feed.loaders import InputError, open_container, open_inputs
from tui_feed.models import Problem

NOISE = os.urandom(3000).hex().encode()
MEMBERS = (("data/a.jsonl", LINE), ("data/", b""), ("b", NOISE), ("c", LINE))
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


class Pipe(io.BytesIO):
    """Cannot be gone back in, so that sizes follow each member (data descriptors)."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def piped(*members: tuple[str, bytes]) -> bytes:
    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def in_memory(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def without_directory(data: bytes) -> bytes:
    return data[: data.index(b"PK\x01\x02")]


@pytest.mark.parametrize("method", METHODS)
def test_a_zip_without_its_end_gives_every_whole_file_with_a_notice(tmp_path, method):
    path = zipped(tmp_path / "x.zip", *MEMBERS, compression=method)
    path.write_bytes(without_directory(path.read_bytes()))
    assert contents(path) == {"data/a.jsonl": LINE, "b": NOISE, "c": LINE}
    (told,) = reasons(path)
    assert told.startswith("files may be missing: the archive is cut or damaged (the list of files")
    assert told.endswith("get it again")


def test_so_does_one_whose_sizes_stand_behind_the_files(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(without_directory(piped(*MEMBERS)))
    assert contents(path) == {"data/a.jsonl": LINE, "b": NOISE, "c": LINE}


def test_so_does_one_of_the_64_bit_kind(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        with archive.open("a", "w", force_zip64=True) as member:
            member.write(LINE)
        archive.writestr("b", NOISE)
    path.write_bytes(without_directory(path.read_bytes()))
    assert contents(path) == {"a": LINE, "b": NOISE}


@pytest.mark.parametrize("method", METHODS)
def test_of_the_file_that_the_cut_went_through_what_came_before_is_read(tmp_path, method):
    lines = b"".join(LINE.replace(b'"1"', b'"%d"' % n) for n in range(500)) + NOISE
    path = zipped(tmp_path / "x.zip", ("a.jsonl", lines), compression=method)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"PK\x01\x02") - 2500])
    (opened,) = open_inputs([str(path)])
    records = list(opened.read())
    assert len(posts_of(records)) == 500
    told = [problem.reason for problem in problems_of(records)]
    assert any("files may be missing" in reason for reason in told)
    assert any("it ends too early" in reason for reason in told)


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_zip_cut_anywhere_is_read_or_says_what_to_do(tmp_path, cut):
    for data in (zipped(tmp_path / "x.zip", *MEMBERS).read_bytes(), piped(*MEMBERS)):
        path = tmp_path / "cut.zip"
        path.write_bytes(data[: len(data) * cut // 20])
        try:
            (opened,) = open_inputs([str(path)])
        except InputError:
            assert refusal(path).endswith("get it again")
            continue
        assert any("get it again" in str(each) for each in problems_of(list(opened.read())))


def test_a_file_with_another_checksum_is_told_of_without_a_directory_too(tmp_path):
    path = zipped(tmp_path / "x.zip", ("a.jsonl", LINE))
    path.write_bytes(without_directory(path.read_bytes()).replace(b"late", b"soon"))
    (opened,) = open_inputs([str(path)])
    assert any("bad CRC-32" in str(each) for each in opened.read())


def test_headers_that_lie_are_not_trusted(tmp_path):
    header = b"PK\x03\x04" + bytes(4) + struct.pack("<H", 8) + bytes(8)
    for sizes in ((2**32 - 1, 2**32 - 1), (2**31, 0), (0, 2**31)):
        data = header + struct.pack("<2I2H", *sizes, 1, 0) + b"a" + bytes(50)
        path = tmp_path / "x.zip"
        path.write_bytes(data)
        assert "get it again" in refusal(path) or "it is empty" in refusal(path)


def test_a_bomb_without_a_directory_is_given_up(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(without_directory(piped(("a", bytes(60 * 2**20)), ("b", LINE))))
    container = open_container(str(path))
    assert list(container.files) == ["a"]
    told = [str(each) for each in container.files["a"].lines() if isinstance(each, Problem)]
    assert any("200 times larger" in each for each in told)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("posts.zip.001", "join its parts (cat posts.zip.* > posts.zip) and open the whole"),
        ("my posts.zip.002", "join its parts (cat 'my posts.zip'.* > 'my posts.zip')"),
        ("posts.z01", "join its parts (zip -s 0 posts.zip --out whole.zip)"),
    ],
)
def test_a_part_of_a_split_archive_says_how_to_join_them(tmp_path, name, advice):
    data = zipped(tmp_path / "x.zip", *MEMBERS).read_bytes()
    path: Path = tmp_path / name
    path.write_bytes(data[900:1900] if name.endswith("2") else data[:900])
    assert f"one part of a split archive; {advice}" in refusal(path)


@pytest.mark.parametrize("make", [piped, in_memory])
def test_no_damage_to_a_cut_zip_raises_or_hangs(tmp_path, make):
    path = tmp_path / "x.zip"
    for damaged in mutations(without_directory(make(*MEMBERS)), 700, 3):
        path.write_bytes(damaged or b"x")
        with suppress(InputError):
            for file in open_container(str(path)).files.values():
                assert list(file.lines()) or file.fault or not file.head


def test_the_last_part_of_a_split_zip_says_how_to_join_them(tmp_path):
    data = zipped(tmp_path / "x.zip", *MEMBERS).read_bytes()
    end = data.index(b"PK\x05\x06")
    path = tmp_path / "posts.zip"
    path.write_bytes(data[900:end] + data[end : end + 4] + b"\1\0\1\0" + data[end + 8 :])
    assert "the last part of a split archive; join its parts (zip -s 0 posts.zip" in refusal(path)


def test_each_part_of_a_split_archive_in_a_folder_says_so(tmp_path):
    data = zipped(tmp_path / "x.zip", *MEMBERS).read_bytes()
    (tmp_path / "x.zip").unlink()
    (tmp_path / "a.jsonl").write_bytes(LINE)
    (tmp_path / "x.zip.001").write_bytes(data[:900])
    (tmp_path / "x.zip.002").write_bytes(data[900:])
    (opened,) = open_inputs([str(tmp_path)])
    post, *problems = opened.read()
    assert post.id == "1"
    assert [problem.place for problem in problems] == ["x.zip.001", "x.zip.002"]
    assert all("not read: one part of a split archive; join" in str(each) for each in problems)
