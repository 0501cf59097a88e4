"""Dialogs over the timeline."""
