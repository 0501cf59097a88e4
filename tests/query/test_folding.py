"""Case, width, composition and accents make no difference between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.query.folding import fold, searchable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tram", "tRAM"),
        ("STRASSE", "straße"),
        ("ＴＲＡＭ", "tram"),
        ("e\u0301t", "Ét"),
        ("ΟΔΟΣ", "οδος"),
        ("naive", "naïve"),
        ("ελλαδα", "Ελλάδα"),
        ("CubaYChacon", "cubaychacón"),
        ("Istanbul", "İSTANBUL"),
        ("Istanbul", "ıstanbul"),
        ("Lodz", "Łódź"),
        ("tieng viet", "Tiếng Việt"),
        ("елка", "Ёлка"),
        ("مدرس", "مُدَرِّس"),
        ("don't", "Don’t"),
        ("hyphen", "hy\u00adphen"),
        ("zerowidth", "zero\u200bwidth"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tram", "trams"),
        ("a b", "ab"),
        ("мои", "мой"),
        ("か", "が"),
        ("हद", "हिद"),
        ("ม", "มี"),
        ("і", "ї"),
    ],
)
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text):
    assert fold(text + "語") == fold(text) + "語"


@given(st.text(alphabet="aB \n\t\u00a0\u3000"))
def test_white_space_of_any_kind_is_one_space(text):
    assert searchable(text) == " ".join(text.lower().split())
