"""How it looks: a few screens, pinned. `pytest --snapshot-update` after looking at the new ones."""

import pytest

from tests.ui.harbor import reading

SIZES = {"wide": (120, 36), "narrow": (80, 24), "small": (40, 12)}


@pytest.mark.parametrize("size", SIZES)
def test_the_timeline(snap_compare: object, size: str) -> None:
    assert callable(snap_compare)
    assert snap_compare(reading(), terminal_size=SIZES[size])


def test_the_light_theme_and_an_open_post(snap_compare: object) -> None:
    assert callable(snap_compare)
    app = reading(theme="light")
    assert snap_compare(app, terminal_size=SIZES["narrow"], press=["enter"])


def test_plain(snap_compare: object) -> None:
    assert callable(snap_compare)
    assert snap_compare(reading(plain=True), terminal_size=SIZES["narrow"])


def test_the_list_of_tags(snap_compare: object) -> None:
    assert callable(snap_compare)
    assert snap_compare(reading(), terminal_size=SIZES["narrow"], press=["number_sign"])
