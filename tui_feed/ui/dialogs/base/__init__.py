"""Parts that all dialogs share: frame, lists, lines to type in."""
