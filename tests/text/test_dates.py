from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.text.dates import Moment, today

DAY = 86_400_000


def ms(*when, zone=UTC):
    return int(datetime(*when, tzinfo=zone).timestamp()) * 1000


STATED = [
    ("2012", "year", ms(2012, 1, 1), ms(2013, 1, 1)),
    ("2012-11", "month", ms(2012, 11, 1), ms(2012, 12, 1)),
    ("2012-12", "month", ms(2012, 12, 1), ms(2013, 1, 1)),
    ("2020-02", "month", ms(2020, 2, 1), ms(2020, 3, 1)),
    ("2020-06-07", "day", ms(2020, 6, 7), ms(2020, 6, 8)),
    ("2024-02-29", "day", ms(2024, 2, 29), ms(2024, 3, 1)),
    ("1969-12-31", "day", -DAY, 0),
    ("2024-01-05T17:03Z", "minute", ms(2024, 1, 5, 17, 3), ms(2024, 1, 5, 17, 4)),
    ("2024-01-05T17:03:22Z", "second", ms(2024, 1, 5, 17, 3, 22), ms(2024, 1, 5, 17, 3, 23)),
    ("2024-01-05T17:03:22", "second", ms(2024, 1, 5, 17, 3, 22), ms(2024, 1, 5, 17, 3, 23)),
    ("2024-01-05T23:30+05:30", "minute", ms(2024, 1, 5, 18), ms(2024, 1, 5, 18, 1)),
    ("2024-01-05T23:30:00-08:00", "second", ms(2024, 1, 6, 7, 30), ms(2024, 1, 6, 7, 30, 1)),
    ("9999", "year", ms(9999, 1, 1), ms(9999, 12, 31) + DAY),
    ("9999-12", "month", ms(9999, 12, 1), ms(9999, 12, 31) + DAY),
    ("0001-01-01", "day", ms(1, 1, 1), ms(1, 1, 2)),
]


@pytest.mark.parametrize(("text", "precision", "start", "stop"), STATED)
def test_a_date_is_an_interval_of_its_precision(text, precision, start, stop):
    moment = Moment.parse(text)
    assert (moment.precision, moment.start, moment.stop) == (precision, start, stop)


@pytest.mark.parametrize("text", [row[0] for row in STATED])
def test_a_date_is_written_as_it_was_stated(text):
    assert str(Moment.parse(text)) == text
    assert Moment.parse(str(Moment.parse(text))) == Moment.parse(text)


def test_a_day_is_not_midnight():
    day, midnight = Moment.parse("2020-06-07"), Moment.parse("2020-06-07T00:00:00Z")
    assert day != midnight
    assert day.start == midnight.start
    assert day.stop - day.start == DAY


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" 2020-06-07\n", "2020-06-07"),
        ("2024-01-05 17:03:22Z", "2024-01-05T17:03:22Z"),
        ("2024-01-05t17:03:22z", "2024-01-05T17:03:22Z"),
        ("2024-01-05T17:03:22+00:00", "2024-01-05T17:03:22Z"),
        ("2024-01-05T17:03:22-0000", "2024-01-05T17:03:22Z"),
        ("2024-01-05T17:03:22,5Z", "2024-01-05T17:03:22.5Z"),
        ("2024-01-05T17:03:22.123456789Z", "2024-01-05T17:03:22.123456Z"),
        ("2024-01-05T17:03:22+0530", "2024-01-05T17:03:22+0530"),
    ],
)
def test_spellings_of_one_date_are_written_in_one_way(text, written):
    assert str(Moment.parse(text)) == written


def test_a_part_of_a_second_orders_two_posts():
    early, late = Moment.parse("2024-01-05T17:03:22.1Z"), Moment.parse("2024-01-05T17:03:22.25Z")
    assert late.start - early.start == 150
    assert early.precision == "second"


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "20240105", "2024-1-5", "2024-01-", "24-01-05", "12024", "2024-01-05T",
        "2024-01-05T17", "2024-01-05T17:03:22 UTC", "2024-W01", "-2024", "٢٠٢٤", "2024-01-05Z",
        "2024-01-05T17:03:22.1234567890Z",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_ways_to_write_one(text):
    with pytest.raises(ValueError, match="not a date: write 2024, 2024-01"):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0000", "no year 0"),
        ("2024-00", "no month 0"),
        ("2024-13", "no month 13"),
        ("2024-00-10", "no month 0"),
        ("2024-01-00", "January 2024 has no day 0"),
        ("2024-02-30", "February 2024 has no day 30"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("2024-02-30T10:00Z", "no calendar has '2024-02-30T10:00Z'"),
        ("2024-01-05T24:00Z", "no calendar has"),
        ("2024-01-05T10:60Z", "no calendar has"),
        ("2024-01-05T10:00:61Z", "no calendar has"),
        ("2024-01-05T10:00+24:00", "no calendar has"),
        ("0001-01-01T00:00+05:00", "no calendar has"),
        ("9999-12-31T23:59-05:00", "no calendar has"),
    ],
)
def test_a_date_that_no_calendar_has_is_refused_by_name(text, message):
    with pytest.raises(ValueError, match=message):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("2012", "2012", "2012 (year only)"),
        ("2012-11", "Nov 2012", "November 2012 (month only)"),
        ("2024-01-12", "12 Jan 2024", "Friday 12 January 2024 (day only)"),
        ("2024-01-05T17:03Z", "5 Jan 2024", "Friday 5 January 2024, 17:03 UTC"),
        ("2024-01-05T17:03:22Z", "5 Jan 2024", "Friday 5 January 2024, 17:03:22 UTC"),
        ("2024-01-05T17:03:22.5Z", "5 Jan 2024", "Friday 5 January 2024, 17:03:22 UTC"),
        ("2024-01-05T17:03+05:30", "5 Jan 2024", "Friday 5 January 2024, 11:33 UTC"),
        ("2024-01-05T17:03:22", "5 Jan 2024", "Friday 5 January 2024, 17:03:22 (zone not stated)"),
    ],
)
def test_a_date_in_words_says_what_is_not_known(text, short, long):
    moment = Moment.parse(text)
    assert (moment.day, moment.in_full) == (short, long)


def test_words_use_the_clock_of_the_reader(new_york):
    moment = Moment.parse("2024-01-01T02:30:00Z")
    assert moment.shown == datetime(2023, 12, 31, 21, 30)
    assert moment.day == "31 Dec 2023"
    assert moment.in_full == "Sunday 31 December 2023, 21:30:00 EST"
    assert Moment.parse("2024-07-01T02:30+02:00").in_full == "Sunday 30 June 2024, 20:30 EDT"


@pytest.mark.parametrize("text", ["2024", "2024-01", "2024-01-01", "2024-01-01T02:30"])
def test_a_date_without_a_zone_is_shown_as_it_is_stated(new_york, text):
    assert Moment.parse(text).shown.isoformat().startswith(text)


def test_a_date_can_be_made_of_its_parts():
    assert Moment.of(2012) == Moment.parse("2012")
    assert Moment.of(2012, 11) == Moment.parse("2012-11")
    assert Moment.of(2012, 11, 5) == Moment.parse("2012-11-05")
    with pytest.raises(ValueError, match="no month 0"):
        Moment.of(2012, 0)


@given(st.dates())
def test_every_day_of_the_calendar_is_read_as_itself(day):
    moment = Moment.parse(day.isoformat())
    assert str(moment) == day.isoformat()
    assert moment.stop - moment.start == DAY
    assert Moment.of(day.year, day.month).start <= moment.start
    assert moment.stop <= Moment.of(day.year, day.month).stop <= Moment.of(day.year).stop


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
years = (datetime(2, 1, 1), datetime(9998, 12, 31))


@given(st.datetimes(*years, timezones=zones))
def test_every_second_of_every_zone_is_read_as_itself(when):
    when = when.replace(microsecond=0)
    text = when.isoformat().replace("+00:00", "Z")
    moment = Moment.parse(text)
    assert str(moment) == text
    assert moment.start == (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert moment.shown == when.astimezone(UTC).replace(tzinfo=None)
    assert moment.in_full.split()[1] == str(moment.shown.day)


@given(st.text("0123456789-:TZ+. ", max_size=30) | st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    try:
        moment = Moment.parse(text)
    except ValueError:
        return
    assert moment.start < moment.stop
    assert moment.day
    assert moment.in_full
    assert Moment.parse(str(moment)) == moment


def test_today_is_a_day_in_utc():
    before = datetime.now(UTC).date()
    assert before <= today() <= datetime.now(UTC).date()
