"""Whether the words that a ledger keeps beside a text are still those of the text: prints, edits, evidence of kinship.

The print of every text that was grouped is made again, so that a letter that changed in a document is seen.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from onrecord.identity import make_id
from onrecord.keeping.audit import Audit, Check
from onrecord.keeping.findings import Remedy
from onrecord.origins import VERSION
from onrecord.origins.prints import digest_of, take_prints

_AT_ONCE = 500
_PRINTED = """
SELECT p.document, d.text, t.digest FROM print_documents AS p
JOIN documents AS d ON d.document = p.document AND d.method = p.method JOIN prints AS t ON t.no = p.print
"""
WORDS = (
    *(
        Check(
            name="words-differ",
            table="edits",
            what=f"sentences of {side} documents are not in their text",
            sql=f"SELECT e.{side}_document FROM edits AS e ANTI JOIN documents AS d "  # noqa: S608
            f"ON d.document = e.{side}_document AND contains(d.text, e.{side}) WHERE e.{side} IS NOT NULL "
            f"AND e.{side}_document IN (SELECT document FROM documents)",
            remedy=Remedy.FIX,
        )
        for side in ("original", "copy")
    ),
    Check(
        name="span-outside",
        table="relations",
        what="relations stand on words outside their document",
        sql="SELECT r.document FROM relations AS r JOIN documents AS d ON d.document = r.document AND d.method = r.method "
        "WHERE TRY_CAST(r.evidence->>'$[1]' AS BIGINT) > length(d.text) OR "
        "(r.evidence IS NOT NULL AND TRY_CAST(r.evidence->>'$[0]' AS BIGINT) IS NULL)",
        remedy=Remedy.FIX,
    ),
)
_PRINTS = Check(
    name="digest", table="prints", what="texts have another digest than their words give", sql="", remedy=Remedy.FIX
)  # fmt: skip
_TEXTS = Check(
    name="words-differ",
    table="documents",
    what="documents have other words than when they were grouped: their text was changed",
    sql="",
)
_ORIGINS = Check(
    name="digest", table="origins", what="origins have an id of none of their documents", sql="", remedy=Remedy.FIX
)  # fmt: skip


def look_at_texts(audit: Audit) -> None:
    """Make the prints of texts again, and the ids of origins. Raises LedgerError."""
    _look_at_prints(audit)
    if audit.database.rows("SELECT version FROM print_state") == [(VERSION,)]:
        _look_at_documents(audit)
    _look_at_origins(audit)


def _look_at_prints(audit: Audit) -> None:
    wrong = [
        str(number)
        for batch in audit.database.batches("SELECT no, digest, words FROM prints", size=_AT_ONCE)
        for number, digest, words in batch
        if len(words) % 4 or digest_of(np.frombuffer(words, "<u4")) != digest
    ]
    audit.note(_PRINTS, len(wrong), wrong)


def _look_at_documents(audit: Audit) -> None:
    wrong: list[str] = []
    for batch in audit.database.batches(_PRINTED, size=_AT_ONCE):
        prints = take_prints([text for _, text, _ in batch])
        pairs = zip(batch, prints, strict=True)
        wrong += [document for (document, _, digest), words in pairs if digest_of(words) != digest]
    audit.note(_TEXTS, len(wrong), sorted(wrong))


def _look_at_origins(audit: Audit) -> None:
    """An origin is named by the document that was its first one when it was grouped."""
    known: Counter[bool] = Counter()
    wrong: list[str] = []
    sql = "SELECT origin, list(document) FROM origin_documents GROUP BY origin"
    for batch in audit.database.batches(sql, size=_AT_ONCE):
        for origin, documents in batch:
            right = any(make_id("origin", document) == origin for document in documents)
            known[right] += 1
            if not right:
                wrong.append(origin)
    # Where no id is made so, another program made them.
    audit.note(_ORIGINS, len(wrong) if known[True] else 0, sorted(wrong))
