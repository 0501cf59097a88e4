"""Declare the fields for the words of a language that X prints around posts.

`{}` stands for a date, a name or handles. Synonyms are separated by bars. All words are in lower
case.
"""

from typing import NamedTuple


class Words(NamedTuple):
    """Words of a language."""

    login: str = ""
    """Login button."""
    signup: str = ""
    """Sign-up button, and the words around it."""
    posts: str = ""
    """Label of the number of posts."""
    joined: str = ""
    """Line with the month in which the account was created."""
    following: str = ""
    """Label of the number of accounts followed."""
    followers: str = ""
    """Label of the number of followers."""
    replying: str = ""
    """Line above a reply."""
    reposted: str = ""
    """Line above a repost."""
    pinned: str = ""
    """Line above a pinned post."""
    more: str = ""
    """Button below a shortened text."""
    buttons: str = ""
    """Other buttons and captions outside posts."""
    verified: str = ""
    """Badge of a verified account."""
    views: str = ""
    """Label of the number of views."""
    foot: str = ""
    """First words below the posts."""
