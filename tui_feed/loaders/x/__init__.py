"""Read X's formats: its archive, its APIs, and files of tools that collect from it."""
