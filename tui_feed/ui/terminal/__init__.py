"""Terminal: its modes, keyboard, mouse, cursor and output."""
