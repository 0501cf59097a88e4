"""Pure drawing: posts, headers and lists as lines of styled text."""
