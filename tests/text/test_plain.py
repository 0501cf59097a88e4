"""Steady text is: `clean` leaves it as it is, and `fold` folds each letter for itself."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import texts
from tui_feed.query.folding import fold, fold_steady
from tui_feed.text.plain import FIELD, LINKS, ROW, STEADY, first_unsteady, first_untidy
from tui_feed.text.sanitize import clean

EVERY = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
KNOWN = [character for character in EVERY if re.fullmatch(f"[{STEADY}]", character)]


def composed_of() -> set[str]:
    """Return every character that is the second part of another one."""
    parts = (unicodedata.decomposition(character).split() for character in EVERY)
    return {chr(int(each[1], 16)) for each in parts if len(each) == 2 and each[0][0] != "<"}


def test_no_steady_character_is_cleaned_or_composed_and_each_is_folded_for_itself():
    seconds = composed_of()
    assert len(KNOWN) > 30_000
    for character in KNOWN:
        assert clean(character) == character
        assert fold(character).encode() == fold_steady(character.encode())
        assert not unicodedata.combining(character)
        assert character not in seconds


steady = st.text(st.sampled_from(KNOWN), max_size=30)


@given(steady)
def test_steady_text_is_clean_and_folded_letter_by_letter(text):
    if first_unsteady(text.encode(), 0) < 0:  # no pile of joiners
        assert clean(text) == text
        assert fold(text).encode() == fold_steady(text.encode())


@given(texts)
def test_what_is_found_steady_needs_nothing_done_to_it(text):
    spelled = json.dumps(clean(text), ensure_ascii=False)
    if first_unsteady(spelled.encode(), 0) < 0:
        assert fold(clean(text)).encode() == fold_steady(clean(text).encode())


@pytest.mark.parametrize(
    ("json_text", "place"),
    [
        ('"tram 電車 été ❤️ \\n \\" \\/ \\\\"', -1),
        ('"\\u001b"', 1),
        ('"a\\t"', 2),
        ('"É"', 1),
        ('"…"', 1),
        ('"\x1b"', 1),
        ('"\u202e"', 1),
        ('"e\u0301"', 2),
        ('"x' + "\u200d" * 9 + '"', 2),
        ('"x' + "\u200d" * 8 + '"', -1),
    ],
)
def test_what_must_be_looked_at_is_found(json_text, place):
    found = first_unsteady(json_text.encode(), 0)
    assert found == (-1 if place < 0 else len(json_text[:place].encode()))


@pytest.mark.parametrize(
    ("joined", "is_steady", "found"),
    [
        (f"{ROW}a b{FIELD}{ROW}{LINKS}{FIELD}c{FIELD}", False, -1),
        (f"{ROW}a  b{FIELD}", True, 2),
        (f"{ROW}a {FIELD}", True, 2),
        (f"{ROW}a{FIELD} b{FIELD}", True, 2),
        (f"{ROW} a{FIELD}", True, 0),
        (f"{ROW}É{FIELD}", True, -1),
        (f"{ROW}É{FIELD}", False, 1),
    ],
)
def test_white_space_that_is_no_single_space_is_untidy(joined, is_steady, found):
    assert first_untidy(joined.encode(), 0, is_steady=is_steady) == found
