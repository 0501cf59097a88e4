"""Every archive that carries its pictures: the posts name them, and they are found by the name."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.pictures.made import picture
from tui_feed import open_feed
from tui_feed.browse.pictures import media_of
from tui_feed.pictures.finder import PictureFinder, bytes_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CID = "bafkreicm2a4yp4z3huzjkxhgzrxgmzxvzgxrjvlmbmnabcdefghijk2345"


def written(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture())


def x_archive(folder: Path) -> None:
    shutil.copytree(FIXTURES / "x_archive/harbor", folder / "harbor")
    for file in (folder / "harbor").rglob("*_media/*"):
        file.write_bytes(picture())


def mastodon(folder: Path) -> None:
    shutil.copytree(FIXTURES / "mastodon", folder / "archive")
    for file in (folder / "archive").rglob("media_attachments/**/*"):
        if file.is_file():
            file.write_bytes(picture())


def gallery_dl(folder: Path) -> None:
    shutil.copytree(FIXTURES / "gallery_dl", folder / "twitter")
    for file in (folder / "twitter").glob("*.jpg"):
        file.write_bytes(picture())


def gallery_dl_of_bluesky(folder: Path) -> None:
    both = json.loads((FIXTURES / "bluesky/gallery_dl.json").read_text())
    for number, each in enumerate(both[:2], 1):
        written(folder / f"bluesky/a_{number}.jpg.json", each)
        put(folder / f"bluesky/a_{number}.jpg")


def bluesky_unpacked(folder: Path) -> None:
    image = {"alt": "", "image": {"$type": "blob", "ref": {"$link": CID}}}
    record = {
        "$type": "app.bsky.feed.post", "text": "A tide", "createdAt": "2024-01-05T10:00:00Z",
        "embed": {"$type": "app.bsky.embed.images", "images": [image]},
    }  # fmt: skip
    written(folder / "did_plc_pier/app.bsky.feed.post/3kabcdefghij2.json", record)
    put(folder / "did_plc_pier_blobs" / CID)


def telegram(folder: Path) -> None:
    for export in ("ChatExport_1", "ChatExport_2"):
        message = {
            "id": 1, "type": "message", "date": "2024-01-05T10:00:00",
            "date_unixtime": "1704448800", "from": "Harbor", "from_id": "channel1",
            "text": f"In {export}",
            "text_entities": [], "photo": "photos/photo_1.jpg",
        }  # fmt: skip
        chat = {
            "name": export,
            "type": "public_channel",
            "id": int(export[-1]),
            "messages": [message],
        }
        written(folder / export / "result.json", chat)
        put(folder / export / "photos/photo_1.jpg")


def instagram(folder: Path) -> None:
    media = {"uri": "media/posts/202401/1.jpg", "creation_timestamp": 1704448800, "title": "Tram"}
    posts = [{"media": [media], "creation_timestamp": 1704448800, "title": "Tram"}]
    written(folder / "your_instagram_activity/content/posts_1.json", posts)
    put(folder / "media/posts/202401/1.jpg")


def native(folder: Path) -> None:
    post = {"type": "post", "id": "1", "media": [{"kind": "photo", "file": "pictures/a.jpg"}]}
    written(folder / "posts.jsonl", post)
    put(folder / "pictures/a.jpg")


ARCHIVES = (
    x_archive, mastodon, gallery_dl, gallery_dl_of_bluesky, bluesky_unpacked, telegram, instagram,
    native,
)  # fmt: skip


def found_pictures(path: Path) -> list[str]:
    """Return the names of all pictures, each found under the name that a post gives it."""
    feed, finder = open_feed(str(path)), PictureFinder([str(path)])
    items = {item.media.file for post in feed for item in media_of(post) if item.media.file}
    return sorted(name for name in items if bytes_of(finder.find(name, 0), 10_000) == picture())


@pytest.mark.parametrize("made", ARCHIVES, ids=lambda made: made.__name__)
def test_pictures_are_found_in_a_folder_and_in_a_zip_of_it(tmp_path, made):
    made(tmp_path / "archive")
    found = found_pictures(tmp_path / "archive")
    assert len(found) == len(set(found)) > 0
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        for file in sorted((tmp_path / "archive").rglob("*")):
            packed.write(file, file.relative_to(tmp_path / "archive"))
    assert found_pictures(tmp_path / "archive.zip") == found


def test_each_of_two_exports_has_its_own_picture(tmp_path):
    telegram(tmp_path)
    assert found_pictures(tmp_path) == [
        "ChatExport_1/photos/photo_1.jpg", "ChatExport_2/photos/photo_1.jpg",
    ]  # fmt: skip


def test_of_a_post_with_two_records_each_picture_has_its_own_file(tmp_path):
    gallery_dl_of_bluesky(tmp_path)
    (post,) = open_feed(str(tmp_path))
    assert [item.file for item in post.media] == ["bluesky/a_1.jpg", "bluesky/a_2.jpg"]


@pytest.mark.parametrize("made", [telegram, instagram, native], ids=lambda made: made.__name__)
def test_pictures_beside_a_lone_file_are_found(tmp_path, made):
    made(tmp_path)
    lone = next(
        file for file in sorted(tmp_path.rglob("*")) if file.name.endswith(("json", "jsonl"))
    )
    assert len(found_pictures(lone)) == 1
