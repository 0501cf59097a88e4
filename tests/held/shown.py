"""A post as the program shows it, and the program as a user runs it."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from tests.held.facts import COUNTS, Held, moment, names, words

_ASKED = "is:liked OR is:bookmarked OR is:deleted"
"""Query for posts that are set apart, as the report advises it."""


@dataclass
class Shown:
    """What the program printed about a file."""

    posts: list[dict] = field(default_factory=list)
    """All its posts, for followers and set apart too, as JSON."""
    report: str = ""
    """Report of `--check`."""
    refusal: str = ""
    """Reason why it was not read."""

    @property
    def left_out(self) -> int:
        """Number of records left out."""
        found = re.search(r"left out ([\d,]+)$", self.report, re.MULTILINE)
        return int(found[1].replace(",", "")) if found else 0

    @property
    def of_default(self) -> int:
        """Number of posts shown unless asked for those of followers."""
        hidden = re.search(r"unclear:.*?: ([\d,]+) posts? for followers", self.report, re.DOTALL)
        return len(self.posts) - (int(hidden[1]) if hidden else 0)


def _own(arguments: list[str]) -> tuple[str, str]:
    """Run the program in a process of its own, as a user does."""
    done = subprocess.run(
        [sys.executable, "-m", "tui_feed", *arguments],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "TZ": "UTC"}, check=False,
    )  # fmt: skip
    return done.stdout, done.stderr


def _here(arguments: list[str]) -> tuple[str, str]:
    """Run the program in this process, which is quicker."""
    from tui_feed.cli.main import main

    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        main(arguments)
    out.flush()
    return out.buffer.getvalue().decode(), err.getvalue()


def shown(path: Path, *, in_own_process: bool) -> Shown:
    """Open a path with the program: for its posts, for its report, for posts set apart."""
    run = _own if in_own_process else _here
    printing = ["--format", "jsonl", "--include-private", "--timezone", "UTC", str(path)]
    printed, said = run(printing)
    report, _ = run(["--check", str(path)])
    if not report:
        return Shown(refusal=said.strip())
    posts = _posts(printed)
    if _ASKED in report:
        known = {each["id"] for each in posts}
        asked, _ = run(["--filter", _ASKED, *printing])
        posts += [each for each in _posts(asked) if each["id"] not in known]
    return Shown(posts, report)


def _posts(printed: str) -> list[dict]:
    records = [json.loads(line) for line in printed.split("\n") if line]
    return [each for each in records if each["type"] == "post"]


def facts_of(post: dict, held: Held | None = None) -> dict[str, object]:
    """Return the facts of a printed post, by the names that `Held` uses."""
    author, metrics = post.get("author", {}), post.get("metrics", {})
    media, quote, card = post.get("media", []), post.get("quote") or {}, post.get("card") or {}
    poll, links = post.get("poll") or {}, post.get("links", [])
    targets = {link["url"] for link in links if link.get("url")}
    targets = {each for each in targets if not re.match(r"https?://t\.co/", each)}
    stated = held.facts.get("links", ()) if held else ()
    also = {card.get("url"), quote.get("url"), *(each.get("url") for each in media)}
    return {
        **{name: metrics.get(name) for name in COUNTS},
        "text": words(post.get("text")),
        "words": words(post.get("text"), addresses=False),
        "date": moment(post.get("created_at")),
        "reposted": "reposted_by" in post or "reposted_at" in post,
        "reposted_by": post.get("reposted_by"),
        "reposted_at": moment(post.get("reposted_at")),
        "author": author.get("handle"),
        "author_name": author.get("name"),
        "author_id": author.get("id"),
        "url": (post.get("url") or "").replace("https://twitter.com/", "https://x.com/") or None,
        "media": tuple(each.get("url") for each in media),
        "files": tuple(each.get("file") for each in media),
        "alts": tuple(each.get("alt") for each in media),
        "kinds": tuple(each["kind"] for each in media),
        "durations": tuple(each.get("duration") for each in media),
        "poll": _answers(poll.get("options", [])),
        "poll_total": poll.get("total_votes"),
        "poll_closed": poll.get("closed"),
        "poll_ends": moment(poll.get("ends")),
        "tags": names(post.get("hashtags", [])),
        "mentions": names(post.get("mentions", [])),
        "cashtags": names(post.get("cashtags", [])),
        "links": frozenset(targets | (also & set(_texts(stated)))),
        "reply_to_id": post.get("reply_to_id"),
        "reply_to": names(post.get("reply_to", [])),
        "is_reply": bool(post.get("reply_to_id") or post.get("reply_to")),
        "conversation": post.get("conversation_id"),
        "quotes_post": bool(quote),
        "quote_id": quote.get("id"),
        "lang": post.get("lang"),
        "client": post.get("client"),
        "pinned": post.get("pinned", False),
        "edited": post.get("edited", False),
        **{name: post.get(name, False) for name in ("apart", "liked", "bookmarked", "deleted")},
        "deleted_at": moment(post.get("deleted_at")),
        "versions": len(post.get("versions", [])),
        "warning": post.get("content_warning"),
        "visibility": post.get("visibility"),
        "unavailable": "unavailable" in post,
        "card": card.get("url"),
        "card_title": card.get("title"),
        "kinds_count": len(media),
        "lines": frozenset(_shown_of(post, held.facts.get("lines") if held else ())),
    }


def _shown_of(post: dict, lines: object) -> Iterable[str]:
    """Return those lines that stand somewhere in a post."""
    said = " ".join(_strings(post))
    return (line for line in _texts(lines) if line in said)


def _strings(value: object) -> Iterable[str]:
    """Yield every string in a value, with single blanks."""
    if isinstance(value, str):
        yield words(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _texts(stated: object) -> Iterable[str]:
    return stated if isinstance(stated, frozenset) else ()


def _answers(options: list[dict]) -> tuple:
    return tuple((each["label"], each.get("votes")) for each in options)
