"""What every loader owes, whatever its format: to know its own, to be whole, to survive damage."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.loaders.captures import FIXTURES, posts_of
from tests.loaders.damage import file_of, mutations
from tests.loaders.repository import repository
from tests.loaders.test_bluesky_car import RECORDS
from tui_feed.loaders import ARCHIVES, FILES, Container, InputError, native, open_inputs
from tui_feed.models import Post, Problem, Profile
from tui_feed.models.lines import native_line

WHOLE = {
    "x_archive/harbor": "x.archive",
    "x_archive/old": "x.archive",
    "x_archive/harbor/data/tweets.js": "x.archive",
    "mastodon": "mastodon",
    "mastodon/outbox.json": "mastodon",
    "gallery_dl": "x.gallery_dl",
    "gallery_dl/list.json": "x.gallery_dl",
    "gallery_dl/1670000000000000001_1.jpg.json": "x.gallery_dl",
    "native/by_hand.jsonl": "native",
    "native/list.json": "native_documents",
    "bluesky/author_feed.json": "bluesky.api",
    "bluesky/thread.json": "bluesky.api",
    "bluesky/jetstream.jsonl": "bluesky.jetstream",
    "bluesky/did_plc_harborriders00000000000000": "bluesky.unpacked",
    "twarc/page.jsonl": "x.api_v2",
    "twarc/flattened.jsonl": "x.api_v2",
    "twarc/stream.jsonl": "x.api_v2",
    "x_web/user_tweets.json": "x.web",
    "x_web/single.jsonl": "x.web",
    "community_archive/archive.json": "x.community_archive",
    "x_v1/list.json": "x.api_v1",
    "x_v1/search.json": "x.api_v1",
    "x_v1/stream.jsonl": "x.api_v1",
    "scrapes/snscrape.jsonl": "x.scrapers",
    "scrapes/twscrape.jsonl": "x.scrapers",
    "feeds/atom.xml": "feeds",
    "feeds/feed.json": "feeds",
    "feeds/mastodon.xml": "feeds",
    "feeds/nitter.xml": "feeds",
    "bluesky/gallery_dl.json": "bluesky.gallery_dl",
    "mastodon_api/notes.jsonl": "mastodon.lone_notes",
    "mastodon_api/statuses.jsonl": "mastodon.api",
    "mastodon_api/backup.json": "mastodon.api",
    "mastodon_api/thread.json": "mastodon.api",
    "mastodon_api/pixelfed.json": "mastodon.api",
    "scrapes/snscrape_others.jsonl": "snscrape",
    "downloads/threads.json": "meta",
    "downloads/instagram.json": "meta",
    "downloads/facebook.json": "meta",
    "downloads/telegram.json": "telegram",
    "downloads/telegram_all.json": "telegram",
    "downloads/misskey.json": "misskey",
    "tables/collector.csv": "tables",
    "tables/spreadsheet.csv": "tables",
    "tables/tweets.csv": "tables",
    "tables/exporter.json": "tables.flat_json",
    "tables/scraper.jsonl": "tables.flat_json",
    "local_progress.txt": "page_capture",
    "page_text/cards.txt": "page_capture",
}
"""A fixture, and the module that must read it."""
OTHERS = (
    "bluesky/profile.json",
    "twarc/counts.jsonl",
    "twarc/users.jsonl",
    "x_web/user.json",
    "scrapes/users.jsonl",
    "mastodon/likes.json",
    "mastodon_api/accounts.json",
    "downloads/likes.json",
    "tables/accounts.csv",
    "x_archive/harbor/data/account.js",
)
"""Files of known formats that hold no timeline."""
DAMAGES = 400
"""Damaged copies of the files of a format; `python -m tests.loaders.mutations` reads 2,000."""


def opened(name: str):
    (found,) = open_inputs([str(FIXTURES / name)])
    return found


@pytest.mark.parametrize(("name", "module"), WHOLE.items())
def test_a_fixture_is_read_by_its_own_loader(name, module):
    found = opened(name)
    assert found.format
    assert found.format.module == module


@pytest.mark.parametrize("name", [name for name in WHOLE if (FIXTURES / name).is_file()])
def test_the_name_of_a_file_does_not_matter(name, tmp_path):
    path = tmp_path / "a name that says nothing"
    path.write_bytes((FIXTURES / name).read_bytes())
    (found,) = open_inputs([str(path)])
    assert found.format
    assert found.format.module == WHOLE[name]


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_without_a_timeline_says_exactly_that(name):
    with pytest.raises(InputError, match=r"no timeline|without posts") as raised:
        opened(name)
    assert name.rpartition("/")[2] in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", WHOLE)
def test_every_post_has_an_id_of_its_own_and_its_record_can_be_shown(name):
    found = opened(name)
    posts = posts_of(list(found.read()))
    assert posts
    assert len({post.id for post in posts}) == len(posts)
    for post in posts:
        assert found.raw(post.id), post.id
    assert found.raw("no such post") is None


@pytest.mark.parametrize("name", WHOLE)
def test_reading_twice_gives_the_same(name):
    found = opened(name)
    assert list(found.read()) == list(found.read())


@pytest.mark.parametrize("name", WHOLE)
def test_what_was_read_survives_the_native_format(name):
    records = [each for each in opened(name).read() if not isinstance(each, Problem)]
    lines = "".join(native_line(record) + "\n" for record in records)
    assert list(native.read(file_of(lines.encode()))) == records


@pytest.mark.parametrize("name", ["x_archive/harbor", "mastodon", "gallery_dl"])
@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz"])
def test_an_archive_may_be_packed_and_lie_in_a_folder_of_its_own(name, kind, tmp_path):
    folder = FIXTURES / name
    path = tmp_path / f"packed.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                archive.write(file, f"export/{file.relative_to(folder)}")
    else:
        with tarfile.open(path, f"w:{kind.partition('.')[2]}") as archive:
            archive.add(folder, "export")
    (found,) = open_inputs([str(path)])
    plain = posts_of(list(opened(name).read()))
    ids = [post.id for post in plain]
    assert [post.id for post in posts_of(list(found.read()))] == ids
    assert all(found.raw(each) for each in ids)


@pytest.mark.parametrize("module", [form.module for form in FILES])
def test_a_timeline_may_be_alone_in_a_zip(module, tmp_path):
    name = next((name for name, each in WHOLE.items() if each == module), None)
    data = (FIXTURES / name).read_bytes() if name else repository(RECORDS)
    path = tmp_path / "one.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("some/folder/file", data)
    (found,) = open_inputs([str(path)])
    assert found.format
    assert found.format.module == module
    assert posts_of(list(found.read()))


def read_damaged(form, data: bytes) -> None:
    """Read damaged bytes as a format; whatever comes must be a record."""
    file = file_of(data)
    try:
        if form in ARCHIVES:
            container = Container.of_file(file)
            form.archive.sniff(container)
            records = list(form.archive.read(container))
            form.archive.raw(container, "1")
        else:
            form.file.sniff(file)
            records = list(form.file.read(file))
            form.file.raw(file, "1")
    except InputError:
        return
    assert all(isinstance(record, Post | Profile | Problem) for record in records)


def good_files(module: str) -> list[bytes]:
    if module == "bluesky.car":
        return [repository(RECORDS)]
    names = [name for name, each in WHOLE.items() if each == module]
    return [path.read_bytes() for name in names if (path := FIXTURES / name).is_file()]


@pytest.mark.parametrize("form", ARCHIVES + FILES, ids=lambda form: form.module)
def test_no_damage_to_a_file_raises_or_hangs(form):
    files = good_files(form.module)
    for number, data in enumerate(files):
        for damaged in mutations(data, DAMAGES // len(files), number):
            read_damaged(form, damaged)


@pytest.mark.parametrize("folder", ["x_archive/harbor", "mastodon"])
def test_no_damage_to_a_zip_raises_or_hangs(folder, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((FIXTURES / folder).rglob("*")):
            archive.write(file, str(file.relative_to(FIXTURES / folder)))
    path = tmp_path / "damaged.zip"
    for damaged in mutations(out.getvalue(), DAMAGES // 4, 1):
        path.write_bytes(damaged)
        read_path(path)


def read_path(path: Path) -> None:
    try:
        (found,) = open_inputs([str(path)])
        records = list(found.read())
    except InputError:
        return
    assert all(isinstance(record, Post | Profile | Problem) for record in records)
