"""`clean` leaves plain text as it is, and `fold` folds each of its letters for itself."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import texts
from tui_feed.query.folding import fold, fold_plain
from tui_feed.text.plain import FIELD, LINKS, PLAIN, ROW, first_special, first_untidy
from tui_feed.text.sanitize import clean

EVERY = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
KNOWN = [character for character in EVERY if re.fullmatch(f"[{PLAIN}]", character)]


def composed_of() -> set[str]:
    """Return every character with a role as the second part of another."""
    parts = (unicodedata.decomposition(character).split() for character in EVERY)
    return {chr(int(each[1], 16)) for each in parts if len(each) == 2 and each[0][0] != "<"}


def test_no_plain_character_is_cleaned_or_composed_and_each_is_folded_for_itself():
    seconds = composed_of()
    assert len(KNOWN) > 30_000
    for character in KNOWN:
        assert clean(character) == character
        assert fold(character).encode() == fold_plain(character.encode())
        assert not unicodedata.combining(character)
        assert character not in seconds


steady = st.text(st.sampled_from(KNOWN), max_size=30)


@given(steady)
def test_plain_text_is_clean_and_folded_letter_by_letter(text):
    if first_special(text.encode(), 0) < 0:  # no pile of joiners
        assert clean(text) == text
        assert fold(text).encode() == fold_plain(text.encode())


@given(texts)
def test_what_is_found_steady_needs_nothing_done_to_it(text):
    spelled = json.dumps(clean(text), ensure_ascii=False)
    if first_special(spelled.encode(), 0) < 0:
        assert fold(clean(text)).encode() == fold_plain(clean(text).encode())


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
    found = first_special(json_text.encode(), 0)
    assert found == (-1 if place < 0 else len(json_text[:place].encode()))


@pytest.mark.parametrize(
    ("joined", "is_plain", "found"),
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
def test_white_space_that_is_no_single_space_is_untidy(joined, is_plain, found):
    assert first_untidy(joined.encode(), 0, is_plain=is_plain) == found
