"""A line to type a filter in; the first frame does not wait for it."""

from textual import events
from textual.widgets import Input

from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import QueryCompleted, QueryLeft, QueryRecalled, QueryTyped
from tui_feed.ui.widgets.keeps_focus import KeepsFocus


class QueryInput(KeepsFocus, Input):
    """Line to type a filter in; it tells the screen about every change and key."""

    BINDINGS = bindings("filter")

    _is_leaving = False

    async def _on_key(self, event: events.Key) -> None:
        """Leave at Enter or Esc, and pass on the keys that came together with it.

        Bindings run when a key has travelled to the app and back; by then this input would have
        swallowed the next keys.
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

    def takes(self, event: events.Key) -> bool:
        """Tell whether the line keeps a key to itself."""
        return event.is_printable or self._leaving_action(event) is not None

    def _leaving_action(self, event: events.Key) -> str | None:
        bound = self._bindings.key_to_bindings.get(event.key, [])
        found = (binding.action for binding in bound if binding.action in ("done", "clear"))
        return next(found, None)

    def keep_focus(self) -> None:
        """Take text again, after a key that would have left the line."""
        self._is_leaving = False

    def validate_value(self, value: str) -> str:
        """Join several lines to one: a filter from a file or the command line may have them."""
        return value.replace("\n", " ")

    def watch_value(self, value: str) -> None:
        """Tell the screen about the text of the line.

        Not by way of `Input.Changed`, which a key that leaves would overtake.
        """
        self.post_message(QueryTyped(value))

    def action_done(self) -> None:
        """Keep the filter and go to the posts."""
        self.post_message(QueryLeft(cleared=False))

    def action_clear(self) -> None:
        """Drop the filter and go to the posts."""
        self.post_message(QueryLeft(cleared=True))

    def action_recall(self, step: int) -> None:
        """Take up an earlier or a later query."""
        self.post_message(QueryRecalled(step))

    def action_complete(self, step: int) -> None:
        """Complete the word that is being typed."""
        self.post_message(QueryCompleted(step))
