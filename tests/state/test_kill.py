"""A program killed while it saves marks loses none that it said, and leaves a whole file."""

from pathlib import Path

from tests.state.kill import kill_once, timeline


def test_a_killed_program_has_saved_every_mark_that_it_said(tmp_path: Path) -> None:
    path = timeline(tmp_path)
    outcome = kill_once(path, tmp_path, after=7, delay=0.004)
    assert outcome.said >= 7
    assert outcome.saved >= outcome.said
    assert (outcome.lost, outcome.is_whole) == (0, True)
