"""Model of a post and its parts, the same for all archives.

`None` means: not stated by the archive. It is never 0, an empty text or today.
"""

from typing import Final, Literal

from tui_feed.models.part import NOT_STATED, Number, Part, Percent, Seconds
from tui_feed.text.dates import IsoDate, Moment, moment_of

MediaKind = Literal["photo", "video", "gif", "audio"]
"""Kind of medium."""

Visibility = Literal["public", "unlisted", "followers", "direct"]
"""Audience of a post."""

CountName = Literal["views", "likes", "reposts", "replies", "quotes", "bookmarks"]
"""Name of a count in a post's metrics."""

Fact = Literal[
    "alt", "card", "content_warning", "counts", "edited", "media", "pinned", "poll", "quote",
    "reply",
]  # fmt: skip
"""Fact about a post, never stated by some archives."""

NAMED_IN_TEXT: Final = ("hashtags", "mentions", "cashtags", "links")
"""Fields of a post found in its text if a native line does not state them."""


class Author(Part, frozen=True, kw_only=True):
    """Author of a post, as far as the archive says."""

    id: str | None = None
    """Lasting id of the account, if the network has such ids: a number, a DID, an address."""
    name: str | None = None
    """Display name."""
    handle: str | None = None
    """Account name as written, without `@`."""


class Link(Part, frozen=True, kw_only=True):
    """Link in a text."""

    url: str | None = None
    """Target; None where only a cut display form was saved, so it cannot be opened."""
    display: str
    """Words shown for it, usually a piece of the post's text."""


class Media(Part, frozen=True, kw_only=True):
    """Picture, video or sound of a post."""

    kind: MediaKind
    """Kind."""
    alt: str | None = None
    """Description by its author; None where none was saved."""
    url: str | None = None
    """Address on the web."""
    file: str | None = None
    """Name inside the archive."""
    duration: Seconds | None = None
    """Length in seconds."""


class LinkCard(Part, frozen=True, kw_only=True):
    """Preview of a linked page under a post."""

    title: str | None = None
    """Title of the page."""
    description: str | None = None
    """Summary by the page itself, often cut."""
    domain: str | None = None
    """Site, as the card prints it."""
    url: str | None = None
    """Address of the page; None where the archive kept only the card's words."""


class PollOption(Part, frozen=True, kw_only=True):
    """Answer of a poll."""

    label: str
    """Words of the answer."""
    votes: Number | None = None
    """Number of votes for it."""
    percent: Percent | None = None
    """Share as printed, 0 to 100."""


class Poll(Part, frozen=True, kw_only=True):
    """Question with answers to vote for."""

    options: tuple[PollOption, ...]
    """Answers in their order."""
    total_votes: Number | None = None
    """Number of all votes."""
    voters: Number | None = None
    """Number of people who voted; each may have had several votes."""
    closed: bool | None = None
    """True if voting was over when the archive was made."""
    ends: IsoDate | None = None
    """Date on which voting ends or ended."""

    def share(self, option: PollOption) -> float | None:
        """Return the share of an answer in percent: as printed, else of voters, else of votes."""
        whole = self.voters or self.total_votes
        if option.percent is not None or option.votes is None or not whole:
            return option.percent
        return min(100.0, 100 * option.votes / whole)

    @property
    def ends_date(self) -> Moment | None:
        """Date on which voting ends, parsed."""
        return moment_of(self.ends)


class Metrics(Part, frozen=True, kw_only=True):
    """Counts of a post when it was saved."""

    views: Number | None = None
    """Views."""
    likes: Number | None = None
    """Likes or favourites."""
    reposts: Number | None = None
    """Reposts or boosts, quotes not included."""
    replies: Number | None = None
    """Direct replies."""
    quotes: Number | None = None
    """Quotes by other posts."""
    bookmarks: Number | None = None
    """Bookmarks."""
    approximate: tuple[CountName, ...] = ()
    """Counts printed rounded (`453K`)."""


class Version(Part, frozen=True, kw_only=True):
    """Earlier version of a post, before an edit."""

    id: str | None = None
    """Id of this version, if each version has its own."""
    created_at: IsoDate | None = None
    """Date of this version."""
    text: str = ""
    """Text of this version."""

    @property
    def created_date(self) -> Moment | None:
        """Date of this version, parsed."""
        return moment_of(self.created_at)


NOBODY: Final = Author()
"""Author without any stated field."""

NOTHING_COUNTED: Final = Metrics()
"""Metrics without any stated count."""


class Post(Part, frozen=True, kw_only=True):
    """Post, with its quoted post inside it."""

    id: str
    """Identity; with a leading `~` derived (`derived_id`), because the archive has no ids."""
    url: str | None = None
    """Address of its page on the web."""
    author: Author = NOBODY
    """Author."""
    created_at: IsoDate | None = None
    """Date of writing, as precise as the archive states it."""
    text: str = ""
    """Text; lines end in LF."""
    lang: str | None = None
    """Language code, as stated."""
    client: str | None = None
    """App used for writing, as the archive names it."""
    reply_to: tuple[str, ...] = ()
    """Handles of the accounts replied to."""
    reply_to_id: str | None = None
    """Id of the post replied to."""
    conversation_id: str | None = None
    """Id of the first post of the thread."""
    quote: "Post | None" = None
    """Quoted post."""
    reposted_by: str | None = None
    """Account of the reposter, by name or handle as the archive has it."""
    reposted_at: IsoDate | None = None
    """Date of the repost; `created_at` is the date of writing."""
    pinned: bool = False
    """True for a post pinned to the top by its author."""
    edited: bool = False
    """True for a post known to have been edited."""
    deleted: bool = False
    """True for a post deleted by its author and kept by the archive."""
    deleted_at: IsoDate | None = None
    """Date of the deletion."""
    liked: bool = False
    """True for a post in the likes of the account of the archive."""
    bookmarked: bool = False
    """True for a post in the bookmarks of the account of the archive."""
    apart: bool = False
    """True for a post known from likes or bookmarks alone: left out until a query asks for it."""
    versions: tuple[Version, ...] = ()
    """Earlier versions, oldest first."""
    content_warning: str | None = None
    """Words to show instead until the reader asks for the text."""
    visibility: Visibility | None = None
    """Audience."""
    unavailable: str | None = None
    """Reason for a missing text: deleted, suspended, not in this archive."""
    hashtags: tuple[str, ...] = NOT_STATED
    """Tags as written, without `#`."""
    mentions: tuple[str, ...] = NOT_STATED
    """Handles named in the text, without `@`."""
    cashtags: tuple[str, ...] = NOT_STATED
    """Ticker symbols, without `$`."""
    links: tuple[Link, ...] = NOT_STATED
    """Links in the text and in the descriptions of its pictures."""
    media: tuple[Media, ...] = ()
    """Pictures, videos and sounds in their order."""
    card: LinkCard | None = None
    """Preview of a linked page."""
    poll: Poll | None = None
    """Poll."""
    metrics: Metrics = NOTHING_COUNTED
    """Counts."""
    hidden: Number = 0
    """Number of characters replaced in the text or removed from it by sanitising."""
    unstated: tuple[Fact, ...] = ()
    """Facts never stated by the archive: their absence does not mean no."""
    source: str | None = None
    """Archive and place in it: `capture.txt, post 4`."""

    @property
    def created_date(self) -> Moment | None:
        """Date of writing, parsed."""
        return moment_of(self.created_at)

    @property
    def reposted_date(self) -> Moment | None:
        """Date of the repost, parsed."""
        return moment_of(self.reposted_at)

    @property
    def deleted_date(self) -> Moment | None:
        """Date of the deletion, parsed."""
        return moment_of(self.deleted_at)

    @property
    def appeared_date(self) -> Moment | None:
        """Date in its timeline: of the repost, else of writing."""
        return moment_of(self.reposted_at or self.created_at)
