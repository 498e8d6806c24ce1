"""When a position was taken, as the days it may have been, with the words that tell it."""

from onrecord.extract.when.said import said_when, when_adopted

__all__ = ["said_when", "when_adopted"]
