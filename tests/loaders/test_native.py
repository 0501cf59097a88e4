import json
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.loaders.captures import FIXTURES, load, load_as, posts_of, problems_of
from tests.records import posts, profiles, texts
from tui_feed import open_feed
from tui_feed.loaders import native
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.models import Post, Problem, Profile, Record
from tui_feed.models.admission import admit
from tui_feed.models.lines import native_line
from tui_feed.sources.lines import TextLine


class Lines:
    """A container of lines, without a file."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    def lines(self):
        return (TextLine(number, text) for number, text in enumerate(self._lines, 1))

    def problem(self, reason, place, *, skipped=False):
        return Problem(place=place, reason=reason, source="x.jsonl")


def read(*lines: str) -> list[Record]:
    return list(native.read(Lines(lines)))


def read_post(**stated) -> Post:
    (post,) = read(json.dumps({"type": "post", **stated}))
    assert isinstance(post, Post), str(post)
    return post


@given(st.lists(posts | profiles, max_size=3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_was_written_is_read_back_as_it_was(records):
    assert read(*(native_line(record) for record in records)) == records


@given(posts)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_was_read_is_clean(post):
    (again,) = read(native_line(post))
    assert admit(again) == again


def test_a_whole_file_is_read(tmp_path):
    said = [Profile(handle="HarborRiders"), Post(id="1", text="a\nb #c"), Post(id="2")]
    lines = list(map(admit, said))
    content = "\r\n\n".join(native_line(record) for record in lines)
    assert load_as(tmp_path / "x.jsonl", content) == lines
    assert load_as(tmp_path / "x.jsonl", content.encode("utf-16")) == lines
    assert load_as(tmp_path / "x.jsonl", content.encode("utf-8-sig")) == lines


def test_a_file_by_hand_is_read():
    profile, plain, tagged, full = load(FIXTURES / "native" / "by_hand.jsonl")
    assert (profile.handle, str(profile.joined), profile.approximate) == (
        "HarborRiders", "2015-03", ("followers",),
    )  # fmt: skip
    assert plain.id.startswith("~")
    assert (tagged.hashtags, tagged.mentions) == (("LateTrams", "Line4"), ("ElleryWorks",))
    assert (full.poll.closed, full.media[0].kind, full.quote.author.handle) == (
        True, "video", "ElleryWorks",
    )  # fmt: skip


def test_what_a_text_names_is_found_where_the_line_does_not_say():
    post = read_post(text="#été #Été @Ann $TRAM example.org/a example.org/b…", id="1")
    assert post.hashtags == ("été",)
    assert post.mentions == ("Ann",)
    assert post.cashtags == ("TRAM",)
    assert [(link.url, link.display) for link in post.links] == [
        ("https://example.org/a", "example.org/a"),
        (None, "example.org/b…"),
    ]


def test_what_the_line_says_of_its_text_is_believed():
    post = read_post(id="1", text="#a @b", hashtags=["c"], mentions=[])
    assert (post.hashtags, post.mentions) == (("c",), ())


def test_the_app_is_read_and_written_as_it_is_named():
    post = read_post(id="1", client="Trams for \x1b[2JAll")
    assert post.client == "Trams for \ufffd[2JAll"
    assert '"client":"Trams for \ufffd[2JAll"' in native_line(post)
    assert "client" not in native_line(read_post(id="1", client=None))


def test_null_is_as_good_as_absent():
    post = read_post(id="1", text="#a", hashtags=None, pinned=None, metrics={"approximate": None})
    assert (post.hashtags, post.pinned) == (("a",), False)


def test_what_a_quote_names_is_found_too():
    assert read_post(id="1", quote={"id": "2", "text": "#a"}).quote.hashtags == ("a",)


def test_half_characters_are_joined_or_replaced():
    post = read('{"type":"post","id":"1","text":"\\ud83d\\ude00 \\ud83d"}')[0]
    assert (post.text, post.hidden) == ("\U0001f600 \ufffd", 1)


def test_a_missing_id_is_derived_and_stable():
    line = '{"type":"post","author":{"handle":"A"},"created_at":"2024-01-05","text":"x"}'
    first, second = read(line, line)
    assert first.id.startswith("~")
    assert second.id == f"{first.id}-2"
    assert read(line)[0].id == first.id
    assert read(line.replace('"A"', '"a"'))[0].id == first.id


def test_a_quote_without_an_id_is_the_post_that_it_quotes():
    stated = {"author": {"handle": "a"}, "created_at": "2024-01-05", "text": "x"}
    assert read_post(id="1", quote=stated).quote.id == read_post(**stated).id


def test_the_last_value_of_a_repeated_key_counts():
    (post,) = read('{"type":"post","id":"1","id":"2"}')
    assert post.id == "2"


def test_quotes_that_state_nothing_are_not_taken_for_each_other():
    assert read_post(id="1", quote={}).quote.id != read_post(id="2", quote={}).quote.id


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("nope", "line 1, column 1", "not JSON (expecting value)"),
        ('{"type":"post","id":"1"', "line 1, column 24", "not JSON"),
        ('{"type":"post","id":"1","metrics":{"views":NaN}}', "line 1, column 44", "NaN is no"),
        ("[" * 100_000, "line 1, column 301", "brackets inside each other"),
        (
            f'{{"metrics":{{"views":{"9" * 5000}}}}}',
            "line 1, column 21",
            "a number of 5,000 digits",
        ),
        ('["type"]', "line 1, column 1", 'a record is an object, not ["type"]'),
        ("3", "line 1, column 1", "a record is an object, not 3"),
        ('{"id":"1"}', "line 1, column 1", "the type is missing; it is profile or post"),
        ('{"id":"1","type":"tweet"}', "line 1, column 18", 'the type "tweet" is not known'),
        (
            '{"type":"post","id":3}',
            "line 1, column 21",
            "id: input should be a valid string, not 3",
        ),
        ('{"type":"post","text":[]}', "line 1, column 23", "text: input should be a valid string"),
        (
            '{"type":"post","id":"1","metrics":{"views":9223372036854775808}}',
            "line 1, column 44",
            "metrics.views: input should be less than or equal to",
        ),
        (
            '{"type":"post","id":"1","quote":{"id":"2","quote":{"id":[]}}}',
            "column 57",
            "quote.quote.id",
        ),
        (
            '{"type":"post","id":"1","media":[{"alt":"x"}]}',
            "column 34",
            "media.0.kind: field required",
        ),
        ('{"type":"post","id":"1","author":"Ann"}', "line 1, column 34", "author: input should be"),
        (
            '{"type":"profile","joined":"2012-13"}',
            "line 1, column 28",
            "joined: there is no month 13",
        ),
        ('{"type":"post","id":"1","links":[' + "1," * 5000 + "1]}", "column 34", "links.0:"),
    ],
)
def test_a_bad_line_is_a_problem_with_its_place(line, place, reason):
    before, problem, after = read('{"type":"profile"}', line, '{"type":"post","id":"9"}')
    assert isinstance(problem, Problem)
    assert place.replace("line 1", "line 2") in problem.place
    assert reason in problem.reason
    assert problem.reason.endswith("; the line is left out")
    assert "\n" not in str(problem)
    assert (before, after) == (Profile(), Post(id="9"))


def test_a_file_of_bad_lines_keeps_its_good_ones():
    records = load(FIXTURES / "native" / "broken.jsonl")
    assert [post.text for post in posts_of(records)] == ["The first good line.", "The last one."]
    assert len(problems_of(records)) == 9
    assert all("column" in problem.place for problem in problems_of(records))


def test_millions_of_wrong_items_are_one_problem():
    (problem,) = read('{"type":"post","id":"1","hashtags":[' + "1," * 1_000_000 + "1]}")
    assert problem.reason.startswith("hashtags.0: input should be a valid string, not 1")


@given(st.lists(texts, max_size=4), st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_no_damage_stops_the_reading(extra, at, byte):
    line = (FIXTURES / "native" / "by_hand.jsonl").read_bytes().splitlines()[3]
    damaged = (line[:at] + bytes([byte]) + line[at + 1 :]).decode("utf-8", "replace")
    records = read('{"type":"post","id":"first"}', damaged, *extra, '{"type":"post","id":"last"}')
    assert records[0] == Post(id="first")
    assert records[-1] == Post(id="last")
    assert all(isinstance(record, Post | Profile | Problem) for record in records)


def test_a_byte_order_mark_inside_a_file_costs_no_post(tmp_path):
    line = b'\xef\xbb\xbf{"type": "post", "id": "%d", "author": {"handle": "a"}, "text": "x"}\n'
    path = tmp_path / "put-together.jsonl"
    path.write_bytes(line % 1 + line % 2)
    found = load(path)
    assert [post.id for post in posts_of(found)] == ["1", "2"]
    assert problems_of(found) == []
    feed = open_feed(str(path))
    assert [post.id for post in feed] == ["1", "2"]


def test_names_of_a_text_are_nobody_elses():
    entity_fields("")["hashtags"] = ("mine",)
    assert entity_fields("")["hashtags"] == ()
