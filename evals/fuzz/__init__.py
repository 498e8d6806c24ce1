"""Hostile files: every format built in code, broken in every way, and read under guard.

`python -m evals.fuzz --seconds 600` reads as many as it can; anything but a document or a skip with a reason fails.
"""
