import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.text.surrogates import halves_decoded, joined_halves, joined_references


def as_halves(text: str) -> bytes:
    """Return CESU-8: each half of a character encoded by itself."""
    units = text.encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(chr(high << 8 | low) for high, low in pairs).encode("utf-8", "surrogatepass")


@given(st.text())
def test_halves_are_joined_and_all_else_stays(text):
    assert joined_halves(text) == text
    assert halves_decoded(as_halves(text)) == text


@pytest.mark.parametrize(
    ("markup", "read_as"),
    [
        ("a &#55357;&#56970; b", "a \U0001f68a b"),
        ("a &#xD83D;&#xDE8A; b", "a \U0001f68a b"),
        ("a &#xd83d; b", "a \ufffd b"),
        ("a &#xDE8A;&#xD83D; b", "a \ufffd\ufffd b"),
        ("a &#128139; &#xE9; &amp; &#x1F68A;", "a &#128139; &#xE9; &amp; &#x1F68A;"),
        ("&#55357", "&#55357"),
    ],
)
def test_references_to_halves_are_the_character(markup, read_as):
    assert joined_references(markup) == read_as


def test_other_bytes_are_no_halves():
    assert halves_decoded(b"caf\xe9") is None
