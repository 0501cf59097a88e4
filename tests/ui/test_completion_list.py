"""The list of completions: columns, an edge with the keys, arrows that choose, Tab that takes."""

import pytest

from tests.ui.harbor import HARBOR, reader_of, reading, shown
from tui_feed.models import Post
from tui_feed.query import KINDS
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp
from tui_feed.ui.widgets.completion_list import CompletionList

WIDE = (120, 36)
MANY = tuple(
    Post(
        id=str(n), author=HARBOR, text="x", hashtags=tuple(f"tag{k:02}" for k in range(n % 30 + 1))
    )
    for n in range(60)
)


def typed(app: FeedApp) -> str:
    return reader_of(app).filter_bar.input.value


def listed(app: FeedApp) -> list[str]:
    """Return the lines of the list."""
    region = app.screen.query_one(CompletionList).region
    lines = shown(app).split("\n")[region.y : region.bottom]
    return [line[region.x : region.right].rstrip() for line in lines]


async def test_words_counts_and_explanations_stand_in_columns() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"has:")
        await pilot.pause()
        *words, edge = listed(app)
        assert len({line.index("a picture") for line in words if "  a picture" in line}) == 1
        assert "images       1  a picture" in "\n".join(words)
        assert f"{len(KINDS)}" in edge
        assert "Tab take" in edge


async def test_kinds_without_a_post_come_last() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"has:")
        await pilot.pause()
        assert not any(" 0 " in line for line in listed(app)[:6])


async def test_arrows_choose_and_tab_takes_the_chosen_word() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"from:", "down", "down")
        await pilot.pause()
        assert "2 of 2" in listed(app)[-1]
        assert typed(app) == "from:"
        await pilot.press("up", "tab")
        await pilot.pause()
        assert typed(app) == "from:HarborRiders "


async def test_enter_takes_the_chosen_word_and_goes_to_the_posts() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"from:", "down", "enter")
        await pilot.pause()
        assert reader_of(app).filter_query.text.strip() == "from:HarborRiders"
        assert app.focused is reader_of(app).timeline
        assert not app.screen.query_one(CompletionList).display


async def test_enter_on_an_operator_takes_it_and_goes_on_typing() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"fro", "down", "enter")
        await pilot.pause()
        assert typed(app) == "from:"
        await pilot.press(*"Ell", "enter")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "from:Ell"


async def test_up_above_the_first_word_recalls_an_earlier_query(tmp_path) -> None:
    saved = SavedState(tmp_path, tmp_path)
    saved.remember("signals")
    saved.remember("is:reply")
    app = reading(saved=saved)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"#l", "down", "up", "up")
        await pilot.pause()
        assert typed(app) == "is:reply"
        await pilot.press("up")
        await pilot.pause()
        assert typed(app) == "signals"
        await pilot.press("down", "down")
        await pilot.pause()
        assert typed(app) == "#l"


async def test_the_list_scrolls_to_words_beyond_its_lines() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "#", *["down"] * 12)
        await pilot.pause()
        assert "12 of 30" in listed(app)[-1]
        assert any("┃ tag11" in line for line in listed(app))
        assert len(listed(app)) == 9
        await pilot.press("tab")
        await pilot.pause()
        assert typed(app) == "#tag11 "


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
@pytest.mark.parametrize("plain", [False, True])
async def test_the_list_never_covers_the_line_that_is_typed(size, plain) -> None:
    app = reading(*MANY, plain=plain)
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", "#")
        await pilot.pause()
        assert any(line.startswith(" / #") for line in shown(app).split("\n"))
        assert "Tab take" in listed(app)[-1]
        assert not plain or "\n".join(listed(app)).isascii()


async def test_a_long_word_is_cut_and_its_count_is_not() -> None:
    app = reading(Post(id="1", author=HARBOR, text="x", hashtags=("Long" * 20,)))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("slash", "#")
        await pilot.pause()
        assert listed(app)[0].rstrip(" │").endswith("1")
