"""The reader's time zone, from an option or the environment, and its clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.text.zones import Zone, zone_named, zone_of_machine

NEW_YORK = zone_named("America/New_York")


def ms(*when: int) -> int:
    return (datetime(*when, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        milliseconds=1
    )


def test_a_zone_has_its_own_clock():
    assert NEW_YORK.local(ms(2024, 1, 1, 2, 30)) == ms(2023, 12, 31, 21, 30)
    assert NEW_YORK.moment(ms(2023, 12, 31)) == ms(2023, 12, 31, 5)
    assert NEW_YORK.word(ms(2024, 1, 1)) == "EST"
    assert NEW_YORK.word(ms(2024, 7, 1)) == "EDT"
    assert zone_named("Asia/Kathmandu").word(0) == "UTC+05:30"


def test_a_day_that_begins_with_a_skipped_hour_begins_where_it_was_skipped():
    assert zone_named("America/Sao_Paulo").moment(ms(2018, 11, 4)) == ms(2018, 11, 4, 3)


@given(st.integers(ms(1, 1, 1), ms(9999, 12, 31, 23, 59)))
def test_every_moment_has_a_local_time(moment):
    assert abs(NEW_YORK.local(moment) - moment) <= 5 * 3_600_000
    assert NEW_YORK.word(moment)
    assert abs(NEW_YORK.moment(moment) - moment) <= 5 * 3_600_000


@pytest.mark.parametrize("name", ["", "UTC", "Etc/UTC", ":UTC"])
def test_utc_has_several_names(name):
    assert zone_of_machine({"TZ": name}).is_utc
    assert zone_of_machine({"TZ": name}).name == "UTC"


@pytest.mark.parametrize(
    ("stated", "hour"),
    [
        ("America/New_York", -5),
        (":America/New_York", -5),
        ("EST5EDT", -5),
        ("JST-9", 9),
        ("<+03>-3", 3),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 1),
    ],
)
def test_the_environment_names_a_zone_or_a_rule(stated, hour):
    zone = zone_of_machine({"TZ": stated})
    assert zone.local(ms(2024, 1, 1)) == ms(2024, 1, 1) + hour * 3_600_000


def test_a_rule_changes_the_clock_in_summer():
    zone = zone_of_machine({"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"})
    assert zone.local(ms(2024, 7, 1)) == ms(2024, 7, 1, 2)
    assert zone.word(ms(2024, 7, 1)) == "CEST"


@pytest.mark.parametrize(
    "name",
    ["Europe/Berln", "America", "../../etc/passwd", "/etc/passwd", "Nowhere", "9x", "\x1b[1m"],
)
def test_a_zone_that_is_none_is_named_or_is_utc_in_the_environment(name):
    assert zone_of_machine({"TZ": name}).is_utc
    with pytest.raises(ValueError, match="there is no time zone") as caught:
        zone_named(name)
    assert name in str(caught.value)


def test_a_misspelt_zone_is_suggested():
    with pytest.raises(ValueError, match="did you mean Europe/Berlin"):
        zone_named("Europe/Berln")


def test_a_machine_without_a_zone_has_utc(monkeypatch):
    monkeypatch.setattr("tui_feed.text.zones._MACHINE", "/nowhere")
    assert zone_of_machine({}).is_utc


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_the_way_to_local_time_and_back_is_the_way_to_the_first_such_moment(when):
    zone = Zone("Europe/Berlin", ZoneInfo("Europe/Berlin"))
    moment = ms(when.year, when.month, when.day, when.hour, when.minute)
    assert zone.moment(zone.local(moment)) in (moment, moment - 3_600_000)
