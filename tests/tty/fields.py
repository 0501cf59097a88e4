"""Every class of payload in every text field of every format, without a terminal.

What is read is printed in every way and drawn in every view, and looked at: no control in it, no
line wider than it may be. `python -m tests.tty.fields` goes through the whole product.
"""

import asyncio
import io
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from itertools import chain, count
from pathlib import Path

from rich.cells import cell_len
from textual.theme import BUILTIN_THEMES

from tests.printers.printing import printed
from tests.tty.forms import Form, forms, is_fixed
from tests.tty.payloads import MEASURED, PAYLOADS, RAW, UNSAFE
from tui_feed.browse.filtering.completions import completions
from tui_feed.browse.filtering.groups import facet_lists, values_of
from tui_feed.browse.source import find_record
from tui_feed.browse.status_lines import empty_words, file_status, title_words
from tui_feed.ingest import Loading
from tui_feed.printers import FORMATS
from tui_feed.printers.report import print_report
from tui_feed.ui.dialogs.link_question import link_choices
from tui_feed.ui.dialogs.notices import draw_notices, draw_record
from tui_feed.ui.dialogs.picker import Choice
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.hyperlinks import add_hyperlinks
from tui_feed.ui.render.colours.palette import Palette, palette_for
from tui_feed.ui.render.posts.card import draw_card
from tui_feed.ui.render.posts.page import draw_page
from tui_feed.ui.terminal.window_title import title_sequence
from tui_feed.ui.widgets.header import draw_header, draw_profile

STAND_IN = "STANDIN"
"""Stands for bytes that are no text while a file is made."""
_URL = re.compile(r"https?://[-0-9a-z.:\[\]]+(?:[/?#][!-~]*)?")
PALETTE: Palette = palette_for(BUILTIN_THEMES["textual-dark"])
WIDTHS = (24, 61)


def as_references(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"&#{ord(c)};" for c in text)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "escaped": escape,
    "as references": as_references,
    "as references, escaped": lambda text: escape(as_references(text)),
}
"""The ways in which a format may hold a text."""


def faults_of(path: Path) -> Iterator[str]:
    """Yield what reaches somebody of a timeline and must not."""
    loading = Loading((str(path),))
    if loading.failure:
        yield from _unsafe("the refusal", loading.failure)
        return
    loading.step(float("inf"))
    feed = loading.feed
    for name, text in _printed(loading):
        yield from _unsafe(name, *text.split("\n"))
    for name, canvas in _drawn(loading):
        add_hyperlinks(canvas)
        for line in canvas.lines:
            links = [each.style.link for each in line if each.style and each.style.link]
            yield from (f"{name}: link {each!a}" for each in links if not _URL.fullmatch(each))
            yield from _unsafe(name, *(segment.text for segment in line))
            wide = sum(cell_len(segment.text) for segment in line)
            if wide > canvas.width:
                yield f"{name}: {wide} cells in {canvas.width}"
    for row in range(len(feed)):
        for choice in link_choices(feed.post(row)):
            yield from _unsafe_choice("links", choice)
    for group in facet_lists():
        for value, _ in values_of(feed, group, None):
            choice = Choice(group.label(value), "", group.term(value))
            yield from _unsafe_choice(group.name, choice)
    for begun in ("#", "@", "from:", "in:", "source:", "domain:", "lang:", "$"):
        for word in completions(feed, begun, len(begun)):
            choice = Choice(word.label, word.note, word.text)
            yield from _unsafe_choice(f"completion of {begun}", choice)
    loading.end()


def _printed(loading: Loading) -> Iterator[tuple[str, str]]:
    feed = loading.feed
    for name in FORMATS:
        yield name, printed(name, feed, range(len(feed))).replace("\r\n", "\n")
    out = io.StringIO()
    print_report(loading.reports, feed.problems, out)
    yield "check", out.getvalue()
    yield "complaints", "\n".join(map(str, feed.problems))
    yield "title", title_sequence(title_words(feed.profiles, loading.name))[4:-1]
    yield "header", "\n".join((loading.name, *empty_words(loading, reading=False, filtered=False)))


def _drawn(loading: Loading) -> Iterator[tuple[str, Canvas]]:
    feed = loading.feed
    standing = file_status(loading, reading=False)
    for width in WIDTHS:
        for profile in (None, *feed.profiles):
            yield "profile", draw_profile(profile, standing, width, PALETTE)
            for folded in (False, True):
                yield "header", draw_header(profile, standing, width, PALETTE, folded=folded)
        yield "notices", draw_notices(feed, width, PALETTE)
        for row in range(len(feed)):
            post = feed.post(row)
            yield "card", draw_card(post, width, PALETTE)
            yield "page", draw_page(post, feed, loading.name, width, PALETTE)
            record = asyncio.run(find_record(loading, post.id, None))
            yield "record", draw_record(post.source or loading.name, record, width, PALETTE)


def _unsafe(name: str, *lines: str) -> Iterator[str]:
    for line in lines:
        if found := UNSAFE.search(line) or ("\n" in line and name):
            sign = "a line end" if isinstance(found, str) else ascii(found[0])
            yield f"{name}: {sign} in {line[:200]!a}"


def _unsafe_choice(name: str, choice: Choice) -> Iterator[str]:
    """Look at a line of a list, which is cut to one line where it is drawn."""
    texts = (choice.label, choice.note, choice.value)
    yield from _unsafe(name, *(text.replace("\n", " ") for text in texts))


def everywhere(form: Form, text: str) -> dict[str, bytes]:
    """Return a form with a text at the end of every field that no record is found by."""
    return form.changed(lambda field, old: old if is_fixed(field, old) else f"{old} {text}")


def in_turn(form: Form, texts: Sequence[str], start: int = 0) -> dict[str, bytes]:
    """Return a form with one text after the other at the ends of its fields."""
    turn = count(start)

    def change(field: str, old: str) -> str:
        return old if is_fixed(field, old) else f"{old} {texts[next(turn) % len(texts)]}"

    return form.changed(change)


def in_one_field(form: Form, field: str, text: str) -> dict[str, bytes]:
    """Return a form with a text at the end of one field."""
    return form.changed(lambda name, old: f"{old}{text}" if name == field else old)


Case = tuple[Form, str, str, Callable[[], dict[str, bytes]]]
"""A form, a field, a payload, and what makes the files that have it there."""


def product(of: list[Form], *, by_class: bool) -> Iterator[Case]:
    """Yield every field, with each payload or with all of them in it."""
    for form in of:
        for field in form.fields():
            payloads = PAYLOADS.items() if by_class else [("all", MEASURED)]
            for name, text in payloads:
                yield form, field, name, lambda f=form, n=field, t=text: in_one_field(f, n, t)


def everywhere_at_once(of: list[Form]) -> Iterator[Case]:
    """Yield each payload in every field at once, in every spelling."""
    for form in of:
        for name, text in chain(PAYLOADS.items(), [("all", MEASURED)]):
            for spelling, spell in SPELLINGS.items():
                spelt = spell(text)
                if spelt != text or spelling == "as it is":
                    yield form, spelling, name, partial(everywhere, form, spelt)
        for name, data in RAW.items():
            yield (
                form,
                "bytes",
                name,
                lambda f=form, d=data: {
                    file: old.replace(STAND_IN.encode(), d)
                    for file, old in everywhere(f, STAND_IN).items()
                },
            )


def found_in(cases: Iterable[Case], *, most: int = 20) -> tuple[int, list[str]]:
    """Return how many cases there were, and the first faults."""
    cases_seen, faults = 0, []
    for form, where, payload, make in cases:
        cases_seen += 1
        with tempfile.TemporaryDirectory() as folder:
            path = form.write(make(), Path(folder))
            try:
                found = list(faults_of(path))
            except Exception as error:
                found = [f"{type(error).__name__}: {error}"]
        faults += [f"{form.name}, {where}, {payload}: {each}" for each in found[:2]]
        if len(faults) >= most:
            break
    return cases_seen, faults


def main(argv: list[str]) -> int:
    """Go through the product; `--all` takes each class in each field, else all classes at once."""
    chosen = [form for form in forms() if not argv[1:] or any(w in form.name for w in argv[1:])]
    total: list[str] = []
    print("format                                   fields  cases  faults  seconds")
    for form in chosen:
        began = time.perf_counter()
        cases = chain(everywhere_at_once([form]), product([form], by_class="--all" in argv))
        number, faults = found_in(cases)
        seconds = time.perf_counter() - began
        print(f"{form.name:40} {len(form.fields()):6} {number:6} {len(faults):7} {seconds:8.1f}")
        print("".join(f"    {fault}\n" for fault in faults), end="", flush=True)
        total += faults
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
