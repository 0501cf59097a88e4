"""Posts that entries of feeds quote."""

from collections.abc import Iterator

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.html_text import HtmlText
from tui_feed.loaders.feeds.contents import Quoted
from tui_feed.models import Media, Post


def quoted_post(quoted: Quoted | None, quoting: str, identities: Identities) -> Post | None:
    """Return the post of a quotation; `quoting` is the id of the post that quotes it."""
    if quoted is None:
        return None
    contents = quoted.contents
    text = contents.said.text if contents else ""
    post_id = quoted.id or identities.of_quote(
        quoted.author.handle or quoted.author.name, None, text, quoting
    )
    if contents is None:
        return Post(
            id=post_id, url=quoted.url, author=quoted.author, unavailable="not in this feed"
        )
    named = entity_fields(text)
    return Post(
        id=post_id,
        url=quoted.url,
        author=quoted.author,
        text=text,
        quote=quoted_post(contents.quote, post_id, identities),
        hashtags=named["hashtags"],
        mentions=named["mentions"],
        cashtags=named["cashtags"],
        links=contents.said.links or named["links"],
        media=(*contents.media, *_pictures(contents.said)),
        card=contents.card,
        poll=contents.poll,
    )


def _pictures(said: HtmlText) -> Iterator[Media]:
    for each in said.pictures:
        yield Media(kind=each.kind, alt=each.alt, url=each.src)
