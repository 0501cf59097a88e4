"""Input for the filter, imported after the first frame."""

from textual import events

from tui_feed.browse.filtering.pasted import one_query
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import (
    QueryCompleted,
    QueryLeft,
    QueryRecalled,
    QueryTyped,
    TextCopied,
)
from tui_feed.ui.widgets.keeps_focus import KeepsFocus
from tui_feed.ui.widgets.steady_input import SteadyInput

_LEAVING = ("done", "cancel", "interrupt")
"""Actions that end the typing."""


class QueryInput(KeepsFocus, SteadyInput):
    """Input for the filter; it reports every change and key to the screen."""

    BINDINGS = bindings("filter")

    _is_leaving = False

    async def _on_key(self, event: events.Key) -> None:
        """Leave at Enter, Esc or ctrl+c, and pass the next keys on to the app.

        Bindings run only after a key has travelled to the app and back; meanwhile the input would
        swallow the next keys.
        """
        action = self._leaving_action(event)
        if action is None and not self._is_leaving:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self._is_leaving:
            self.app.post_message(events.Key(event.key, event.character))
            return
        self._is_leaving = True
        await self.app.run_action(action or "done", self)

    def _on_paste(self, event: events.Paste) -> None:
        """Insert a paste as one line."""
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Insert a text as one line at the cursor, or instead of the selected text."""
        pasted = one_query(text, len(self.value) - len(self.selected_text))
        self.replace(pasted.text, *self.selection)
        if pasted.words:
            self.app.notify(pasted.words, severity="warning", markup=False)

    def takes(self, event: events.Key) -> bool:
        """Tell whether the input handles a key itself."""
        return event.is_printable or self._leaving_action(event) is not None

    def _leaving_action(self, event: events.Key) -> str | None:
        bound = self._bindings.key_to_bindings.get(event.key, [])
        found = (binding.action for binding in bound if binding.action in _LEAVING)
        action = next(found, None)
        return None if action == "interrupt" and self.selected_text else action

    def keep_focus(self) -> None:
        """Take text again, after a key for leaving did not leave the input."""
        self._is_leaving = False

    def validate_value(self, value: str) -> str:
        """Join several lines: a filter from a file or the command line may have line ends."""
        return value.replace("\n", " ")

    def watch_value(self, value: str) -> None:
        """Report the text to the screen.

        `Input.Changed` would arrive too late: a key for leaving would overtake it.
        """
        self.post_message(QueryTyped(value))

    def action_done(self) -> None:
        """Keep the query and go to the posts."""
        self.post_message(QueryLeft(is_cancelled=False))

    def action_cancel(self) -> None:
        """Drop the typed text and go to the posts."""
        self.post_message(QueryLeft(is_cancelled=True))

    def action_interrupt(self) -> None:
        """Copy the selected text; without one, drop the typed text."""
        if self.selected_text:
            self.post_message(TextCopied(self.selected_text))
        else:
            self.action_cancel()

    def action_recall(self, step: int) -> None:
        """Ask for an earlier or later query."""
        self.post_message(QueryRecalled(step))

    def action_complete(self, step: int) -> None:
        """Complete the typed word."""
        self.post_message(QueryCompleted(step))
