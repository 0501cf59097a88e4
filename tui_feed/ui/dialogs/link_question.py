"""Links of a post, and a question before a link with the text of another host."""

from collections.abc import Iterator

from tui_feed.browse.browser import open_in_browser
from tui_feed.models import Post
from tui_feed.text.links import openable
from tui_feed.text.shown_hosts import host_of, shown_host_differs
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.dialog import LinkQuestion
from tui_feed.ui.dialogs.picker import Choice
from tui_feed.ui.render.canvas import CUT, fit, fit_end

HOST_IN_LIST = 32
"""Cells of the longest host in a list of links."""

LONGEST_SAID = 80
"""Cells of the longest address in a message."""


def link_choices(post: Post, cut: str = CUT) -> list[Choice]:
    """Return the distinct openable addresses of a post and its quotes."""
    found: dict[str, Choice] = {}
    for choice in _addresses(post):
        exact = openable(choice.value)
        if exact:
            note = f"{choice.note}: {fit_end(host_of(exact), HOST_IN_LIST, cut)}"
            found.setdefault(choice.value, choice._replace(note=note))
    return list(found.values())


def shown_for(post: Post, url: str) -> str:
    """Return all texts shown for an address in a post and its quotes, a line for each."""
    labels = [choice.label for choice in _addresses(post) if choice.value == url]
    each: Post | None = post
    while each:
        if each.card and each.card.url == url and each.card.domain:
            labels.append(each.card.domain)
        each = each.quote
    return "\n".join(labels)


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


def open_link(context: CommandContext, url: str, shown: str) -> None:
    """Hand a link to the browser; ask first if its text shows another host."""
    address = openable(url)
    if address is None:
        context.notify("This address cannot be opened safely.")
        return

    def use(is_sure: bool) -> None:
        if is_sure:
            context.run_worker(_open(context, address), group="browser", exit_on_error=False)

    misleading = next((line for line in shown.splitlines() if shown_host_differs(line, url)), None)
    if misleading is None:
        use(True)
    else:
        about = f"shown as: {misleading.strip()}"
        context.ask(LinkQuestion("Open this link?", address, about), use)


async def _open(context: CommandContext, address: str) -> None:
    """Open an address, and report it; without a browser, copy the address."""
    outcome = await open_in_browser(address)
    if outcome.by:
        context.notify(f"Opened with {outcome.by}: {fit(address, LONGEST_SAID)}")
    else:
        context.copy(address, "address", lead=f"Not opened: {outcome.why}. ")
