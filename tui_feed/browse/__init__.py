"""What every front end needs of a feed that is read: no screen, no terminal, no loader."""
