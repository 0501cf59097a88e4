"""Dates read together equal dates read separately."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import moments
from tui_feed.text.dates import Moment
from tui_feed.text.timestamps import MISSING, SPANS, code_of, date_interval, date_intervals


@given(st.lists(moments, max_size=8))
def test_every_date_begins_and_lasts_as_it_says(dates):
    starts, codes = date_intervals([date and str(date) for date in dates])
    for date, start, code in zip(dates, starts, codes, strict=True):
        if date is None:
            assert (start, code) == (MISSING, 0)
        else:
            moment = Moment.parse(date)
            assert (start, start + 1000 * SPANS[code]) == (moment.start, moment.stop)
            assert code == code_of(moment)
            assert date_interval(str(date)) == (start, code)


@given(st.lists(st.datetimes().map(lambda when: f"{when:%Y-%m-%dT%H:%M:%S}Z"), max_size=8))
def test_seconds_of_utc_are_read_as_any_other_date(texts):
    padded = [text.zfill(20) for text in texts]
    assert date_intervals(padded)[0] == [Moment.parse(text).start for text in padded]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024-02-30",
        "2024-02-30T10:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T10:60:00Z",
        "2024-01-01T10:00:60Z",
        "2024-01-01T１0:00:00Z",
        "2024-01-01T 1:00:00Z",
        "２０24-01-01T10:00:00Z",
        "2024-01-01t10:00:00z",
        " 2024-01-01",
        "2024-01-01T10:00:00+00:00",
        "0000-01-01T10:00:00Z",
    ],
)
def test_what_is_no_date_or_written_otherwise_is_refused(text):
    for texts in ([text], ["2024-01-01T10:00:00Z", text], [text, None]):
        with pytest.raises(ValueError, match=r".+"):
            date_intervals(texts)
    with pytest.raises(ValueError, match=r".+"):
        date_interval(text)
