"""A picture is found by the name that the archive gives it, and nowhere else."""

import io
import os
import tarfile
import zipfile

import pytest

from tests.pictures.made import picture
from tui_feed.pictures.errors import PictureError
from tui_feed.pictures.finder import PictureFinder, bytes_of
from tui_feed.pictures.originals import original_of

NAME = "data/tweets_media/1-tram.jpg"


def folder(tmp_path):
    (tmp_path / "archive/data/tweets_media").mkdir(parents=True)
    (tmp_path / "archive" / NAME).write_bytes(picture())
    return tmp_path / "archive"


def packed_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(NAME, picture())
        archive.writestr("data/tweets.js", "x")
    return tmp_path / "a.zip"


def packed_tar(tmp_path):
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        for name, data in (("data/tweets.js", b"x"), (NAME, picture())):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return tmp_path / "a.tar.gz"


def zip_in_a_folder(tmp_path):
    packed_zip(tmp_path)
    return tmp_path


@pytest.mark.parametrize("made", [folder, packed_zip, packed_tar, zip_in_a_folder])
def test_a_picture_is_read_in_place(tmp_path, made):
    file = PictureFinder([str(made(tmp_path))]).find(NAME, 0)
    assert bytes_of(file, 10_000) == picture()
    assert file.whole_size == len(picture())


def test_a_picture_beside_a_lone_file_is_found(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_bytes(picture())
    (tmp_path / "result.json").write_text("{}")
    finder = PictureFinder([str(tmp_path / "result.json")])
    assert bytes_of(finder.find("photos/a.jpg", 0), 10_000) == picture()


def test_a_name_in_a_download_begins_in_a_folder_above_its_json(tmp_path):
    (tmp_path / "media/posts").mkdir(parents=True)
    (tmp_path / "media/posts/a.jpg").write_bytes(picture())
    (tmp_path / "activity/content").mkdir(parents=True)
    (tmp_path / "activity/content/posts_1.json").write_text("{}")
    finder = PictureFinder([str(tmp_path / "activity/content/posts_1.json")])
    assert finder.find("media/posts/a.jpg", 0).on_disk == str(tmp_path / "media/posts/a.jpg")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.jpg", "a/../../secret.jpg", "", "a\0.jpg"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path, name):
    (tmp_path / "secret.jpg").write_bytes(picture())
    (tmp_path / "in").mkdir()
    (tmp_path / "in/x.json").write_text("{}")
    for path in ("in", "in/x.json"):
        with pytest.raises(PictureError, match="leads out of the archive"):
            PictureFinder([str(tmp_path / path)]).find(name, 0)


def test_a_link_and_a_pipe_are_not_followed(tmp_path):
    (tmp_path / "x.json").write_text("{}")
    (tmp_path / "real.jpg").write_bytes(picture())
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (tmp_path / "x.json", tmp_path):
        for name in ("link.jpg", "pipe.jpg"):
            with pytest.raises(PictureError, match="it is not in the archive"):
                PictureFinder([str(path)]).find(name, 0)


def test_of_two_files_with_a_name_neither_is_shown_for_the_other(tmp_path):
    for export in ("one", "two"):
        (tmp_path / export).mkdir()
        (tmp_path / export / "a.jpg").write_bytes(picture())
    finder = PictureFinder([str(tmp_path)])
    with pytest.raises(PictureError, match="2 files have this name"):
        finder.find("a.jpg", 0)
    assert finder.find("one/a.jpg", 0).on_disk == str(tmp_path / "one/a.jpg")


def test_the_input_of_the_post_comes_before_the_others(tmp_path):
    for number in ("one", "two"):
        (tmp_path / number).mkdir()
        (tmp_path / number / "a.jpg").write_bytes(picture())
    finder = PictureFinder([str(tmp_path / "one"), str(tmp_path / "two")])
    assert finder.find("a.jpg", 1).on_disk == str(tmp_path / "two/a.jpg")


def test_an_overlong_file_is_not_read(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"x" * 2_000_000)
    file = PictureFinder([str(tmp_path)]).find("a.jpg", 0)
    with pytest.raises(PictureError, match="it is larger than 1 MiB"):
        bytes_of(file, 2**20)


def test_another_program_gets_the_file_of_a_folder_itself(tmp_path):
    file = PictureFinder([str(folder(tmp_path))]).find(NAME, 0)
    found = original_of(file, b"/nowhere", 1)
    assert (os.fsdecode(found.path), found.is_copy) == (str(tmp_path / "archive" / NAME), False)


def test_another_program_gets_a_private_copy_of_a_packed_file(tmp_path):
    file = PictureFinder([str(packed_zip(tmp_path))]).find(NAME, 0)
    found = original_of(file, os.fsencode(tmp_path), 7)
    assert os.fsdecode(found.path) == str(tmp_path / "7.jpg"), "no name of the archive's"
    assert (tmp_path / "7.jpg").read_bytes() == picture()
    assert (tmp_path / "7.jpg").stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize(
    "data", [b"#!/bin/sh\n", b"[Desktop Entry]\nExec=x", b"<svg/>", b"\x7fELF", b"PK\x03\x04", b""]
)
def test_another_program_never_gets_anything_but_a_picture_a_video_or_a_sound(tmp_path, data):
    (tmp_path / "a.jpg").write_bytes(data)
    file = PictureFinder([str(tmp_path)]).find("a.jpg", 0)
    with pytest.raises(PictureError, match="no picture, video or sound"):
        original_of(file, os.fsencode(tmp_path), 1)


def test_a_picture_with_the_name_of_a_program_is_given_as_a_copy(tmp_path):
    (tmp_path / "a.desktop").write_bytes(picture())
    file = PictureFinder([str(tmp_path)]).find("a.desktop", 0)
    (tmp_path / "copies").mkdir()
    found = original_of(file, os.fsencode(tmp_path / "copies"), 1)
    assert found.is_copy
    assert found.path.endswith(b"/1.jpg")
