"""Read entries of feeds written by RSSHub, Mastodon and Bluesky."""

import re

from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.feeds.contents import Contents, Quoted
from tui_feed.loaders.feeds.nitter import status_at
from tui_feed.models import Author, Poll, PollOption

# RSSHub: lib/routes/twitter/utils.ts
_HUB = re.compile(r"https?://(?:[\w.-]*\.)?(?:x|twitter)\.com/\w+/status/\d+", re.ASCII)
_HUB_QUOTE = re.compile(r"(?:<hr\b[^<>]{0,200}>\s*)?<div class=\"rsshub-quote\">")
_HUB_NAME = re.compile(r"(?P<name>[^\n]{1,80}?):(?:\u2002|\s)\s*(?P<rest>.*)", re.DOTALL)
_HUB_REPOST = re.compile(
    r"(?:RT|🔁)\s+(?P<name>[^\n]{1,80}?)(?::\u2002?|\u2002|\n)\s*(?P<rest>.*)", re.DOTALL
)
_HUB_ANSWER = re.compile(r"(?:Re|↩️)\s+")
_HUB_LINK = re.compile(r"\bLink: (?P<link>https?://\S+)")

_TOOT = re.compile(r"https?://[^/\s]+/@[\w.-]+/\d+$", re.ASCII)
_TOOT_WARNING = re.compile(
    r"\s*<p><strong>[^<]*</strong>(?P<words>[^\0]*?)</p>\s*<hr\s*/?>(?P<rest>[^\0]*)"
)
_TOOT_OPTION = re.compile(r"<(radio|checkbox)\b[^<>]*>(?P<label>[^<]*)</\1>")
_EMPTY = re.compile(r"<p>(?:\s|<br\s*/?>)*</p>")

_EMBED = "[contains quote post or other embedded content]"


def is_of_rsshub(link: str | None, html: str, channel: str) -> bool:
    """Tell whether an entry is RSSHub's, about a post of X."""
    return bool(_HUB.match(link or "")) and ("rsshub-quote" in html or "RSSHub" in channel)


def rsshub_contents(html: str) -> Contents:
    """Return the parts of an entry of RSSHub."""
    quote: Quoted | None = None
    if found := _HUB_QUOTE.search(html):
        quote = _hub_quote(html[found.end() :].rpartition("</div>")[0] or html[found.end() :])
        html = html[: found.start()]
    said = html_text(html)
    if answer := _HUB_ANSWER.match(said.text):
        said = said._replace(text=said.text[answer.end() :])
    passed_on = None
    if repost := _HUB_REPOST.fullmatch(said.text):
        passed_on = Author(name=repost["name"])
        said = said._replace(text=repost["rest"])
    return Contents(said=said, quote=quote, passed_on=passed_on)


def _hub_quote(html: str) -> Quoted:
    said, author, url, status = html_text(html), Author(), None, None
    text = said.text
    if found := _HUB_NAME.fullmatch(text):
        author, text = Author(name=found["name"]), found["rest"]
    if link := _HUB_LINK.search(text):
        url, text = link["link"], text[: link.start()]
        status = status_at(url)
    if status:
        author = Author(name=author.name, handle=status[1])
    contents = Contents(said=said._replace(text=text.rstrip()))
    return Quoted(author=author, id=status[0] if status else None, url=url, contents=contents)


def is_of_mastodon(link: str | None) -> bool:
    """Tell whether a link is the address of a Mastodon post."""
    return bool(_TOOT.match(link or ""))


def mastodon_contents(html: str) -> Contents:
    """Return the parts of an entry of Mastodon: text, content warning in any language, poll."""
    warning = None
    if found := _TOOT_WARNING.fullmatch(html):
        warning, html = html_text(found["words"]).text or None, found["rest"]
    labels = [html_text(each["label"]).text for each in _TOOT_OPTION.finditer(html)]
    poll = None
    if labels:
        poll = Poll(options=tuple(PollOption(label=label) for label in labels))
        html = _EMPTY.sub("", _TOOT_OPTION.sub("", html))
    return Contents(said=html_text(html), poll=poll, warning=warning)


def bluesky_contents(text: str) -> Contents:
    """Return the parts of an entry of Bluesky: its text is plain."""
    text = text.strip()
    if not text.endswith(_EMBED):
        return Contents(said=HtmlText(text))
    doubt = "a quote or something else hangs on it that the feed does not hold"
    return Contents(said=HtmlText(text.removesuffix(_EMBED).rstrip()), doubt=doubt)
