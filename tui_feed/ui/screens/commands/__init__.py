"""Commands of the screen, imported at their first use."""
