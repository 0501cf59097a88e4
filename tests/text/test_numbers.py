import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_feed.text.numbers import LARGEST_COUNT, PrintedCount, format_count, parse_count

counts = st.integers(0, LARGEST_COUNT) | st.integers(0, 2_000_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("9,515", 9515),
        ("9.515", 9515),
        ("9 515", 9515),
        ("9\u00a0515", 9515),
        ("9\u202f515", 9515),
        ("9'515", 9515),
        ("9’515", 9515),
        ("1,234,567", 1_234_567),
        (" 2,227 ", 2227),
        ("9223372036854775807", LARGEST_COUNT),
        ("9,223,372,036,854,775,807", LARGEST_COUNT),
    ],
)
def test_a_number_without_a_unit_is_exact(text, value):
    assert parse_count(text) == PrintedCount(value, approximate=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14.8K", 14_800),
        ("453K", 453_000),
        ("453k", 453_000),
        ("1.2M", 1_200_000),
        ("1,2 M", 1_200_000),
        ("1,2\u00a0M", 1_200_000),
        ("1,2\u202fM", 1_200_000),
        ("1 234 M", 1_234_000_000),
        ("1.234.567 M", 1_234_567_000_000),
        ("3 Mio.", 3_000_000),
        ("12,5 Tsd.", 12_500),
        ("1.5B", 1_500_000_000),
        ("1.2万", 12_000),
        ("3億", 300_000_000),
        ("1,2 тыс.", 1200),
        ("1,2 ТЫС.", 1200),
        ("4.5만", 45_000),
    ],
)
def test_a_number_with_a_unit_is_approximate(text, value):
    assert parse_count(text) == PrintedCount(value, approximate=True)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "K", "-5", "+5", "1.5", "1,5", "12,34", "1,2345", "1.234,567", "14,", "2024.",
        "5 posts", "1..2K", "0x10", "1e3", "½", "١٢", "²", "1\n2", "mİ", "0mİ", "1mıl",
        "9,223,372,036,854,775,808", "9" * 400, "999999999B" * 2, "10000000000B",
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused(text):
    assert parse_count(text) is None


@pytest.mark.parametrize(
    ("value", "approximate", "text"),
    [
        (0, False, "0"),
        (999, True, "999"),
        (9515, False, "9,515"),
        (14_800, True, "14.8K"),
        (100_000, True, "100K"),
        (453_000, True, "453K"),
        (1_200_000, True, "1.2M"),
        (2_000_000_000, True, "2B"),
    ],
)
def test_a_count_is_printed_as_its_source_printed_it(value, approximate, text):
    assert format_count(value, approximate=approximate) == text


@given(counts)
@example(LARGEST_COUNT)
def test_an_exact_count_survives_printing_and_reading(value):
    assert parse_count(format_count(value)) == PrintedCount(value, approximate=False)


@given(counts)
@example(1_234_567)
@example(LARGEST_COUNT)
def test_an_approximate_count_survives_printing_and_reading(value):
    printed = format_count(value, approximate=True)
    assert parse_count(printed) == PrintedCount(value, approximate=value >= 1000)


@settings(max_examples=300)
@given(st.text(st.sampled_from("0123456789.,' \u00a0KkMmiİıſlTtsd万B"), max_size=12) | st.text())
def test_no_text_breaks_the_reader(text):
    count = parse_count(text)
    assert count is None or 0 <= count.value <= LARGEST_COUNT


def test_a_hundred_thousand_digits_are_no_count():
    assert parse_count("1" * 100_000) is None
    assert parse_count("1," * 50_000) is None
