"""Every line has the width that it says, by the measure of every terminal there is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from tests.records import made_post
from tests.ui.harbor import reader_of, reading
from tests.ui.scripts import SCRIPTS
from tui_feed.browse.status_lines import FileStatus
from tui_feed.feed import Feed
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.text.sanitize import clean
from tui_feed.ui.dialogs.help import draw_help
from tui_feed.ui.dialogs.link_question import open_link
from tui_feed.ui.dialogs.notices import draw_notices, draw_record
from tui_feed.ui.render.canvas import Canvas, fit, fit_end, width_of, wrap
from tui_feed.ui.render.chips import draw_chips
from tui_feed.ui.render.posts.card import draw_card
from tui_feed.ui.render.posts.page import draw_page
from tui_feed.ui.render.widths import cells, padded, slack, steady
from tui_feed.ui.terminal.anchoring import anchored
from tui_feed.ui.widgets.header import draw_header, draw_profile

PALETTE = reading().palette
BLOCKS = ((0x80, 0x3400), (0xA000, 0xAC00), (0xF900, 0x12000), (0x1CF00, 0x20000))
EVERY = [chr(code) for block in (*BLOCKS, (0xE0000, 0xE0200)) for code in range(*block)]


def measured(text: str) -> int:
    """Return the width of a text as pyte has it, and with it the terminals of its tables."""
    return sum(map(wcwidth, text))


def post_of(text: str, number: str = "1") -> Post:
    """Return a post that says a text wherever it can."""
    named = {"name": text, "handle": "handle"}
    return made_post(
        id=number,
        author=named,
        created_at="2024-01-12",
        text=f"{text} {text}\n#{text.split()[0]} good.org/{text}",
        reply_to=(text,),
        reposted_by=text,
        media=({"kind": "photo", "alt": text}, {"kind": "video", "alt": text * 3, "duration": 61}),
        card={"title": text, "description": text * 2, "domain": text, "url": "https://good.org/"},
        poll={"options": [{"label": text, "percent": 62}, {"label": "No"}], "total_votes": 3},
        metrics={"views": 5_120},
        content_warning=None,
        client=text,
        versions=({"text": text},),
        quote={
            "id": "2",
            "author": named,
            "created_at": "2024-01-11",
            "text": text * 3,
            "quote": {"id": "3", "author": named, "text": text, "media": ({"kind": "gif"},)},
        },
    )


def canvases(text: str, width: int) -> list[Canvas]:
    post = post_of(text)
    profile = Profile(name=text, handle="h", bio=text * 2, location=text, followers=7)
    standing = FileStatus(text, text, "2023 – 2024")
    return [
        draw_card(post, width, PALETTE),
        draw_page(post, Feed(), text, width, PALETTE),
        draw_header(profile, standing, width, PALETTE, folded=width < 60),
        draw_profile(profile, standing, width, PALETTE),
        draw_record(text, text, width, PALETTE),
        draw_notices(Feed(), width, PALETTE),
    ]


@pytest.mark.parametrize("kind", [*SCRIPTS, "all"])
def test_no_line_is_wider_than_it_may_be_and_all_measures_agree(kind: str) -> None:
    text = clean(SCRIPTS.get(kind) or " ".join(SCRIPTS.values())[:900])
    for width in range(20 + len(kind), 201, 23):
        for canvas in canvases(text, width):
            for line in canvas.lines:
                words = "".join(segment.text for segment in line)
                assert measured(words) == width_of(line) <= width, words
                for segment in line:
                    assert cell_len(segment.text) >= cells(segment.text.rstrip()), words
            for target in canvas.targets:
                assert 0 <= target.start < target.end <= width


def test_at_every_width_an_edge_is_where_it_should_be() -> None:
    for width in range(20, 201):
        card = draw_card(post_of("हिन्दी 👍🏽 한글 漢字 กำลัง"), width, PALETTE)
        for line in card.lines:
            words = "".join(segment.text for segment in line)
            assert measured(words) == width_of(line) <= width
            if words.startswith(("╭", "│", "╰")):
                assert width_of(line) == width
                assert words.endswith(("╮", "│", "╯"))


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_steady_text_stays_as_it_is_and_no_sign_is_lost(kind: str) -> None:
    text = clean(SCRIPTS[kind])
    drawn = steady(text)
    assert steady(drawn) == drawn
    unseen = ("Cf", "Mn", "Cn", "Zs", "Lo", "Mc", "So", "Sk", "No")
    kept = [c for c in text if unicodedata.category(c) not in unseen]
    assert all(c in drawn for c in kept)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("I ❤\ufe0f 👨\u200d👩", "I ❤ 👨👩"),
        ("👍🏽 ok", "👍 ok"),
        ("\U0001f3fd", "[U+1F3FD]"),
        ("🇩🇪", "🄳🄴"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴🄶🄱🄴🄽🄶"),
        ("\U0001fa77 \U0001fae9", ":pink_heart: :tired_face:"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\u1161", "[U+1161]"),
        ("㉈", "(10)"),
        ("a\u200b\u200f\u2060b", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
        ("\u0378", "[U+0378]"),
        ("हिन्दी", "हिन्दी"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_terminals_dispute_has_another_form(text: str, drawn: str) -> None:
    assert steady(text) == drawn


def test_of_every_character_all_measures_agree() -> None:
    for character in EVERY:
        drawn = padded(steady(clean(character))).strip("\n")
        assert measured(drawn) == cell_len(drawn), ascii(character)
        moves_nothing = any(wcwidth(c) == 0 and not unicodedata.combining(c) for c in drawn)
        if moves_nothing or any(unicodedata.category(c) == "Mc" for c in drawn):
            assert anchored(drawn) != drawn or not cell_len(drawn), ascii(character)


TEXTS = st.text(
    st.sampled_from(sorted({c for text in SCRIPTS.values() for c in text} | {"\n"})), max_size=40
)


@given(TEXTS, st.integers(4, 24))
def test_texts_of_mixed_scripts_are_wrapped_and_cut_to_their_width(text: str, width: int) -> None:
    text = steady(clean(text))
    assert cells(fit(text, width)) <= width
    assert cells(fit_end(text, width)) <= width
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cell_len(padded(line)) == cells(line) == measured(padded(line))


def test_no_word_of_an_indic_script_is_broken_where_it_fits() -> None:
    text = SCRIPTS["devanagari"]
    lines = [text[start:end] for start, end in wrap(text, 20)]
    assert " ".join(lines) == text
    assert slack(text) > 0


def test_behind_a_disputed_text_the_cursor_is_put_back() -> None:
    output = "\x1b[1;1H\x1b[1mहिन्दी  \x1b[0m│"
    width = cell_len("हिन्दी  ")
    assert anchored(output) == (
        f"\x1b[1;1H\x1b[1m\x1b7{' ' * width}\x1b8\x1b7हिन्दी\x1b8\x1b[{width}C\x1b[0m│"
    )


@pytest.mark.parametrize("output", ["", "a\x1b[1mb", "é漢😀│", "\x1b]0;हि\x07", "\x1b[1m\u200b"])
def test_other_output_stays_as_it_is(output: str) -> None:
    assert anchored(output) == output


async def test_all_of_the_screen_has_the_width_of_the_terminal() -> None:
    posts = [post_of(clean(text), str(number)) for number, text in enumerate(SCRIPTS.values())]
    app = reading(*posts, query="漢字 OR 👍🏽 OR हिन्दी OR line")

    def check() -> None:
        for strip in app.screen._compositor.render_strips():
            assert strip.cell_length == measured(strip.text) == app.size.width, strip.text

    async with app.run_test(size=(40, 12)) as pilot:
        for width in (47, 83, 131):
            await pilot.resize_terminal(width, 24)
            await pilot.press("home", "escape", "escape", "j")
            for key in ("G", "g"):
                await pilot.press(key)
                await pilot.pause()
                check()
            open_link(reader_of(app), "https://evil.example/", f"good.org {SCRIPTS['tones']}")
            await pilot.pause()
            check()
            await pilot.press("n", "o")
            await pilot.pause()
            check()
            await pilot.press("escape")


def test_lists_chips_and_help_have_the_width_that_they_say() -> None:
    for text in map(clean, SCRIPTS.values()):
        for width in (20, 47, 90):
            canvas = Canvas(width)
            canvas.spread([(text, PALETTE.text)], (text[:12], PALETTE.dim))
            line = draw_chips(Query.parse(f'"{text}" line').terms(), width, PALETTE)
            for each in (canvas.lines[0], line):
                words = "".join(segment.text for segment in each)
                assert measured(words) == width_of(each) <= width + 1
    assert all(width_of(line) <= 60 for line in draw_help(60, PALETTE).lines)
