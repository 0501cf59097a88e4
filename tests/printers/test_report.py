"""The report of `--check`: record counts, and reasons for records left out."""

import io

from tui_feed.feed.source_report import SourceReport, problem_groups
from tui_feed.models import Media, Post, Problem, Profile
from tui_feed.printers.report import print_report


def problem(place: str, reason: str, *, skipped: bool = True) -> Problem:
    return Problem(place=place, reason=reason, source="posts.jsonl", skipped=skipped)


def report(*records: Post | Profile | Problem) -> tuple[bool, str]:
    report = SourceReport("posts.jsonl", "JSON Lines of tui-feed")
    for record in records:
        report.add(record)
    out = io.StringIO()
    problems = [record for record in records if isinstance(record, Problem)]
    return print_report([report], problems, out), out.getvalue()


def test_a_whole_file_is_counted_by_kind():
    picture = Media(kind="photo")
    quoted = Post(id="2", media=(picture,))
    whole, text = report(
        Profile(name="Harbor Riders"),
        Post(id="1", quote=quoted, media=(picture, picture)),
        Post(id="3", reposted_by="HarborRiders"),
    )
    assert whole
    assert text == (
        "posts.jsonl: JSON Lines of tui-feed\n"
        "  1 profile, 2 posts, 1 with a quote, 1 repost, 3 media\n"
        "found 3, read 3, left out 0\n"
    )


def test_what_was_left_out_is_counted_and_named_with_its_place():
    whole, text = report(
        Post(id="1"),
        problem("line 2", "not JSON"),
        problem("line 9", "no id"),
        *(problem(f"line {n}", "not JSON") for n in (11, 12, 13)),
    )
    assert not whole
    assert "found 6, read 1, left out 5\n" in text
    assert "  4 x posts.jsonl: not JSON (line 2; line 11; line 12 and one more place)\n" in text
    assert "  posts.jsonl: line 9: no id\n" in text


def test_unclear_records_do_not_count_as_left_out():
    whole, text = report(Post(id="1"), problem("post 1", "the capture may be cut", skipped=False))
    assert whole
    assert "unclear:\n  posts.jsonl: post 1: the capture may be cut\n" in text
    assert "left out:" not in text


def test_problems_with_one_reason_are_one_group_but_not_across_files():
    elsewhere = Problem(place="line 1", reason="not JSON", source="other.jsonl", skipped=True)
    groups = problem_groups(
        [problem("line 1", "not JSON"), elsewhere, problem("line 2", "not JSON")]
    )
    assert [(group.source, group.times) for group in groups] == [
        ("posts.jsonl", 2),
        ("other.jsonl", 1),
    ]
