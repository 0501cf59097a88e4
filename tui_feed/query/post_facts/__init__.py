"""Facts of a post that a query can ask for, each described once."""
