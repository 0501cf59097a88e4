"""Taking the terminal, and everything that is peculiar to terminals."""
