"""The terminal: its modes, keyboard, mouse, cursor and output."""
