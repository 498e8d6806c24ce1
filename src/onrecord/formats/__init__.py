"""Files of involved formats taken apart into plain values, by libraries that run in a guarded child process.

Nothing here knows what a document is: `read` makes documents of the pages, paragraphs, messages and entries.
"""

from onrecord.formats.guard import Parts, guarded

__all__ = ["Parts", "guarded"]
