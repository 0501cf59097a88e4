"""Errors of unreadable inputs, in words for people."""

import errno

from tui_feed.text.names import one_line, shown_name

_CAUSES = {
    errno.ENOENT: "no such file; check the name",
    errno.ENOTDIR: "no such file; a part of its path is no folder",
    errno.EACCES: "you are not allowed to read it; check its permissions",
    errno.EPERM: "you are not allowed to read it; check its permissions",
    errno.ENAMETOOLONG: "no such file; the name is longer than any file's",
    errno.ELOOP: "its symbolic links lead round in a circle; give the file itself",
    errno.EBADF: "it is closed; give a file, or pipe one in",
    errno.ENXIO: "it is a socket, or a device with nothing behind it; give a file",
    errno.EMFILE: "too many files are open; give fewer, or raise the limit (ulimit -n)",
    errno.ENOSPC: "there is no room left to keep it; save it as a file and open that",
    errno.EISDIR: "this is a folder, not a file",
}


class InputError(Exception):
    """Signal of a wholly unreadable input; its message is a safe line: file, reason, advice."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


def cause(error: OSError) -> str:
    """Return the reason of an error and an advice, in a few words."""
    return _CAUSES.get(error.errno or 0) or error.strerror or "it cannot be read"


def shown_path(path: str) -> str:
    """Return a path as messages show it."""
    return "standard input" if path == "-" else shown_name(path)
