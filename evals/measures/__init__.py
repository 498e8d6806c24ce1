"""Ideal points held against the published ones, and intervals against votes whose points are known."""
