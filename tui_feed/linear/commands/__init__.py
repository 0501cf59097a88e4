"""Commands of the program as plain text, by their subject."""
