"""Native lines by the hundred: what comes of them is what comes of each by itself."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.corpus import write_corpus
from tests.loaders.damage import file_of
from tests.records import made_post, posts, profiles
from tui_feed.loaders import native
from tui_feed.loaders.native import batches, parse_canonical
from tui_feed.models.lines import LineBatch, native_line
from tui_feed.sources.lines import LineBlock, lines_between
from tui_feed.text.timestamps import MISSING, SPANS

NAMES = '"hashtags":[],"mentions":[],"cashtags":[],"links":[]'
PLAIN = f'{{"type":"post","id":"1","text":"tram",{NAMES}}}'


def records(content: str | bytes) -> list:
    data = content.encode() if isinstance(content, str) else content
    found = []
    for each in batches(file_of(data, "x.jsonl")):
        if isinstance(each, LineBatch):
            found += each.dated.posts
        else:
            found.append(each.record)
    return found


def read(content: str | bytes) -> list:
    data = content.encode() if isinstance(content, str) else content
    return list(native.read(file_of(data, "x.jsonl")))


LINES = (
    PLAIN,
    PLAIN + "\r",
    '{"type":"post","id":"2"}',
    '{"type":"post","text":"no id #a"}',
    '{"type": "post", "id": "3", "text": "spaced"}',
    f'{{"type":"post","id":"4","text":"\\u001b[2J",{NAMES}}}',
    '{"type":"post","id":"5","quote":{"id":"6","text":"no names"}}',
    '{"type":"post","id":"7","quote":{"text":"no id"}}',
    '{"type":"post","id":"8","created_at":"2024-13-01"}',
    '{"type":"post","id":"8","created_at":"2024-01-01T10:00:00Z","reposted_at":"2025"}',
    '{"type":"profile","handle":"a"}',
    '{"type":"post","id":"1","id":"2"}',
    "not json",
    "",
    "[" * 400,
    '"x"',
    "é…É\u3000",
)

mixed = st.lists(
    st.sampled_from(LINES)
    | posts.map(lambda p: native_line(p))
    | profiles.map(lambda p: native_line(p)),
    max_size=12,
)


@given(mixed, st.booleans())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_lines_in_batches_are_the_records_of_each_line(lines, ends):
    content = "\n".join(lines) + "\n" * ends
    assert records(content) == read(content)


@given(st.lists(posts, min_size=1, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_regular_needs_no_second_look(some):
    data = "".join(native_line(post) + "\n" for post in some).encode()
    dated = parse_canonical(data)
    if dated:
        assert dated.posts == read(data) == some
        for post, start, code in zip(some, dated.starts, dated.spans, strict=True):
            when = post.appeared_date
            assert start == (when.start if when else MISSING)
            assert 1000 * SPANS[code] == (when.stop - when.start if when else 0)


def test_what_this_program_writes_is_regular():
    post = made_post(
        id="1",
        text="tram 電車 ❤️ É…",
        created_at="2024-01-05",
        hashtags=("a",),
        quote={"id": "2", "text": "x", "created_at": "2023"},
        media=({"kind": "photo", "alt": "a"},),
        metrics={"views": 3},
    )
    assert parse_canonical(native_line(post).encode())
    assert parse_canonical(native_line(made_post(id="1")).encode())


def chain(quotes: int) -> str:
    return '{"type":"post"' + ',"id":"1","quote":{' * quotes + ',"id":"2"' + "}" * (quotes + 1)


@pytest.mark.parametrize(
    "line",
    [
        PLAIN.replace('"id":"1"', '"id":"1","id":"2"'),
        PLAIN.replace('"id":"1"', '"id":"1","colour":"red"'),
        PLAIN.replace('"id":"1"', '"id":1'),
        PLAIN.replace('"id":"1",', ""),
        PLAIN.replace("tram", "tr\\u0061m"),
        PLAIN.replace("tram", "\\u001b"),
        PLAIN.replace("tram", "\x1b"),
        PLAIN.replace("tram", "\u202e"),
        PLAIN.replace('"mentions":[],', ""),
        PLAIN.replace(":[]", ": []", 1),
        PLAIN + " ",
        PLAIN.replace('"type":"post",', ""),
        PLAIN.replace('"text"', '"created_at":"2024-02-30","text"'),
        PLAIN.replace('"text"', '"created_at":"2024-01-01t10:00:00z","text"'),
        PLAIN[:-1] + ',"metrics":{"views":3.0}}',
        PLAIN[:-1] + ',"metrics":{"views":-3}}',
        PLAIN[:-1] + ',"metrics":{"views":null}}',
        PLAIN[:-1] + ',"poll":{"options":[],"ends":"soon"}}',
        PLAIN[:-1] + ',"pinned":false}',
        chain(101).replace("{,", "{"),
        '{"type":"profile"}',
        "",
        "NaN",
        "\xff",
    ],
)
def test_anything_else_is_looked_at(line):
    assert parse_canonical(f"{PLAIN}\n".encode() * 2)
    assert (
        parse_canonical(f"{PLAIN}\n{line}\n".encode("latin-1" if line == "\xff" else "utf-8"))
        is None
    )


def test_places_lead_back_to_the_lines(tmp_path: Path):
    path = tmp_path / "x.jsonl"
    content = "\ufeff" + "\n".join([*LINES[:6], PLAIN, PLAIN, LINES[3], PLAIN])
    path.write_text(content, encoding="utf-8")
    from tui_feed.loaders import open_inputs

    (opened,) = open_inputs([str(path)])
    data = path.read_bytes()
    for found in opened.found(0):
        if isinstance(found.what, LineBatch):
            assert found.at is not None
            assert data[found.at :].startswith(found.what.data.rstrip(b"\n"))
        elif found.at is not None:
            line = data[found.at :].split(b"\n")[0]
            assert json.loads(line)["id"] == found.what.id


@given(
    lines=st.lists(st.integers(0, 30).map(lambda size: b"x" * size), max_size=20),
    ends=st.booleans(),
    size=st.integers(1, 40),
    first=st.integers(0, 3),
)
def test_blocks_of_any_size_are_all_lines_once(lines, ends, size, first):
    content = b"\n".join(lines) + b"\n" * ends
    data = b"#" * first + content
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / "tui-feed-blocks"
    path.write_bytes(data)
    with path.open("rb") as file:
        found, at = b"", first
        for begin in range(first, len(data), size):
            start, piece = lines_between(file.fileno(), first, begin, begin + size)
            if piece:
                assert start == at
                assert begin <= start < begin + size
                assert piece.endswith(b"\n") or start + len(piece) == len(data)
                at += len(piece)
                found += piece
    path.unlink()
    assert found == content


@given(st.lists(st.sampled_from([b"", b"a", b"bcd"]), min_size=1, max_size=9), st.booleans())
def test_a_block_falls_into_halves_until_it_is_one_line(lines, ends):
    block = LineBlock(5, b"\n".join(lines) + b"\n" * ends, 100)
    halves = block.halves()
    if not halves:
        assert block.data.find(b"\n", 0, -1) < 0
        return
    one, other = halves
    assert one.data + other.data == block.data
    assert one.data
    assert other.data
    assert other.at == 100 + len(one.data)
    assert other.number == 5 + one.data.count(b"\n")


def test_a_corpus_is_regular_but_for_its_profile(tmp_path: Path):
    path = write_corpus(tmp_path / "x.jsonl", 300)
    data = path.read_bytes()
    assert parse_canonical(data) is None
    assert parse_canonical(data[data.index(b"\n") + 1 :])
