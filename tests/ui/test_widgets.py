"""The parts of the screen one by one: bars, lists, sheets, and the door on the way out."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Paste
from textual.widgets import Input

from tests.ui.harbor import HARBOR, Held, reader_of, reading, screen_of, shown
from tui_feed.models import Post, Problem, Profile
from tui_feed.state.saved import SavedState
from tui_feed.ui.dialogs.base.choice_list import ChoiceList
from tui_feed.ui.dialogs.facets import Facets
from tui_feed.ui.terminal.scrub import Scrub

MANY = tuple(
    Post(id=str(n), author=HARBOR, text=f"post number {n}", hashtags=(f"tag{n:03}",))
    for n in range(300)
)


@given(st.text(alphabet=st.characters(), max_size=20))
def test_nothing_that_controls_a_terminal_passes_the_door_on_the_way_out(text: str) -> None:
    [segment] = Scrub().apply([Segment(text)], Color(0, 0, 0))
    assert sum(map(cell_len, segment.text)) == sum(map(cell_len, text))
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in segment.text)
    assert not any(c in segment.text for c in "\n\u202a\u202e\u2066\u2069\u2028\ufeff\ud800")


def test_no_sequence_and_no_link_of_a_style_passes_it_either() -> None:
    move = Segment("\x1b[2;3H", None, [(1,)])
    link = Segment("click", Style(bold=True, link="file:///\x1b\\etc"))
    found = Scrub().apply([move, link, Segment("a\ufffe")], Color(0, 0, 0))
    assert found == [Segment("click", Style(bold=True)), Segment("a\ufffd")]
    assert not found[0].style.link


async def test_what_is_pasted_into_any_line_is_cleaned_first() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        for key, name in (("slash", "filter"), ("number_sign", "narrow"), ("F", "narrow")):
            await pilot.press(key)
            await pilot.pause()
            app.post_message(Paste("x\x1b[2J\x07\u202ey\ufeff\u2028z"))
            await pilot.pause()
            await pilot.pause()
            line = app.screen.query_one(f"#{name}", Input)
            rest = " z" if name == "filter" else ""  # several lines are one query
            assert line.value == f"x\ufffd[2J\ufffdy{rest}"
            await pilot.press("escape", "escape")
            await pilot.pause()


async def test_a_filter_of_two_lines_is_typed_on_in_one(tmp_path: Path) -> None:
    app = reading(query="harbor\nline", saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert app.screen.query_one("#filter", Input).value == "harbor line"


async def test_a_long_list_is_narrowed_by_typing_and_walked_with_arrows() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        assert isinstance(app.screen, Facets)
        await pilot.press("pagedown", "pagedown", "down", "up", "pageup")
        assert app.screen.query_one(ChoiceList).marked.value == "#tag010"
        await pilot.press(*"tag29")
        await pilot.pause()
        assert "#tag290" in shown(app)
        assert "#tag010" not in shown(app)
        await pilot.press("x")
        await pilot.pause()
        assert "nothing with that name" in shown(app)
        await pilot.press("escape")
        assert reader_of(app).filter_query.text == ""


async def test_a_click_in_the_list_takes_the_line() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        await pilot.click(ChoiceList, offset=(5, 2))
        await pilot.pause()
        assert reader_of(app).filter_query.text == "#tag002"


async def test_the_scroll_bar_can_be_dragged_to_the_end() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        timeline = reader_of(app).timeline
        x, height = timeline.outer_size.width - 1, timeline.outer_size.height
        await pilot.mouse_down(timeline, offset=(x, 1))
        await pilot.hover(timeline, offset=(x, height - 1))
        await pilot.mouse_up(timeline, offset=(x, height - 1))
        assert "post number 299" in shown(app)


async def test_the_wheel_selects_nothing_and_j_goes_on_from_what_is_seen() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        timeline = reader_of(app).timeline
        for _ in range(10):
            await pilot._post_mouse_events([_wheel_down()], timeline, offset=(5, 5))
        assert "post number 0\n" not in shown(app) + "\n"
        assert timeline.index == 0
        seen = shown(app)
        await pilot.press("j")
        assert f"post number {timeline.index}" in seen
        await pilot.press("k")
        assert f"post number {timeline.index}" in shown(app)


def _wheel_down() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_paging_never_skips_a_post() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        seen = shown(app)
        for _ in range(60):
            await pilot.press("space")
            seen += shown(app)
        assert all(f"post number {n} " in seen.replace("\n", " ") + " " for n in range(300))
        assert reader_of(app).timeline.index == 299
        for _ in range(60):
            await pilot.press("b")
        assert reader_of(app).timeline.index == 0


async def test_a_click_on_a_key_in_the_footer_does_what_it_says() -> None:
    app = reading()
    async with app.run_test(size=(120, 30)) as pilot:
        footer = shown(app).split("\n")[-1]
        await pilot.click("#key-line", offset=(footer.index("# tags"), 0))
        await pilot.pause()
        assert isinstance(app.screen, Facets)


async def test_the_help_scrolls_and_closes_with_the_key_that_opened_it() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        first = shown(app)
        await pilot.press("j", "space")
        assert shown(app) != first
        await pilot.press("G")
        assert "a content warning" in shown(app)
        await pilot.press("g")
        assert shown(app) == first
        await pilot.press("question_mark")
        assert app.screen is screen_of(app)


async def test_notices_are_counted_in_the_header_and_listed_with_their_places() -> None:
    broken = Problem(place="line 3", reason="not JSON; the line is left out", source="h.jsonl")
    app = reading(*MANY[:2], broken)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "1 notice: press !" in shown(app)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert "line 3" in shown(app)
        assert "not JSON; the line is left out" in shown(app)


async def test_the_theme_can_be_changed_while_reading() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        before = reader_of(app).palette
        app.theme = "light"
        await pilot.pause()
        assert reader_of(app).palette != before
        assert "We wrote it up" in shown(app)


async def test_posts_that_arrive_do_not_move_the_reader() -> None:
    source = Held(tuple(MANY[:5]))
    app = reading(source=source, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j")
        for post in MANY[5:]:
            source.feed.add(post)
        reader_of(app).show_posts()
        await pilot.pause()
        assert reader_of(app).timeline.index == 2
        assert "300 posts" in shown(app)


async def test_jumps_can_be_gone_back_and_a_new_one_drops_what_was_ahead() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        timeline, trail = reader_of(app).timeline, reader_of(app).trail
        trail.jump(200)
        trail.jump(50)
        await pilot.press("[")
        assert timeline.row == 200
        await pilot.press("[", "[")
        assert timeline.row == 0
        await pilot.press("]", "]")
        assert timeline.row == 50
        await pilot.press("[")
        trail.jump(7)
        await pilot.press("]")
        assert timeline.row == 7


async def test_a_long_bio_is_folded_in_the_header_and_whole_in_the_profile() -> None:
    bio = " ".join(f"word{n}" for n in range(60))
    app = reading(Profile(name="Harbor", bio=bio, joined="2015-03"), *MANY[:3])
    async with app.run_test(size=(80, 24)) as pilot:
        assert "…" in shown(app).split("\n")[1]
        await pilot.press("p")
        await pilot.pause()
        assert "word59" in shown(app)
        assert "joined March 2015 (month only)" in shown(app)


async def test_posts_that_arrive_leave_an_open_post_where_it_is_scrolled_to() -> None:
    long = Post(id="long", author=HARBOR, text="\n".join(f"line {n}" for n in range(90)))
    source = Held((long, *MANY[:3]))
    app = reading(source=source, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space", "space")
        before = shown(app)
        assert "line 40" in before
        for post in MANY[3:]:
            source.feed.add(post)
        reader_of(app).show_posts()
        await pilot.pause()
        assert shown(app).split("\n")[8:] == before.split("\n")[8:]


async def test_a_broken_filter_stays_marked_while_posts_arrive_and_until_it_is_mended() -> None:
    app = reading(*MANY[:5], order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"post", "space", "left_parenthesis", "enter")
        await pilot.pause()
        assert "^" in shown(app)
        reader_of(app).show_posts()
        await pilot.pause()
        assert "^" in shown(app)
        await pilot.press("backspace", "backspace")
        await pilot.pause()
        assert "^" not in shown(app)
