"""Read the text of a logged-out X profile page, saved by `Select all` and `Copy` or a text browser.

X documents no format; this grammar is derived from saved pages: a header, posts under bullets with
quotes at the same indentation, a footer. On the page of a single post, the post takes the place of
the header. The words that X prints in each language are in `languages`.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.page_capture.heads import read_quote_head
from tui_feed.loaders.page_capture.main_posts import MainPost, take_main_post, with_stamp
from tui_feed.loaders.page_capture.platform_notices import reasons, says_no_posts
from tui_feed.loaders.page_capture.posts import PostReader
from tui_feed.loaders.page_capture.profiles import Header, read_header
from tui_feed.loaders.page_capture.sections import Block, Page, split_page
from tui_feed.loaders.page_capture.vocabulary import GATE, LOGIN, SIGNUP, label
from tui_feed.models import Post, Profile, Record
from tui_feed.sources.file import File, InputError
from tui_feed.text.numbers import counted

_MOST_LINES_WITHOUT_PROFILE = 60


def sniff(file: File) -> bool:
    """Tell whether a text has posts under bullets, or a profile with counts at the top.

    Raises `InputError` for a page of X without a profile, such as a login page.
    """
    page = split_page(file.head_text())
    if page.blocks or take_main_post(page):
        return True
    lines = page.header + page.footer
    profile = read_header(page.header, file.name).profile
    if profile and _has_counts(profile):
        return True
    if profile and profile.handle:
        return any(reasons(lines)) or says_no_posts(lines)
    if len(lines) <= _MOST_LINES_WITHOUT_PROFILE and (reason := _reason_without_profile(lines)):
        raise InputError(f"{file.path}: a page of X without a timeline: {reason}")
    return False


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the profile, the posts in page order, and problems.

    A capture may be cut anywhere: everything before the cut is read, and a problem states the loss.
    The place of a post is its number on the page, from 1.
    """
    text, problems = file.text()
    yield from problems
    page = split_page(text)
    main = take_main_post(page)
    header = read_header(page.header, file.name)
    if header.profile:
        yield header.profile
    for reason in _page_problems(page, header, is_of_post=main is not None):
        yield file.problem(reason, "the profile")
    reader = PostReader(file.name, page.year, header)
    if main:
        yield from _main_post(file, reader, main)
    yield from _once(file, _posts(file, reader, page))


raw = read.original
"""Return the lines of a post as captured, without surrounding white space."""


def _posts(file: File, reader: PostReader, page: Page) -> Iterator[Record | Read]:
    """Yield the posts under bullets; a second page in the file begins where its header stands."""
    for block in page.blocks:
        is_cut = not page.footer and block is page.blocks[-1]
        yield from _records(file, reader, block, is_cut, is_cut and page.ends_inside_line)
        if not GATE.isdisjoint(map(label, block.stray)):
            reader.begin_page()


def _once(file: File, records: Iterator[Record | Read]) -> Iterator[Record | Read]:
    """Yield records, and posts of a page that is there twice once if their copies are the same."""
    said: dict[str, Post] = {}
    repeated = 0
    for record in records:
        post = record.record if isinstance(record, Read) else None
        bare = _without_source(post) if isinstance(post, Post) else None
        if bare and said.setdefault(bare.id, bare) is not bare and said[bare.id] == bare:
            repeated += 1
        else:
            yield record
    if repeated:
        yield file.problem(f"{counted(repeated, 'posts')} there twice; shown once")


def _without_source(post: Post) -> Post:
    quote = post.quote and _without_source(post.quote)
    return replace(post, source=None, quote=quote)


def _main_post(file: File, reader: PostReader, main: MainPost) -> Iterator[Record | Read]:
    """Yield the post of a single-post page, and problems with it."""
    post, findings = reader.read(main.block)
    if post:
        yield Read(with_stamp(post, main), "\n".join(main.lines))
    for finding in findings:
        yield file.problem(finding.reason, "the post at its top")


def _records(
    file: File, reader: PostReader, block: Block, is_cut: bool, inside_line: bool
) -> Iterator[Record | Read]:
    """Yield the post of a block, and problems with it."""
    place = f"post {block.number}"
    post, findings = reader.read(block, is_cut=is_cut, inside_line=inside_line)
    if post:
        lines = [*block.context, f"{block.mark} {block.first}", *block.lines]
        yield Read(post, "\n".join(lines))
    for finding in findings:
        where = f"{place}, what it quotes" if finding.in_quote else place
        yield file.problem(finding.reason, where)
    if is_cut and post:
        yield file.problem("the capture ends here, above the page's foot; it may be cut", place)
    if block.stray:
        lines_below = f"{len(block.stray)} lines below it belong to no post"
        yield file.problem(f"{lines_below} and are left out: {block.stray[0][:40]!r}", place)


def _page_problems(page: Page, header: Header, *, is_of_post: bool) -> Iterator[str]:
    """Yield problems with the page outside its posts."""
    stated = list(dict.fromkeys(reasons(page.header + page.footer)))
    yield from stated
    if header.unread:
        yield f"the line {header.unread!r} above its counts is not understood; it is left out"
    if is_of_post:
        return
    if not header.profile and (page.blocks or page.footer):
        yield "the capture names no account at its top"
    if page.blocks or stated or (header.profile and says_no_posts(page.header + page.footer)):
        return
    if len([at for at in range(len(page.header)) if read_quote_head(page.header, at)]) > 1:
        yield "its posts have no bullets, which tell them from quotes; they are not read"
    elif page.footer:
        yield "the page shows no posts"
    elif header.is_whole:
        yield "the capture ends before the first post"
    else:
        yield "the capture ends inside the profile, before the first post"


def _has_counts(profile: Profile) -> bool:
    counts = (profile.following, profile.followers, profile.post_count)
    return any(count is not None for count in counts) or profile.joined is not None


def _reason_without_profile(lines: list[str]) -> str | None:
    """Return the reason why a page shows no profile; None if it is not a page of X."""
    for reason in reasons(lines):
        return reason
    labels = set(map(label, lines))
    asks = labels & (GATE - LOGIN - SIGNUP) or (labels & LOGIN and labels & SIGNUP)
    return "it asks to log in; open the profile in a browser and save that page" if asks else None
