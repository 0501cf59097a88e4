"""A capture may stop anywhere; what stands before is read, and what is lost is said."""

import pytest

from tests.loaders.captures import FIXTURES, PAGES, load, load_as, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.loaders import page_capture

SAMPLE = FIXTURES / "local_progress.txt"


def read_cut(path, content):
    return list(page_capture.read(file_of(content, path.name)))


def check(records, whole, bullets):
    """Compare what a cut capture gave with the whole: all posts but the last must be there."""
    posts = posts_of(records)
    earlier = max(0, bullets - 1)
    assert posts[:earlier] == whole[:earlier]
    assert len(posts) <= bullets
    places = {problem.place.partition(",")[0] for problem in problems_of(records)}
    assert f"post {bullets}" in places or (bullets < 2 and "the profile" in places)


@pytest.fixture(params=["sample", "seed"])
def capture(request, tmp_path):
    if request.param == "sample":
        return SAMPLE
    return request.getfixturevalue("seed")


def test_a_capture_cut_at_any_line_keeps_all_earlier_posts(capture, tmp_path):
    whole = posts_of(load(capture))
    lines = capture.read_bytes().splitlines(keepends=True)
    foot = lines.index(b"New to X?\n")
    for stop in range(1, foot):
        content = b"".join(lines[:stop])
        check(read_cut(tmp_path / capture.name, content), whole, content.count("•".encode()))


def test_a_capture_cut_at_any_byte_keeps_all_earlier_posts(capture, tmp_path):
    whole = posts_of(load(capture))
    content = capture.read_bytes()
    foot = content.index(b"\n\nNew to X?")
    for stop in [*range(1, foot, 23), *range(foot - 200, foot)]:
        records = read_cut(tmp_path / capture.name, content[:stop])
        check(records, whole, content[:stop].count("•".encode()))


def test_a_cut_inside_a_character_is_said(tmp_path):
    content = SAMPLE.read_bytes()
    stop = content.index("❤️".encode()) + 2
    reasons = [
        problem.reason for problem in problems_of(read_cut(tmp_path / "x.txt", content[:stop]))
    ]
    assert "it ends in the middle of a character; it may have been cut" in reasons


def test_a_capture_cut_in_a_quote_keeps_the_post_around_it():
    records = load(PAGES / "cut_in_a_quote.txt")
    assert [post.text for post in posts_of(records)] == ["Line 4 again.", "As they say themselves:"]
    assert [problem.reason for problem in problems_of(records)] == [
        "the capture ends inside its quote; it is left out",
        "the capture ends here, above the page's foot; it may be cut",
    ]


BEFORE = """\
Harbor Riders
3,912 posts
user avatar
Harbor Riders
@HarborRiders
412
Following
9,515
Followers
  • user avatar
    Harbor Riders
    @HarborRiders
    Jan 12, 2024
    Line 4 again.
"""


@pytest.mark.parametrize(
    ("rest", "text", "views", "reason"),
    [
        ("    45", "Line 4 again.", None, "its last line may be a count that was cut"),
        ("    453K\n", "Line 4 again.", 453_000, "the capture ends here"),
        ("    user av", "Line 4 again.", None, "its last line, 'user av', was cut"),
        ("    IMAG", "Line 4 again.", None, "its last line, 'IMAG', was cut"),
        ("    user avatar\n    Ellery", "Line 4 again.", None, "ends inside its quote"),
        ("    user avatar\n    Ellery\n    @E\n    Jan 1", "Line 4 again.", None, "tell the year"),
        ("    And mo", "Line 4 again.\nAnd mo", None, "the capture ends here"),
    ],
)
def test_fragments_are_not_taken_for_words_or_counts(tmp_path, rest, text, views, reason):
    records = load_as(tmp_path / "x.txt", BEFORE + rest)
    (post,) = posts_of(records)
    assert (post.text, post.metrics.views) == (text, views)
    assert reason in " ".join(map(str, problems_of(records)))


@pytest.mark.parametrize(
    "rest",
    [
        "  •",
        "  • user",
        "  • user avatar",
        "  • user avatar\n    Harbor",
        "  • user avatar\n    Harbor Riders\n    @HarborRiders\n    Jan",
    ],
)
def test_a_head_that_was_cut_is_a_post_that_was_lost(tmp_path, rest):
    records = load_as(tmp_path / "x.txt", BEFORE + rest)
    assert [post.text for post in posts_of(records)] == ["Line 4 again."]
    (problem,) = problems_of(records)
    assert problem.place == "post 2"
    assert problem.reason.endswith("the post is left out")


def test_a_header_that_was_cut_is_read_as_far_as_it_goes(tmp_path):
    lines = BEFORE.splitlines()[:9]
    for stop in range(2, 9):
        records = load_as(tmp_path / "x.txt", "\n".join(lines[:stop]))
        assert profile_of(records).name == "Harbor Riders"
        assert problems_of(records)[0].reason.startswith("the capture ends inside the profile")
    assert "before the first post" in str(load_as(tmp_path / "x.txt", "\n".join(lines))[1])
