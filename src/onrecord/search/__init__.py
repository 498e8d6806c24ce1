"""Full-text search over the documents of a ledger: words in, documents with snippets out.

The index is a file beside the ledger that can be deleted and is made anew; nothing in it is anybody's work.
"""

from onrecord.search.answers import EVERYWHERE, Hit, Part, Piece, Results, Where
from onrecord.search.checking import IndexState, index_path, index_state
from onrecord.search.index import SearchIndex
from onrecord.search.query import Query, parse_query

__all__ = [
    "EVERYWHERE",
    "Hit",
    "IndexState",
    "Part",
    "Piece",
    "Query",
    "Results",
    "SearchIndex",
    "Where",
    "index_path",
    "index_state",
    "parse_query",
]
