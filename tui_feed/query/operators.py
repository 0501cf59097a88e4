"""The table of operators: it drives parser, completion, the help on the screen and the README."""

from dataclasses import dataclass
from typing import Literal

from tui_feed.query import readers
from tui_feed.query.folding import fold
from tui_feed.query.nodes import FacetKind
from tui_feed.query.readers import Reader

Shape = Literal[
    "HANDLE", "DATE", "YEAR", "MONTH", "DAY", "TIME", "SECONDS", "ID", "LANG", "APP", "TEXT",
    "DOMAIN", "N", "KIND", "DEPTH", "SOURCE", "ORDER",
]  # fmt: skip
"""What an operator takes after its colon."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a term that is not an operator."""

    written: str
    """Its shape: `"exact phrase"`."""
    help: str
    """What it finds, in one line."""
    example: str
    """A whole query that uses it."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A term of the form `name:value`. The case of its name does not matter."""

    name: str
    """Its name, lower case."""
    value: Shape
    """What it takes."""
    help: str
    """What it finds, in one line."""
    example: str
    """A whole query that uses it."""
    read: Reader
    """What it means."""
    alias: str | None = None
    """Another name for it."""

    @property
    def written(self) -> str:
        """Its shape, as the help prints it: `since:DATE`."""
        return f"{self.name}:{self.value}"


SYNTAX = (
    Form("word", "posts that have this in their text, names, links, pictures or quotes", "tram"),
    Form('"exact phrase"', "these words in this order; also for signs", '"line 4" "C#"'),
    Form("/regex/", "a pattern in one of these texts, as RE2 knows them", "/trams? (late|early)/"),
    Form("#tag", "posts with this hashtag", "#LateTrams"),
    Form("@mention", "posts that mention or answer this account", "@ElleryWorks"),
    Form("$CASH", "posts with this ticker symbol", "$ELWK"),
    Form("one two", "both", "tram #LateTrams"),
    Form("one OR two", "either; OR in capitals, and it binds less than a space", "tram OR ferry"),
    Form("-term", "without this; also before ( )", "tram -ferry -(bus OR from:ElleryWorks)"),
    Form("( )", "a group", "(tram OR ferry) since:2023"),
)
"""What is not an operator."""

_LATER = "after this post, by the numbers of the network; the post itself not included"
_CONVERSATION = "in the thread that began with this post"

OPERATORS = (
    Operator(
        "from", "HANDLE", "written by this account", "from:HarborRiders", readers.handle("from")
    ),
    Operator("to", "HANDLE", "answers this account", "to:ElleryWorks", readers.handle("to")),
    Operator("since", "DATE", "from the beginning of this date on", "since:2023", readers.since),
    Operator(
        "until", "DATE", "before this date, which is left out", "until:yesterday", readers.until
    ),
    Operator(
        "on",
        "DATE",
        "on this day, in this month or year; 06-07 is a day of any year",
        "on:2024-01 OR on:06-07",
        readers.on,
    ),
    Operator("year", "YEAR", "in this year", "year:2023 -on:2023-12", readers.year),
    Operator(
        "month", "MONTH", "in this month of any year", "month:jun -month:2024-06", readers.month
    ),
    Operator(
        "day", "DAY", "on this day of the week; also weekday, weekend", "day:mon", readers.day
    ),
    Operator(
        "within_time", "TIME", "so long ago at most: 30d, 12h, 90m, 45s", "within_time:30d",
        readers.within_time,
    ),
    Operator(
        "since_time", "SECONDS", "not before this second since 1970", "since_time:1704412800",
        readers.seconds(until=False),
    ),
    Operator(
        "until_time", "SECONDS", "before this second since 1970", "until_time:1704412800",
        readers.seconds(until=True),
    ),
    Operator(
        "since_id", "ID", _LATER, "since_id:1742000000000000000", readers.number_of_id(above=True)
    ),
    Operator(
        "max_id", "ID", "up to this post, itself included", "max_id:1742000000000000000",
        readers.number_of_id(above=False),
    ),
    Operator(
        "conversation_id", "ID", _CONVERSATION, "conversation_id:1742000000000000000",
        readers.read_id("conversation"),
    ),
    Operator(
        "quoted_tweet_id", "ID", "quotes this post", "quoted_tweet_id:1742000000000000000",
        readers.read_id("quoted"),
    ),
    Operator(
        "lang", "LANG", "in this language, as the archive states it", "lang:en OR lang:fr",
        readers.word("lang", "the code of a language, such as en", fold),
    ),
    Operator(
        "source", "APP", "written with this app; _ stands for a space", "source:twitter_web_app",
        readers.word("app", "the name of an app", readers.app_value),
    ),
    Operator("url", "TEXT", "this in one of its links", "url:signals", readers.link),
    Operator(
        "domain", "DOMAIN", "a link to this site or a part of it", "domain:harborriders.example",
        readers.word("domain", "the name of a site, such as example.org", readers.host),
    ),
    Operator("min_views", "N", "seen so often at least; - makes it a maximum", "min_views:10K",
             readers.least("views")),
    Operator("min_faves", "N", "so many likes at least", "min_faves:100 -min_faves:1000",
             readers.least("likes"), "min_likes"),
    Operator("min_retweets", "N", "so many reposts at least", "min_retweets:50",
             readers.least("reposts"), "min_reposts"),
    Operator("min_replies", "N", "so many replies at least", "-min_replies:1",
             readers.least("replies")),
    Operator("min_quotes", "N", "so many quotes at least", "min_quotes:5", readers.least("quotes")),
    Operator("min_bookmarks", "N", "so many bookmarks at least", "min_bookmarks:5",
             readers.least("bookmarks")),
    Operator("is", "KIND", "posts of this kind", "is:reply -is:repost", readers.kind),
    Operator("has", "KIND", "the same: what is there", "has:images -has:alt", readers.kind),
    Operator("filter", "KIND", "the same, as X writes it", "filter:links", readers.kind),
    Operator("exclude", "KIND", "none of this kind", "exclude:replies", readers.no_kind),
    Operator("depth", "DEPTH", "so many posts quoted inside each other", "depth:>1", readers.depth),
    Operator(
        "in", "SOURCE", "read from this one of several files", "in:posts -in:outbox",
        readers.word("in", "the label of a source, as its posts show it", fold),
    ),
    Operator("sort", "ORDER", "in this order; every post matches", "tram sort:views", readers.sort),
)  # fmt: skip
"""The operators. A DATE is 2024, 2024-01, 2024-01-05, today, yesterday, 30d."""

BY_NAME = {operator.name: operator for operator in OPERATORS} | {
    operator.alias: operator for operator in OPERATORS if operator.alias
}
"""The operators by their names."""

SIGNS: dict[str, FacetKind] = {
    "#": "tag", "＃": "tag", "@": "mention", "＠": "mention", "$": "cashtag",
}  # fmt: skip
"""The signs that begin a term."""
