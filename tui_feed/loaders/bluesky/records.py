"""Convert the records of an account, as kept in its repository, to posts and reposts.

Records: lexicons `app.bsky.feed.post`, `app.bsky.feed.repost`, `app.bsky.actor.profile`.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import Author, Post, Profile

REPOST = "app.bsky.feed.repost"
"""Collection of reposts."""
PROFILE = "app.bsky.actor.profile/self"
"""Key of the profile record."""

_CIRCLE = "not shown again: the quotes lead round in a circle"
_NOT_HERE = "the reposted post is not in this archive"


def profile_of(about: JsonObject, did: str | None, source: str) -> Profile:
    """Return the profile in a record."""
    return Profile(
        id=did,
        name=get_str(about, "displayName"),
        bio=get_str(about, "description"),
        website=get_str(about, "website"),
        joined=iso_date(get_str(about, "createdAt")),
        source=source,
    )


def passed_over(others: Mapping[str, int]) -> str:
    """Return the words for records that are not shown, given their number by collection."""
    if not others:
        return ""
    kinds = (f"{number:,} of the kind {kind}" for kind, number in sorted(others.items()))
    return f"records that are no posts, not shown: {', '.join(kinds)}"


class Records:
    """Converter of an account's records to posts."""

    def __init__(
        self,
        owner: Author,
        find: Callable[[str], JsonObject | None],
        blobs: Mapping[str, str] | None = None,
    ) -> None:
        """Take the account, a function that returns its record at a key, and files of its blobs.

        The names of the files are by CID.
        """
        self.owner = owner
        """Account."""
        self._find = find
        self._blobs = blobs or {}
        self._home = f"at://{owner.id}/"
        self._posts = f"{self._home}{lexicon.POST}/"
        self._pages = (lexicon.address(f"{self._posts}0") or "").removesuffix("0")

    def uri(self, key: str) -> str:
        """Return the address of a record."""
        return f"{self._home}{key}"

    def post(self, key: str, record: JsonObject, source: str, *, pinned: bool = False) -> Post:
        """Return the post of a record, including the account's own quoted posts."""
        return self._post(self.uri(key), record, (), source, pinned)

    def repost(self, key: str, record: JsonObject, source: str) -> Post | None:
        """Return the reposted post; None if the record does not name a post."""
        uri = get_str(get_obj(record, "subject"), "uri") or ""
        if not lexicon.is_post(uri):
            return None
        own = self._own(uri)
        original = self._post(uri, own, ()) if own else lexicon.stub(uri, _NOT_HERE)
        return replace(
            original,
            id=self.uri(key),
            reposted_by=self.owner.handle or self.owner.name or self.owner.id,
            reposted_at=lexicon.date(get_str(record, "createdAt"), key),
            source=source,
        )

    def _post(
        self,
        uri: str,
        record: JsonObject,
        above: tuple[str, ...],
        source: str | None = None,
        pinned: bool = False,
    ) -> Post:
        """Return a post; `above` are the addresses of the posts around it, which quote it."""
        embed = get_obj(record, "embed") if "embed" in record else {}
        said = lexicon.said(record)
        answered = lexicon.reply(record)
        return Post(
            id=uri,
            url=self._page(uri),
            author=self.owner,
            created_at=lexicon.date(get_str(record, "createdAt"), uri),
            text=said.text,
            lang=lexicon.language(record),
            reply_to=self._answered_handle(answered.parent) if answered.parent else (),
            reply_to_id=answered.parent,
            conversation_id=answered.root,
            quote=self._quote(embed, (*above, uri)) if embed else None,
            pinned=pinned,
            content_warning=(
                lexicon.warning(get_list(record, "labels", "values"))
                if "labels" in record
                else None
            ),
            hashtags=said.hashtags,
            mentions=said.mentions,
            cashtags=said.cashtags,
            links=said.links,
            media=tuple(lexicon.media(embed, self._blobs)) if embed else (),
            card=lexicon.card(embed) if embed else None,
            source=source,
        )

    def _page(self, uri: str) -> str | None:
        """Return the page of a post of the account, without a look at each part of its address."""
        key = uri.removeprefix(self._posts)
        return self._pages + key if key.isalnum() and self._pages else lexicon.address(uri)

    def _answered_handle(self, parent: str) -> tuple[str, ...]:
        """Return the account of a thread of its own; an address has no handle of others."""
        is_own = parent.startswith(self._home)
        return (self.owner.handle,) if is_own and self.owner.handle else ()

    def _quote(self, embed: JsonObject, above: tuple[str, ...]) -> Post | None:
        uri = get_str(lexicon.quoted(embed), "uri") or ""
        if not lexicon.is_post(uri):
            return None
        record = self._own(uri)
        if record is None:
            return lexicon.stub(uri, lexicon.NOT_HERE)
        if uri in above:
            return lexicon.stub(uri, _CIRCLE)
        if len(above) > lexicon.DEEPEST_QUOTE:
            return lexicon.stub(uri, lexicon.TOO_DEEP)
        return self._post(uri, record, above)

    def _own(self, uri: str) -> JsonObject | None:
        """Return the record of a post of this account; None for posts of other accounts."""
        return self._find(uri.removeprefix(self._home)) if uri.startswith(self._home) else None


class Unknown:
    """Collector of attachments of unknown kinds."""

    def __init__(self) -> None:
        self._kinds: list[str] = []

    def note(self, embed: JsonObject) -> None:
        """Note an attachment of an unknown kind; ignore known kinds."""
        if embed and (strange := lexicon.unknown(embed)):
            self._kinds.append(strange)

    def __str__(self) -> str:
        """Return a notice with the number of unknown attachments; "" without any."""
        if not self._kinds:
            return ""
        reason = "attachments of kinds that are not known, which are not shown; the first: "
        return f"{len(self._kinds):,} {reason}{self._kinds[0][:60]}"
