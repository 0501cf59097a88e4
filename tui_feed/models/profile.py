"""Model of an account."""

from typing import Literal

from tui_feed.models.part import Number, Part
from tui_feed.text.dates import IsoDate, Moment, moment_of

ProfileCountName = Literal["following", "followers", "post_count"]
"""Name of a count of a profile."""


class Profile(Part, frozen=True, kw_only=True):
    """Account that a timeline belongs to."""

    id: str | None = None
    """Lasting id of the account, as in `Author.id`."""
    name: str | None = None
    """Display name."""
    handle: str | None = None
    """Account name as written, without `@`."""
    bio: str | None = None
    """Description by the account itself; lines end in LF."""
    location: str | None = None
    """Place that it states."""
    website: str | None = None
    """Link of the account, as printed."""
    joined: IsoDate | None = None
    """Date on which the account was made."""
    following: Number | None = None
    """Number of accounts that it follows."""
    followers: Number | None = None
    """Number of accounts that follow it."""
    post_count: Number | None = None
    """Number of posts that its page claims, usually more than were saved."""
    approximate: tuple[ProfileCountName, ...] = ()
    """Counts of the three that were printed rounded (`14.8K`)."""
    verified: bool | None = None
    """True where the network vouches for it."""
    avatar: str | None = None
    """Picture: a URL or a name inside the archive."""
    source: str | None = None
    """Archive that it was read from."""

    @property
    def joined_date(self) -> Moment | None:
        """Date on which the account was made, parsed."""
        return moment_of(self.joined)
