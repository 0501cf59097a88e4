"""Nothing that a stranger wrote reaches the terminal as a control, wherever it stands.

The short form; `python -m tests.tty.wire` and `python -m tests.tty.fields` are the long ones.
"""

import os
import re
from itertools import chain, islice
from pathlib import Path

import pytest

from tests.tty.fields import everywhere_at_once, found_in, product
from tests.tty.forms import Form, forms
from tests.tty.payloads import PAYLOADS, RAW, UNSAFE, harmless
from tests.tty.sequences import Written, written
from tests.tty.wire import ESC, NAME, USUAL, VIEWS, faults, hostile, run, settings
from tui_feed.text.sanitize import clean
from tui_feed.text.scrub import scrubbed

NOTHING = written(b"")
FORMS = {form.name: form for form in forms()}
OF_EACH = {
    form.module: form
    for form in sorted(forms(), key=lambda form: -sum(map(len, form.files.values())))
    if form.module
}
"""The smallest fixture of each format."""
SHOWN = (
    "timeline", "page", "profile", "tags", "people", "record", "notices", "thread", "link",
    "palette", "saved filters", "completion of a source", "history", "a name pasted",
)  # fmt: skip
"""The views of the short walk; the others are in the long one."""


@pytest.mark.parametrize("text", [*PAYLOADS.values(), *map(harmless, PAYLOADS.values())])
def test_each_of_the_two_doors_is_whole_by_itself(text: str) -> None:
    assert not UNSAFE.search(clean(text))
    tags = re.sub("[\U000e0000-\U000e007f]", "", scrubbed(text))  # they act on nothing
    assert not UNSAFE.search(tags)


def test_every_class_of_payload_is_harmless_in_every_field_of_a_native_line() -> None:
    form = [FORMS["native/by_hand.jsonl"]]
    each = [case for case in everywhere_at_once(form) if case[1] in ("as it is", "bytes")]
    number, wrong = found_in(chain(each, product(form, by_class=False)))
    assert number > len(PAYLOADS) + len(RAW)
    assert not wrong


@pytest.mark.parametrize("module", OF_EACH)
def test_all_payloads_are_harmless_in_every_format(module: str) -> None:
    """In every field at once, in each way to spell them, and bytes that are no text."""
    form = OF_EACH[module]
    cases = [case for case in everywhere_at_once([form]) if case[2] == "all" or case[1] == "bytes"]
    number, wrong = found_in(cases)
    assert number >= 10
    assert not wrong


def test_no_sequence_reaches_the_terminal_that_harmless_text_does_not_bring(tmp_path: Path) -> None:
    of = [FORMS[name] for name in ("native/by_hand.jsonl", "x_archive/harbor", "feeds/nitter.xml")]
    views = [view for view in VIEWS if view.name in SHOWN]
    assert len(views) == len(SHOWN)
    found, lost = hostile(tmp_path, of, views)
    assert not faults(NOTHING, found)
    assert not lost
    assert found.kinds["CSI 'nm'"] > 1_000
    assert "PWN" in found.text
    assert "[@click=app.quit]" in found.text


@pytest.mark.parametrize("options", [["--check"], ["--format", "text"], ["--format", "jsonl"]])
def test_what_is_printed_on_a_terminal_holds_no_sequence_at_all(tmp_path: Path, options) -> None:
    of: list[Form] = [FORMS["native/by_hand.jsonl"], FORMS["native/broken.jsonl"]]
    paths = []
    for number, form in enumerate(of):
        [(_, _, _, make)] = islice(
            everywhere_at_once([form]), len(PAYLOADS) // 2, len(PAYLOADS) // 2 + 1
        )
        paths.append(str(form.write(make(), tmp_path / f"{number}{NAME}")))
    strange = settings(but=("HOME", "NO_COLOR", "COLUMNS", "LINES"))
    found = run([*paths, *options], strange)
    assert found.text
    assert not found.kinds
    assert not found.unsafe


@pytest.mark.parametrize(
    "arguments", [[NAME], ["--check", NAME], [f"--q{NAME}"], ["--filter", f"({NAME}"]]
)
def test_no_mistake_is_said_with_a_sequence(arguments: list[str]) -> None:
    found = run(arguments)
    assert "tui-feed: " in found.text
    assert "Traceback" not in found.text
    assert not found.kinds
    assert not found.unsafe


def test_a_wire_with_a_control_on_it_would_be_noticed() -> None:
    for text in (
        "\x1b]0;x\x07",
        "\x1b[2J",
        "\x1b[6n",
        "a\x07b",
        "\x9b2J",
        "\u202e",
        "\x1b]52;c;?\x07",
        "\x1b7x\x1b8",
        "\x1b[9C",
        "\x1b\\",
    ):
        assert faults(NOTHING, written(text.encode())), ascii(text)
    for usual in ("\x1b[38;2;1;2;3mtext\x1b[0m", f"{ESC}[3;4H", "\x1b[?2026h", "電車\r\n"):
        assert not faults(NOTHING, written(usual.encode())), ascii(usual)
    assert isinstance(NOTHING, Written)
    assert "CSI '2J'" not in USUAL
    assert os.fsencode(NAME).endswith(b"\xff")
