"""The vocabulary of the house: what a profile and a post are, whatever archive they came from.

Every model is frozen. Every string passes the one door (`SafeText`), so nothing unclean can exist
behind it. `None` means that the archive does not say; it is never 0, an empty text or today.
"""

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    model_validator,
)

from tui_feed.text.clean import clean, hidden
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import LARGEST_COUNT


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - what is not a string is pydantic's to refuse
    return clean(value) if isinstance(value, str) else value


def _moment(value: Any) -> Moment:  # noqa: ANN401 - anything may stand in an archive
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise ValueError("a date must be a string such as 2024-01-05")
    return Moment.parse(value)


# Before pydantic's own check and not after it: pydantic refuses the lone surrogates that `clean`
# joins or replaces.
SafeText = Annotated[str, BeforeValidator(_cleaned)]
"""The type of every string in the house: cleaned on its way in."""

Date = Annotated[Moment, PlainValidator(_moment), PlainSerializer(str, return_type=str)]
"""A date with its own precision; in JSON an ISO 8601 string of that precision."""

Number = Annotated[int, Field(strict=True, ge=0, le=LARGEST_COUNT)]
"""A count. `true`, `"3"` and `3.5` are refused: a count is stated or it is absent."""

CountName = Literal["views", "likes", "reposts", "replies", "quotes", "bookmarks"]
"""What a post's metrics count."""

ProfileCountName = Literal["following", "followers", "post_count"]
"""What a profile counts."""

NAMED_IN_TEXT = ("hashtags", "mentions", "cashtags", "links")
"""The fields of a post that can be found in its text where an archive does not state them."""


class _Model(BaseModel):
    """What all models share: frozen, and deaf to keys that they do not know.

    Their tuples fail at the first wrong item: a hostile line may hold millions of them, and noting
    each would take kilobytes.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)


class _Record(_Model):
    """A model that stands on a line of its own in the native format."""

    @model_validator(mode="before")
    @classmethod
    def _null_is_left_out(cls, data: Any) -> Any:  # noqa: ANN401 - not yet validated
        """Drop the nulls of fields whose absence is not None: no tags are `()`, no text is ``."""
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data

    def native_line(self) -> str:
        """Return this record as one line of native JSON Lines, without the line end."""
        line = {"type": type(self).__name__.lower()} | self._stated()
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))

    def _stated(self) -> dict[str, Any]:
        """Return what this record states, ready for JSON."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"quote"})


class Author(_Model):
    """Who wrote a post, as far as the archive says."""

    id: SafeText | None = None
    """The account's lasting id where the network has one: a number, a DID, an address."""
    name: SafeText | None = None
    """Display name."""
    handle: SafeText | None = None
    """Account name as written, without `@`."""


class Link(_Model):
    """A link in a text."""

    url: SafeText | None = None
    """Where it leads; None where only a cut display form was saved, so it cannot be opened."""
    display: SafeText
    """What the reader sees of it, a piece of the post's text where it stands there."""


class Media(_Model):
    """A picture, video or sound that belongs to a post."""

    kind: Literal["photo", "video", "gif", "audio"]
    """What it is."""
    alt: SafeText | None = None
    """The description that its author gave; None where none was saved."""
    url: SafeText | None = None
    """Where it was on the web."""
    file: SafeText | None = None
    """Where it is inside the archive."""
    duration: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Seconds."""


class LinkCard(_Model):
    """The preview of a linked page under a post."""

    title: SafeText | None = None
    """The page's title."""
    description: SafeText | None = None
    """The page's own summary, often cut."""
    domain: SafeText | None = None
    """The site, as the card prints it."""
    url: SafeText | None = None
    """The page; None where the archive kept only the card's words."""


class PollOption(_Model):
    """One answer of a poll."""

    label: SafeText
    """The answer."""
    votes: Number | None = None
    """How many chose it."""
    percent: Annotated[float, Field(ge=0, le=100)] | None = None
    """Its share as printed, 0 to 100."""


class Poll(_Model):
    """A question with answers to vote for."""

    options: tuple[PollOption, ...] = Field(fail_fast=True)
    """The answers in their order."""
    total_votes: Number | None = None
    """All votes."""
    closed: bool | None = None
    """Whether voting was over when the archive was made."""
    ends: Date | None = None
    """When voting ends or ended."""


class Metrics(_Model):
    """What was counted about a post when it was saved."""

    views: Number | None = None
    """How often it was seen."""
    likes: Number | None = None
    """Likes or favourites."""
    reposts: Number | None = None
    """Reposts or boosts, quotes not included."""
    replies: Number | None = None
    """Direct replies."""
    quotes: Number | None = None
    """Posts that quote it."""
    bookmarks: Number | None = None
    """Bookmarks."""
    approximate: tuple[CountName, ...] = Field((), fail_fast=True)
    """Which of these were printed rounded (`453K`)."""


class Version(_Model):
    """A post as it was before it was edited."""

    id: SafeText | None = None
    """The id that it had then, where each version has its own."""
    created_at: Date | None = None
    """When this version was posted."""
    text: SafeText = ""
    """What it said."""


class Profile(_Record):
    """The account that a timeline belongs to."""

    id: SafeText | None = None
    """The account's lasting id, as in `Author.id`."""
    name: SafeText | None = None
    """Display name."""
    handle: SafeText | None = None
    """Account name as written, without `@`."""
    bio: SafeText | None = None
    """What the account says of itself; lines end in LF."""
    location: SafeText | None = None
    """Where it says it is."""
    website: SafeText | None = None
    """Its link, as printed."""
    joined: Date | None = None
    """When the account was made."""
    following: Number | None = None
    """How many accounts it follows."""
    followers: Number | None = None
    """How many follow it."""
    post_count: Number | None = None
    """How many posts its page claims, usually more than were saved."""
    approximate: tuple[ProfileCountName, ...] = Field((), fail_fast=True)
    """Which of the three counts were printed rounded (`14.8K`)."""
    verified: bool | None = None
    """Whether the network vouches for it."""
    avatar: SafeText | None = None
    """Its picture: a URL or a name inside the archive."""
    source: SafeText | None = None
    """The archive that it was read from."""


class Post(_Record):
    """One post, with whatever it quotes inside it."""

    id: SafeText
    """Identity. One that starts with `~` is derived (`derived_id`): its archive states none."""
    url: SafeText | None = None
    """Its page on the web."""
    author: Author = Author()
    """Who wrote it."""
    created_at: Date | None = None
    """When, as precisely as the archive says."""
    text: SafeText = ""
    """What it says; lines end in LF."""
    lang: SafeText | None = None
    """Language code, as stated."""
    client: SafeText | None = None
    """The app it was written with, as the archive names it."""
    reply_to: tuple[SafeText, ...] = Field((), fail_fast=True)
    """Handles that it replies to."""
    reply_to_id: SafeText | None = None
    """The post that it replies to."""
    conversation_id: SafeText | None = None
    """The post that began the thread."""
    quote: "Post | None" = None
    """The post that it quotes."""
    reposted_by: SafeText | None = None
    """Who passed it on, by name or handle as the archive has it."""
    reposted_at: Date | None = None
    """When it was passed on; `created_at` is when it was written."""
    pinned: bool = False
    """Whether its author pinned it to the top."""
    edited: bool = False
    """Whether it is known to have been changed after posting."""
    versions: tuple[Version, ...] = Field((), fail_fast=True)
    """What it said before it was changed, the first version first."""
    content_warning: SafeText | None = None
    """What to show instead until the reader asks for it."""
    visibility: Literal["public", "unlisted", "followers", "direct"] | None = None
    """Whom it was meant for."""
    unavailable: SafeText | None = None
    """Why there is no text: deleted, suspended, not in this archive."""
    hashtags: tuple[SafeText, ...] = Field((), fail_fast=True)
    """Tags as written, without `#`."""
    mentions: tuple[SafeText, ...] = Field((), fail_fast=True)
    """Handles named in the text, without `@`."""
    cashtags: tuple[SafeText, ...] = Field((), fail_fast=True)
    """Ticker symbols, without `$`."""
    links: tuple[Link, ...] = Field((), fail_fast=True)
    """Links in the text and in the descriptions of its pictures."""
    media: tuple[Media, ...] = Field((), fail_fast=True)
    """Pictures, videos and sounds in their order."""
    card: LinkCard | None = None
    """Preview of a linked page."""
    poll: Poll | None = None
    """A poll."""
    metrics: Metrics = Metrics()
    """What was counted."""
    hidden: Number = 0
    """How many characters of the text the door replaced or removed."""
    source: SafeText | None = None
    """The archive and the place in it: `capture.txt, post 4`."""

    @property
    def appeared_at(self) -> Moment | None:
        """When it came into this timeline: when it was passed on, else when it was written."""
        return self.reposted_at or self.created_at

    @model_validator(mode="before")
    @classmethod
    def _count_hidden(cls, data: Any) -> Any:  # noqa: ANN401 - not yet validated
        """Note what the door will take from the text, before it does."""
        if isinstance(data, dict) and "hidden" not in data:
            text = data.get("text")
            if isinstance(text, str) and (taken := hidden(text)):
                return {**data, "hidden": taken}
        return data

    def _stated(self) -> dict[str, Any]:
        """Say of a text that names nothing that it does not; who reads it would look otherwise."""
        body = super()._stated()
        if self.text:
            body |= {name: [] for name in NAMED_IN_TEXT if not getattr(self, name)}
        if self.quote:
            body["quote"] = self.quote._stated()
        return {name: body[name] for name in type(self).model_fields if name in body}


class Problem(_Model):
    """Something in an input that could not be used, or is not what it seems."""

    place: SafeText
    """Where: `post 4`, `line 12, column 3`, or the whole file."""
    reason: SafeText
    """What is wrong and what was done about it."""
    source: SafeText | None = None
    """The file."""
    skipped: bool = False
    """Whether a record was left out because of it."""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.source, self.place, self.reason) if part)


Record = Profile | Post | Problem
"""What a loader yields."""


def derived_id(handle: str | None, created_at: Moment | str | None, text: str) -> str:
    """Return a stable id for a post whose archive states none: same statement, same id.

    It is `~` and 16 hexadecimal digits of a hash of author, date and (cleaned) text. Posts that
    agree in all three are told apart by the loader with a counter: `~…`, `~…-2`, `~…-3`.
    """
    seed = f"{(handle or '').casefold()}\0{created_at or ''}\0{clean(text)}"
    return "~" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]
