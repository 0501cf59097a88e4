"""The line that a filter is typed in; the first frame does not wait for it."""

from textual import events
from textual.widgets import Input

from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import QueryCompleted, QueryLeft, QueryRecalled, QueryTyped
from tui_feed.ui.screens.focus import Keeps


class QueryInput(Keeps, Input):
    """Tells the screen what is typed, and what is wanted of it."""

    BINDINGS = bindings("filter")

    _is_leaving = False

    async def _on_key(self, event: events.Key) -> None:
        """Leave at the key that leaves, and hand on what was typed in one piece with it.

        Bindings run when a key has travelled to the app and back; by then this line would have
        swallowed the next ones.
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
        """Tell whether a key never goes past this line."""
        return event.is_printable or self._leaving_action(event) is not None

    def _leaving_action(self, event: events.Key) -> str | None:
        bound = self._bindings.key_to_bindings.get(event.key, [])
        found = (binding.action for binding in bound if binding.action in ("done", "clear"))
        return next(found, None)

    def stay(self) -> None:
        """Be typed in again."""
        self._is_leaving = False

    def validate_value(self, value: str) -> str:
        """Keep it to one line: what was kept in a file or asked for at the start may be several."""
        return value.replace("\n", " ")

    def watch_value(self, value: str) -> None:
        """Say what stands in the line now.

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
        """End the word that is being typed."""
        self.post_message(QueryCompleted(step))
