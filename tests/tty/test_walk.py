"""Short walks; `python -m tests.tty.walk` takes longer ones."""

from pathlib import Path

import pytest

from tests.tty.sources import SOURCES, Files
from tests.tty.walk import SCREEN, Frame, Walk

EVENTS = 100
COMPARED = ("sample", "long")
"""What the short walks compare with a fresh start at their end."""
POSTS = 30_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(Path(tmp_path_factory.mktemp("walks")), POSTS)


@pytest.mark.parametrize("seed", range(len(SOURCES)), ids=lambda seed: SOURCES[seed])
def test_nothing_that_a_stranger_does_at_random_hurts_the_program(seed: int, files: Files) -> None:
    walk = Walk(seed, EVENTS, files, compares=SOURCES[seed] in COMPARED)
    try:
        walk.run()
    except AssertionError as fault:
        pytest.fail(f"seed {seed}: {fault}\n" + "\n".join(map(str, walk.last)), pytrace=False)


def test_the_refusal_of_a_file_that_was_broken_at_the_start_is_no_fault(files: Files) -> None:
    walk = Walk(1, 0, files)
    (path,) = walk._paths
    refusal = f"jj^[[Ctui-feed: {path}: it looks like binary data; what can be\r\nJrr".encode()
    assert not walk._is_refusal(refusal)
    walk._has_changed = True
    assert walk._is_refusal(refusal)
    assert not walk._is_refusal(refusal.replace(b"changing-1", b"another"))
    assert not walk._is_refusal(SCREEN + refusal)


def test_signs_of_unread_posts_are_no_difference_and_everything_else_is() -> None:
    ours = Frame(("/        post 1 of 14 · newest", "Harbor Riders   23:18"), ())
    theirs = Frame(("/  post 1 of 14 · 9 unread · newest", "● Harbor Riders   23:18"), ())
    assert not ours.differs(theirs)
    assert ours.differs(Frame((theirs.lines[0].replace("of 14", "of 15"), ours.lines[1]), ()))
    assert ours.differs(Frame((ours.lines[0], "★ Harbor Riders 23:18"), ()))
    assert ours.differs(Frame((ours.lines[0], "Harbor Riders  23:18 "), ()))
