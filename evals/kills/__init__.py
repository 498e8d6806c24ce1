"""Kills the program at random moments of everything that writes, and tells whether anything was lost."""
