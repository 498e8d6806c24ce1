"""Which documents are copies of one report, and what each copy changed.

Two outlets that print one agency text are one origin, and every count of sources counts origins.
"""

from __future__ import annotations

from onrecord.origins.edits import edits
from onrecord.origins.group import group_origins

__all__ = ["edits", "group_origins"]
