"""A query that cannot be understood says where and why, and never does anything else."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.query import OPERATORS, SYNTAX, Query, QueryError
from tui_feed.text.sanitize import clean


def error(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        Query.parse(text, today=date(2024, 3, 31))
    assert str(caught.value) == caught.value.message
    return caught.value


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ('late "line 4', 5, "quote is never closed"),
        ('since:"2023', 6, "quote is never closed"),
        ("late (tram", 5, "( is never closed"),
        ("(late (tram)", 0, "( is never closed"),
        ("late (", 5, "( is never closed"),
        ("late tram)", 9, ") closes nothing"),
        (")", 0, ") closes nothing"),
        ("late ()", 5, "nothing between these parentheses"),
        ('late ""', 5, "nothing between these quotes"),
        ('"   "', 0, "nothing between these quotes"),
        ("OR tram", 0, "OR needs a term on both sides"),
        ("late OR", 5, "OR needs a term on both sides"),
        ("late OR OR tram", 5, "OR needs a term on both sides"),
        ("(late OR ) tram", 6, "OR needs a term on both sides"),
        ("late (OR tram)", 6, "OR needs a term on both sides"),
        ("late - tram", 5, "- must stand right before"),
        ("late -", 5, "- must stand right before"),
        ("-OR", 0, "- must stand right before"),
        ("late #", 5, "# needs a name"),
        ("$", 0, "$ needs a name"),
        ("@ late", 0, "@ needs a name"),
        ("late from:", 10, "from: needs a value, such as from:"),
        ('from:"" late', 5, "from: needs a value"),
        ("from:@", 5, "from: needs a handle"),
        ("late since: tram", 11, "since: needs a value, such as since:"),
        ("since:2023-02-30", 6, "February 2023 has no day 30"),
        ("since:2023-13", 6, "there is no month 13"),
        ("on:0000", 3, "there is no year 0"),
        ("since:soon", 6, '"soon" is not a date'),
        ("since:2023-1", 6, "not a date: write 2024, 2024-01"),
        ("since:99999y", 6, "before the year 1"),
        ("until:99999m", 6, "before the year 1"),
        ("year:2023-01", 5, "not a year"),
        ("year:٢٠٢٣", 5, "not a year"),
        ("since:2024 until:2023", 11, "no date is in both since:2024 and until:2023"),
        ("until:2023 late since:2024", 16, "no date is in both until:2023 and since:2024"),
        ("since:2024 until:2024", 11, "until: leaves its own date out"),
        ("(since:2024 late) until:2023", 18, "no date is in both"),
        ("a OR on:2023 on:2024", 13, "no date is in both on:2023 and on:2024"),
        ("near:Ellery", 0, "near: cannot be answered from an archive"),
        ("late filter:follows", 5, "filter:follows cannot be answered from an archive"),
        ("exclude:safe", 0, "exclude:safe cannot be answered"),
        ("include:nativeretweets", 0, "nothing is left out to begin with"),
        ("quoted_user_id:7", 0, "few archives state the numbers of accounts"),
        ("has:picture", 4, 'no kind of post "picture": there are reply, quote'),
        ("has:vidoes", 4, "did you mean videos?"),
        ("late /tram", 5, "this / begins a pattern that is never closed"),
        ("//", 0, "nothing between these slashes"),
        ("/(tram/", 0, "cannot be read (missing ): "),
        (r"/(?<=a)b/", 0, "there is no looking around"),
        (r"/(a)\1/", 0, "no going back"),
        ("/" + "a" * 1001 + "/", 0, "more than 1,000 characters"),
        ("on:02-30", 3, 'no year has the day "02-30"'),
        ("on:13-01", 3, "no year has the day"),
        ("month:13", 6, "not a month: write month:6"),
        ("day:someday", 4, "not a day of the week"),
        ("within_time:soon", 12, "not a time: write 30d"),
        ("since_time:soon", 11, "not a number of seconds"),
        ("since_id:abc", 9, "not the number of a post"),
        ("min_faves:many", 10, "not a number: write 100, 10,000 or 10K"),
        ("min_faves:-1", 10, "not a number"),
        ("depth:deep", 6, "not a depth"),
        ("depth:3..1", 6, "ends before it begins"),
        ("depth:<0", 6, "nothing is less than 0 deep"),
        ("lang:", 5, "lang: needs a value"),
        ("domain:www.", 7, "needs the name of a site"),
        ("sort:best", 5, "not an order: write newest, oldest"),
        ("late OR sort:views", 8, "sort: orders the whole result"),
        ("-sort:views", 1, "sort: orders the whole result"),
        ("sort:views sort:likes", 11, "there are two orders"),
        ("sort:views (late sort:likes)", 17, "sort: orders the whole result"),
        ("late colour:red", 5, "there is no operator colour:"),
        ("Breaking: news", 0, 'put it in quotes: "Breaking:"'),
    ],
)
def test_every_mistake_has_its_own_message_and_place(text, column, words):
    mistake = error(text)
    assert words in mistake.message
    assert mistake.column == column


def test_no_two_kinds_of_mistake_share_a_message():
    kinds = ['"', "(", ")", "()", '""', "OR", "-", "#", "from:", "on:x", "x:y", "near:x", "is:x"]
    assert len({error(text).message for text in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [("sinse:2023", "since:"), ("FORM:me", "from:"), ("untill:2023", "until:"), ("zzz:1", None)],
)
def test_an_operator_with_a_slip_in_it_brings_the_right_one_and_the_way_to_quote(typed, suggestion):
    mistake = error(f"late {typed}")
    assert mistake.suggestion == suggestion
    assert mistake.column == 5
    assert suggestion is None or f"did you mean {suggestion}" in mistake.message
    assert f'"{typed}"' in mistake.message
    Query.parse(f'late "{typed}"')


def test_a_suggestion_put_in_place_of_the_slip_is_a_query():
    text = "late sinse:2023"
    mistake = error(text)
    end = text.index(":", mistake.column) + 1
    Query.parse(text[: mistake.column] + mistake.suggestion + text[end:])


def test_nesting_ends_at_a_hundred():
    assert Query.parse("(" * 100 + "tram" + ")" * 100).root
    assert Query.parse("-" * 100 + "tram").root
    for text in ("(" * 101 + "tram" + ")" * 101, "-" * 101 + "tram", "-(" * 51 + "tram" + ")" * 51):
        assert "more than 100 groups" in error(text).message
    assert error("(" * 5000).column == 100


def test_a_thousand_groups_beside_each_other_are_not_deep():
    assert Query.parse("(a) -b " * 1000).root


def test_ten_thousand_characters_are_read_and_one_more_is_refused():
    assert Query.parse("x" * 10_000).root
    mistake = error("x" * 10_001)
    assert "10,001 characters" in mistake.message
    assert len(error('"' * 1_000_000).caret()) < 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("late since:x", "late since:x\n           ^"),
        ("電車 (", "電車 (\n     ^"),
        ("cafe\u0301 (", "cafe\u0301 (\n     ^"),
        ("late\ntram (", "late tram (\n          ^"),
        ("late (\nx\x1b", "late (\nx".replace("\n", " ") + "\ufffd\n     ^"),
        ("", "\n^"),
    ],
)
def test_the_caret_stands_under_the_place_whatever_the_script(text, expected):
    mistake = error(text) if text else QueryError("nothing typed", 0, "")
    assert mistake.caret() == expected


def test_of_a_long_query_the_caret_shows_the_surroundings():
    query, caret = error("tram " * 50 + "電車 ( " + "ferry " * 50).caret().split("\n")
    assert "電車 ( ferry" in query
    assert query.startswith("…")
    assert query.endswith("…")
    assert len(query) < 80
    assert query.index("(") + 2 == caret.index("^")


SCRAPS = [
    "a", "tram", "été", "電車", "🚋", " ", "  ", "\n", '"', "(", ")", "-", "OR", "or", "#", "＃",
    "@", "$", ":", "/", "//", "_", ".", "..", "12", "2024", "-01", "30d", "today", "from:",
    "since:", "until:", "on:", "year:", "sinse:", "filter:", "near:", "https://", "\x1b", "\x00",
    "\u202e", "\ud800", "\u0301", "ſ", "İ", "\ufdfa", "/", "[", "*", "\\", "month:", "day:", "mon",
    "within_time:", "since_id:", "max_id:", "lang:", "source:", "url:", "domain:", "min_faves:",
    "1K", "is:", "has:", "exclude:", "media", "depth:", ">", "<", "sort:", "views", "06-07",
]  # fmt: skip


def mistake_in(text: str) -> QueryError | None:
    try:
        Query.parse(text)
    except QueryError as mistake:
        return mistake
    return None


def answers_or_errs(text: str) -> None:
    if mistake := mistake_in(text):
        assert mistake.message
        assert clean(mistake.message).split("\n") == [mistake.message]
        assert 0 <= mistake.column <= len(mistake.text)
        assert mistake.caret().count("\n") == 1
    else:
        query = Query.parse(text)
        assert query.root is not None or not query.text.strip()


@given(st.integers(0, 2**32))
def test_a_hundred_random_strings_of_the_language_either_answer_or_err(seed):
    dice = random.Random(seed)
    for _ in range(100):
        answers_or_errs("".join(dice.choices(SCRAPS, k=dice.randrange(12))))


@given(st.text(max_size=30))
def test_any_string_at_all_either_answers_or_errs(text):
    answers_or_errs(text)


@pytest.mark.parametrize("row", [*SYNTAX, *OPERATORS], ids=lambda row: row.written)
def test_every_prefix_of_every_example_either_answers_or_errs_inside_the_text(row):
    for end in range(len(row.example) + 1):
        text = row.example[:end]
        if mistake := mistake_in(text):
            assert mistake.column <= len(text)
            assert mistake.text == text
