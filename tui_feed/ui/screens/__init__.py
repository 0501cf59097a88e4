"""The screen of the program: presenter, filter, reading and commands."""
