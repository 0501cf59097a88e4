"""Files to load, and what came of them."""

from pathlib import Path

from tui_feed.loaders import File, open_container, open_inputs
from tui_feed.models import Post, Problem, Profile, Record

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = FIXTURES / "page_text"


def page(name: str) -> str:
    """Return the text of one of the invented captures."""
    return (PAGES / f"{name}.txt").read_bytes().decode()


def load(path: Path) -> list[Record]:
    return [record for opened in open_inputs([str(path)]) for record in opened.read()]


def file_at(path: Path | str) -> File:
    """Return the file of a path."""
    lone = open_container(str(path)).lone
    assert lone
    return lone


def load_as(path: Path, content: str | bytes) -> list[Record]:
    """Write a file and read it back as the format that it is recognised as."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path)


def posts_of(records: list[Record]) -> list[Post]:
    return [record for record in records if isinstance(record, Post)]


def problems_of(records: list[Record]) -> list[Problem]:
    return [record for record in records if isinstance(record, Problem)]


def profile_of(records: list[Record]) -> Profile | None:
    return next((record for record in records if isinstance(record, Profile)), None)
