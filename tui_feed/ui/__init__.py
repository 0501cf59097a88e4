"""The only room that knows Textual: one app, one screen, and widgets that draw lines."""
