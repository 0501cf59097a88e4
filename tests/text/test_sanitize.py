import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_feed.text.sanitize import MARKS_ON_A_BASE, clean, hidden

C0 = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"]
C1 = [chr(code) for code in range(0x80, 0xA0) if code != 0x85]
NON_CHARACTERS = [chr(code) for code in range(0xFDD0, 0xFDF0)] + [
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
]
BIDI = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
HIGH, LOW = "\ud83d", "\ude00"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
hard_text = st.text(
    st.sampled_from(
        "a \n\r\t\x00\x0b\x1b\x7f\x85\x9b\xad\u0301\u0489\u0903\u200b\u200d\u2028\u202e\u2066\ufe0f"
        "\ufeff\ufffe\ufffd\ud83d\ude00\udb40\udc67\U0001f3f4\U000e0001\U000e0067\U000e007f"
        "\U0001fffe"
    ),
    max_size=60,
)


@pytest.mark.parametrize("control", [*C0, "\x7f", *C1], ids=ascii)
def test_a_control_character_becomes_a_replacement_sign(control):
    assert clean(f"a{control}b") == "a\ufffdb"
    assert hidden(f"a{control}b") == 1


def test_an_escape_sequence_is_shown_as_the_letters_it_was_made_of():
    assert clean("\x1b]52;c;aGk=\x07 \x1b[31mred") == "\ufffd]52;c;aGk=\ufffd \ufffd[31mred"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_kind_of_line_end_becomes_a_line_feed_and_is_not_counted(end):
    assert clean(f"a{end}b") == "a\nb"
    assert hidden(f"a{end}b") == 0


def test_a_tab_becomes_spaces_and_is_not_counted():
    assert clean("a\tb") == "a    b"
    assert hidden("a\tb") == 0


@pytest.mark.parametrize("control", [*BIDI, "\ufeff", "\xad"], ids=ascii)
def test_what_reorders_or_hides_text_is_removed_and_counted(control):
    assert clean(f"a{control}b") == "ab"
    assert hidden(f"a{control}b") == 1


@pytest.mark.parametrize("character", NON_CHARACTERS, ids=ascii)
def test_a_non_character_does_not_pass(character):
    assert clean(f"a{character}b") in ("ab", "a\ufffdb")
    assert hidden(f"a{character}b") == 1


def test_tag_characters_pass_only_inside_a_flag():
    assert clean(f"go {SCOTLAND}!") == f"go {SCOTLAND}!"
    assert hidden(f"go {SCOTLAND}!") == 0
    smuggled = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    assert clean(f"hi{smuggled}") == "hi"
    assert hidden(f"hi{smuggled}{SCOTLAND}") == 4
    assert clean("\U0001f3f4" + smuggled) == "\U0001f3f4"


def test_surrogates_that_pair_are_joined():
    assert clean("\ud83d\ude00") == "\U0001f600"
    assert hidden("\ud83d\ude00") == 0


@pytest.mark.parametrize("text", [HIGH, LOW, LOW + HIGH], ids=ascii)
def test_a_lone_surrogate_becomes_a_replacement_sign(text):
    assert clean(text) == "\ufffd" * len(text)
    assert hidden(text) == len(text)


def test_a_pair_that_makes_something_forbidden_is_forbidden():
    assert clean("\udb40\udc41") == ""  # the tag letter A
    assert hidden("\udb40\udc41") == 1


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u0903", "\u20dd"], ids=ascii)
def test_a_base_keeps_eight_marks(mark):
    assert clean("a" + mark * 8 + "b") == "a" + mark * 8 + "b"
    assert clean("a" + mark * 50 + "b") == "a" + mark * 8 + "b"
    assert hidden("a" + mark * 50 + "b") == 42


def test_marks_of_several_kinds_count_together():
    assert clean("a" + "\u0301\u0903\u20dd\u200d" * 9) == "a" + "\u0301\u0903\u20dd\u200d" * 2


def test_marks_on_the_two_sides_of_a_line_end_are_two_piles():
    text = "a" + "\u0301" * 5 + "\r\n" + "\u0301" * 5
    assert clean(text) == "a" + "\u0301" * 5 + "\n" + "\u0301" * 5
    assert hidden(text) == 0


def test_a_pile_around_a_forbidden_character_is_counted_once():
    assert clean("a" + "\u0301" * 8 + "\u202e" + "\u0301") == "a" + "\u0301" * 8
    assert hidden("a" + "\u0301" * 8 + "\u202e" + "\u0301") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "two\nlines",
        "[bold]not markup[/bold] [@click=app.quit]x[/]",
        "كتاب\u200f و‌نیم",
        "हिन्दी தமிழ் བོད་སྐད",
        f"{FAMILY} \u270c\U0001f3ff \u0031\ufe0f\u20e3",
        SCOTLAND,
        "e\u0301 n\u0303",
        "\ufffd",
    ],
    ids=ascii,
)
def test_clean_text_comes_back_as_the_very_same_object(text):
    assert clean(text) == text
    if not any("\U000e0000" <= c <= "\U000e007f" for c in text):
        assert clean(text) is text


@settings(max_examples=300)
@given(any_text | hard_text)
@example("\U0001f3f4" + "\U000e0067" * 7 + "\U000e007f" + "\u0301" * 9)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert hidden(clean(text)) == 0


@settings(max_examples=300)
@given(any_text | hard_text)
def test_nothing_that_acts_on_a_terminal_passes(text):
    cleaned = clean(text)
    cleaned.encode()
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in cleaned)
    assert not set(cleaned) & {*BIDI, "\ufeff", *NON_CHARACTERS, "\u2028", "\u2029"}
    assert longest_pile(cleaned) <= MARKS_ON_A_BASE


@settings(max_examples=300)
@given(any_text | hard_text)
def test_what_is_not_counted_as_hidden_is_still_there(text):
    def visible(string):
        joined = string.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return sum(not c.isspace() and c not in "\x85\ufffd" for c in joined)

    removed = visible(text) - visible(clean(text))
    assert hidden(text) >= max(removed, 0)


def test_every_code_point_of_unicode_is_either_kept_or_counted():
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if character not in "\t\r\x85\u2028\u2029":
            assert hidden(character) == (clean(character) != character), ascii(character)


def longest_pile(text):
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        longest = max(longest, run)
    return longest
