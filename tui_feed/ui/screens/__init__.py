"""Screen of the program: presenter, filter, reading and commands."""
