"""Hostile inputs for readers, extractors and importers: made by chance from a seed and a number, tried in children that are watched.

`python -m evals.fuzz --inputs 1000000` tries a million; an error that is not ours, a hang, an escape or rows that do not hold together fails.
"""
