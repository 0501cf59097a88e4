"""Find posts of a feed again, by columns, orders and full text."""
