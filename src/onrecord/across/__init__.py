"""Questions to all documents of a ledger together: figures, sentences that travel, quotations beside their originals.

Each is a function from plain values (`Whole`) to plain answers. Copies of one report are one origin and count once.
"""
