import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.loaders.page_capture.printed_dates import read_date, read_joined

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}


def day(text, year=None):
    found = read_date(text)
    return None if found is None else str(found.resolve(year))


@pytest.mark.parametrize("names", [*MONTHS.values(), *SHORT.values()], ids=[*MONTHS, *SHORT])
def test_the_months_of_every_language_are_known(names):
    for number, name in enumerate(names.split(), 1):
        assert day(f"3 {name} 2021") == f"2021-{number:02}-03"
        assert day(f"{name.title()} 3, 2021") == f"2021-{number:02}-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jun 7, 2020", "2020-06-07"),
        ("7 Jun 2020", "2020-06-07"),
        ("June 7, 2020", "2020-06-07"),
        ("12 mars 2024", "2024-03-12"),
        ("1er mars 2024", "2024-03-01"),
        ("12. März 2024", "2024-03-12"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("12 de mar. de 2024", "2024-03-12"),
        ("2024年3月5日", "2024-03-05"),
        ("2024년 3월 5일", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("3.5.2024", "2024-05-03"),
        ("12 Ağu 2024", "2024-08-12"),
        ("12 мар. 2024 г.", "2024-03-12"),
        ("12 бер. 2024 р.", "2024-03-12"),
        ("12 thg 3, 2024", "2024-03-12"),
        ("12 tháng 3 năm 2024", "2024-03-12"),
        ("12 มี.ค. 2024", "2024-03-12"),
        ("12 มี.ค. 2567", "2024-03-12"),
        ("12\u200f/03\u200f/2024", "2024-03-12"),
        ("١٢ مارس ٢٠٢٤", "2024-03-12"),
        ("۱۲ مارس ۲۰۲۴", "2024-03-12"),
        ("12 मार्च 2024", "2024-03-12"),
        ("2024. márc. 12.", "2024-03-12"),
        ("12 paź 2024", "2024-10-12"),
        ("7\u00a0juin\u202f2020", "2020-06-07"),
        ("Feb 29, 2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_it_is_printed(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize(
    "text", ["Mar 3", "3 mars", "3. März", "3 de marzo", "3月3日", "3월 3일", "3 mrt"]
)
def test_a_date_without_its_year_is_of_the_year_of_the_page(text):
    assert day(text, 2026) == "2026-03-03"
    assert day(text) == "None"
    assert not read_date(text).is_relative


@pytest.mark.parametrize(
    "text",
    ["5h", "3m", "42s", "2d", "now", "5 Std.", "3 min", "jetzt", "5 u", "3分", "5時間", "5시간",
     "5 hours ago"],
)  # fmt: skip
def test_a_date_that_counts_back_is_known_for_what_it_is(text):
    assert read_date(text).is_relative
    assert day(text, 2026) == "None"


def test_a_leap_day_needs_its_year():
    assert day("Feb 29", 2024) == "2024-02-29"
    assert day("Feb 29", 2026) == "None"


@pytest.mark.parametrize(
    "text",
    ["", "Feb 30, 2024", "Jun 7, 20", "Juni", "7 liepos 2020", "Line 4", "2024", "14K",
     "Maybe 3", "13月1日", "Jun 0", "x" * 100_000, "May I?", "sept"],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Joined November 2012", "2012-11"),
        ("A rejoint X en novembre 2012", "2012-11"),
        ("Inscrit en août 2009", "2009-08"),
        ("Seit November 2012 bei X", "2012-11"),
        ("Se unió en noviembre de 2012", "2012-11"),
        ("Ingressou em novembro de 2012", "2012-11"),
        ("Iscrizione: novembre 2012", "2012-11"),
        ("Lid geworden in november 2012", "2012-11"),
        ("2012年11月からXを利用しています", "2012-11"),
        ("가입일: 2012년 11월", "2012-11"),
        ("Joined the fight in November 2012", "None"),
        ("Joined November", "None"),
        ("Joined Maybe 2012", "None"),
    ],
)
def test_the_month_of_joining_is_read(text, expected):
    assert str(read_joined(text)) == expected


@given(st.text(max_size=30))
def test_any_line_is_a_date_or_not(text):
    found = read_date(text)
    assert found is None or found.text == text
    read_joined(text)
