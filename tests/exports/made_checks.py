"""Claims with verdicts, made by hand, with everything that the exports of claims look at."""

from __future__ import annotations

from dataclasses import replace

from onrecord.exports import Checks, read_checks
from onrecord.ledger import CheckRow
from onrecord.vocabulary import (
    Claim,
    ClaimKind,
    Document,
    Link,
    PartialDate,
    RollCall,
    Span,
    Verdict,
    VerdictValue,
    Vote,
    VoteOption,
)
from tests.making import make_document

QUOTE = "over 150 others abstained or did not vote"
TEXT = f"The vote was taken in March. Then {QUOTE}, it is said."
DATE = PartialDate(2008, 3, 14)
CALL = RollCall(
    row="rollcall:A/RES/62/243:undl",
    id="A/RES/62/243:undl",
    instrument="A/RES/62/243",
    body="UNGA",
    date=DATE,
    yes=39,
    no=7,
    abstain=100,
    not_voting=46,
    source="record 632041",
)
VOTE = Vote(row="vote:A/RES/62/243:undl:FRA", roll_call=CALL.id, state="FRA", option=VoteOption.NO)
STEPS = ("39 in favour, 7 against; 100 abstained", "100 abstained + 46 did not vote = 146")


def report(name: str = "a.txt", text: str = TEXT, **fields: str | None) -> Document:
    """A report of The Courier that has the quotation."""
    known: dict[str, str | None] = {"title": "A vote", "outlet": "The Courier"}
    return make_document(text, name=name, **(known | fields))


def check(document: Document, words: str = QUOTE, **verdict: object) -> CheckRow:
    """The claim of the words, which differs, and its verdict with the changes."""
    start = document.text.index(words)
    claim = Claim(
        id=f"clm-{document.id[4:]}",
        document=document.id,
        kind=ClaimKind.VOTE_TALLY,
        span=Span(start, start + len(words)),
        terms={"instrument": "A/RES/62/243", "count": 150},
        chain=(Link(name="The Courier", actor=None), Link(name="Kari Berg", actor="NOR")),
        rule="counted voters",
    )
    made = Verdict(
        claim=claim.id,
        value=VerdictValue.DIFFERS,
        text_says="over 150",
        record_says="146",
        as_of=DATE,
        steps=STEPS,
        nearest="153 if the 7 against are counted too",
        rows=(CALL.row, VOTE.row),
    )
    changed = replace(made, **verdict)  # type: ignore[arg-type]
    return CheckRow(claim=claim, verdict=changed, document=document.name, quote=words)


def lookup(row: str) -> object | None:
    """The rows that the verdicts name."""
    return {CALL.row: CALL, VOTE.row: VOTE}.get(row)


def checks(*given: tuple[Document, CheckRow], origins: tuple[tuple[str, ...], ...] = ()) -> Checks:
    """The claims as the exports take them; without any, that of one report."""
    pairs = given or ((report(), check(report())),)
    documents = {document.id: document for document, _ in pairs}
    return read_checks(
        [row for _, row in pairs], tuple(documents.values()), lookup, version="1.2", origins=origins
    )
