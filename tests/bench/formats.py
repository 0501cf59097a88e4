"""Processor time of each format, over what its plain decoder takes for the same bytes.

    python -m tests.bench.formats [POSTS [FORMAT …]]

Makes invented timelines of so many posts (20,000) in each format, reads and indexes each in this
process, and prints the ratio to unpacking it and `json.loads`; of a repository to
`libipld.decode_car`. Nothing fails for being slow.
"""

import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from libipld import decode_car

from tests.bench.tweets import Corpus, Tweet, as_archive, as_snscrape, as_twarc, as_v1
from tests.loaders.repository import Cid, cid_of, repository
from tui_feed.ingest import open_feed

ROUNDS = 3
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_OTHER = "did:plc:quayside0000000000000000"


class Timeline(NamedTuple):
    """Timeline of one format."""

    write: Callable[[Path, int], Path]
    """Writes a file of so many posts and returns it."""
    texts: Callable[[Path], Iterator[str | bytes]]
    """Yields every text of that file, unpacked."""
    decode: Callable[[Any], object] = json.loads
    """Decodes one of them."""


def _write_archive(folder: Path, count: int) -> Path:
    path = folder / "archive.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in as_archive(Corpus(count)):
            packed.writestr(name, text)
    return path


def _texts_of_archive(path: Path) -> Iterator[str | bytes]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield packed.read(name).partition(b"=")[2]


def _writer_of_lines(
    name: str, lines: Callable[[Corpus], Iterator[Any]]
) -> Callable[[Path, int], Path]:
    def write(folder: Path, count: int) -> Path:
        path = folder / name
        with path.open("w") as out:
            out.writelines(json.dumps(value) + "\n" for value in lines(Corpus(count)))
        return path

    return write


def _lines(path: Path) -> Iterator[str | bytes]:
    with path.open("rb") as file:
        yield from file


def _write_outbox(folder: Path, count: int) -> Path:
    """Write the posts of a Mastodon archive as its `outbox.json`."""
    address = "https://social.example/users/harbor"
    public = "https://www.w3.org/ns/activitystreams#Public"
    notes = [
        {
            "id": f"{address}/statuses/{each.number}", "type": "Note", "published": each.iso,
            "url": f"https://social.example/@harbor/{each.number}", "to": [public],
            "cc": [f"{address}/followers"], "attributedTo": address, "sensitive": False,
            "content": f"<p>{each.escaped}</p>", "contentMap": {"en": f"<p>{each.escaped}</p>"},
            "attachment": [], "tag": [{"type": "Hashtag", "name": f"#{tag}",
                                       "href": f"https://social.example/tags/{tag}"}
                                      for tag in each.tags],
        }
        for each in Corpus(count)
    ]  # fmt: skip
    activities = [
        {
            "id": f"{note['id']}/activity", "type": "Create", "actor": address,
            "published": note["published"], "to": note["to"], "cc": note["cc"], "object": note,
        }
        for note in notes
    ]  # fmt: skip
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams", "id": "outbox.json",
        "type": "OrderedCollection", "totalItems": count, "orderedItems": activities,
    }  # fmt: skip
    path = folder / "outbox.json"
    path.write_text(json.dumps(outbox))
    return path


def _whole(path: Path) -> Iterator[str | bytes]:
    yield path.read_bytes()


def _write_repository(folder: Path, count: int) -> Path:
    """Write the posts as a Bluesky repository: links, pictures, quotes and replies among them."""
    posts = {f"app.bsky.feed.post/{_key(each)}": _record(each) for each in Corpus(count)}
    profile = {"$type": "app.bsky.actor.profile", "displayName": "Harbor Riders"}
    path = folder / "repository.car"
    path.write_bytes(repository(posts | {"app.bsky.actor.profile/self": profile}))
    return path


def _key(tweet: Tweet) -> str:
    """Return the key of a record: microseconds and a clock, in 13 digits of base 32."""
    number = int(tweet.when.timestamp() * 1e6) << 10 | tweet.number % 1024
    return "".join(_DIGITS[number >> shift & 31] for shift in range(60, -1, -5))


def _record(tweet: Tweet) -> dict[str, Any]:
    found: dict[str, Any] = {"$type": "app.bsky.feed.post", "text": tweet.words, "langs": ["en"],
                             "createdAt": tweet.iso.replace("Z", ".000Z")}  # fmt: skip
    if tweet.has_link:
        start = len(tweet.words.encode()) + 1
        uri = tweet.links[0][1]
        found["text"] += f" {uri}"
        found["facets"] = [{
            "index": {"byteStart": start, "byteEnd": start + len(uri)},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}],
        }]  # fmt: skip
    if tweet.answers:
        other = {"uri": f"at://{_OTHER}/app.bsky.feed.post/{_key(tweet)}", "cid": "bafyrei"}
        found["reply"] = {"root": other, "parent": other}
    if tweet.quotes:
        other = {"uri": f"at://{_OTHER}/app.bsky.feed.post/{_key(tweet.quotes)}", "cid": "bafyrei"}
        found["embed"] = {"$type": "app.bsky.embed.record", "record": other}
    elif tweet.has_photo:
        blob = {"$type": "blob", "ref": Cid(cid_of(tweet.id.encode())), "mimeType": "image/jpeg",
                "size": 120_000}  # fmt: skip
        image = {"alt": "A tram.", "image": blob}
        found["embed"] = {"$type": "app.bsky.embed.images", "images": [image]}
    return found


FORMATS = {
    "X archive (zip)": Timeline(_write_archive, _texts_of_archive),
    "twarc": Timeline(_writer_of_lines("twarc.jsonl", as_twarc), _lines),
    "X API v1.1": Timeline(_writer_of_lines("v1.jsonl", as_v1), _lines),
    "snscrape": Timeline(_writer_of_lines("snscrape.jsonl", as_snscrape), _lines),
    "Mastodon outbox": Timeline(_write_outbox, _whole),
    "Bluesky (CAR)": Timeline(_write_repository, _whole, decode_car),
}


def _cost(run: Callable[[], object]) -> float:
    """Return the least processor seconds of a few runs."""
    marks = [process_time()]
    for _ in range(ROUNDS):
        run()
        marks.append(process_time())
    return min(after - before for before, after in pairwise(marks))


def _load(texts: Iterator[str | bytes], decode: Callable[[Any], object]) -> None:
    for text in texts:
        decode(text)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count: int, names: list[str]) -> None:
    """Print the table."""
    _say(f"{'format':<18}{'posts':>8}{'MB':>7}{'read':>9}{'decode':>9}{'ratio':>8}")
    for name, (write, texts, decode) in FORMATS.items():
        if names and not any(each.casefold() in name.casefold() for each in names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = write(Path(folder), count)
            size = sum(map(len, texts(path)))
            posts = len(open_feed(str(path)))
            loads = _cost(lambda path=path: _load(texts(path), decode))  # noqa: B023
            read = _cost(lambda path=path: open_feed(str(path)))
        figures = f"{posts:>8,}{size / 1e6:>7.1f}{read:>8.2f}s{loads:>8.2f}s{read / loads:>7.1f}x"
        _say(f"{name:<18}{figures}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, sys.argv[2:])
