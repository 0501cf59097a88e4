"""The header: what is known of the reading is on it, however narrow the window."""

import pytest

from tests.ui.harbor import PROFILE, reading
from tui_feed.browse.status_lines import FileStatus
from tui_feed.ui.widgets.header import FOLDED_BELOW, draw_header

PALETTE = reading().palette
PROGRESS = "reading 34%, 120,000 posts, 14,000 a second, 12 s left; ctrl+c stops"
CHANGED = "harbor.jsonl has changed since it was read; r reads it again"


def top(standing: FileStatus, width: int) -> str:
    canvas = draw_header(PROFILE, standing, width, PALETTE, folded=width < FOLDED_BELOW)
    return "".join(segment.text for segment in canvas.lines[0])


@pytest.mark.parametrize("width", range(38, 120))
def test_a_reading_that_goes_on_is_on_the_header_at_any_width(width: int) -> None:
    standing = FileStatus("harbor.jsonl", PROGRESS, brief="reading, 120,000 posts", is_read=False)
    assert "reading" in top(standing, width)
    assert "120,000 posts" in top(standing, width)


@pytest.mark.parametrize("width", range(38, 120))
def test_a_file_that_has_changed_is_on_the_header_at_any_width(width: int) -> None:
    line = top(FileStatus("harbor.jsonl", CHANGED, brief=CHANGED), width)
    assert "harbor.jsonl has changed" in line
    assert "Harbor" in line
