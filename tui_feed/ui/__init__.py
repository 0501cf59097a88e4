"""Textual interface: app, screen, dialogs and widgets."""
