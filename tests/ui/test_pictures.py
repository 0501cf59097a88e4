"""Pictures over the whole window: described at once, drawn after a rest, never on the key path."""

import asyncio
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.records import made_post
from tests.ui.harbor import HARBOR, Held, notices, reader_of, reading, shown
from tui_feed.pictures.requests import Original, Picture, PictureRequest
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.picture_viewer import PictureViewer

RED = bytes((200, 10, 10))


class Shelf:
    """Pictures at hand; it notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[PictureRequest] = []
        self.waits: asyncio.Event | None = None
        self.failure = ""

    async def picture(self, request: PictureRequest) -> Picture:
        self.asked.append(request)
        if self.waits:
            await self.waits.wait()
        if self.failure:
            return Picture(failure=self.failure)
        found = Picture(format="JPEG", width=800, height=400, size=240_000)
        if request.drawing is None:
            return replace(found, format="MP4", width=0, height=0)
        return replace(found, drawing="blocks", room=(8, 2), data=RED * 8 * 2 * 2)

    async def original(self, name: str, source: int) -> Original:
        return Original(path=f"/archive/{name}".encode())


def photo(name: str, alt: str | None = None) -> dict[str, object]:
    return {"kind": "photo", "file": f"media/{name}", "alt": alt}


TRAM = made_post(
    id="3", author=HARBOR, created_at="2024-01-03", text="New trams",
    media=(photo("tram.jpg", "A yellow tram."), photo("bell.png")),
)  # fmt: skip
WORDS = made_post(id="2", author=HARBOR, created_at="2024-01-02", text="Only words")
QUOTE = made_post(
    id="1", author=HARBOR, created_at="2024-01-01", text="Look at it", quote=TRAM,
    media=(
        {"kind": "video", "file": "media/film.mp4", "duration": 65},
        {"kind": "photo", "url": "https://social.example/x.jpg", "alt": "On the web only."},
    ),
)  # fmt: skip


class Illustrated(Held):
    def __init__(self) -> None:
        super().__init__((TRAM, WORDS, QUOTE))
        self.pictures = Shelf()


@pytest.fixture
def source() -> Illustrated:
    return Illustrated()


async def until(app: FeedApp, met: Callable[[str], bool]) -> str:
    """Wait until the screen shows what a function asks for; return it."""
    for _ in range(400):
        if met(text := shown(app)):
            return text
        await asyncio.sleep(0.01)
    raise AssertionError(shown(app))


async def test_the_description_comes_first_and_then_the_picture(source):
    source.pictures.waits = asyncio.Event()
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        text = await until(app, lambda text: "being read" in text)
        assert "1 of 2 · tram.jpg" in text
        assert "A yellow tram." in text
        assert "▀" not in text
        source.pictures.waits.set()
        text = await until(app, lambda text: "▀" in text)
        assert "JPEG · 800 x 400 · 240 KB" in text
        assert "▀" * 8 in text


async def test_keys_go_through_the_pictures_of_the_post_and_on_to_the_next_post(source):
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i", "l")
        assert "2 of 2 · bell.png" in shown(app)
        assert "without a description" in shown(app)
        await pilot.press("l")
        assert "1 of 4 · film.mp4" in shown(app), "the post of words between them is passed over"
        await until(app, lambda text: "video · 1:05 · MP4 · 240 KB" in text)
        await pilot.press("j")
        assert "2 of 4 · not saved in the archive" in shown(app)
        assert "On the web only." in shown(app)
        assert "The picture itself is not in the archive." in shown(app)
        await pilot.press("right")
        assert "3 of 4 · tram.jpg" in shown(app), "the quoted post's"
        await pilot.press("l", "l")
        assert notices(app)[-1] == "No more pictures below."
        await pilot.press(*"hhhh")
        assert "2 of 2 · bell.png" in shown(app)
        await pilot.press("h", "h")
        assert notices(app)[-1] == "No more pictures above."


async def test_the_way_back_leads_to_the_post_of_the_last_picture(source):
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i", "l", "l", "escape")
        assert reader_of(app).selected_id == "1"
        await pilot.press("left_square_bracket")
        assert reader_of(app).selected_id == "3"


@pytest.mark.parametrize("key", ["escape", "q", "i"])
async def test_each_key_of_the_way_back_closes_the_viewer_only(source, key):
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        assert isinstance(app.screen, PictureViewer)
        await pilot.press(key)
        assert not isinstance(app.screen, PictureViewer)
        assert app.is_running
        assert reader_of(app).selected_id == "3"


async def test_no_picture_is_decoded_while_a_key_is_held_down(source, monkeypatch):
    monkeypatch.setattr("tui_feed.ui.dialogs.picture_viewer.REST", 0.6)
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i", *"lhlhlhlh")
        await until(app, lambda text: "▀" in text)
        assert [each.name for each in source.pictures.asked] == ["media/tram.jpg"]


async def test_a_picture_seen_before_is_not_decoded_again(source):
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        await until(app, lambda text: "▀" in text)
        await pilot.press("escape", "i")
        await until(app, lambda text: "▀" in text)
        assert len(source.pictures.asked) == 1


async def test_the_reason_for_a_missing_picture_is_a_line_of_text(source):
    source.pictures.failure = "it is cut or damaged"
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        await until(app, lambda text: "Not drawn: it is cut or damaged." in text)


async def test_without_the_packages_that_draw_a_line_says_how_to_install_them(source, monkeypatch):
    monkeypatch.setattr("tui_feed.ui.dialogs.picture_viewer.can_draw", lambda: False)
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        text = await until(app, lambda text: "pip install 'tui-feed[pictures]'" in text)
        assert "A yellow tram." in text
        assert not source.pictures.asked


async def test_a_screen_without_colour_describes_pictures_and_draws_none(source):
    async with (app := reading(source=source, plain=True)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        text = await until(app, lambda text: "not drawn without colour" in text)
        assert text.isascii()


async def test_another_size_of_the_window_asks_for_another_picture(source):
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        await until(app, lambda text: "▀" in text)
        await pilot.resize_terminal(60, 30)
        while len(source.pictures.asked) < 2:
            await pilot.pause(0.01)
        assert [each.room[0] for each in source.pictures.asked] == [88, 58]
        await until(app, lambda text: "▀" in text)


async def test_a_picture_that_comes_after_the_viewer_has_closed_changes_nothing(source):
    source.pictures.waits = asyncio.Event()
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        viewer = app.screen
        assert isinstance(viewer, PictureViewer)
        while not source.pictures.asked:
            await pilot.pause(0.01)
        load = asyncio.ensure_future(viewer._load())  # as a worker that is not cancelled yet
        await asyncio.sleep(0)
        await pilot.press("escape")
        source.pictures.waits.set()
        await load
        await pilot.pause()
        assert "tram.jpg" not in shown(app)


async def test_a_narrow_window_names_the_picture_and_the_way_back(source):
    async with (app := reading(source=source)).run_test(size=(40, 12)) as pilot:
        await pilot.press("i")
        text = await until(app, lambda text: "▀" in text)
        assert "1 of 2 · tram.jpg" in text
        assert "JPEG · 800 x 400 · 240 KB" in text
        assert "Esc back" in text.splitlines()[-1]


async def test_a_post_without_pictures_has_no_viewer(source):
    async with (app := reading(WORDS)).run_test(size=(90, 20)) as pilot:
        await pilot.press("i")
        assert not isinstance(app.screen, PictureViewer)
        assert "i pictures" not in shown(app)


async def test_o_offers_the_files_of_the_archive_beside_the_links(source, monkeypatch):
    opened = []

    async def opener(original: Original) -> str:
        opened.append(original.path)
        return "Handed the file to viewer."

    monkeypatch.setattr("tui_feed.ui.dialogs.media_opening.open_file", opener)
    async with (app := reading(source=source)).run_test(size=(90, 20)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "Open which link or file?" in shown(app)
        assert "photo in the archive" in shown(app)
        await pilot.press("down", "enter")
        await until(app, lambda _: bool(opened))
        assert opened == [b"/archive/media/bell.png"]
        await until(app, lambda _: "Handed the file to viewer." in notices(app))
        await pilot.press("i", "o")
        await until(app, lambda _: len(opened) == 2)
        assert opened[-1] == b"/archive/media/tram.jpg"


# Between the lines of the post


async def test_the_page_shows_the_pictures_of_a_post_on_which_the_reader_rests(source):
    async with (app := reading(source=source)).run_test(size=(140, 40)):
        text = await until(app, lambda text: "▀" in text)
        lines = text.splitlines()
        at = next(at for at, line in enumerate(lines) if "▨ A yellow tram." in line[80:])
        assert "▀" * 8 in lines[at + 1], "right below its description"
        assert [each.name for each in source.pictures.asked] == ["media/tram.jpg", "media/bell.png"]
        assert {each.drawing for each in source.pictures.asked} == {"blocks"}


async def test_no_picture_is_read_for_a_post_that_the_reader_passes(source, monkeypatch):
    monkeypatch.setattr("tui_feed.ui.screens.page_pictures.REST", 0.6)
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        await pilot.press("j", "j", "k")
        assert reader_of(app).selected_id == "2"
        await asyncio.sleep(0.8)
        assert not source.pictures.asked


async def test_without_room_for_a_page_no_picture_is_read_until_the_post_is_opened(source):
    async with (app := reading(source=source)).run_test(size=(80, 24)) as pilot:
        await asyncio.sleep(0.5)
        assert not source.pictures.asked
        await pilot.press("enter")
        await until(app, lambda text: "▀" in text)


async def test_a_picture_behind_a_content_warning_is_read_when_the_post_is_opened():
    source = Illustrated()
    source._records = (replace(TRAM, content_warning="trams"),)
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        await asyncio.sleep(0.5)
        assert not source.pictures.asked
        await pilot.press("enter")
        await until(app, lambda text: "▀" in text)


async def test_the_page_tells_why_a_picture_is_missing(source):
    source.pictures.failure = "it is not in the archive"
    async with (app := reading(source=source)).run_test(size=(140, 40)):
        await until(app, lambda text: "not drawn: it is not in the archive" in text)


async def test_a_page_of_another_width_gets_other_pictures(source):
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        await until(app, lambda text: "▀" in text)
        asked = len(source.pictures.asked)
        await pilot.resize_terminal(120, 40)
        await until(app, lambda text: len(source.pictures.asked) > asked and "▀" in text)
        assert source.pictures.asked[-1].room < source.pictures.asked[0].room


async def test_a_reload_reads_the_pictures_again(source):
    source.next = Illustrated()
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        await until(app, lambda text: "▀" in text)
        await pilot.press("r")
        await until(app, lambda text: bool(source.next.pictures.asked) and "▀" in text)


async def test_a_click_on_a_picture_shows_it_over_the_window(source):
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        text = await until(app, lambda text: text.count("▀" * 8) == 4)
        rows = [at for at, line in enumerate(text.splitlines()) if "▀" in line]
        await pilot.click(offset=(text.splitlines()[rows[-1]].index("▀") + 2, rows[-1]))
        await until(app, lambda text: "2 of 2 · bell.png" in text)


async def test_tab_and_enter_reach_a_picture_in_the_context(source):
    async with (app := reading(source=source)).run_test(size=(140, 40)) as pilot:
        await until(app, lambda text: "▀" in text)
        for _ in range(20):
            await pilot.press("tab")
            target = reader_of(app).page.target
            if target and target.value == "media/bell.png":
                break
        await pilot.press("enter")
        await until(app, lambda text: "2 of 2 · bell.png" in text)
