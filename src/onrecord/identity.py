"""Stable ids: a digest of a JSON list, so that joined parts can never be confused.

The same input gives the same id on every machine and in every run.
"""

from __future__ import annotations

import hashlib
import json

PREFIXES = {
    "document": "doc",
    "origin": "org",
    "statement": "stm",
    "position": "pos",
    "claim": "clm",
    "record": "rec",
    "sentence": "snt",
    "figure": "fig",
    "quotation": "quo",
    "decision": "dec",
    "pair": "par",
}


def make_id(kind: str, *parts: str | int | None) -> str:
    """An id such as `pos-3f9a0c21d4e8`: 12 hexadecimal digits over the kind and its parts, in order."""
    encoded = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return f"{PREFIXES[kind]}-{hashlib.sha256(encoded.encode()).hexdigest()[:12]}"
