"""Texts become lines that fit the terminal, whatever is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui_feed.text.sanitize import clean
from tui_feed.ui.render.canvas import Canvas, Span, fit, thumb, width_of, wrap
from tui_feed.ui.render.widths import steady

PLAIN = Style()
TEXTS = st.text(alphabet=st.sampled_from("ab .\n#é漢字한😀❤\ufe0f\u200d\u0301قط"), max_size=60)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("", 5, [""]),
        ("ends\n", 5, ["ends", ""]),
        ("日本語", 4, ["日本", "語"]),
        ("see 日本語", 6, ["see 日", "本語"]),
        ("❤ love 漢", 6, ["❤ love", "漢"]),
        ("漢字 漢", 4, ["漢字", "漢"]),
    ],
)
def test_lines_break_at_spaces_and_between_wide_characters(
    text: str, width: int, expected: list[str]
) -> None:
    assert lines(text, width) == expected


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    text = steady(clean(text))
    assert all(cell_len(line) <= width for line in lines(text, width))


@given(TEXTS, st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces_and_line_ends(text: str, width: int) -> None:
    def visible(s: str) -> str:
        return s.replace(" ", "").replace("\n", "")

    assert visible("".join(lines(text, width))) == visible(text)


def test_a_hundred_kilobytes_without_a_space_are_wrapped() -> None:
    assert len(lines("x" * 100_000, 50)) == 2000
    assert len(lines("漢" * 100_000, 50)) == 4000


def test_a_text_that_is_folded_at_an_empty_line_ends_with_an_ellipsis() -> None:
    for limit in (1, 2, 3):
        canvas = Canvas(20)
        canvas.wrapped("\n\n\nb", Style(), limit)
        assert [len(line) for line in canvas.lines] == [0] * (limit - 1) + [1]
        assert canvas.lines[-1][0].text == "…"


def test_what_is_folded_behind_a_marked_piece_is_no_wider_than_the_rest() -> None:
    canvas = Canvas(10)
    canvas.wrapped("abcde fghi jklm", Style(), 1, [Span(0, 5, Style(bold=True))])
    assert width_of(canvas.lines[0]) <= 10
    assert canvas.lines[0][-1].text.endswith("…")


@given(TEXTS, st.integers(0, 20))
def test_what_is_cut_to_fit_is_on_one_line_that_fits(text: str, width: int) -> None:
    cut = fit(steady(clean(text)), width)
    assert cell_len(cut) <= width
    assert "\n" not in cut


def test_a_cut_shows_that_it_is_one() -> None:
    assert fit("Harbor Riders", 8) == "Harbor…"
    assert fit("Harbor", 8) == "Harbor"


def test_no_character_is_drawn_whose_width_terminals_dispute() -> None:
    assert (
        steady("I \u2764\ufe0f trams \U0001f468\u200d\U0001f469")
        == "I \u2764 trams \U0001f468\U0001f469"
    )


def test_a_span_is_clickable_on_every_line_it_reaches() -> None:
    canvas = Canvas(5)
    canvas.text("go #harbor", PLAIN, [Span(3, 10, PLAIN, "tag", "#harbor")])
    assert [t[:3] for t in canvas.targets] == [(1, 0, 5), (2, 0, 2)]
    found = canvas.at(2, 1)
    assert found
    assert found.value == "#harbor"
    assert canvas.at(0, 1) is None


def test_folding_says_how_many_lines_it_left_out() -> None:
    canvas = Canvas(3)
    assert canvas.text("abc def ghi jkl", PLAIN, limit=2) == 2
    assert len(canvas.lines) == 2


def test_the_right_end_of_a_line_wins_over_a_long_left_one() -> None:
    canvas = Canvas(16)
    canvas.spread([("Harbor Riders of Ellery", PLAIN)], ("7 Jun 2020", PLAIN))
    assert "".join(s.text for s in canvas.lines[0]) == "Harb… 7 Jun 2020"
    assert width_of(canvas.lines[0]) == 16


def test_the_thumb_touches_both_ends_and_vanishes_where_all_is_seen() -> None:
    assert thumb(10, 0.0, 0.2) == range(2)
    assert thumb(10, 0.8, 0.2) == range(8, 10)
    assert thumb(10, 0.0, 0.000001) == range(1)
    assert thumb(10, 0.0, 1.0) == range(0)


def test_a_text_of_nothing_but_tags_is_drawn_in_one_go() -> None:
    text = "#a " * 20_000
    spans = [Span(at, at + 2, PLAIN, "tag", "#a") for at in range(0, len(text), 3)]
    canvas = Canvas(60)
    canvas.text(text, PLAIN, spans)
    assert len(canvas.targets) == 20_000
    assert canvas.targets[-1].line == len(canvas.lines) - 1
