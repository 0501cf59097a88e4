"""Config file of the reader: settings, keys and themes."""
