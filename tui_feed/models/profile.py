"""Model of an account."""

from typing import Literal

from tui_feed.models.part import Number, Part
from tui_feed.text.dates import IsoDate, Moment, moment_of

ProfileCountName = Literal["following", "followers", "post_count"]
"""Name of a count of a profile."""


class Profile(Part, frozen=True, kw_only=True):
    """Account: the owner of a timeline."""

    id: str | None = None
    """Lasting id of the account, as in `Author.id`."""
    name: str | None = None
    """Display name."""
    handle: str | None = None
    """Account name as written, without `@`."""
    bio: str | None = None
    """Description by the account itself; lines end in LF."""
    location: str | None = None
    """Place stated by the account itself."""
    website: str | None = None
    """Link of the account, as printed."""
    joined: IsoDate | None = None
    """Date of registration."""
    following: Number | None = None
    """Number of followed accounts."""
    followers: Number | None = None
    """Number of followers."""
    post_count: Number | None = None
    """Number of posts as stated on its page, usually more than were saved."""
    approximate: tuple[ProfileCountName, ...] = ()
    """Counts printed rounded (`14.8K`)."""
    verified: bool | None = None
    """True for an account verified by the network."""
    avatar: str | None = None
    """Picture: a URL or a name inside the archive."""
    source: str | None = None
    """Archive of origin."""

    @property
    def joined_date(self) -> Moment | None:
        """Date of registration, parsed."""
        return moment_of(self.joined)
