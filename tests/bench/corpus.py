"""Timelines of any length, the same at every run.

python -m tests.bench.corpus 1000000 posts.jsonl
"""

import json
import random
import sys
from pathlib import Path

WORDS = [
    "tram",
    "late",
    "signal",
    "harbor",
    "night",
    "bell",
    "platform",
    "rain",
    "#LateTrams",
    "#Line4",
    "@ElleryWorks",
    "the",
    "a",
    "of",
    "was",
    "we",
    "電車",
    "遅れ",
    "قطار",
    "❤️",
    "🚋",
    "harborriders.example/log",
    "ten",
    "minutes",
    "again",
    "and",
    "measured",
]


def write_corpus(path: Path, count: int) -> Path:
    """Write `count` posts in the native format, the newest first.

    The first says `first post` and the last `last post`; every twentieth has the tag `#Bells`,
    every fifth quotes, every seventh shows a picture, and some answer the one before them.
    """
    rng = random.Random(count)
    with path.open("w", encoding="utf-8") as out:
        profile = {"type": "profile", "name": "Harbor Riders", "handle": "HarborRiders"}
        out.write(json.dumps(profile) + "\n")
        for number in range(count):
            out.write(json.dumps(_post(rng, number, count), ensure_ascii=False) + "\n")
    return path


def _post(rng: random.Random, number: int, count: int) -> dict[str, object]:
    text = " ".join(rng.choices(WORDS, k=rng.randint(5, 45)))
    if number % 20 == 7:
        text += " #Bells"
    if number == count - 1:
        text = f"last post {text}"
    when = 1_700_000_000 - number * 600
    post: dict[str, object] = {
        "type": "post",
        "id": str(number),
        "author": {"name": "Harbor Riders", "handle": "HarborRiders"},
        "created_at": _iso(when),
        "text": f"first post {text}" if number == 0 else text,
        "metrics": {"views": rng.randint(10, 99_999)},
    }
    if number % 5 == 3:
        post["quote"] = {"id": f"q{number}", "text": " ".join(rng.choices(WORDS, k=20))}
    if number % 11 in (4, 5):
        post["reply_to_id"] = str(number + 1)
    if number % 7 == 2:
        post["media"] = [{"kind": "photo", "alt": "A signal box at dusk, seen from the bridge."}]
    return post


def _iso(seconds: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
