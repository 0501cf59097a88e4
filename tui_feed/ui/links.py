"""Following a link: which ones a post has, and asking before one that shows another host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from textual.screen import Screen

from tui_feed.model import Post
from tui_feed.text.links import openable
from tui_feed.text.shown import shown_host_differs
from tui_feed.ui.dialogs import Question
from tui_feed.ui.picker import Choice


def link_choices(post: Post) -> list[Choice]:
    """List what can be opened of a post and of what it quotes: each address once."""
    found: dict[str, Choice] = {}
    for choice in _addresses(post):
        if openable(choice.value):
            found.setdefault(choice.value, choice)
    return list(found.values())


def link_label(post: Post, url: str) -> str:
    """Return the text that a post shows for an address: the address itself where it shows none."""
    labels = (choice.label for choice in _addresses(post) if choice.value == url)
    return next(labels, url)


def _addresses(post: Post | None, quoted: str = "") -> Iterator[Choice]:
    if post is None:
        return
    for link in post.links:
        if link.url:
            yield Choice(link.display, f"link{quoted}", link.url)
    if post.card and post.card.url:
        yield Choice(post.card.title or post.card.url, f"card{quoted}", post.card.url)
    for media in post.media:
        if media.url:
            yield Choice(media.alt or media.url, f"{media.kind}{quoted}", media.url)
    if post.url:
        yield Choice(post.url, f"post{quoted}", post.url)
    yield from _addresses(post.quote, " (quoted)")


def follow(screen: Screen[None], url: str, shown: str) -> None:
    """Hand a link to the browser, after asking where its text names another host."""
    address = openable(url)
    if address is None:
        screen.notify("This address is not one that can be opened safely.", markup=False)
        return

    def open_it(sure: bool | None) -> None:
        if sure:
            screen.app.open_url(address)
            screen.notify(f"Opened {address}", markup=False)

    if not shown_host_differs(shown, url):
        open_it(True)
        return
    host = urlsplit(address).hostname
    words = f"The text shows {shown}\nbut the link leads to {host}:\n\n{address}"
    screen.app.push_screen(Question("Open this link?", words), open_it)
