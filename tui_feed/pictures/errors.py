"""Error of a picture that cannot be shown."""


class PictureError(Exception):
    """Signal of a picture that cannot be shown; its message is the reason, on a single line."""
