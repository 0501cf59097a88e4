"""The Textual interface: one app, one screen, and widgets that draw lines."""
