"""Pictures are decoded in a process of their own, which may crash or never end."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.pictures.made import asked, picture, png_of
from tui_feed.ingest import picture_process
from tui_feed.ingest.picture_process import ArchivePictures


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "a.jpg").write_bytes(picture((400, 200)))
    (tmp_path / "b.jpg").write_bytes(picture((200, 400)))
    (tmp_path / "huge.png").write_bytes(png_of(20_000, 20_000))
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + b"\0" * 100)
    pictures = ArchivePictures((str(tmp_path),))
    yield pictures
    pictures.end()


async def test_pictures_and_reasons_come_from_one_process(archive):
    found = await archive.picture(asked("a.jpg"))
    assert (found.failure, found.format, found.width, found.height) == ("", "JPEG", 400, 200)
    assert found.size == len(picture((400, 200)))
    assert found.room == (40, 10)
    process = archive._process
    assert "megapixels" in (await archive.picture(asked("huge.png"))).failure
    assert (await archive.picture(asked("none.jpg"))).failure == "it is not in the archive"
    assert archive._process is process


async def test_of_a_video_format_and_size_are_told(archive):
    found = await archive.picture(asked("film.mp4", drawing=None))
    assert (found.failure, found.format, found.size) == ("", "MP4", 112)


async def test_a_later_request_overtakes_an_earlier_one(archive):
    first = asyncio.ensure_future(archive.picture(asked("a.jpg")))
    await asyncio.sleep(0)
    found = await archive.picture(asked("b.jpg"))
    assert (found.width, found.height) == (200, 400)
    assert (await first).failure == "it was overtaken by another request"


async def test_a_crash_is_a_reason_and_the_next_picture_comes_all_the_same(archive):
    await archive.picture(asked("a.jpg"))
    os.kill(archive._process._pid, signal.SIGSEGV)
    found = await archive.picture(asked("b.jpg"))
    assert found.failure == "the process that decodes it ended: it crashed"
    assert (await archive.picture(asked("b.jpg"))).failure == ""


async def test_a_picture_that_takes_for_ever_is_given_up(archive, monkeypatch):
    await archive.picture(asked("a.jpg"))
    monkeypatch.setattr(picture_process, "PATIENCE", 0.05)
    os.kill(archive._process._pid, signal.SIGSTOP)
    found = await archive.picture(asked("a.jpg"))
    assert found.failure.startswith("it takes longer than")
    assert archive._process is None


async def test_copies_lie_in_a_private_folder_which_ends_with_the_reading(archive, tmp_path):
    (tmp_path / "blob").write_bytes(picture())
    found = await archive.original("blob", 0)
    copy = Path(os.fsdecode(found.path))
    assert found.is_copy
    assert copy.read_bytes() == picture()
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    archive.end()
    assert not copy.parent.exists()


async def test_nothing_is_left_behind(archive):
    before = sorted(Path("/proc/self/fd").iterdir())
    await archive.picture(asked("a.jpg"))
    pid = archive._process._pid
    archive.end()
    assert sorted(Path("/proc/self/fd").iterdir()) == before
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
