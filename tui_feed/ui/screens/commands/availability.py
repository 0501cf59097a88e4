"""Availability of commands: the footer shows only commands with something to act on."""

from textual.widget import Widget

from tui_feed.models import Post
from tui_feed.ui.screens.presenter import Presenter


def can_go_back(shown: Presenter, focused: Widget | None) -> bool:
    """Tell whether Esc has something to take back: work, a post, an edit, a filter, the reading."""
    if shown.taking.work.is_running or shown.taking.has_picked:
        return True
    is_in_page = shown.pane.is_open or focused is shown.page
    is_narrowed = bool(shown.filter_query.text) or shown.thread is not None
    is_open = is_in_page or shown.editor.is_open or shown.search.search.is_on
    return is_open or is_narrowed or shown.is_reading


def is_available(action: str, shown: Presenter) -> bool:
    """Tell whether a command of the screen has something to act on now."""
    post = shown.post
    match action:
        case "stop":
            return shown.is_reading or shown.reading.is_reloading
        case "filter" | "search":
            return not shown.filter_bar.is_typing
        case "remove_last" | "remove_part":
            return bool(shown.filter_query.text)
        case "toggle_mark" | "toggle_read" | "note" | "labels":
            return post is not None
        case "match":
            return shown.search.search.is_on or bool(shown.filter_state.last_marking.marker)
        case "context":
            return post is not None
        case "quote":
            return bool(post and (post.quote or shown.feed.quoted_by(post.id)))
        case "thread":
            return bool(shown.thread or (post and shown.feed.has_thread(post)))
        case "order":
            return shown.thread is None
        case "pictures":
            return post is not None and _has_media(post)
        case "link":
            return post is not None and _has_link(post)
        case _:
            return True


def _has_media(post: Post) -> bool:
    return bool(post.media) or (post.quote is not None and _has_media(post.quote))


def _has_link(post: Post) -> bool:
    has_media = any(item.url or item.file for item in post.media)
    return bool(post.links or post.card or post.url or post.quote or has_media)
