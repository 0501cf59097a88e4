"""Reading a timeline from the keyboard: what a person does, and what they then see."""

import gc
import weakref

import pytest

from tests.ui.harbor import (
    HARBOR,
    NIGHT,
    PROFILE,
    REPORT,
    SIGNALS,
    Held,
    notices,
    reader_of,
    reading,
    screen_of,
    shown,
)
from tui_feed.browse.browser import Outcome
from tui_feed.models import Post
from tui_feed.ui.app import TICK, FeedApp

WIDE, NARROW, SMALL = (120, 40), (80, 24), (40, 12)


def selected(app: FeedApp) -> str:
    post = reader_of(app).post
    return post.id if post else ""


async def test_the_header_says_whose_timeline_it_is() -> None:
    app = reading()
    async with app.run_test(size=WIDE):
        text = shown(app)
    for fact in (
        "Harbor Riders @HarborRiders",
        "Volunteers measuring",
        "@HarborRiders · Port Ellery · harborriders.example",
        "412 following · 1.2M followers",
        "4 saved of 3,912   May 2023 – Jan 2024",
    ):
        assert fact in text


async def test_a_card_shows_the_post_its_quote_pictures_card_and_counts() -> None:
    app = reading()
    async with app.run_test(size=WIDE):
        text = shown(app)
    for fact in (
        "We wrote it up: #LateTrams @ElleryWorks",
        "╭ Ellery Works @ElleryWorks · 11 Jan ─",
        "▨ A signal box at dusk.",
        "▏ What the new signals change",
        "5,120 views",
        "↳ replying to @Line4Fan",
        "1,234 votes · final results",
    ):
        assert fact in text


async def test_j_and_k_select_and_the_page_follows() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        assert selected(app) == "30"
        await pilot.press("j")
        assert selected(app) == "20"
        assert "Thursday 11 January 2024 (day only)" in shown(app)
        await pilot.press("down", "k")
        assert selected(app) == "20"


@pytest.mark.parametrize(
    ("keys", "goal"),
    [
        (["G"], "5"),
        (["end"], "5"),
        (["G", "g"], "30"),
        (["2", "j"], "10"),
        (["9", "9", "j"], "5"),
        (["3", "g"], "10"),
        (["1", "0", "j", "2", "k"], "20"),
        (["3", "escape", "j"], "20"),
        (["J", "right", "K"], "20"),
    ],
)
async def test_moves_and_counts(keys: list[str], goal: str) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys)
        assert selected(app) == goal


async def test_an_undated_post_says_so_and_comes_last() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G")
        assert "date not stated" in shown(app)


async def test_on_one_pane_enter_opens_a_post_and_escape_returns() -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        text = shown(app)
        assert "Friday 12 January 2024 (day only)" in text
        assert "Line 4 again" not in text
        await pilot.press("G")
        assert "https://harborriders.com/signals" in shown(app)
        await pilot.press("J")
        assert "Thursday 11 January" in shown(app)
        await pilot.press("escape")
        assert "Line 4 again" in shown(app)


async def test_the_page_says_who_quotes_a_post_and_what_is_not_stated() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        text = shown(app)
    assert "quoted by  12 Jan  Harbor Riders: We" in text
    assert "not stated views, likes" in text


async def test_shift_q_goes_to_the_quoted_post_and_brackets_retrace() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("Q")
        assert selected(app) == "20"
        await pilot.press("left_square_bracket")
        assert selected(app) == "30"
        await pilot.press("right_square_bracket")
        assert selected(app) == "20"
        await pilot.press("Q")  # and from there to the one that quotes it
        assert selected(app) == "30"


async def test_a_quote_that_is_not_in_the_timeline_opens_from_the_copy() -> None:
    app = reading(REPORT)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("Q")
        assert "Thursday 11 January 2024" in shown(app)
        await pilot.press("escape")
        assert selected(app) == "30"
        assert "We wrote it up" in shown(app)


async def test_typing_a_filter_counts_at_every_key_and_escape_clears_it() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "number_sign", *"LateTrams")
        await pilot.pause()
        assert "2 of 4 · post 1 · newest ▾" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "post 1 of 4 · newest ▾" in shown(app)


async def test_a_broken_filter_shows_a_caret_and_leaves_the_view() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "end", *" (", "enter")
        await pilot.pause()
        lines = shown(app).split("\n")
        at = next(number for number, line in enumerate(lines) if line.startswith(" / "))
        assert lines[at + 1].index("^") == lines[at].index("(")
        assert "Line 4 again" in shown(app)
        assert "2 of 4" in shown(app)


async def test_the_readers_place_survives_a_filter() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        assert selected(app) == "10"
        reader_of(app).set_filter("signals")
        await pilot.pause()
        assert selected(app) != "10"
        reader_of(app).set_filter("")
        await pilot.pause()
        assert selected(app) == "10"


async def test_no_match_says_what_to_do() -> None:
    app = reading(query="zeppelin")
    async with app.run_test(size=WIDE):
        text = shown(app)
    assert "No post matches" in text
    assert "Esc clears the filter" in text


async def test_posts_that_no_date_filter_can_judge_are_counted() -> None:
    app = reading(query="since:2024")
    async with app.run_test(size=WIDE):
        assert "2 of 4 · post 1 · date unknown for 1" in shown(app)


async def test_the_tag_list_counts_and_filters() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        text = shown(app)
        assert "In 4 posts" in text
        assert text.index("#LateTrams ") < text.index("#Line4 ")
        await pilot.press(*"line", "enter")
        await pilot.pause()
        assert "1 of 4" in shown(app)
        assert selected(app) == "10"


@pytest.mark.parametrize(
    ("typed", "result"),
    [("2023", "1 of 4"), ("2024-01-11", "1 of 4"), ("2023..2024-01-11", "2 of 4")],
)
async def test_dates_of_any_precision_filter(typed: str, result: str) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", *(("full_stop" if c == "." else c) for c in typed))
        await pilot.pause()
        assert "post" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert result in shown(app)


async def test_new_dates_take_the_place_of_old_ones_and_leave_the_rest() -> None:
    app = reading(query="#LateTrams since:2020 until:2021")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", *"2023", "enter")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "#LateTrams on:2023"


async def test_a_date_that_does_not_exist_is_not_taken() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", *"2023-02-30", "enter")
        await pilot.pause()
        assert "February 2023 has no day 30" in shown(app)
        await pilot.press("escape")
        assert "post 1 of 4" in shown(app)


async def test_s_and_a_letter_sort() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        orders = {"o": "oldest ▾", "c": "as captured ▾", "v": "most viewed ▾", "n": "newest ▾"}
        for letter, words in orders.items():
            await pilot.press("s", letter)
            await pilot.pause()
            assert words in shown(app)


async def test_s_lists_the_orders_with_the_present_one_and_what_is_unknown() -> None:
    app = reading()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "Sort by" in shown(app)
    async with (app := reading()).run_test(size=NARROW) as pilot:
        await pilot.press("s")
        await pilot.pause()
        lines = shown(app).split("\n")
        assert any("newest first" in line and "now · 1 unknown" in line for line in lines)
        assert any("most viewed" in line and "3 unknown" in line for line in lines)
        assert any("most liked" in line and "not stated" in line for line in lines)
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert "as captured" in shown(app)
        await pilot.press("s", "escape")
        assert "as captured" in shown(app)


async def test_a_reader_at_the_top_stays_at_the_top_in_another_order() -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("s", "o")
        await pilot.pause()
        assert selected(app) == "10"
        await pilot.press("j", "k", "s", "n")
        await pilot.pause()
        assert selected(app) == "30"
        await pilot.press("j", "s", "o")
        await pilot.pause()
        assert selected(app) == "20"


async def test_an_order_takes_the_place_of_one_in_the_filter() -> None:
    app = reading(query="sort:oldest")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("s", "n")
        await pilot.pause()
        assert reader_of(app).filter_query.text == ""
        assert selected(app) == "30"


async def test_help_lists_every_key_and_the_language() -> None:
    app = reading()
    async with app.run_test(size=(120, 100)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = shown(app)
        for words in ("Next post", "Type a filter", "since:", "OR"):
            assert words in text
        await pilot.press("escape")
        assert screen_of(app) is app.screen


async def test_the_footer_offers_only_what_works() -> None:
    app = reading(NIGHT, SIGNALS, REPORT)
    async with app.run_test(size=WIDE) as pilot:
        assert "Q quote" in shown(app).split("\n")[-1]
        await pilot.press("G")
        await pilot.pause()
        footer = shown(app).split("\n")[-1]
        assert "Q quote" not in footer
        assert "q quit" in footer


async def test_commands_can_be_found_by_name() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"last post")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert selected(app) == "5"


async def test_y_copies_the_text_and_shift_y_the_address() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("y")
        assert app.clipboard == REPORT.text
        await pilot.press("Y")
        assert app.clipboard == REPORT.url
        await pilot.press("j", "Y")
        await pilot.pause()
        assert "no valid address is stated" in notices(app)[-1]


async def test_reload_keeps_the_place_and_a_failed_one_keeps_the_posts() -> None:
    source = Held()
    app = reading(source=source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "r")
        await pilot.pause()
        assert selected(app) == "20"
        fresh = reader_of(app).source
        assert isinstance(fresh, Held)
        fresh.next = Held((), failure="harbor.jsonl: no such file")
        await pilot.press("r")
        await pilot.pause()
        assert "no such file" in notices(app)[-1]
        assert "We wrote it up" in shown(app)


async def test_an_empty_account_and_a_failed_load_say_what_to_do() -> None:
    app = reading(PROFILE)
    async with app.run_test(size=WIDE):
        assert "There is no post in this file." in shown(app)
    app = reading(source=Held((), failure="harbor.jsonl: the disk is gone"))
    async with app.run_test(size=WIDE):
        assert "the disk is gone" in shown(app)
        assert "r tries again" in shown(app)


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL, (300, 80)])
async def test_every_size_shows_the_first_post_and_the_way_out(size: tuple[int, int]) -> None:
    app = reading()
    async with app.run_test(size=size):
        text = shown(app)
    assert "We wrote it up" in text
    assert "q quit" in text
    assert "? help" in text


async def test_a_smaller_window_says_so() -> None:
    app = reading()
    async with app.run_test(size=(39, 12)) as pilot:
        await pilot.pause()
        assert "40 x 12 or more" in shown(app)
    app = reading()
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.pause()
        assert "40 x 12 or more" in shown(app)


async def test_the_place_survives_a_resize() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        await pilot.resize_terminal(50, 14)
        await pilot.pause()
        assert selected(app) == "10"
        assert "Line 4 again" in shown(app)


async def test_a_post_taller_than_the_window_is_read_through_before_the_next() -> None:
    long = Post(id="1", author=HARBOR, text=" ".join(f"word{n}" for n in range(80)))
    short = Post(id="2", author=HARBOR, text="short")
    app = reading(long, short, order="captured")
    async with app.run_test(size=SMALL) as pilot:
        seen = ""
        for _ in range(6):
            seen += shown(app)
            if selected(app) == "2":
                break
            await pilot.press("j")
        assert selected(app) == "2"
        assert "more lines, Enter opens" in seen


async def test_hostile_text_is_only_text() -> None:
    text = "[@click=app.quit]free[/] [bold]x[/bold] \x1b]52;c;aGk=\x07 \u202eabc [link=file:///]"
    app = reading(Post(id="1", author={"name": "[red]n[/]", "handle": "h"}, text=text))
    async with app.run_test(size=WIDE) as pilot:
        seen = shown(app)
        assert "[@click=app.quit]free[/] [bold]x[/bold] \ufffd]52" in seen
        assert "[red]n[/]" in seen
        assert "\x1b" not in seen
        assert "of the text made" in seen
        await pilot.click("#timeline", offset=(6, 2))
        assert app.is_running


async def test_clicks_select_follow_tags_and_open() -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        lines = shown(app).split("\n")
        top = reader_of(app).timeline.content_region.y
        row = next(n for n, line in enumerate(lines) if "We wrote it up" in line)
        await pilot.click("#timeline", offset=(lines[row].index("#LateTrams") + 2, row - top))
        await pilot.pause()
        assert "2 of 4" in shown(app)
        await pilot.press("escape", "j")
        assert selected(app) == "20"


async def test_the_wheel_scrolls_without_selecting() -> None:
    app = reading()
    async with app.run_test(size=SMALL) as pilot:
        before = shown(app)
        timeline = reader_of(app).timeline
        timeline._viewport.scroll(3)
        timeline.refresh()
        await pilot.pause()
        assert shown(app) != before
        assert selected(app) == "30"


async def test_opening_a_link_asks_where_the_text_shows_another_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    honest = {"url": "https://harborriders.com/a", "display": "harborriders.com/a"}
    lying = {"url": "https://evil.example/a", "display": "harborriders.com/a"}
    app = reading(
        Post(id="2", text="harborriders.com/a", links=(honest,)),
        Post(id="1", text="harborriders.com/a", links=(lying,)),
        order="captured",
    )

    async def browser(address: str) -> Outcome:
        opened.append(address)
        return Outcome("firefox")

    monkeypatch.setattr("tui_feed.ui.dialogs.link_question.open_in_browser", browser)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert opened == ["https://harborriders.com/a"]
        assert notices(app)[-1] == "Opened with firefox: https://harborriders.com/a"
        await pilot.press("j", "o")
        await pilot.pause()
        assert "evil.example" in shown(app)
        await pilot.press("n")
        assert len(opened) == 1
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert opened[1:] == ["https://evil.example/a"]


async def test_a_link_that_was_cut_cannot_be_opened_and_says_so() -> None:
    app = reading(Post(id="1", text="harbor.com/a…", links=({"display": "harbor.com/a…"},)))
    async with app.run_test(size=WIDE) as pilot:
        assert "harbor.com/a… (cut when it was" in shown(app)
        await pilot.press("o")
        await pilot.pause()
        assert "cut when it was saved" in notices(app)[-1]


async def test_a_content_warning_folds_the_post_until_it_is_opened() -> None:
    app = reading(Post(id="1", text="the end is sad", content_warning="spoiler"))
    async with app.run_test(size=WIDE) as pilot:
        assert "content warning: spoiler" in shown(app)
        assert "sad" not in shown(app)
        await pilot.press("enter")
        assert "the end is sad" in shown(app)
        await pilot.press("escape")
        assert "sad" not in shown(app)


async def test_a_chain_of_quotes_can_be_followed_to_its_end() -> None:
    chain = Post(id="9", text="the ninth")
    for n in range(8, 0, -1):
        chain = Post(id=str(n), text=f"number {n}", quote=chain)
    app = reading(chain)
    async with app.run_test(size=WIDE) as pilot:
        assert "number 4" in shown(app)
        assert "5 more quoted inside, Enter opens" in shown(app)
        await pilot.press("enter")
        assert "5 more quoted inside, Q" in shown(app)
        for _ in range(8):
            await pilot.press("Q")
        assert "the ninth" in shown(app)
        await pilot.press("y")
        assert app.clipboard == "the ninth"
        await pilot.press("escape", "y")
        assert app.clipboard == "number 1"


async def test_lines_that_are_drawn_no_more_are_let_go_of_while_nobody_presses_a_key() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        gc.disable()  # as it is in a terminal
        app._last_key, app._is_idle = -1e9, True
        line = type("Line", (), {})()
        line.itself = line  # as a Strip of Textual's does
        seen = weakref.ref(line)
        del line
        await pilot.pause(3 * TICK)
        gc.enable()
        assert seen() is None
