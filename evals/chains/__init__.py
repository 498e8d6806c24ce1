"""Chains of attribution on made-up texts of all genres, each with the chain that a careful reader would give."""
