"""Strings: cleaning, entities, addresses, hosts, counts and dates."""
