"""Ways to take posts along: selecting several, citing, saving, piping, viewing elsewhere."""
