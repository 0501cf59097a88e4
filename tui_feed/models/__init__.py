"""Models: the single definition of posts, profiles and problems, for loaders, feed and screen."""

from tui_feed.models.ids import derived_id
from tui_feed.models.part import NOT_STATED
from tui_feed.models.post import (
    NAMED_IN_TEXT,
    NOBODY,
    NOTHING_COUNTED,
    Author,
    CountName,
    Fact,
    Link,
    LinkCard,
    Media,
    MediaKind,
    Metrics,
    Poll,
    PollOption,
    Post,
    Version,
    Visibility,
)
from tui_feed.models.problem import Problem
from tui_feed.models.profile import Profile, ProfileCountName

__all__ = [
    "NAMED_IN_TEXT", "NOBODY", "NOTHING_COUNTED", "NOT_STATED", "Author", "CountName", "Fact",
    "Link", "LinkCard", "Media", "MediaKind", "Metrics", "Poll", "PollOption", "Post", "Problem",
    "Profile", "ProfileCountName", "Record", "Version", "Visibility", "derived_id",
]  # fmt: skip

Record = Profile | Post | Problem
"""Result of reading: a profile, a post or a problem."""
