"""Pictures on a terminal: which protocol it knows, and what is drawn by it."""
