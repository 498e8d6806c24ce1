"""Made-up values of every type of the vocabulary, for tests of keeping and giving back."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from onrecord.vocabulary import (
    Act,
    Actor,
    ActorKind,
    Analysis,
    Basis,
    Claim,
    ClaimKind,
    Comment,
    Dateline,
    Document,
    DocumentKind,
    Form,
    LeftOut,
    Link,
    OriginGroup,
    Paragraph,
    PartialDate,
    Party,
    Position,
    Provenance,
    Relation,
    RelationKind,
    SaidWhen,
    SetAside,
    Span,
    Stance,
    Statement,
    Verdict,
    VerdictValue,
)

TEXT = "The Council of Ruritania condemned the border closure. Only 12 members voted for it.\n\nGraustark kept silent."


def made_document(number: int = 1, **changes: object) -> Document:
    """A small document; `number` tells several apart."""
    values: dict[str, object] = {
        "id": f"doc-{number:012x}",
        "name": f"{number:03d}.txt",
        "provenance": Provenance(
            address=f"texts/{number:03d}.txt",
            digest=f"{number:064x}",
            media_type="text/plain",
            encoding="utf-8",
            size=len(TEXT),
            container="texts.zip",
            url="https://ruritanian.example/2020/10/03/council",
            retrieved="2020-10-04T06:00:00Z",
        ),
        "kind": DocumentKind.REPORT,
        "kind_reason": "nothing else fits",
        "kind_confidence": 0.5,
        "date_rule": "printed under the title",
        "updated": PartialDate(2020, 10, 4),
        "dateline": Dateline(text="STRELSAU, 2 October", place="STRELSAU", date=PartialDate(2020, 10, 2)),
        "event_date": PartialDate(2020, 10),
        "title": "A council meets",
        "outlet": "The Ruritanian",
        "credit": None,
        "author": None,
        "speaker": None,
        "speaker_office": None,
        "date": PartialDate(2031, 5),
        "language": "en",
        "text": TEXT,
        "paragraphs": (Paragraph(span=Span(0, 84), language="en"), Paragraph(span=Span(86, 109), label="2.")),
        "comments": (
            Comment(order=1, author="reader", text="Well done!"),
            Comment(order=2, author=None, text="Not at all.", parent=1),
        ),
        "left_out": (LeftOut(reason="counter", text="1,024 views"),),
    }
    return Document(**(values | changes))  # type: ignore[arg-type]


def made_analysis(number: int = 1, **changes: object) -> Analysis:
    """A document with one statement, one position, one claim and its verdict."""
    document = made_document(number, **changes)
    chain = (Link(name="The Ruritanian", actor=None), Link(name="Council", actor="RUR-C", source=Span(4, 11)))
    holder = Party(
        actor=Actor(id="RUR-C", kind=ActorKind.BODY, name="Council of Ruritania"),
        mention=Span(0, 24),
        rule="name",
        rows=("name:RUR-C:1",),
    )
    return Analysis(
        document=document,
        statements=(
            Statement(
                id=f"stm-{number:012x}",
                document=document.id,
                chain=chain,
                source=Span(0, 24),
                cue=Span(25, 34),
                content=(Span(35, 53), Span(55, 84)),
                form=Form.INDIRECT,
                rule="verb of speech",
            ),
        ),
        positions=(
            Position(
                id=f"pos-{number:012x}",
                document=document.id,
                statement=f"stm-{number:012x}",
                holder=holder,
                stance=Stance.CONDEMNS,
                toward=None,
                about="the border closure",
                basis=Basis.REPORTED,
                basis_reason="told by the outlet",
                chain=chain,
                evidence=Span(0, 53),
                trigger=Span(25, 34),
                date=PartialDate(2031, 5, 3),
                when=SaidWhen(
                    first=date(2031, 5, 1), last=date(2031, 5, 3), words=Span(25, 34), rule="made for a test"
                ),
                about_at=Span(35, 53),
                matters=("border", "transit"),
                principle="open-borders",
                address="paragraph 2",
                event="ACCUSE",
                rule="frame condemn",
            ),
        ),
        claims=(
            Claim(
                id=f"clm-{number:012x}",
                document=document.id,
                kind=ClaimKind.VOTE_TALLY,
                span=Span(55, 84),
                terms={"count": 12, "options": ["yes"]},
                chain=chain,
                rule="number of members",
            ),
        ),
        verdicts=(
            Verdict(
                claim=f"clm-{number:012x}",
                value=VerdictValue.DIFFERS,
                text_says="12",
                record_says="11",
                as_of=None,
                steps=("11 in favour",),
                rows=("rollcall:R/1:book",),
            ),
        ),
        set_aside=(SetAside(stage="extract", reason="no holder", document=document.id, span=Span(86, 95)),),
    )


# --- For property tests -----------------------------------------------------------------------

TEXTS = st.text(max_size=20)
MAYBE = st.none() | TEXTS
SPANS = st.tuples(st.integers(0, 90), st.integers(0, 90)).map(lambda pair: Span(min(pair), max(pair)))
DAYS = st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12), st.none() | st.integers(1, 28))
LINES = st.lists(TEXTS, max_size=3).map(tuple)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
TERMS = st.dictionaries(TEXTS, JSON, max_size=3)
LINKS = st.lists(
    st.builds(Link, name=TEXTS, actor=MAYBE, source=st.none() | SPANS, cue=st.none() | SPANS), max_size=3
).map(tuple)
ACTORS = st.builds(Actor, id=TEXTS, kind=st.sampled_from(ActorKind), name=TEXTS)
PARTIES = st.builds(
    Party,
    actor=ACTORS,
    mention=st.none() | SPANS,
    rule=TEXTS,
    rows=LINES,
    person=MAYBE,
    named_only=st.booleans(),
)
PROVENANCES = st.builds(
    Provenance, address=TEXTS, digest=TEXTS, media_type=TEXTS, encoding=TEXTS, size=st.integers(0, 2**40)
)
DOCUMENTS = st.builds(
    Document,
    id=st.just("doc-1"),
    name=TEXTS,
    provenance=PROVENANCES,
    kind=st.sampled_from(DocumentKind),
    kind_reason=TEXTS,
    title=MAYBE,
    outlet=MAYBE,
    credit=MAYBE,
    author=MAYBE,
    speaker=MAYBE,
    speaker_office=MAYBE,
    issuer=MAYBE,
    date=st.none() | DAYS,
    language=MAYBE,
    text=TEXTS,
    paragraphs=st.lists(st.builds(Paragraph, span=SPANS, label=MAYBE), max_size=3).map(tuple),
    comments=st.lists(st.builds(Comment, order=st.integers(0, 99), author=MAYBE, text=TEXTS), max_size=2).map(
        tuple
    ),
    left_out=st.lists(st.builds(LeftOut, reason=TEXTS, text=TEXTS), max_size=2).map(tuple),
    warnings=LINES,
)
STATEMENTS = st.builds(
    Statement,
    id=TEXTS,
    document=st.just("doc-1"),
    chain=LINKS,
    source=st.none() | SPANS,
    cue=st.none() | SPANS,
    content=st.lists(SPANS, max_size=3).map(tuple),
    form=st.sampled_from(Form),
    act=st.sampled_from(Act),
    rule=TEXTS,
)
SPELLS = st.lists(st.dates(), min_size=2, max_size=2).map(sorted)
WHENS = st.builds(
    lambda spell, words, rule: SaidWhen(first=spell[0], last=spell[1], words=words, rule=rule),
    SPELLS,
    st.none() | SPANS,
    TEXTS,
)
POSITIONS = st.builds(
    Position,
    id=TEXTS,
    document=st.just("doc-1"),
    statement=MAYBE,
    holder=PARTIES,
    stance=st.sampled_from(Stance),
    toward=st.none() | PARTIES,
    about=MAYBE,
    basis=st.sampled_from(Basis),
    basis_reason=TEXTS,
    chain=LINKS,
    evidence=SPANS,
    trigger=SPANS,
    date=st.none() | DAYS,
    forum=MAYBE,
    instrument=MAYBE,
    modality=MAYBE,
    when=st.none() | WHENS,
    about_at=st.none() | SPANS,
    matters=LINES,
    principle=MAYBE,
    address=MAYBE,
    event=MAYBE,
    ended=st.booleans(),
    by_membership=st.booleans(),
    rule=TEXTS,
    rows=LINES,
)
CLAIMS = st.builds(
    Claim,
    id=TEXTS,
    document=st.just("doc-1"),
    kind=st.sampled_from(ClaimKind),
    span=SPANS,
    terms=TERMS,
    chain=LINKS,
    rule=TEXTS,
)
VERDICTS = st.builds(
    Verdict,
    claim=TEXTS,
    value=st.sampled_from(VerdictValue),
    text_says=TEXTS,
    record_says=TEXTS,
    as_of=st.none() | DAYS,
    steps=LINES,
    nearest=MAYBE,
    rows=LINES,
    searched=LINES,
)
SET_ASIDES = st.builds(
    SetAside, stage=TEXTS, reason=TEXTS, document=MAYBE, span=st.none() | SPANS, detail=TEXTS
)
RELATIONS = st.builds(
    Relation,
    document=TEXTS,
    parent=MAYBE,
    kind=st.sampled_from(RelationKind),
    reason=TEXTS,
    beside=MAYBE,
    evidence=st.none() | SPANS,
    credit=MAYBE,
)
ORIGINS = st.builds(
    OriginGroup,
    id=TEXTS,
    name=MAYBE,
    documents=LINES,
    reason=TEXTS,
    relations=st.lists(RELATIONS, max_size=3).map(tuple),
    primary=MAYBE,
)
ANALYSES = st.builds(
    Analysis,
    document=DOCUMENTS,
    statements=st.lists(STATEMENTS, max_size=2).map(tuple),
    positions=st.lists(POSITIONS, max_size=2).map(tuple),
    claims=st.lists(CLAIMS, max_size=2).map(tuple),
    verdicts=st.lists(VERDICTS, max_size=2).map(tuple),
    set_aside=st.lists(SET_ASIDES, max_size=2).map(tuple),
)
