"""Style sheets of the screen at each size, and of the dialogs."""

STYLE = """
ReaderScreen { overflow: hidden; background: $background; }
#header { height: auto; }
#filter-bar { height: 1; }
#filter { width: 1fr; }
#completion {
    overlay: screen; constrain: none inside; offset-x: 3;
    width: 66; max-width: 92%; display: none;
}
#filter-error { overlay: screen; width: 100%; height: auto; background: $surface; color: $error; }
#thread-title { height: 1; display: none; }
ReaderScreen.-thread #thread-title { display: block; }
#body { height: 1fr; }
#timeline { width: 3fr; }
#page { display: none; width: 2fr; }
#key-line { height: 1; }
#too-small { display: none; width: 1fr; height: 1fr; content-align: center middle; }

ReaderScreen.-double #page { display: block; border-left: solid $panel; }
ReaderScreen.-double.-reading #page, ReaderScreen.-double #page:focus {
    border-left: heavy $accent;
}
ReaderScreen.-single.-reading #page, ReaderScreen.-folded.-reading #page {
    display: block; width: 1fr;
}
ReaderScreen.-single.-reading #timeline, ReaderScreen.-folded.-reading #timeline {
    display: none;
}
ReaderScreen.-thin > *, ReaderScreen.-low > * { display: none; }
ReaderScreen.-thin #too-small, ReaderScreen.-low #too-small { display: block; }

#histogram { height: 2; display: none; }
ReaderScreen.-roomy #histogram, #histogram.-called { display: block; }

ToastRack { scrollbar-size: 0 0; }
ToastHolder { display: none; }
ToastHolder:last-child { display: block; }
Toast {
    width: auto; max-width: 100%; margin: 0; padding: 0 1; border: none;
    background: $panel; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis;
}
ReaderScreen.-folded Toast, Dialog.-slim Toast { text-wrap: wrap; }
"""
"""Style sheet of the screen; lines inside widgets take their colours from the palette."""

PLAIN = """
.-plain ReaderScreen.-double #page { border-left: ascii $panel; }
.-plain ReaderScreen.-double.-reading #page, .-plain ReaderScreen.-double #page:focus {
    border-left: ascii $accent;
}
.-plain Toast { text-overflow: clip; }
"""
"""Additions for a screen of only ASCII, also in Textual's own parts."""


def page_style(percent: int) -> str:
    """Return additions for a page of another share of a wide window."""
    return f"""
ReaderScreen.-double #timeline {{ width: {100 - percent}fr; }}
ReaderScreen.-double #page {{ width: {percent}fr; }}
"""


DIALOGS = """
ModalScreen { align: center middle; background: $background 60%; }
.dialog {
    width: 70; max-width: 94%; height: auto; max-height: 90%;
    background: $background; border: round $foreground 30%; padding: 0 1;
    border-title-style: bold; border-title-color: $foreground;
    border-subtitle-color: $foreground 65%;
}
Dialog.-slim .dialog { width: 100%; max-width: 100%; }
Dialog.-short .dialog { min-height: 100%; max-height: 100%; }
.-plain .dialog { border: ascii $foreground; }
.dialog-wide { width: 110; }
.dialog Input { background: $surface; }
.dialog Input.-resting { background: $background; }
.dialog Input.-resting > .input--cursor {
    background: $background; color: $foreground 50%; text-style: none;
}
PictureViewer { background: $background; }
#picture-view { width: 100%; height: 100%; }
#choices, #days, #text-dialog, .question { height: auto; }
.dialog-text { width: 84; padding: 0; }
.dialog-text Input { margin: 0 1; }
#groups { height: 1; }
"""
"""Style sheet of the dialogs, read when the first dialog opens."""
