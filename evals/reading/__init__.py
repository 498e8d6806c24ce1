"""Quality of reading: article bodies, comments, titles, authors and dates from raw HTML pages.

Run `python -m evals.reading --in pages.tar.gz --out PREDICTIONS.jsonl` and score the file it writes.
"""
