"""Style sheets of the screen at each size, and of the dialogs."""

STYLE = """
ReaderScreen { overflow: hidden; background: $background; }
#header { height: auto; border-bottom: solid $panel; }
#filter-bar { height: 1; }
#filter { width: 1fr; }
#completion {
    overlay: screen; constrain: none inside; offset-x: 3;
    width: 66; max-width: 92%; display: none;
}
#filter-error { overlay: screen; width: 100%; height: auto; background: $surface; color: $error; }
#body { height: 1fr; }
#timeline { width: 3fr; padding-top: 1; }
#page { display: none; width: 2fr; padding-top: 1; }
#key-line { height: 1; }
#too-small { display: none; width: 1fr; height: 1fr; content-align: center middle; }

ReaderScreen.-folded #header { border-bottom: none; }
ReaderScreen.-folded #timeline, ReaderScreen.-folded #page { padding-top: 0; }
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
"""
"""Style sheet of the screen; lines inside widgets take their colours from the palette."""

PLAIN = """
.-plain #header { border-bottom: ascii $panel; }
.-plain ReaderScreen.-double #page { border-left: ascii $panel; }
.-plain ReaderScreen.-double.-reading #page, .-plain ReaderScreen.-double #page:focus {
    border-left: ascii $accent;
}
.-plain Toast { border-left: ascii $foreground; }
.-plain ToastRack { scrollbar-size: 0 0; }
"""
"""Additions for a screen of only ASCII, also in Textual's own parts."""

DIALOGS = """
ModalScreen { align: center middle; background: $background 60%; }
.dialog {
    width: 64; max-width: 94%; height: 24; max-height: 90%;
    background: $background; border: round $accent; padding: 0 1;
}
.dialog-small { height: auto; }
.dialog-text { height: auto; }
.dialog-title { text-style: bold; margin-bottom: 1; }
.dialog-keys { color: $foreground 65%; margin-top: 1; }
.dialog Input { background: $surface; }
#choices { height: 1fr; margin-top: 1; }
#date-result { margin: 1 0; }
#days { height: 1fr; }
.dialog-calendar { width: 66; height: 26; max-width: 100%; max-height: 100%; }
Calendar.-short .dialog-calendar { height: 100%; }
Calendar.-short .dialog-title { display: none; }
Calendar.-short #date-result { margin: 0; height: 1; }
#text-dialog {
    width: 84; max-width: 96%; height: 90%;
    background: $background; border: round $accent;
}
.-plain .dialog, .-plain #text-dialog { border: ascii $accent; }
PictureViewer { background: $background; }
#picture-view { width: 100%; height: 100%; }
#groups { height: 1; margin-bottom: 1; }
"""
"""Style sheet of the dialogs, read when the first dialog opens."""
