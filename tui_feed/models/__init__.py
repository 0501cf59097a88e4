"""The vocabulary of the house: what a profile and a post are, whatever archive they came from.

Every model is frozen. Every string passes the one door (`SafeText`), so nothing unclean can exist
behind it. `None` means that the archive does not say; it is never 0, an empty text or today.
"""

from typing import Annotated, Any, Literal, TypeVar

from tui_feed.models.record import Checked
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import LARGEST_COUNT
from tui_feed.text.sanitize import clean, hidden

TYPE_CHECKING = False  # type checkers know the name; pydantic waits until a record is checked
if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class _Door:
    """Cleans a string before pydantic looks at it, which refuses the lone surrogates in it."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(_cleaned, handler(source))


class _Calendar:
    """Reads a date."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_plain_validator_function

        return no_info_plain_validator_function(_moment)


class Within:
    """What a number may be: a whole one is not made of a text, of `true` or of `3.0`."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least = least
        """The smallest one."""
        self.most = most
        """The largest one; None where any is right that is finite."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import float_schema, int_schema

        if source is int:
            return int_schema(strict=True, ge=self.least, le=self.most)
        return float_schema(ge=self.least, le=self.most, allow_inf_nan=False)


class _FirstFault:
    """Ends at the first wrong item: a hostile line may hold millions, noting all takes room."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        return {**handler(source), "fail_fast": True}


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _moment(value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise ValueError("a date must be a string such as 2024-01-05")
    return Moment.parse(value)


SafeText = Annotated[str, _Door()]
"""The type of every string in the house: cleaned on its way in."""

Date = Annotated[Moment, _Calendar()]
"""A date with its own precision; in JSON an ISO 8601 string of that precision."""

Number = Annotated[int, Within(0, LARGEST_COUNT)]
"""A count. `true`, `"3"` and `3.5` are refused: a count is stated or it is absent."""

Item = TypeVar("Item")

Several = Annotated[tuple[Item, ...], _FirstFault()]
"""Any number of things in an order."""

CountName = Literal["views", "likes", "reposts", "replies", "quotes", "bookmarks"]
"""What a post's metrics count."""

ProfileCountName = Literal["following", "followers", "post_count"]
"""What a profile counts."""

NAMED_IN_TEXT = ("hashtags", "mentions", "cashtags", "links")
"""The fields of a post that can be found in its text where an archive does not state them."""


class _Record(Checked):
    """A model that stands on a line of its own in the native format."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(cls._prepared, handler(source))

    @classmethod
    def _prepared(cls, data: Any) -> Any:  # noqa: ANN401 - not yet checked
        """Drop the nulls of fields whose absence is not None: no tags are `()`, no text is ``."""
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return data

    def native_line(self) -> str:
        """Return this record as one line of native JSON Lines, without the line end."""
        import json

        line = {"type": type(self).__name__.lower()} | self.stated()
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


class Author(Checked):
    """Who wrote a post, as far as the archive says."""

    id: SafeText | None = None
    """The account's lasting id where the network has one: a number, a DID, an address."""
    name: SafeText | None = None
    """Display name."""
    handle: SafeText | None = None
    """Account name as written, without `@`."""


class Link(Checked):
    """A link in a text."""

    url: SafeText | None = None
    """Where it leads; None where only a cut display form was saved, so it cannot be opened."""
    display: SafeText
    """What the reader sees of it, a piece of the post's text where it stands there."""


class Media(Checked):
    """A picture, video or sound that belongs to a post."""

    kind: Literal["photo", "video", "gif", "audio"]
    """What it is."""
    alt: SafeText | None = None
    """The description that its author gave; None where none was saved."""
    url: SafeText | None = None
    """Where it was on the web."""
    file: SafeText | None = None
    """Where it is inside the archive."""
    duration: Annotated[float, Within(0)] | None = None
    """Seconds."""


class LinkCard(Checked):
    """The preview of a linked page under a post."""

    title: SafeText | None = None
    """The page's title."""
    description: SafeText | None = None
    """The page's own summary, often cut."""
    domain: SafeText | None = None
    """The site, as the card prints it."""
    url: SafeText | None = None
    """The page; None where the archive kept only the card's words."""


class PollOption(Checked):
    """One answer of a poll."""

    label: SafeText
    """The answer."""
    votes: Number | None = None
    """How many chose it."""
    percent: Annotated[float, Within(0, 100)] | None = None
    """Its share as printed, 0 to 100."""


class Poll(Checked):
    """A question with answers to vote for."""

    options: Several[PollOption]
    """The answers in their order."""
    total_votes: Number | None = None
    """All votes."""
    closed: bool | None = None
    """Whether voting was over when the archive was made."""
    ends: Date | None = None
    """When voting ends or ended."""


class Metrics(Checked):
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
    approximate: Several[CountName] = ()
    """Which of these were printed rounded (`453K`)."""


class Version(Checked):
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
    approximate: Several[ProfileCountName] = ()
    """Which of the three counts were printed rounded (`14.8K`)."""
    verified: bool | None = None
    """Whether the network vouches for it."""
    avatar: SafeText | None = None
    """Its picture: a URL or a name inside the archive."""
    source: SafeText | None = None
    """The archive that it was read from."""


class _Nested:
    """Prepares a quoted post: pydantic looks at what stands inside a class not by way of it."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(Post._prepared, handler(source))


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
    reply_to: Several[SafeText] = ()
    """Handles that it replies to."""
    reply_to_id: SafeText | None = None
    """The post that it replies to."""
    conversation_id: SafeText | None = None
    """The post that began the thread."""
    quote: Annotated["Post | None", _Nested()] = None
    """The post that it quotes."""
    reposted_by: SafeText | None = None
    """Who passed it on, by name or handle as the archive has it."""
    reposted_at: Date | None = None
    """When it was passed on; `created_at` is when it was written."""
    pinned: bool = False
    """Whether its author pinned it to the top."""
    edited: bool = False
    """Whether it is known to have been changed after posting."""
    versions: Several[Version] = ()
    """What it said before it was changed, the first version first."""
    content_warning: SafeText | None = None
    """What to show instead until the reader asks for it."""
    visibility: Literal["public", "unlisted", "followers", "direct"] | None = None
    """Whom it was meant for."""
    unavailable: SafeText | None = None
    """Why there is no text: deleted, suspended, not in this archive."""
    hashtags: Several[SafeText] = ()
    """Tags as written, without `#`."""
    mentions: Several[SafeText] = ()
    """Handles named in the text, without `@`."""
    cashtags: Several[SafeText] = ()
    """Ticker symbols, without `$`."""
    links: Several[Link] = ()
    """Links in the text and in the descriptions of its pictures."""
    media: Several[Media] = ()
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

    @classmethod
    def _prepared(cls, data: Any) -> Any:  # noqa: ANN401 - not yet checked
        """Note what the door will take from the text, before it does."""
        data = super()._prepared(data)
        if isinstance(data, dict) and "hidden" not in data:
            text = data.get("text")
            if isinstance(text, str) and (taken := hidden(text)):
                return {**data, "hidden": taken}
        return data

    def stated(self) -> dict[str, Any]:
        """Say of a text that names nothing that it does not; who reads it would look otherwise."""
        body = super().stated()
        if self.text:
            body |= {name: [] for name in NAMED_IN_TEXT if not getattr(self, name)}
        return {name: body[name] for name in self.names() if name in body}


class Problem(Checked):
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
    import hashlib  # only for archives that state no ids

    seed = f"{(handle or '').casefold()}\0{created_at or ''}\0{clean(text)}"
    return "~" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]
