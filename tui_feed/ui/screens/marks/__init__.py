"""Marks, notes, labels, read posts and the reader's place, on the screen."""
