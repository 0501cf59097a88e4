"""Classify tables: posts, or lists of accounts, counts and ids without posts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from tui_feed.loaders.tables.cell_dates import is_of_x
from tui_feed.loaders.tables.cells import is_rounded, whole_id
from tui_feed.loaders.tables.columns import Columns, Values, listed, plain
from tui_feed.loaders.tables.row_posts import RowReader, is_snowflake
from tui_feed.loaders.tables.row_texts import TextReader
from tui_feed.loaders.tables.rows import DELIMITERS, head_rows
from tui_feed.models import Fact, Problem
from tui_feed.sources.file import File, InputError
from tui_feed.text.numbers import counted

PRIVATE: Final = frozenset(("ip", "email", "phone"))
"""Columns never shown, not even by `raw`."""

_IDS: Final = re.compile(
    r"\ufeff?(?:\"?(?:tweet_?|status_?)?ids?\"?\s+)?(?:\"?\d{15,20}\"?\s+)*\"?\d{15,20}\"?\s*",
    re.IGNORECASE,
)
_LONGEST_LOOK: Final = 4_096
_MOST_COLUMNS: Final = 2_000
_LONGEST_NAME: Final = 100
_OTHER_KINDS: Final = (
    (("followerscount", "publicmetricsfollowerscount", "followers"), "a table of accounts"),
    (("tweetcount", "start"), "a table of counts of posts"),
    (("redactedat", "action"), "a table of posts to be deleted"),
    (("ownerid", "membercount"), "a table of lists of accounts"),
)
_X_NAMES: Final = frozenset(
    map(
        plain,
        (
            "tweet_id", "status_id", "screen_name", "retweet_count", "favorite_count",
            "in_reply_to_status_id", "in_reply_to_screen_name", "retweeted_status_id", "tweet",
            "is_retweet", "public_metrics.like_count", "referenced_tweet_ids", "tweet text",
            "from_user", "nretweets", "retweets", "permanenturl",
        ),
    )
)  # fmt: skip
_FEW: Final = 2
_WRITTEN_BREAKS: Final = frozenset(("favorited", "bookmarked", "mediatags"))
_SENTIMENT140: Final = ("label", "tweet_id", "date", "query", "user", "text")
_REPOST_FIELDS: Final = frozenset(("repost_id", "is_repost", "repost_handle"))
_STATED_BY: Final[Mapping[Fact, frozenset[str]]] = {
    "alt": frozenset(("media", "media_alts", "photos")),
    "card": frozenset(("subreddit",)),
    "edited": frozenset(("edited", "versions")),
    "media": frozenset(("media", "media_urls", "photos", "videos", "gifs", "video", "thumbnail")),
    "pinned": frozenset(("pinned",)),
    "quote": frozenset(
        ("quote_of", "quote_id", "quote_url", "quote_handle", "quote_text", "reference_types")
    ),
    "reply": frozenset(("reply_id", "reply_handle", "reference_types")),
}
"""Fields that state each fact."""
_GO_NAME: Final = "permanenturl"
_MINET: Final = frozenset(("timestamputc", "userscreenname", "localtime"))


class Table(NamedTuple):
    """Beginning of a table of posts."""

    delimiter: str
    """Sign between its columns; empty for objects of JSON."""
    columns: Columns
    """Columns."""
    first: tuple[Values, ...]
    """Values of its first rows."""

    @property
    def is_of_x(self) -> bool:
        """Tell whether ids are X's."""
        names = set(map(plain, self.columns.names))
        return bool(names & _X_NAMES) or any(map(is_snowflake, self.first))

    @property
    def has_written_breaks(self) -> bool:
        r"""Tell whether `\n` in a cell is a line break, as in files of twitter-web-exporter."""
        return bool(_WRITTEN_BREAKS & set(map(plain, self.columns.names)))

    @property
    def is_escaped(self) -> bool:
        """Tell whether texts have HTML escapes, as in X's data; minet removes them."""
        names = set(map(plain, self.columns.names))
        return self.is_of_x and not names >= _MINET


def row_reader(table: Table) -> RowReader:
    """Return the converter of rows for a table, after it has learned from the first rows."""
    texts = TextReader(is_escaped=table.is_escaped, has_written_breaks=table.has_written_breaks)
    reader = RowReader(
        texts,
        is_x=table.is_of_x,
        states_reposts=bool(table.columns.fields & _REPOST_FIELDS),
        unstated=tuple(
            fact for fact, fields in _STATED_BY.items() if not fields & table.columns.fields
        ),
        zero_views=_GO_NAME not in map(plain, table.columns.names),
    )
    reader.ids.learn(table.first)
    reader.dates.learn((row.get("dates", ()), reader.ids.of(row.get("id"))) for row in table.first)
    return reader


def notices(file: File, table: Table, reader: RowReader) -> Iterator[Problem]:
    """Yield problems about the whole file; they follow its posts."""
    if reader.ids.notice:
        yield file.problem(reader.ids.notice)
    if reader.dates.ambiguous:
        dates = counted(reader.dates.ambiguous, "posts")
        yield file.problem(f"the dates of {dates} may begin with the day or the month; left out")
    names = [name for name in table.columns.not_understood if plain(name) not in PRIVATE]
    if names:
        kind = "columns" if table.delimiter else "keys"
        yield file.problem(f"{kind} that are not shown: {listed(names)}")


def table_of(file: File) -> Table | None:
    """Return the beginning of a table of posts; None for other files.

    Raises `InputError` for tables of another kind, and for lists of ids.
    """
    if _IDS.fullmatch(file.head_text()[:_LONGEST_LOOK].rpartition("\n")[0]):
        subject = "a list of ids of posts, which holds no timeline"
        raise InputError(f"{file.path}: {subject}; give the posts themselves")
    if file.head_text().lstrip("\ufeff \t\r\n").startswith(("{", "[", "<")):
        return None
    found = [table for sign in DELIMITERS if (table := _table(file, sign))]
    best = max(found, key=lambda table: len(table.columns.fields), default=None)
    if best is None:
        return None
    if is_posts(best.columns.fields, best.first) or (best.first and _names_ids_of_x(best)):
        return best
    if kind := _other_kind(best.columns.names, best.columns.fields):
        raise InputError(f"{file.path}: {kind}, which holds no timeline; give a table of posts")
    columns = listed([name for name in best.columns.names if name])
    if not best.first and "text" in best.columns.fields and len(best.columns.fields) > _FEW:
        what = f"a table ({columns}) without rows"
        raise InputError(f"{file.path}: {what}; give one that holds posts")
    if "text" in best.columns.fields and best.first:
        reason = "nothing tells the account, the link or the network of its texts"
        if best.columns.fields & {"handle", "author_id"}:
            reason = "its texts have accounts, but neither dates nor numbers"
        raise InputError(f"{file.path}: a table ({columns}) that holds no timeline: {reason}")
    return None


def _names_ids_of_x(table: Table) -> bool:
    """Tell by its columns a table of dated posts of X, whatever its ids are.

    Ids of before 2010 are short, and a spreadsheet rounds long ones.
    """
    return {"text", "dates"} <= table.columns.fields and "tweetid" in map(
        plain, table.columns.names
    )


def _table(file: File, delimiter: str) -> Table | None:
    rows = head_rows(file, delimiter)
    if not rows:
        return None
    names, *others = rows
    if _is_row_of_sentiment140(names):
        names, others = _SENTIMENT140, rows
    if not 1 < len(names) <= _MOST_COLUMNS or any(len(name) > _LONGEST_NAME for name in names):
        return None
    columns = Columns(names)
    return Table(delimiter, columns, tuple(columns.values(cells) for cells in others))


def _is_row_of_sentiment140(cells: tuple[str, ...]) -> bool:
    """Tell whether cells are the first row of Sentiment140, a data set without a header."""
    is_as_wide = len(cells) == len(_SENTIMENT140)
    return is_as_wide and cells[1].isdecimal() and is_of_x(cells[2])


def is_posts(fields: frozenset[str], rows: Sequence[Values]) -> bool:
    """Tell whether rows are posts: with a text, and an account, a link or a network.

    Enough is an address or an id of X, or an account with a date or a numeric id.
    """
    if "text" not in fields or not rows:
        return False
    if sum(map(is_snowflake, rows)) * 2 >= len(rows):
        return True
    if "subreddit" in fields and "url" in fields:
        return True
    stated = [row for row in rows if row.get("text")]
    owned = [row for row in stated if "handle" in row or "author_id" in row]
    if len(owned) * 2 < len(rows) or not owned:
        return False
    dated = [row for row in owned if "dates" in row]
    numbered = [row for row in owned if _is_numbered(row)]
    return max(len(dated), len(numbered)) * 2 >= len(rows)


def _is_numbered(row: Values) -> bool:
    """Tell whether the id of a row is a number, even if it is rounded."""
    stated = row.get("id")
    return is_rounded(stated) or (whole_id(stated) or "").isdecimal()


def _other_kind(names: tuple[str, ...], fields: frozenset[str]) -> str | None:
    plain_names = set(map(plain, names))
    if "text" in fields:
        return None
    return next((kind for signs, kind in _OTHER_KINDS if plain_names & set(signs)), None)
