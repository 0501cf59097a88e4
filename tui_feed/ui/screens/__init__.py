"""The one screen of the program, and its parts that are not widgets: presenter and commands."""
