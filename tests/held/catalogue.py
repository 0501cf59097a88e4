"""Samples and fixtures, and the walk through each."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tests.held import (
    bluesky,
    downloads,
    feeds,
    mastodon,
    native,
    page_text,
    tables,
    x_archives,
    x_collectors,
    x_tweets,
)
from tests.held.facts import Held

PROJECT = Path(__file__).resolve().parents[2]
FIXTURES = PROJECT / "fixtures"
SHARED = PROJECT.parent / "shared"
ROOTS = {"fixtures": FIXTURES, "samples": SHARED / "samples", "seeds": SHARED / "seeds"}
"""Folders of samples; only the first is part of the project."""

Walk = Callable[[Path], list[Held]]

WALKS: dict[str, Walk] = {
    "fixtures/x_archive/harbor": x_archives.folder,
    "fixtures/x_archive/old": x_archives.monthly,
    "fixtures/x_archive/harbor/data/tweets.js": x_archives.lone_tweets,
    "fixtures/x_v1/*": x_tweets.api_v1,
    "fixtures/x_web/user_tweets.json": x_tweets.web,
    "fixtures/x_web/single.jsonl": x_tweets.web,
    "fixtures/community_archive/archive.json": x_archives.one_json,
    "samples/x-v1/*": x_tweets.api_v1,
    "samples/captures/real/wayback-89*.json": x_tweets.api_v1,
    "samples/x-graphql/[cr]*_*[!n].json": x_tweets.web,
    "samples/more/x-graphql/*": x_tweets.web,
    "samples/more/zeeschuimer/*": x_tweets.zeeschuimer,
    "samples/more/x-archive/full": x_archives.folder,
    "samples/more/x-archive/like.js": x_archives.likes,
    "samples/more/community-archive/archive.json": x_archives.one_json,
    "samples/more/grailbird/x": x_archives.monthly,
    "fixtures/twarc/[fps]*.jsonl": x_collectors.api_v2,
    "samples/twarc-v2/[!cu]*.jsonl": x_collectors.api_v2,
    "samples/twarc-v2/cashtags.jsonl": x_collectors.api_v2,
    "fixtures/scrapes/*scrape.jsonl": x_collectors.scraped,
    "samples/more/snscrape/twitter.jsonl": x_collectors.scraped,
    "samples/more/twscrape/*": x_collectors.scraped,
    "fixtures/gallery_dl": x_collectors.gallery_dl,
    "fixtures/gallery_dl/*.json": x_collectors.gallery_dl,
    "samples/more/gallery-dl/twitter": x_collectors.gallery_dl,
    "samples/more/gallery-dl/twitter/*.json": x_collectors.gallery_dl,
    "fixtures/bluesky/author_feed.json": bluesky.api,
    "fixtures/bluesky/thread.json": bluesky.api,
    "fixtures/bluesky/gallery_dl.json": bluesky.gallery_dl,
    "fixtures/bluesky/*.car": bluesky.car,
    "fixtures/bluesky/jetstream.jsonl": bluesky.jetstream,
    "fixtures/bluesky/did*": bluesky.unpacked,
    "samples/bluesky/*.car": bluesky.car,
    "samples/bluesky/*.json": bluesky.api,
    "samples/more/bluesky/*.car": bluesky.car,
    "samples/more/bluesky/jetstream.jsonl": bluesky.jetstream,
    "samples/more/bluesky/did*": bluesky.unpacked,
    "samples/more/gallery-dl/bluesky.json": bluesky.gallery_dl,
    "fixtures/mastodon": mastodon.outbox,
    "fixtures/mastodon/outbox.json": mastodon.outbox,
    "fixtures/mastodon_api/notes.jsonl": mastodon.notes,
    "fixtures/mastodon_api/[bpst]*": mastodon.statuses,
    "samples/more/activitypub/note.json": mastodon.notes,
    "samples/more/mastodon-api/*": mastodon.statuses,
    "samples/more/mastodon-archive/a": mastodon.outbox,
    "samples/more/gallery-dl/mastodon.json": mastodon.statuses,
    "fixtures/tables/collector.csv": tables.collector,
    "fixtures/tables/tweets.csv": tables.tweets_csv,
    "fixtures/tables/spreadsheet.csv": tables.spreadsheet,
    "fixtures/tables/exporter.json": tables.exporter,
    "fixtures/tables/scraper.jsonl": tables.scraper,
    "samples/more/twarc-csv/*": tables.collector,
    "samples/more/tweets-csv/*": tables.tweets_csv,
    "samples/more/tags/*": tables.spreadsheet,
    "samples/more/4cat/*": tables.four_cat,
    "samples/more/minet/*": tables.minet,
    "samples/more/twint/*": tables.twint,
    "samples/more/kaggle/snscrape-frame.csv": tables.frame,
    "samples/more/kaggle/x-analytics.csv": tables.analytics,
    "samples/more/kaggle/semicolon.csv": tables.by_kind,
    "samples/more/reddit/*": tables.reddit,
    "samples/more/web-exporter/*": tables.exporter,
    "samples/more/go-scraper/*": tables.scraper,
    "samples/more/ts-scraper/*": tables.scraper,
    "samples/more/waybacktweets/*": tables.wayback,
    "fixtures/downloads/[tif][hna][rsc]*.json": downloads.meta,
    "fixtures/downloads/telegram.json": downloads.telegram,
    "fixtures/downloads/telegram_all.json": downloads.telegram,
    "fixtures/downloads/misskey.json": downloads.misskey,
    "fixtures/scrapes/snscrape_others.jsonl": downloads.snscrape,
    "samples/more/instagram/*": downloads.meta,
    "samples/more/threads/*": downloads.meta,
    "samples/more/telegram/*": downloads.telegram,
    "samples/more/misskey/*": downloads.misskey,
    "samples/more/snscrape/[mt]e*.jsonl": downloads.snscrape,
    "samples/more/snscrape/mastodon.jsonl": downloads.snscrape,
    "fixtures/feeds/atom.xml": feeds.plain_feed,
    "fixtures/feeds/feed.json": feeds.json_feed,
    "fixtures/feeds/mastodon.xml": feeds.mastodon,
    "fixtures/feeds/nitter.xml": feeds.nitter,
    "samples/feeds/*.xml": feeds.plain_feed,
    "samples/more/feeds/bluesky.xml": feeds.bluesky,
    "samples/more/feeds/mastodon.rss": feeds.mastodon,
    "samples/more/feeds/nitter.xml": feeds.nitter,
    "samples/more/feeds/rsshub.xml": feeds.rsshub,
    "samples/more/feed-dates/dates.xml": feeds.dated,
    "fixtures/page_text/*.txt": page_text.capture,
    "fixtures/local_progress.txt": page_text.capture,
    "samples/more/captures/*.txt": page_text.capture,
    "seeds/*.txt": page_text.capture,
    "fixtures/native/*.jsonl": native.lines,
    "fixtures/native/list.json": native.listed,
}
"""Walk of each sample, by the first pattern that its name matches."""


REFUSED = {
    "fixtures/bluesky/profile.json": "a profile of Bluesky, which holds no timeline",
    "fixtures/downloads/likes.json": "likes, accounts or settings of a download of Meta",
    "fixtures/downloads/messages.json": "private messages, which are never shown",
    "fixtures/downloads/telegram_private.json": "a private chat of Telegram, which is never shown",
    "fixtures/mastodon/actor.json": "actor.json of a Mastodon archive that holds no timeline",
    "fixtures/mastodon/likes.json": "likes.json of a Mastodon archive that holds no timeline",
    "fixtures/mastodon_api/accounts.json": "accounts of the Mastodon API, which hold no timeline",
    "fixtures/page_text/login_wall.txt": "a page of X without a timeline: it asks to log in",
    "fixtures/scrapes/users.jsonl": "a list of users, which holds no timeline",
    "fixtures/tables/accounts.csv": "a table of accounts, which holds no timeline",
    "fixtures/twarc/counts.jsonl": "a list of counts, which holds no timeline",
    "fixtures/twarc/users.jsonl": "a list of users, which holds no timeline",
    "fixtures/x_web/user.json": "an account of X without posts",
    "samples/feeds/rss_empty_document.xml": "it looks like plain text without posts",
    "samples/more/kaggle/not-posts-followers.csv": "a table of accounts, which holds no timeline",
    "samples/more/kaggle/not-posts-products.csv": "holds no timeline: nothing tells the account",
    "samples/twarc-v2/counts.jsonl": "a list of counts, which holds no timeline",
    "samples/twarc-v2/users.jsonl": "a list of users, which holds no timeline",
    "samples/twarc-v2/users_compliance.jsonl": "the result of a compliance job",
    "samples/twitter-text/*.yml": "it looks like plain text without posts",
    "samples/x-graphql/raw_user_by_login.json": "an account of X without posts",
    "samples/captures/*/*.warc": "it looks like a web archive (WARC)",
    "samples/captures/*/*.warc.gz": "it looks like a web archive (WARC)",
    "samples/captures/*/*.wacz": "it looks like a web archive (WARC)",
    "samples/captures/*/*.har": "it looks like a log of a browser's network (HAR)",
    "samples/captures/*/*.html": "it looks like a web page (HTML), not the text of one",
    "samples/captures/*/*.mhtml": "it looks like a web page saved as MHTML, not the text of one",
    "samples/captures/real/wayback-store": "none of its 4 files is a timeline",
}
"""Samples that hold no posts that the program reads, and the reason it is to give."""
IGNORED = ("*.md", "manifest.json", "check.py", "*.jpg", "*.jpg.json", "*.png")
"""Files beside samples."""


class Sample(NamedTuple):
    """A file or a folder, and the walk through it."""

    name: str
    path: Path
    walk: Walk | None
    """None for a sample that is to be refused."""
    refusal: str | None = None
    """Words of the refusal."""


def _matching(name: str, patterns: dict[str, Any]) -> Any:
    whole = PurePosixPath("/", name)
    return next((found for each, found in patterns.items() if whole.match(f"/{each}")), None)


def samples() -> Iterator[Sample]:
    """Yield every sample that is at hand; one without a walk and a refusal is forgotten here."""
    for root, folder in ROOTS.items():
        known: list[Path] = []
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = f"{root}/{path.relative_to(folder).as_posix()}"
            refusal = _matching(name, REFUSED)
            walk = None if refusal else _matching(name, WALKS)
            is_beside = path.is_dir() or any(each in path.parents for each in known)
            if (walk or refusal) and path.name != "manifest.json":
                known += [path] if path.is_dir() else []
                yield Sample(name, path, walk, refusal)
            elif not is_beside and not any(map(path.match, IGNORED)):
                yield Sample(name, path, None)
