"""The official record: numbered instruments and roll calls, each row with its source.

What is bundled is a small extract of facts; whatever it does not hold is unknown, and never a "no".
"""

from onrecord.record.load import load_record, read_record
from onrecord.record.tables import Coverage, NamesHeld, Record, title_words

__all__ = ["Coverage", "NamesHeld", "Record", "load_record", "read_record", "title_words"]
