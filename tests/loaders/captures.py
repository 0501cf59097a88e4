"""Files to load, and what came of them."""

from pathlib import Path

from tui_feed.loaders import open_container, read, recognise
from tui_feed.model import Post, Problem, Profile, Record

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = FIXTURES / "page_text"


def page(name: str) -> str:
    """Return the text of one of the invented captures."""
    return (PAGES / f"{name}.txt").read_bytes().decode()


def load(path: Path) -> list[Record]:
    return list(read([str(path)]))


def load_as(path: Path, content: str | bytes) -> list[Record]:
    """Write a file and read it back as the format that it is recognised as."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    container = open_container(str(path))
    return list(recognise(container).loader.read(container))


def posts_of(records: list[Record]) -> list[Post]:
    return [record for record in records if isinstance(record, Post)]


def problems_of(records: list[Record]) -> list[Problem]:
    return [record for record in records if isinstance(record, Problem)]


def profile_of(records: list[Record]) -> Profile | None:
    return next((record for record in records if isinstance(record, Profile)), None)
