"""A sample, walked and shown, with what differs and why."""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.held import bluesky
from tests.held.catalogue import Sample
from tests.held.comparison import Comparison, Difference, compare
from tests.held.expected import reason_for
from tests.held.facts import Held
from tests.held.shown import Shown, facts_of, shown

WITH_ADDRESSES = ("samples/bluesky/author-feed.json", "samples/bluesky/thread.json")
"""Test data whose posts get addresses, to be told apart."""
_CLOSED = ("followers", "direct")


@dataclass
class Report:
    """What came of a sample."""

    name: str
    compared: Comparison
    unexplained: list[Difference]
    reasons: dict[str, str]
    """Reason of each difference that is meant, by its fact."""


def reports(sample: Sample, *, in_own_process: bool) -> Iterator[Report]:
    """Yield the report of a sample, and that of its copy where posts lack addresses."""
    yield _report(sample, sample.name, sample.path, in_own_process)
    if sample.name in WITH_ADDRESSES:
        with tempfile.TemporaryDirectory() as folder:
            made = bluesky.with_addresses(sample.path, Path(folder, sample.path.name))
            yield _report(sample, f"with addresses: {sample.name}", made, in_own_process)


def _report(sample: Sample, name: str, path: Path, in_own_process: bool) -> Report:
    there = shown(path, in_own_process=in_own_process)
    if sample.walk is None:
        compared = _refused(sample, there)
    else:
        held = sample.walk(path)
        compared = compare(held, there)
        _compare_report(compared, held, there)
        _compare_hand(compared, sample, there)
    found = [(each, reason_for(name, each)) for each in compared.differences]
    reasons = {each.fact: why for each, why in found if why}
    return Report(name, compared, [each for each, why in found if not why], reasons)


def _refused(sample: Sample, there: Shown) -> Comparison:
    found = Comparison(values=1, sums={"posts": (0, len(there.posts))})
    words = sample.refusal or "a walk or a reason in the catalogue"
    if words not in there.refusal:
        found.differences.append(Difference(sample.name, "refusal", words, there.refusal))
    return found


def _compare_report(compared: Comparison, held: list[Held], there: Shown) -> None:
    """Compare the report's numbers: posts with their copies, and records left out."""
    if not there.report:
        return
    posts = sum(
        int(each.replace(",", "")) for each in re.findall(r"([\d,]+) posts?,", there.report)
    )
    copies = (
        len(held) - len({each.id for each in held if each.id}) - sum(not each.id for each in held)
    )
    for fact, one, other in (("read", len(held), posts), ("left out", 0, there.left_out - copies)):
        compared.values += 1
        if fact == "left out" and "stated differently" in there.report and other < 0:
            continue  # copies that say more are merged, not left out
        if one != other:
            compared.differences.append(Difference("records", fact, one, other))


def _compare_hand(compared: Comparison, sample: Sample, there: Shown) -> None:
    """Compare what is shown with what was counted by hand, where a manifest says it.

    A count by hand of an archive is of its posts alone: likes, bookmarks and deleted posts are
    counted beside it. Of a file of likes it is of these.
    """
    manifest = sample.path.parent / "manifest.json"
    if not manifest.is_file() or sample.name.startswith("fixtures"):
        return
    by_hand = json.loads(manifest.read_text("utf-8")).get(sample.path.name)
    posts = [each for each in there.posts if each.get("visibility") not in _CLOSED]
    posts = [each for each in posts if not _is_beside(each)] or posts
    stated = [facts_of(each) for each in posts]
    counted = {
        "posts": len(posts),
        "reposts": sum(bool(each["reposted"]) for each in stated),
        "quotes": sum(bool(each["quotes_post"]) for each in stated),
        "media": sum(len(each.get("media", [])) for each in posts),
        "alts": sum("alt" in item for each in posts for item in each.get("media", [])),
    }
    for fact, number in counted.items() if by_hand else ():
        compared.values += 1
        if by_hand[fact] != number:
            compared.differences.append(Difference("by hand", fact, by_hand[fact], number))


def _is_beside(post: dict) -> bool:
    return post.get("apart", False) or post.get("deleted", False)
