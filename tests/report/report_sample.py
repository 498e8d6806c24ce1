"""A report's content built by hand: two invented states, a lake between them, and what texts say of both.

Every text, body and vote here is invented; the shapes are those that real runs give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from onrecord.charts import (
    AgreementLine,
    AgreementYear,
    CohesionYear,
    Estimate,
    IdealPointLine,
    StateRow,
    StateVote,
    Tally,
    answers,
)
from onrecord.identity import make_id
from onrecord.ledger.roll import SeatVote
from onrecord.questions.blocs import Bloc, MembersOn
from onrecord.questions.votes import split
from onrecord.report import (
    BlocSplit,
    BlocYears,
    OverTime,
    ReportContent,
    RollCallsBeside,
    VoteTable,
    content_from,
)
from onrecord.vocabulary import (
    Act,
    Actor,
    ActorKind,
    Analysis,
    Basis,
    Case,
    Claim,
    ClaimKind,
    Comment,
    Document,
    DocumentKind,
    Edit,
    Form,
    JsonValue,
    LeftOut,
    Link,
    Matter,
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
    VoteOption,
)

ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="XBR", kind=ActorKind.STATE, name="Brennland"),
        Actor(id="XCO", kind=ActorKind.STATE, name="Corvania"),
        Actor(id="XDE", kind=ActorKind.STATE, name="Delmar Islands"),
        Actor(id="XIL", kind=ActorKind.STATE, name="Île-Verte"),
        Actor(id="XME", kind=ActorKind.STATE, name="Meldavia"),
        Actor(id="XTA", kind=ActorKind.STATE, name="Tarsa"),
        Actor(id="LSO", kind=ActorKind.BODY, name="Lake States Organization"),
        Actor(
            id="LSO-CFM",
            kind=ActorKind.BODY,
            name="Council of Foreign Ministers of the Lake States Organization",
        ),
        Actor(id="GF", kind=ActorKind.BODY, name="General Forum"),
        Actor(id="group:upland countries", kind=ActorKind.COLLECTIVE, name="upland countries"),
        Actor(id="person:Ada Quill", kind=ActorKind.PERSON, name="Ada Quill"),
    )
}


def names() -> dict[str, str]:
    """Actor id -> name, with the states that only vote."""
    return {actor.id: actor.name for actor in ACTORS.values()} | {
        f"S{n:02d}": f"State {n:02d}" for n in range(1, 45)
    }


def document(
    name: str,
    text: str,
    *,
    kind: DocumentKind = DocumentKind.REPORT,
    title: str | None = None,
    **more: object,
) -> Document:
    """A document whose paragraphs are the lines of `text`."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(span=Span(start, start + len(line))))
        start += len(line) + 1
    values: dict[str, object] = {
        "id": make_id("document", name, digest),
        "name": name,
        "provenance": Provenance(
            address=f"inbox/{name}", digest=digest, media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        "kind": kind,
        "kind_reason": "dateline and byline of a wire report",
        "title": title,
        "outlet": None,
        "credit": None,
        "author": None,
        "speaker": None,
        "speaker_office": None,
        "date": PartialDate(2019, 5, 3),
        "language": "en",
        "text": text,
        "paragraphs": tuple(paragraphs),
    }
    return Document(**(values | more))  # type: ignore[arg-type]


def span(held: Document, words: str) -> Span:
    """Where `words` first stand in the document."""
    start = held.text.index(words)
    return Span(start, start + len(words))


def chain(*links: str) -> tuple[Link, ...]:
    """Links by name, outermost first."""
    return tuple(Link(name=name, actor=None) for name in links)


def position(
    held: Document,
    holder: str,
    stance: Stance,
    toward: str | None,
    evidence: str,
    trigger: str,
    *,
    basis: Basis,
    said_by: Sequence[str],
    **more: object,
) -> Position:
    """One position whose evidence and trigger are found in the text by their words."""
    where = span(held, evidence)
    start = held.text.index(trigger, where.start)
    values: dict[str, object] = {
        "id": make_id("position", held.id, holder, stance, toward, where.start, more.get("about")),  # type: ignore[arg-type]
        "document": held.id,
        "statement": None,
        "holder": Party(actor=ACTORS[holder], mention=where, rule="name", rows=(f"name:{holder}:1",)),
        "stance": stance,
        "toward": Party(actor=ACTORS[toward], mention=where, rule="name", rows=(f"name:{toward}:1",))
        if toward
        else None,
        "about": None,
        "basis": basis,
        "basis_reason": {
            Basis.VOTE: "the sentence tells a recorded vote",
            Basis.INSTRUMENT: "a paragraph of an adopted communique",
            Basis.OWN_WORDS: "first person in a speech of the holder's minister",
            Basis.REPORTED: "the outlet tells what the holder said",
            Basis.ASCRIBED: "told by the office that gains from it",
        }[basis],
        "chain": chain(*said_by),
        "evidence": where,
        "trigger": Span(start, start + len(trigger)),
        "date": held.date,
        "rule": f"verb frame {stance}",
    }
    return Position(**(values | more))  # type: ignore[arg-type]


def claim(held: Document, words: str, kind: ClaimKind, said_by: Sequence[str], **terms: JsonValue) -> Claim:
    """One claim found by its words."""
    where = span(held, words)
    return Claim(
        id=make_id("claim", held.id, kind, where.start),
        document=held.id,
        kind=kind,
        span=where,
        terms=terms,
        chain=chain(*said_by),
        rule=f"{kind} pattern",
    )


def on_friday(held: Document) -> SaidWhen:
    """The Friday on which the document stands."""
    day = date(2019, 5, 3)
    return SaidWhen(
        first=day, last=day, words=span(held, "on Friday"), rule="weekday up to the document's date"
    )


WIRE = (
    "PORT SARN, Corvania (Lakeside Wire) – Corvania said on Friday that the whole world stands behind it over Lake Sarn. "
    "The president's office reported that Ambassador Orlo Venn of Brennland told President Ada Quill that Brennland "
    "fully supports Corvania. The embassy of Brennland did not answer questions.\n"
    "In 2011 the General Forum voted on a text about the lake. Only 12 member states were in favour, while "
    "over 30 others abstained or did not vote at all. Tarsa voted against the text, its delegate saying it was one-sided.\n"
    "Meldavia's foreign ministry criticized Corvania and said the shore settlements would never be handed over. "
    "Some 40,000 people left the shore in 1998, according to Corvania."
)
REPRINT = (
    "PORT SARN (Lakeside Wire) – Corvania said on Friday that the whole world stands behind it over Lake Sarn. "
    "The president's office reported that Ambassador Orlo Venn of Brennland told President Ada Quill that Brennland "
    "fully supports Corvania.\n"
    "In 2011 the General Forum voted on a text about the lake. Just 12 member states were in favour, while "
    "over 30 others abstained or did not vote at all. Tarsa voted against the text.\n"
    "Meldavia's foreign ministry criticized Corvania and said the shore settlements would never be handed over. "
    "Readers can follow our live page."
)
COMMUNIQUE = (
    "The Council of Foreign Ministers of the Lake States Organization, at its ninth session, adopted this communique.\n"
    "The meeting condemned the closing of Lake Sarn by Meldavia and reaffirmed its support for Corvania.\n"
    "The meeting called on upland countries to respect the waters of the lake.\n"
    "The Organization, which has 14 members, thanked the Delmar Islands for hosting the session."
)
SPEECH = (
    "Madam Chair, my country thanks Île-Verte for its hospitality.\n"
    "Meldavia rejects every claim of Corvania to Lake Sarn. We shall never accept a settlement that is dictated. "
    "Upland countries stand with us, and they will support Meldavia at the next session of the General Forum."
)


def wire_analysis(name: str, text: str, outlet: str, **more: object) -> Analysis:
    """The wire report or its reprint."""
    held = document(
        name,
        text,
        title="Corvania says world stands behind it",
        outlet=outlet,
        credit="Lakeside Wire",
        **more,
    )
    office = (outlet, "office of Ada Quill", "Orlo Venn")
    few = "Only" if "Only 12" in text else "Just"
    claims = (
        claim(held, f"{few} 12 member states", ClaimKind.VOTE_TALLY, (outlet,), body="GF", year=2011, option="yes", count=12, comparison="exactly"),
        claim(held, "over 30 others abstained or did not vote at all", ClaimKind.VOTE_TALLY, (outlet,), body="GF", year=2011, option=["abstain", "not voting"], count=30, comparison="more than"),
        claim(held, "Tarsa voted against the text", ClaimKind.VOTE_CAST, (outlet,), body="GF", state="XTA", vote="no"),
    )  # fmt: skip
    on = PartialDate(2011, 6, 9)
    verdicts = [
        Verdict(claim=claims[0].id, value=VerdictValue.MATCHES, text_says="12 in favour", record_says="GF/2011/7 of 9 June 2011: 12 in favour", as_of=on, steps=("12 listed as yes",), rows=("rollcall:GF/2011/7:minutes",)),
        Verdict(claim=claims[1].id, value=VerdictValue.DIFFERS, text_says="more than 30 abstained or did not vote", record_says="27", as_of=on, steps=("19 abstained", "8 did not vote", "19 + 8 = 27", "27 is not more than 30"), nearest="27 abstained or did not vote; 32 did not vote in favour and were not against", rows=("rollcall:GF/2011/7:minutes",)),
        Verdict(claim=claims[2].id, value=VerdictValue.MATCHES, text_says="Tarsa: no", record_says="Tarsa: no", as_of=on, rows=("vote:GF/2011/7:minutes:XTA",)),
    ]  # fmt: skip
    if "40,000" in text:
        figure = claim(
            held,
            "Some 40,000 people left the shore in 1998",
            ClaimKind.FIGURE,
            (outlet, "Corvania"),
            count=40000,
            what="people left",
        )
        claims = (*claims, figure)
        verdicts.append(
            Verdict(claim=figure.id, value=VerdictValue.NO_RECORD, text_says="some 40,000 people", record_says="nothing held", as_of=None, searched=("displacement figures for 1998", "any figure for Lake Sarn"))
        )  # fmt: skip
    supports = "Brennland fully supports Corvania"
    statement = Statement(
        id=make_id("statement", held.id, 1),
        document=held.id,
        chain=chain(*office),
        source=span(held, "Ambassador Orlo Venn of Brennland"),
        cue=span(held, "told"),
        content=(span(held, supports),),
        form=Form.INDIRECT,
        rule="ccomp:that",
    )
    voted = Statement(
        id=make_id("statement", held.id, 2),
        document=held.id,
        chain=chain(outlet, "unknown"),
        source=None,
        cue=span(held, "voted"),
        content=(span(held, "on a text about the lake"),),
        form=Form.INDIRECT,
        act=Act.DEED,
        rule="prep:on",
    )
    never = Statement(
        id=make_id("statement", held.id, 3),
        document=held.id,
        chain=chain(outlet, "Meldavia"),
        source=span(held, "Meldavia's foreign ministry"),
        cue=span(held, "criticized"),
        content=(span(held, "Corvania and said the shore settlements would never be handed over"),),
        form=Form.INDIRECT,
        act=Act.ATTITUDE,
        rule="dobj",
    )
    return Analysis(
        document=held,
        statements=(statement, voted, never),
        positions=(
            position(held, "XBR", Stance.SUPPORTS, "XCO", supports, "supports", basis=Basis.ASCRIBED, said_by=office, when=on_friday(held), principle="shore-rights"),
            position(held, "XTA", Stance.VOTES_AGAINST, None, "Tarsa voted against the text", "voted against", basis=Basis.VOTE, said_by=(outlet,), instrument="GF/2011/7", forum="GF"),
            position(held, "XME", Stance.CRITICIZES, "XCO", "Meldavia's foreign ministry criticized Corvania", "criticized", basis=Basis.REPORTED, said_by=(outlet,)),
        ),
        claims=claims,
        verdicts=tuple(verdicts),
        set_aside=(
            SetAside(stage="extract", reason="no holder in the registry", document=held.id, span=span(held, "the whole world"), detail="collective without a name"),
        ),
    )  # fmt: skip


def communique_analysis() -> Analysis:
    """The adopted text of a body."""
    held = document(
        "communique.txt", COMMUNIQUE, kind=DocumentKind.COMMUNIQUE, title="Communique of the ninth session",
        kind_reason="opens with the body and 'adopted this communique'", issuer="Lake States Organization",
        date=PartialDate(2018, 11), warnings=("two bytes were repaired while decoding",),
    )  # fmt: skip
    voice = ("Council of Foreign Ministers",)
    members = claim(held, "which has 14 members", ClaimKind.MEMBERSHIP_COUNT, voice, body="LSO", count=14)
    session = claim(held, "its ninth session", ClaimKind.MEETING, voice, body="LSO-CFM", number=9)
    unclear = claim(held, "the waters of the lake", ClaimKind.INSTRUMENT, voice)
    return Analysis(
        document=held,
        positions=(
            position(held, "LSO-CFM", Stance.CONDEMNS, "XME", "The meeting condemned the closing of Lake Sarn by Meldavia", "condemned", basis=Basis.INSTRUMENT, said_by=voice, about="the closing of Lake Sarn", address="paragraph 2", event="ACCUSE", when=SaidWhen(first=date(2018, 11, 1), last=date(2018, 11, 30), words=None, rule="the date of the communique")),
            position(held, "LSO-CFM", Stance.SUPPORTS, "XCO", "reaffirmed its support for Corvania", "support", basis=Basis.INSTRUMENT, said_by=voice),
            position(held, "LSO-CFM", Stance.CALLS_FOR, "group:upland countries", "The meeting called on upland countries to respect the waters of the lake", "called on", basis=Basis.INSTRUMENT, said_by=voice),
            position(held, "LSO", Stance.THANKS, "XDE", "The Organization, which has 14 members, thanked the Delmar Islands", "thanked", basis=Basis.INSTRUMENT, said_by=voice),
            position(held, "XDE", Stance.SUPPORTS, "XCO", "reaffirmed its support for Corvania", "support", basis=Basis.INSTRUMENT, said_by=voice, by_membership=True, rows=("membership:LSO:XDE:1",)),
        ),
        claims=(members, session, unclear),
        verdicts=(
            Verdict(claim=members.id, value=VerdictValue.SOURCES_DISAGREE, text_says="14 members", record_says="13 by the treaty list, 14 by the secretariat's page", as_of=PartialDate(2018, 11), steps=("13 ratified before November 2018", "1 signed and not ratified"), rows=("count:LSO:2018",)),
            Verdict(claim=session.id, value=VerdictValue.MATCHES, text_says="ninth session", record_says="9th session, November 2018", as_of=PartialDate(2018, 11), rows=("meeting:LSO-CFM:session:9",)),
            Verdict(claim=unclear.id, value=VerdictValue.NOT_CHECKABLE, text_says="a duty about waters", record_says="names no instrument", as_of=None),
        ),
    )  # fmt: skip


def speech_analysis() -> Analysis:
    """A speech in the first person."""
    held = document(
        "speech.txt", SPEECH, kind=DocumentKind.SPEECH, title="Statement at the general debate",
        kind_reason="first person and an address to the chair", speaker="Tove Marr",
        speaker_office="Minister of Foreign Affairs of Meldavia", date=PartialDate(2019, 9, 24),
    )  # fmt: skip
    own = ("Tove Marr",)
    return Analysis(
        document=held,
        positions=(
            position(held, "XME", Stance.THANKS, "XIL", "my country thanks Île-Verte for its hospitality", "thanks", basis=Basis.OWN_WORDS, said_by=own),
            position(held, "XME", Stance.REJECTS, "XCO", "Meldavia rejects every claim of Corvania to Lake Sarn", "rejects", basis=Basis.OWN_WORDS, said_by=own, about="every claim to Lake Sarn"),
            position(held, "group:upland countries", Stance.SUPPORTS, "XME", "Upland countries stand with us", "stand with", basis=Basis.ASCRIBED, said_by=own),
            position(held, "group:upland countries", Stance.SUPPORTS, "XME", "they will support Meldavia", "support", basis=Basis.ASCRIBED, said_by=own, modality="will", forum="GF"),
        ),
    )  # fmt: skip


CASE = Case(
    id="sarn",
    title="Lake Sarn and its shore",
    parties=("XCO", "XME"),
    matters=(
        Matter(id="shore", label="Shore settlements", names=("shore settlements", "the shore")),
        Matter(id="lake", label="Waters of the lake", names=("Lake Sarn", "waters of the lake"), instruments=("GF/2011/7",)),
    ),
    instruments=("GF/2011/7",),
    blocs=("LSO",),
)  # fmt: skip


LSO = ("XCO", "XDE", "XBR", "XIL", "S01", "S02", "S20", "S21", "S22", "S23", "S35", "S12")
UPLAND = ("XME", "XTA", "S11", "S12", "S24", "S36", "S37")
VOTED_ON = PartialDate(2011, 6, 9)


def votes() -> dict[str, VoteOption]:
    """46 seats and one state without a seat: 12 yes, 7 no, 19 abstain, 8 not voting."""
    order = (
        [VoteOption.YES] * 10 + [VoteOption.NO] * 5 + [VoteOption.ABSTAIN] * 18 + [VoteOption.NOT_VOTING] * 8
    )
    cast = {f"S{number:02d}": option for number, option in enumerate(order, start=1)}
    cast |= {"XCO": VoteOption.YES, "XDE": VoteOption.YES, "XME": VoteOption.NO, "XTA": VoteOption.NO}
    return cast | {"XBR": VoteOption.ABSTAIN, "XIL": VoteOption.NOT_A_MEMBER}


def vote_table() -> VoteTable:
    """The roll call as the minutes give it."""
    return VoteTable(
        id="rollcall:GF/2011/7:minutes", instrument="GF/2011/7", title="The situation of Lake Sarn", date=VOTED_ON,
        source="Minutes of the General Forum, 9 June 2011", body="General Forum",
        totals=Tally(yes=12, no=7, abstain=19, not_voting=8, not_a_member=1),
        states=tuple(StateVote(state=state, name=names()[state], option=option) for state, option in sorted(votes().items())),
    )  # fmt: skip


def split_of(bloc: str, members: Sequence[str]) -> BlocSplit:
    """How the members of a bloc voted in that roll call."""
    called = names() | {"UPL": "Upland Union"}
    cast = {state: SeatVote(option, None) for state, option in votes().items()}
    group = MembersOn(
        bloc=Bloc(id=bloc, name=called.get(bloc, bloc), states=None), on=VOTED_ON, members=tuple(sorted(members)), suspended=(),
        rows=tuple(f"membership:{bloc}:{member}:1" for member in sorted(members)), whole=True,
    )  # fmt: skip
    found = split(group, cast)
    return BlocSplit(
        roll_call="rollcall:GF/2011/7:minutes", bloc=bloc, name=found.name, as_of=VOTED_ON, tally=answers.tally(found),
        members={option: tuple(called.get(id_, id_) for id_ in ids) for option, ids in found.options.items()},
        rows=found.rows,
    )  # fmt: skip


def sample_content() -> ReportContent:
    """Four documents, three independent reports, one roll call."""
    wire = wire_analysis("wire.txt", WIRE, "Lakeside Wire")
    reprint = wire_analysis(
        "reprint.txt",
        REPRINT,
        "Port Sarn Herald",
        comments=(
            Comment(order=1, author="lakefan", text="The lake was always ours, whatever they vote."),
            Comment(order=2, author=None, text="Thirty is a lot of abstentions!"),
        ),
        left_out=(
            LeftOut(reason="navigation", text="Home | World | Sport | Subscribe"),
            LeftOut(reason="caption", text="The shore of Lake Sarn in spring (archive)"),
        ),
    )
    every_name = names() | {"UPL": "Upland Union"}
    original, copy = wire.document.id, reprint.document.id
    origin = make_id("origin", original, copy)
    return content_from(
        [reprint, wire, speech_analysis(), communique_analysis()],
        [OriginGroup(id=origin, name="Lakeside Wire", documents=(original, copy), reason="shared 5-word runs 0.81 of the shorter text; the copy credits Lakeside Wire", relations=(
            Relation(document=original, parent=None, kind=RelationKind.ORIGINAL, reason="nothing says that it is made from another text"),
            Relation(document=copy, parent=original, kind=RelationKind.COPY, reason="credits Lakeside Wire; 81% of the parent's words stand in it", beside=original, credit="(Lakeside Wire)"),
        ))],
        version="0.1.0",
        case=CASE,
        edits={origin: [(original, copy, [
            Edit(kind="same", original="Corvania said on Friday ...", copy="Corvania said on Friday ..."),
            Edit(kind="changed", original="Only 12 member states were in favour.", copy="Just 12 member states were in favour."),
            Edit(kind="changed", original="Tarsa voted against the text, its delegate saying it was one-sided.", copy="Tarsa voted against the text."),
            Edit(kind="dropped", original="The embassy of Brennland did not answer questions.", copy=None),
            Edit(kind="added", original=None, copy="Readers can follow our live page."),
        ])]},
        skipped=[("inbox/scan.pdf", "inbox/scan.pdf: no reader for application/pdf; save it as text or HTML"), ("/srv/private/inbox/empty.txt", "empty file")],
        actor_names=every_name,
        rows_used={
            "name:XCO:1": "Corvania, short name of XCO (gazetteer of the sample)",
            "name:XBR:1": "Brennland, short name of XBR (gazetteer of the sample)",
            "rollcall:GF/2011/7:minutes": "GF/2011/7, 9 June 2011: 12 yes, 7 no, 19 abstain, 8 not voting (Minutes of the General Forum)",
            "vote:GF/2011/7:minutes:XTA": "Tarsa: no (Minutes of the General Forum)",
            "count:LSO:2018": "LSO, 2018: 13 members (treaty list); 14 members (secretariat)",
            "meeting:LSO-CFM:session:9": "LSO Council of Foreign Ministers, 9th session, November 2018 (secretariat)",
        },
        roll_calls=[vote_table()],
        bloc_votes=[split_of("LSO", LSO), split_of("UPL", UPLAND)],
        speaking_for={"LSO": ("LSO-CFM",)},
    )  # fmt: skip


def over_time(name: str = "Corvania") -> OverTime:
    """Three years of made figures; `name` stands wherever a name can stand."""
    years = (2009, 2010, 2011)
    return OverTime(
        first=date(2009, 1, 1), last=date(2011, 12, 31), roll_calls=120,
        agreement=(
            AgreementLine(first=name, second="Meldavia", years=tuple(AgreementYear(year=y, agreement=a, common=n) for y, a, n in zip(years, (0.25, None, 0.75), (40, 0, 4), strict=True))),
            AgreementLine(first=name, second="Tarsa", years=(AgreementYear(year=2009, agreement=None, common=0),)),
        ),
        points=(IdealPointLine(name=name, years=tuple((y, Estimate(point=0.5, low=0.25, high=1.0)) for y in years)),),
        estimated=True, parties=("XCO", "XME"), left_out=(),
        cohesion=(BlocYears(bloc="LSO", name=name, years=tuple(CohesionYear(year=y, roll_calls=40, rice=0.9, lijphart=0.8, hix_noury_roland=0.7, turnout=0.6) for y in years), first_members=11, last_members=12),),
        beside=RollCallsBeside(
            calls=("GF/2010/1", "GF/2011/7"), blocs_on=VOTED_ON, left_out=3,
            rows=(
                StateRow(state="XCO", name=name, bloc="LSO", options=(VoteOption.NOT_A_MEMBER, VoteOption.YES)),
                StateRow(state="XME", name="Meldavia", bloc="", options=(VoteOption.NOT_VOTING, VoteOption.NO)),
            ),
        ),
    )  # fmt: skip
