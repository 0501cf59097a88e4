"""Files that last from one run of the program to the next."""
