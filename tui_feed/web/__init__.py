"""Program in a browser on this machine, served by textual-serve."""
