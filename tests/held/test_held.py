"""Nothing lost and nothing invented: fixtures, and samples where they are at hand."""

import pytest

from tests.held.catalogue import ROOTS, samples
from tests.held.comparison import compare
from tests.held.expected import EXPECTED
from tests.held.facts import Held
from tests.held.report import reports
from tests.held.shown import Shown
from tui_feed.text.zones import Zone, set_reader_zone

AT_HAND = list(samples())


@pytest.fixture(autouse=True)
def zone():
    yield
    set_reader_zone(Zone())


@pytest.mark.parametrize("sample", AT_HAND, ids=lambda each: each.name)
def test_what_a_file_holds_is_shown(sample):
    for report in reports(sample, in_own_process=False):
        assert not report.unexplained, "\n".join(map(str, report.unexplained[:20]))
        assert report.compared.values
        meant = {each.why for each in EXPECTED if each.sample == report.name}
        assert meant <= set(report.reasons.values())  # one that is met no longer is to go


def test_every_fixture_is_walked():
    walked = {each.name for each in AT_HAND if each.name.startswith("fixtures/")}
    assert len(walked) > 60
    assert ROOTS["fixtures"].is_dir()


POST = {"type": "post", "id": "1", "text": "Line 4", "metrics": {"likes": 3}}
STATED = {"words": "Line 4", "likes": 3, "views": None, "author": None}


@pytest.mark.parametrize(
    ("post", "fact"),
    [
        (POST | {"text": "Line 5"}, "words"),
        (POST | {"metrics": {}}, "likes"),
        (POST | {"metrics": {"likes": 3, "views": 0}}, "views"),
        (POST | {"author": {"handle": "somebody"}}, "author"),
        (POST | {"id": "2"}, "post"),
    ],
    ids=range(5),
)
def test_a_loss_and_an_invention_are_differences(post, fact):
    assert not compare([Held("1", STATED)], Shown([POST])).differences
    found = compare([Held("1", STATED)], Shown([post])).differences
    assert {each.fact for each in found} == {fact}
