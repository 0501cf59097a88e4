"""Several sources on one screen, threads, and the record behind a post."""

import asyncio

from msgspec.structs import replace

from tests.records import made_post
from tests.ui.harbor import (
    ELLERY,
    HARBOR,
    PROFILE,
    Held,
    notices,
    reader_of,
    reading,
    shown,
)
from tui_feed.models import Problem, Profile, Version
from tui_feed.ui.render.posts.post_parts import spans_of

OWN = made_post(id="1", author=HARBOR, created_at="2024-02-02", text="The tram is late.")
OTHER = made_post(id="2", author=ELLERY, created_at="2024-02-01", text="We know.", reply_to_id="1")


class Two(Held):
    """A source that reads two files."""

    def step(self, seconds: float) -> bool:
        if not len(self.feed):
            self.feed.begin("posts")
            for record in (PROFILE, OWN):
                self.feed.add(record)
            self.feed.begin("outbox")
            works = Profile(name="Ellery Works", handle="ElleryWorks", bio="Signals and points.")
            for record in (works, OTHER):
                self.feed.add(record)
        return True


class Late(Held):
    """A source whose posts come when they are let through, and that never ends."""

    comes = False

    def step(self, seconds: float) -> bool:
        if self.comes:
            super().step(seconds)
        return False


async def test_the_first_posts_are_shown_as_soon_as_they_come(monkeypatch):
    monkeypatch.setattr("tui_feed.ui.screens.reading.ARRIVALS", 3_600)
    late = Late((OWN, OTHER))
    async with (app := reading(source=late)).run_test(size=(120, 30)) as pilot:
        assert "reading 0 posts" in shown(app)
        assert "no profile" not in shown(app)  # nobody knows yet
        late.comes = True
        await pilot.pause(0.2)
        assert "The tram is late." in shown(app)


async def test_the_edge_of_each_card_has_the_colour_of_its_source():
    async with (app := reading(source=Two((OWN, OTHER)))).run_test(size=(120, 30)):
        palette = reader_of(app).palette
        edges = [
            strip._segments[0].style.color
            for strip in app.screen._compositor.render_strips()
            if strip.text.startswith("▎")
        ]
        assert set(edges) == {palette.sources[0].color, palette.sources[1].color}


async def test_without_colours_a_letter_tells_the_source_of_a_card():
    async with (app := reading(source=Two((OWN, OTHER)), plain=True)).run_test(size=(120, 30)):
        assert "\nA> Harbor Riders" in shown(app)
        assert "\nB  Ellery Works" in shown(app)


async def test_cards_of_a_single_source_have_no_edge():
    async with (app := reading()).run_test(size=(120, 30)):
        assert "▎" not in shown(app)


async def test_the_header_shows_who_wrote_the_selected_post_and_keeps_its_height():
    async with (app := reading(source=Two((OWN, OTHER)))).run_test(size=(120, 36)) as pilot:
        assert shown(app).startswith(" Harbor Riders")
        height = app.screen.query_one("#header").size.height
        await pilot.press("j")
        await pilot.pause()
        assert shown(app).startswith(" Ellery Works")
        assert app.screen.query_one("#header").size.height == height


async def test_in_leaves_the_posts_of_one_source():
    async with (app := reading(source=Two((OWN, OTHER)), query="in:outbox")).run_test() as pilot:
        await pilot.pause()
        assert "1 of 2" in shown(app)


async def test_w_shows_the_record_of_the_post_as_its_archive_has_it():
    async with (app := reading(source=Two((OWN, OTHER)))).run_test(size=(120, 30)) as pilot:
        await pilot.press("w")
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        sheet = "\n".join(line.text for line in app.screen._compositor.render_strips())
        assert '"text":"The tram is' in sheet
        await pilot.press("escape")
        await pilot.pause()
        assert "Where it came from" not in shown(app)


async def test_a_thread_of_two_sources_is_read_as_one():
    async with (app := reading(source=Two((OWN, OTHER)))).run_test(size=(120, 30)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "Thread · 2 posts" in shown(app)
        await pilot.press("G")
        await pilot.pause()
        assert reader_of(app).post == OTHER
        await pilot.press("[")
        assert reader_of(app).post == OWN


async def test_a_post_says_when_it_was_passed_on_and_what_it_said_before():
    post = made_post(
        id="1",
        author=ELLERY,
        created_at="2023-01-01",
        reposted_by="HarborRiders",
        reposted_at="2024-05-03",
        text="Signals are live now.",
        edited=True,
        versions=(Version(text="Signals are life."),),
    )
    async with (app := reading(post)).run_test(size=(140, 30)):
        lines = shown(app)
        assert "─ Friday 3 May 2024 ─" in lines

        assert "1 Jan 2023" in lines
        assert "Signals are life." in lines


async def test_a_page_names_the_app_where_it_is_stated():
    written = replace(OWN, client="[b]Trams[/b] for All")
    async with (app := reading(written)).run_test(size=(140, 30)):
        assert "app        [b]Trams[/b] for All" in shown(app)
    async with (app := reading(OWN)).run_test(size=(140, 30)):
        assert "client" not in shown(app)


async def test_notices_with_one_reason_are_listed_once_with_their_places():
    problems = [
        Problem(place=f"line {n}", reason="not JSON", source="a.jsonl", skipped=True)
        for n in range(1, 6)
    ]
    async with (app := reading(OWN, *problems)).run_test(size=(100, 30)) as pilot:
        await pilot.press("!")
        await pilot.pause()
        sheet = "\n".join(line.text for line in app.screen._compositor.render_strips())
        assert "Left out: 5 notices" in sheet
        assert "line 1; line 2; line 3 and 2 more places" in sheet
        assert sheet.count("not JSON") == 1


async def test_people_on_other_servers_are_people_whichever_way_they_are_named():
    post = made_post(
        id="1",
        author=HARBOR,
        text="@bo and @ann.bsky.example, not @bobby",
        mentions=("bo@other.example", "ann.bsky.example", "bobby"),
    )
    async with (app := reading(post, OTHER)).run_test(size=(120, 30)) as pilot:
        palette = reader_of(app).palette
        spans = spans_of(post.text, post, palette)
        assert [(post.text[span.start : span.end], span.value) for span in spans] == [
            ("@bo", "bo@other.example"),
            ("@ann.bsky.example", "ann.bsky.example"),
            ("@bobby", "bobby"),
        ]
        reader_of(app).narrow("@bo@other.example")
        await pilot.pause()
        assert "1 of 2" in shown(app)


async def test_an_author_without_a_profile_does_not_stand_under_that_of_another():
    stranger = made_post(
        id="9", author={"name": "Ida Moor"}, created_at="2025-01-01", text="Hello."
    )
    works = Profile(name="Ellery Works", handle="ElleryWorks")
    async with (app := reading(PROFILE, works, stranger)).run_test(size=(120, 30)):
        assert shown(app).startswith(" Ida Moor")


async def test_a_picture_in_the_archive_is_named_with_its_place():
    picture = {"kind": "photo", "file": "data/tweets_media/1-tram.jpg"}
    async with (app := reading(made_post(id="1", text="x", media=(picture,)))).run_test(
        size=(140, 30)
    ):
        assert "data/tweets_media/1-tram.jpg (in" in shown(app)


class Searched(Held):
    """A source whose record is never found, or whose reader dies over it."""

    dies = False

    async def raw(self, *posts: str) -> str | None:
        if self.dies:
            raise OSError("the search process ended early: it was killed")
        await asyncio.sleep(3_600)
        return None


async def test_esc_ends_the_look_for_a_record_and_nothing_else(monkeypatch):
    monkeypatch.setattr("tui_feed.ui.screens.commands.post_commands.SLOW", 0.01)
    source = Searched((OWN, OTHER))
    async with (app := reading(source=source, query="tram")).run_test(size=(120, 30)) as pilot:
        await pilot.press("w")
        while "Looking for the record; Esc stops." not in notices(app):
            await pilot.pause(0.01)
        assert reader_of(app).taking.work.is_running
        await pilot.press("escape")
        while reader_of(app).taking.work.is_running:
            await pilot.pause(0.01)
        assert reader_of(app).filter_query.text == "tram"
        await pilot.press("escape")
        await pilot.pause()
        assert reader_of(app).filter_query.text == ""


async def test_the_death_of_who_looks_for_a_record_is_a_line_on_the_screen():
    source = Searched((OWN, OTHER))
    source.dies = True
    async with (app := reading(source=source)).run_test(size=(120, 30)) as pilot:
        await pilot.press("w")
        while len(app.screen_stack) < 2:
            await pilot.pause(0.01)
        await pilot.pause()
        assert "The record cannot be read: the search process ended early" in shown(app)
