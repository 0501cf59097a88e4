"""What is held against what is shown: value by value, and in sums."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.held.facts import COUNTS, Held, words
from tests.held.shown import Shown, facts_of


@dataclass(frozen=True)
class Difference:
    """A value that is not shown as it is held."""

    post: str
    fact: str
    held: object
    shown: object

    def __str__(self) -> str:
        return f"{self.post} | {self.fact} | {self.held!r} | {self.shown!r}"


@dataclass
class Comparison:
    """A sample, compared."""

    values: int = 0
    """Number of values compared."""
    differences: list[Difference] = field(default_factory=list)
    sums: dict[str, tuple[object, object]] = field(default_factory=dict)
    """Sum of each fact, held and shown."""


def compare(held: list[Held], shown: Shown) -> Comparison:
    """Compare every post by its id, or by its words where the file has no ids."""
    found = Comparison()
    copies: dict[str, list[Held]] = defaultdict(list)
    by_words: dict[str, list[dict]] = defaultdict(list)
    for post in shown.posts:
        by_words[_key(words(post.get("text"), addresses=False))].append(post)
    by_id = {post["id"]: post for post in shown.posts}
    by_place = {str(post.get("source")).partition(", ")[2]: post["id"] for post in shown.posts}
    for each in held:
        post = each.id or (by_place.get(each.place) if each.place else None)
        if post is None:
            same = by_words[_key(str(each.facts.get("words", each.facts.get("text"))))]
            post = (same.pop(0) if len(same) > 1 else same[0])["id"] if same else each.place
        copies[post].append(each)
    for post, stated in copies.items():
        if post in by_id:
            _compare_post(found, post, stated, by_id[post], copies)
        else:
            found.differences.append(Difference(post, "post", "held", "not shown"))
    for post in by_id.keys() - copies.keys():
        found.differences.append(Difference(post, "post", "not held", "shown"))
    found.values += 1 + len(copies.keys() | by_id.keys())  # one for their number
    found.sums = {
        "posts": (len(copies), len(by_id)),
        **_sums([
            (stated[-1].facts, facts_of(by_id[post], stated[-1]) if post in by_id else {})
            for post, stated in copies.items()
        ]),
    }  # fmt: skip
    return found


def _key(text: str) -> str:
    return words(text, addresses=False)


def _compare_post(
    found: Comparison, name: str, copies: list[Held], post: dict, own: dict[str, list[Held]]
) -> None:
    """Compare a post, and its quote, which its own record elsewhere in the file may complete."""
    for fact in dict.fromkeys(fact for each in copies for fact in each.facts):
        stated = [each.facts[fact] for each in copies if fact in each.facts]
        values = [facts_of(post, each)[fact] for each in copies if fact in each.facts]
        found.values += 1
        if not any(one == other for one, other in zip(stated, values, strict=True)):
            found.differences.append(Difference(name, fact, stated[-1], values[-1]))
    quotes = [each.quote for each in copies if each.quote]
    if not quotes:
        return
    if "quote" in post:
        whole = own.get(quotes[0].id or "", [])
        quotes += [Held(each.id, each.facts) for each in whole]
        _compare_post(found, f"{name} > quote", quotes, post["quote"], own)
    else:
        found.differences.append(Difference(name, "quote", "held", "not shown"))


SUMMED = COUNTS
LISTED = ("media", "alts", "kinds", "poll", "tags", "mentions", "cashtags", "links")
COUNTED = ("reposted", "is_reply", "quotes_post", "pinned", "edited")


Pairs = list[tuple[dict, dict]]
"""Facts of each post, held and shown."""


def _sums(pairs: Pairs) -> dict[str, tuple[object, object]]:
    """Add up each fact that the walk knows."""
    known = {fact for facts, _ in pairs for fact in facts}
    sums: dict[str, tuple[object, object]] = {}
    for fact in filter(known.__contains__, SUMMED):
        sums[fact] = _each(pairs, fact, lambda value: value or 0)
    for fact in filter(known.__contains__, LISTED):
        sums[fact] = _each(pairs, fact, _stated)
    for fact in filter(known.__contains__, COUNTED):
        sums[fact] = _each(pairs, fact, bool)
    for fact in filter(known.__contains__, ("text", "words")):
        sums["characters"] = _each(pairs, fact, lambda value: len(value or ""))
    for fact in filter(known.__contains__, ("author", "author_id", "author_name")):
        sums["authors"] = (_distinct(pairs, 0, fact), _distinct(pairs, 1, fact))
    if "date" in known:
        sums["dates"] = (_span(pairs, 0), _span(pairs, 1))
    return sums


def _stated(values: tuple | None) -> int:
    return len([each for each in values or () if each is not None])


def _each(pairs: Pairs, fact: str, size: Callable[[Any], int]) -> tuple[int, int]:
    there = [(held[fact], shown.get(fact)) for held, shown in pairs if fact in held]
    return sum(size(held) for held, _ in there), sum(size(shown) for _, shown in there)


def _distinct(pairs: Pairs, side: int, fact: str) -> int:
    there = [pair[side].get(fact) for pair in pairs if fact in pair[0]]
    return len({each for each in there if each is not None})


def _span(pairs: Pairs, side: int) -> tuple:
    dates = [pair[side].get("date") for pair in pairs if "date" in pair[0]]
    found = [each for each in dates if isinstance(each, int)]
    return (min(found), max(found)) if found else ()
