"""Adopted texts: clauses, the stances these open with, towards whom, and how the text was adopted.

All resolutions and communiques here are written for these tests; nothing in them happened.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DataError
from onrecord.extract.instruments import (
    InstrumentMatch,
    adoption,
    adoption_votes,
    clauses,
    instrument_rows,
    read_openings,
)
from onrecord.extract.instruments.positions import adopted_positions
from onrecord.extract.roles import Scene
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from onrecord.read import read_bytes
from onrecord.resolve import find_voices, resolve
from onrecord.syntax import Tree
from onrecord.vocabulary import Basis, Document, DocumentKind, Party, Stance, Voices

Read = Callable[[Document], tuple[tuple[Scene, ...], Voices]]
Row = tuple[str | None, str, str | None]

RESOLUTION = """Resolution 9901 (1974)

UN Security Council
1974-03-05

Resolution 9901 (1974)

of 5 March 1974

The Security Council,

Recalling its resolution 9900 (1973) of 2 May 1973 condemning the
raids and deploring all violence,

Having considered the report of the Secretary-General,

Reaffirming its strong commitment to the sovereignty,
independence and territorial integrity of Chile, and recalling
the importance of the principles of good-neighbourliness,

Commending the efforts of Norway, Portugal and the leaders of
the region to promote peace, and reiterating its full support for them,

Deeply concerned at the non-compliance by Kenya with the above-mentioned resolution,

Emphasizing that those responsible for the raids must be held accountable,

Acting under Chapter VII of the Charter of the United Nations,

1. Strongly condemns the attacks launched by Kenya against the
territory of Chile;

2. Demands that Kenya withdraw its forces from all the islands;

3. Calls upon all parties to the conflict in the islands to exercise
restraint, and urges Member States to assist the population;

4. Decides that all States shall prevent the supply of arms;

5. Requests the Secretary-General, in consultation with the
parties:

(a) To appoint a special envoy;

(b) To report within sixty days;

6. Decides to remain seized of the matter.

Adopted at the 1799th meeting by 11 votes to 2 (Kenya
and Uruguay), with 2 abstentions (Botswana,
Syrian Arab Republic).
"""

COMMUNIQUE = """Joint Statement by the President of Chile and the Prime Minister of Norway

1999-04-02

The two leaders met in Santiago today. They reaffirmed their support for Portugal's sovereignty and territorial
integrity. Both leaders condemned Kenya's attacks on the islands, and called on all States to help.

The President of Uruguay thanked the hosts. The two leaders underscored the need for dialogue.
"""


@pytest.fixture(scope="session")
def read(parser: Parser, knowledge: Knowledge) -> Read:
    """The sentences of a document with their parties, and whose text it is."""

    def prepare(document: Document) -> tuple[tuple[Scene, ...], Voices]:
        k = knowledge
        voices = find_voices(document, registry=k.registry, record=k.record)
        sentences = parser.parse(document)
        found = resolve(
            document, sentences, voices=voices, registry=k.registry, record=k.record, case=None
        ).found
        parties: list[dict[int, Party]] = [{} for _ in sentences]
        for reference in found:
            if not reference.party.named_only:
                parties[reference.sentence][reference.token] = reference.party
        pairs = zip(sentences, parties, strict=True)
        return tuple(Scene(Tree(s), p, k.lexicon) for s, p in pairs), voices

    return prepare


def document_of(text: str) -> Document:
    """The text as a user's file."""
    return read_bytes(text.encode(), address="written.txt")


def flat(matches: tuple[InstrumentMatch, ...]) -> set[Row]:
    """(address, stance, counterpart) of each pair."""
    return {
        (match.clause.label, str(match.stance), target.actor.id if target else None)
        for match in matches
        for target in match.targets or (None,)
    }


def test_clauses_keep_their_printed_and_counted_addresses() -> None:
    """Preambular clauses are counted, operative ones keep their printed numbers, and (a) stands below its paragraph."""
    found = clauses(document_of(RESOLUTION))
    assert [clause.label for clause in found] == [
        *[f"preamble {n}" for n in range(1, 8)],
        *[f"paragraph {n}" for n in range(1, 6)],
        "paragraph 5 (a)",
        "paragraph 5 (b)",
        "paragraph 6",
    ]
    assert [c.kind for c in found] == ["preambular"] * 7 + ["operative"] * 8
    assert found[7].opening_words == "Strongly condemns"


def test_rows_of_a_resolution(read: Read) -> None:
    """Each clause shows the stance of its opening towards whom it names, and neutral openings show none."""
    document = document_of(RESOLUTION)
    scenes, voices = read(document)
    assert flat(instrument_rows(document, scenes, voices)) == {
        ("preamble 3", "supports", "CHL"),
        ("preamble 3", "supports", None),
        ("preamble 4", "welcomes", "NOR"),
        ("preamble 4", "welcomes", "PRT"),
        ("preamble 4", "welcomes", "group:leaders of the region"),
        ("preamble 4", "supports", "NOR"),
        ("preamble 4", "supports", "PRT"),
        ("preamble 4", "supports", "group:leaders of the region"),
        ("preamble 5", "concerned", "KEN"),
        ("preamble 6", "demands", "group:those responsible for the raids"),
        ("paragraph 1", "condemns", "KEN"),
        ("paragraph 2", "demands", "KEN"),
        ("paragraph 3", "calls-for", "group:all parties to the conflict in the islands"),
        ("paragraph 3", "calls-for", "group:Member States"),
        ("paragraph 4", "demands", "group:all States"),
        ("paragraph 5 (a)", "calls-for", "UN"),
        ("paragraph 5 (b)", "calls-for", "UN"),
    }


CLAUSES: list[tuple[str, set[tuple[str, str | None]]]] = [
    ("Notes the report of the Secretary-General;", set()),
    ("Decides that the mandate of the mission shall include patrols;", set()),
    ("Noting with appreciation the help given by Norway;", {("welcomes", "NOR")}),
    ("Recalling that it condemned the attack by Kenya;", {("condemns", "KEN")}),
    ("Recalling its support for the sovereignty of Chile;", {("supports", "CHL")}),
    ("Expressing its gratitude to the Government of Portugal;", {("thanks", "PRT")}),
    ("Welcoming the release of the citizens of Portugal;", {("welcomes", None)}),
    ("Reaffirming the principle that the use of force is inadmissible;", {("rejects", None)}),
    (
        "Commending the work of, and expressing its support for, Norway and Portugal;",
        {("welcomes", "NOR"), ("welcomes", "PRT"), ("supports", "NOR"), ("supports", "PRT")},
    ),
    ("Calls for the immediate withdrawal of the forces of Kenya;", {("demands", "KEN")}),
    ("Encourages the efforts of Norway to mediate;", {("supports", "NOR")}),
    ("Stresses the need for the parties to talk;", {("calls-for", "group:parties")}),
    ("Urges Chile and Kenya to resume talks;", {("calls-for", "CHL"), ("calls-for", "KEN")}),
    (
        "Expresses its intention to consider measures against those who break the truce;",
        {("threatens", None)},
    ),
]


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_openings_show_their_stances(read: Read, clause: str, expected: set[tuple[str, str | None]]) -> None:
    """One clause of a resolution, the stances that its opening shows, and towards whom."""
    text = f"Resolution 9903 (1976)\n\nUN Security Council\n1976-01-01\n\nThe Security Council,\n\n{clause}\n"
    document = document_of(text)
    scenes, voices = read(document)
    assert {row[1:] for row in flat(instrument_rows(document, scenes, voices))} == expected


def test_the_body_alone_holds_what_it_adopts(read: Read) -> None:
    """A resolution's positions are its body's, on the rung of an instrument, and never its members'."""
    document = document_of(RESOLUTION)
    scenes, voices = read(document)
    adopted = adopted_positions(
        document, scenes, voices, chain_at=lambda _: (), statement_at=lambda _: None
    ).positions
    clauses_of_it = [p for p in adopted if p.basis is Basis.INSTRUMENT]
    assert {p.holder.actor.id for p in clauses_of_it} == {"UNSC"}
    assert all(p.address and p.evidence.of(document.text) for p in clauses_of_it)
    assert len({p.id for p in adopted}) == len(adopted)


def test_adoption_line_tells_named_votes_only(read: Read, knowledge: Knowledge) -> None:
    """The states in brackets voted so, "11 votes" stay unnamed, and nobody else is given a vote."""
    document = document_of(RESOLUTION)
    told = adoption(document)
    assert told is not None
    assert (told.meeting, told.yes, told.no, told.abstained, told.unanimous) == (1799, 11, 2, 2, False)
    scenes, voices = read(document)
    find = knowledge.registry.find
    votes = adoption_votes(
        document,
        scenes,
        voices,
        find_state=lambda name: knowledge.registry.actor(find(name)[0].actor) if find(name) else None,
    )
    assert [(v.holder.actor.id, v.stance) for v in votes] == [
        ("group:11 votes", Stance.VOTES_FOR),
        ("KEN", Stance.VOTES_AGAINST),
        ("URY", Stance.VOTES_AGAINST),
        ("BWA", Stance.ABSTAINS),
        ("SYR", Stance.ABSTAINS),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Adopted unanimously at the\n\n1440th meeting.", (1440, None, True)),
        (
            "Adopted at the 12th plenary meeting by a recorded vote of 39 to 7, with 100 abstentions.",
            (12, 39, False),
        ),
        ("Adopted at the 1582nd meeting by 14 votes to none, with I abstention (Chile).", (1582, 14, False)),
    ],
)
def test_forms_of_adoption_lines(line: str, expected: tuple[int, int | None, bool]) -> None:
    """Unanimity, recorded votes and a figure one misread as a letter are understood."""
    told = adoption(document_of(RESOLUTION.partition("Adopted")[0] + line))
    assert told is not None
    assert (told.meeting, told.yes, told.unanimous) == expected


def test_rows_of_a_joint_statement(read: Read) -> None:
    """All signatories hold what "they" and "the two leaders" say; what another president does is not theirs."""
    document = document_of(COMMUNIQUE)
    scenes, voices = read(document)
    matches = instrument_rows(document, scenes, voices)
    assert {party.actor.id for match in matches for party in match.holders} == {"CHL", "NOR"}
    assert {(row[1], row[2]) for row in flat(matches)} == {
        ("supports", "PRT"),
        ("condemns", "KEN"),
        ("calls-for", "group:all States"),
        ("calls-for", None),
    }


DECLARATION = """Joint Declaration of Chile, Norway and Portugal

Santiago, 4 May 2012

We, the Foreign Ministers of Chile, Norway and Portugal, meeting in Santiago:

Recalling our commitment to peace,

1. Condemn the attacks by Kenya on the islands;

2. Reaffirm our support for the sovereignty of Uruguay;

3. Call upon all States to assist the displaced.
"""

MINUTES = """Final Communique of the Extraordinary Summit of the African Union

Addis Ababa, 4 May 2012

1. The Summit met in Addis Ababa on 3 May 2012.

2. The Summit strongly condemned the aggression of Uruguay against Chile, and demanded the withdrawal of its forces.

3. It welcomed the efforts of Norway.
"""


def test_a_declaration_in_clauses(read: Read) -> None:
    """Ministers who write "We ...: 1. Condemn" hold each clause together, under its printed number."""
    document = document_of(DECLARATION)
    scenes, voices = read(document)
    matches = instrument_rows(document, scenes, voices)
    assert all({p.actor.id for p in match.holders} == {"CHL", "NOR", "PRT"} for match in matches)
    assert flat(matches) == {
        ("preamble 1", "supports", None),
        ("paragraph 1", "condemns", "KEN"),
        ("paragraph 2", "supports", "URY"),
        ("paragraph 3", "calls-for", "group:all States"),
    }


def test_a_numbered_communique_keeps_its_paragraphs(read: Read) -> None:
    """What the meeting did stands under the paragraph's number, and "its forces" are those of the one condemned."""
    document = document_of(MINUTES)
    scenes, voices = read(document)
    assert flat(instrument_rows(document, scenes, voices)) == {
        ("paragraph 2", "condemns", "URY"),
        ("paragraph 2", "demands", "URY"),
        ("paragraph 3", "welcomes", "NOR"),
    }


def test_a_report_has_no_clauses() -> None:
    """News that tells what a council demanded is no adopted text."""
    document = document_of(
        "Council demands withdrawal\n\nOSLO - The council demanded that Kenya withdraw, Norway said."
    )
    assert document.kind is not DocumentKind.RESOLUTION
    assert clauses(document) == ()


_SWAPPED = {"Chile": "Kenya", "Kenya": "Chile", "CHL": "KEN", "KEN": "CHL"}


def test_swapped_parties_mirror(read: Read) -> None:
    """With the names of two states swapped, every row is the same with the two swapped."""
    mirrored = RESOLUTION.replace("Chile", "#").replace("Kenya", "Chile").replace("#", "Kenya")
    both = []
    for text in (RESOLUTION, mirrored):
        document = document_of(text)
        scenes, voices = read(document)
        both.append(flat(instrument_rows(document, scenes, voices)))
    assert both[1] == {
        (label, stance, _SWAPPED.get(toward or "", toward)) for label, stance, toward in both[0]
    }


_PIECES = st.lists(
    st.sampled_from(
        ["Recalling its resolution 1 (1950),", "1. Demands that Kenya withdraw;", "(a) To report;", "Adopted unanimously",
         "Deploring the loss, and urging all to help,", "/...", "12 See S/1.", "Support for aid", "\n\n", "\n", " ", "—", "The"]
    ),
    max_size=30,
)  # fmt: skip


@given(pieces=_PIECES)
def test_clause_spans_lie_apart_in_the_text(pieces: list[str]) -> None:
    """Whatever the lines, clauses lie inside the text, in order, and do not overlap; openings begin them."""
    document = document_of(
        "Resolution 9902 (1975)\n\nThe Security Council,\n\n" + "".join(pieces) + "\n\nDecides to meet."
    )
    found = clauses(document)
    for clause in found:
        assert 0 <= clause.span.start < clause.span.end <= len(document.text)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("not toml [", "not TOML"),
        ("[[verb]]\nwords = ['x']\nstance = 'likes'\ntowards = 'owner'", "no such stance"),
        ("[[verb]]\nwords = ['x']\nstance = 'thanks'\ntowards = 'there'", "towards must be"),
        ("[[verb]]\nwords = []", "without words"),
        ("[carriers]", "no part"),
    ],
)
def test_bad_opening_words_are_refused(text: str, part: str) -> None:
    """A malformed file of opening words names itself and what is wrong."""
    whole = (
        text
        if "carriers" in text or "toml" in text
        else text + "\n[carriers]\nverbs=[]\n[manner]\nverbs=[]\n" + _LISTS
    )
    with pytest.raises(DataError, match=part) as caught:
        read_openings(whole, where="mine.toml")
    assert "mine.toml" in str(caught.value)


_LISTS = "[lists]\n" + "\n".join(
    f"{name} = []"
    for name in (
        "asides", "refusing", "principles", "merits", "dues", "people", "acting", "adjuncts", "titles", "telling",
        "undergone", "demanded", "houses", "owned", "deeds", "promised", "helping", "arranging", "weighty", "perceiving", "withdrawing",
    )
)  # fmt: skip
