"""Words of one language that X prints around posts.

`{}` stands for a date, a name or handles. Several that mean the same are separated by bars, in
small letters.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """Words of one language."""

    login: str = ""
    """Button for those who have an account."""
    signup: str = ""
    """Button for those who have none, and what is printed around it."""
    posts: str = ""
    """Things that the count at the top counts."""
    joined: str = ""
    """Line with the month in which an account was made."""
    following: str = ""
    """Label of the number of accounts that are followed."""
    followers: str = ""
    """Label of the number of followers."""
    replying: str = ""
    """Line above an answer."""
    reposted: str = ""
    """Line above a post that was passed on."""
    pinned: str = ""
    """Line above the post that its author keeps at the top."""
    more: str = ""
    """Button below a text that the page had cut."""
    buttons: str = ""
    """Other buttons and captions that are no part of a post."""
    verified: str = ""
    """Mark of an account that the network vouches for."""
    views: str = ""
    """Things that the count below a post counts, where they are named."""
    foot: str = ""
    """First words below the posts."""
