"""A small invented timeline, and an app that shows it, for the tests of the screen."""

from tests.records import made_post
from tui_feed.feed import Feed, Order
from tui_feed.feed.source_report import Progress
from tui_feed.models import Post, Profile, Record
from tui_feed.models.lines import native_line
from tui_feed.pictures.requests import Original, Picture, PictureRequest
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp
from tui_feed.ui.screens.presenter import Presenter
from tui_feed.ui.screens.reader_screen import ReaderScreen

HARBOR = {"name": "Harbor Riders", "handle": "HarborRiders"}
ELLERY = {"name": "Ellery Works", "handle": "ElleryWorks"}

PROFILE = Profile(
    name="Harbor Riders",
    handle="HarborRiders",
    bio="Volunteers measuring every late tram since 2015.",
    location="Port Ellery",
    website="harborriders.example",
    joined="2015-03",
    following=412,
    followers=1_200_000,
    post_count=3_912,
    approximate=("followers",),
)
SIGNALS = made_post(
    id="20",
    author=ELLERY,
    created_at="2024-01-11",
    text="New signals went live today.",
    media=({"kind": "photo", "alt": "A signal box at dusk."},),
)
REPORT = made_post(
    id="30",
    url="https://social.example/HarborRiders/30",
    author=HARBOR,
    created_at="2024-01-12",
    text="We wrote it up: #LateTrams @ElleryWorks harborriders.com/signals",
    hashtags=("LateTrams",),
    mentions=("ElleryWorks",),
    links=({"url": "https://harborriders.com/signals", "display": "harborriders.com/signals"},),
    quote=SIGNALS,
    card={"title": "What the new signals change", "domain": "harborriders.com"},
    metrics={"views": 5_120},
)
NIGHT = made_post(
    id="10",
    author=HARBOR,
    created_at="2023-05-09",
    text="Line 4 again. #LateTrams #Line4",
    hashtags=("LateTrams", "Line4"),
    poll={"options": [{"label": "Yes", "percent": 62}], "total_votes": 1_234, "closed": True},
)
UNDATED = made_post(
    id="5", author=HARBOR, text="Nobody knows when this was.", reply_to=("Line4Fan",)
)
TIMELINE: tuple[Record, ...] = (PROFILE, REPORT, SIGNALS, NIGHT, UNDATED)


class NoPictures:
    """Pictures of a source without files."""

    async def picture(self, request: PictureRequest) -> Picture:
        return Picture(failure="it is not in the archive")

    async def original(self, name: str, source: int) -> Original:
        return Original(failure="it is not in the archive")


class Held:
    """A source that has all its records at hand, or a failure."""

    def __init__(
        self, records: tuple[Record, ...] = TIMELINE, *, failure: str | None = None
    ) -> None:
        self.feed = Feed()
        self.name = "harbor.jsonl"
        self.failure = failure
        self._records = records
        self.next: Held | None = None
        """What reading again gives; None: the same."""
        self.has_ended = False

    pictures = NoPictures()
    path: str | None = None
    """The file that the posts are said to come from."""
    pause = 0.0
    trouble: str | None = None
    progress = Progress(0, None, 0.0)

    def remove_copies(self) -> None:
        pass

    def cancel(self) -> None:
        self._records = ()

    def end(self) -> None:
        self.has_ended = True

    def step(self, seconds: float) -> bool:
        for record in self._records[len(self.feed) :] if not len(self.feed) else ():
            self.feed.add(record)
        return True

    def path_of(self, row: int) -> str | None:
        return self.path

    async def raw(self, *posts: str) -> str | None:
        found = (r for r in self._records if isinstance(r, Post) and r.id in posts)
        return next((native_line(post) for post in found), None)

    def again(self) -> "Held":
        return self.next or Held(self._records)


def reading(
    *records: Record,
    query: str = "",
    order: Order = "newest",
    theme: str = "dark",
    plain: bool = False,
    source: Held | None = None,
    saved: SavedState | None = None,
) -> FeedApp:
    """Return an app that reads the records, or the timeline above."""
    held = source or Held(records or TIMELINE)
    return FeedApp(held, Query.parse(query), order, theme=theme, plain=plain, saved=saved)


def screen_of(app: FeedApp) -> ReaderScreen:
    """Return the one screen."""
    screen = app.screen_stack[0]
    assert isinstance(screen, ReaderScreen)
    return screen


def reader_of(app: FeedApp) -> Presenter:
    """Return what the screen shows: where the reader is."""
    return screen_of(app).presenter


def shown(app: FeedApp) -> str:
    """Return what the terminal would show, as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips[:height])


def notices(app: FeedApp) -> list[str]:
    """Return what the app has told the reader in passing, the latest last."""
    return [str(notification.message) for notification in app._notifications]
