"""The errors OnRecord raises; no dependency's error leaves the package.

OnRecordError
├── SkipItem           this item cannot be used: go on with the next
│   ├── NotFetched
│   ├── UnreadableDocument
│   └── UnsupportedFormat
├── StopSource         this source cannot be used at all: stop
│   ├── LedgerError    (missing, locked, newer, damaged, disk full)
│   ├── DataError      a registry, record, lexicon or case file is malformed
│   └── ModelMissing   the language model is not installed
└── UsageError         the call itself is wrong
"""

from __future__ import annotations

_LONGEST = 1_000
"""Characters of what failed that are told."""


class OnRecordError(Exception):
    """Something failed: `what` happened, `where`, and the `remedy`: what to do next."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        # What failed may be quoted, and may be of any length.
        self.what = what = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1]}…"
        self.where = where
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(kind: type[OnRecordError], what: str, where: str | None, remedy: str | None) -> OnRecordError:
    """Make the error again on the other side of a process border."""
    return kind(what, where=where, remedy=remedy)


class SkipItem(OnRecordError):
    """This item cannot be used; a batch notes the reason and goes on."""


class NotFetched(SkipItem):
    """A web address that may not be visited, or did not answer with a document."""


class UnreadableDocument(SkipItem):
    """Empty, binary, damaged or too large to be read as text."""


class UnsupportedFormat(SkipItem):
    """A format that has no reader."""


class StopSource(OnRecordError):
    """This source cannot be used at all; the command stops."""


class LedgerError(StopSource):
    """The ledger file is missing, locked, damaged, of a newer version, or cannot be written."""


class DataError(StopSource):
    """A registry, record, lexicon or case file is malformed; `where` names file and row."""


class ModelMissing(StopSource):
    """The language model is not installed."""


class UsageError(OnRecordError):
    """The call itself is wrong: an unknown id, stance, actor or format."""
