"""Differences between a file and what is shown of it that are meant, each with its reason."""

from typing import NamedTuple

from tests.held.comparison import Difference

ANY = "*"


class Expected(NamedTuple):
    """A difference that a rule of the program explains."""

    sample: str
    post: str
    fact: str
    why: str

    def explains(self, sample: str, found: Difference) -> bool:
        """Tell whether a difference is this one."""
        return (
            sample.startswith(self.sample)
            and self.post in (ANY, found.post)
            and self.fact in (ANY, found.fact)
        )


_SNAPSHOT = "record(N) stands for another post in each part of this test data; see `with addresses`"

EXPECTED = (
    Expected("samples/bluesky/author-feed.json", ANY, ANY, _SNAPSHOT),
    Expected("samples/bluesky/thread.json", ANY, ANY, _SNAPSHOT),
    Expected("samples/bluesky/repo_slice.car", "records", "left out",
             "blocks of 3 posts and of a node of the tree are missing, and named"),
    Expected("samples/twarc-v2/streaming_output_with_error.jsonl", "records", "left out",
             "the stream ends in a line that is cut, and named"),
    Expected("fixtures/native/broken.jsonl", "records", "left out",
             "nine lines are broken, each is named with its reason"),
    Expected("samples/more/zeeschuimer/twitter.ndjson", "1855945552359546996", "author",
             "its account is missing; the handle stands in the address of its picture"),
    Expected("samples/more/gallery-dl/twitter", "1670000000000000004", "author",
             "`author.name` is an object in this sample, so no handle is stated"),
    Expected("samples/more/gallery-dl/twitter", "1670000000000000004", "words",
             "RT @x: is taken away where x is the stated author, which is not stated here"),
    Expected("samples/more/minet/minet.csv", "1619000000000000001", "date",
             "the row that quotes it has only its id, which tells another second in this sample"),
    Expected("samples/more/twint/twint.csv", "1340000000000000001", "reply_to",
             "it begins its own conversation, so it answers nobody"),
    Expected("fixtures/page_text/cut_in_a_quote.txt", ANY, ANY,
             "the capture ends inside the quote, which is left out, and named"),
    Expected("fixtures/page_text/hostile.txt", ANY, "lines",
             "its control signs are replaced"),
)  # fmt: skip
"""All of them."""


def reason_for(sample: str, found: Difference) -> str | None:
    """Return why a difference is meant; None where it is a fault."""
    return next((each.why for each in EXPECTED if each.explains(sample, found)), None)
