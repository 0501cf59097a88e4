"""What is walked on: files of every sort, made once in a folder of their own."""

from functools import cache
from pathlib import Path
from random import Random

from tui_feed.cli.generate import invented

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SEEDS = FIXTURES.parents[1] / "shared" / "seeds"
SOURCES = ("sample", "changing", "merged", "long", "damaged", "empty", "seed")
"""Names of what is walked on, in the order in which walks take them."""
CHANGING_POSTS = 15_000
"""Posts of the file that changes: too many to be read at once."""
MERGED = (
    "local_progress.txt",
    "x_archive/harbor",
    "mastodon",
    "bluesky/author_feed.json",
    "twarc/flattened.jsonl",
    "feeds/nitter.xml",
    "page_text/japanese.txt",
    "native/by_hand.jsonl",
)
"""Fixtures that are opened together."""


@cache
def posts(count: int) -> bytes:
    """Return an invented timeline."""
    return b"".join(invented(count))


class Files:
    """Makes them, each when it is first asked for."""

    def __init__(self, folder: Path, posts: int) -> None:
        """Make them in a folder; the long one has so many posts."""
        self.folder = folder
        """Where they are."""
        self._posts = posts

    def paths(self, source: str, seed: int) -> list[str]:
        """Return the arguments that open a source; a walk that changes one has its own copy."""
        if source == "merged":
            return [str(FIXTURES / name) for name in MERGED]
        if source == "long":
            return [str(self._long())]
        if source == "damaged":
            return [str(self._damaged(seed))]
        if source == "empty":
            return [str(self._made("empty.jsonl", b'{"type": "profile", "name": "Nobody"}\n'))]
        if source == "changing":
            path = self.folder / f"changing-{seed}.jsonl"
            path.write_bytes(posts(CHANGING_POSTS))
            return [str(path)]
        found = sorted(SEEDS.glob("*.txt")) if source == "seed" else []
        return [str(found[0])] if found else []

    def change(self, path: str, how: str, random: Random) -> None:
        """Do to a file what others do to it while it is read."""
        file, whole = Path(path), posts(CHANGING_POSTS)
        if how == "remove":
            file.unlink(missing_ok=True)
        elif how == "append":
            with file.open("ab") as out:
                out.write(posts(200))
        elif how == "shorten":
            with file.open("ab") as out:
                out.truncate(random.randrange(len(whole)))
        elif how == "break":
            file.write_bytes(bytes(random.randrange(256) for _ in range(2_000)))
        else:
            new = file.with_suffix(".new")
            count = CHANGING_POSTS if how == "restore" else random.choice((1, 30, 4_000))
            new.write_bytes(posts(count))
            new.replace(file)

    def _made(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        if not path.exists():
            path.write_bytes(content)
        return path

    def _long(self) -> Path:
        path = self.folder / "long.jsonl"
        if not path.exists():
            with path.open("wb") as out:
                out.writelines(invented(self._posts))
        return path

    def _damaged(self, seed: int) -> Path:
        """Return some posts with bytes that have been overwritten."""
        random = Random(seed)
        content = bytearray(posts(300))
        for _ in range(200):
            content[random.randrange(200, len(content))] = random.randrange(256)
        return self._made(f"damaged-{seed}.jsonl", bytes(content))
