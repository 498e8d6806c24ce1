"""Positions: one table of sentences and the rows that a careful reader takes from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.vocabulary import Analysis, Basis, Document, DocumentKind, Stance
from tests.making import make_document

Analyse = Callable[[Document], Analysis]
Row = tuple[str, str, str | None, str]


def rows(analysis: Analysis) -> set[Row]:
    """(holder, stance, counterpart, basis) of each position."""
    return {
        (p.holder.actor.id, str(p.stance), p.toward.actor.id if p.toward else None, str(p.basis))
        for p in analysis.positions
    }


TABLE: list[tuple[str, set[Row]]] = [
    (
        "Norway thanked Portugal for its support.",
        {("NOR", "thanks", "PRT", "reported"), ("PRT", "supports", "NOR", "ascribed")},
    ),
    ("Chile condemned the invasion of Kuwait by Iraq.", {("CHL", "condemns", "IRQ", "reported")}),
    (
        "Peru, Chile and Norway voted against the resolution.",
        {
            ("PER", "votes-against", None, "vote"),
            ("CHL", "votes-against", None, "vote"),
            ("NOR", "votes-against", None, "vote"),
        },
    ),
    ("Norway called on Chile to withdraw its troops.", {("NOR", "calls-for", "CHL", "reported")}),
    ("The European Union expressed its solidarity with Portugal.", {("EU", "supports", "PRT", "reported")}),
    ("Norway does not support Chile.", {("NOR", "opposes", "CHL", "ascribed")}),
    ("Norway accused Chile of aggression.", {("NOR", "accuses", "CHL", "reported")}),
    ("Would Norway support Chile?", set()),
    ("If Norway supports Chile, talks will end.", set()),
    ("Norway might support Chile.", set()),
    ("Norwegian officials met in Santiago.", set()),
    ("Norway's president condemned Chile's attacks on Peru.", {("NOR", "condemns", "CHL", "reported")}),
    ("Some 40 countries voted for the plan.", set()),
    ("Norway imposed sanctions on Chile.", {("NOR", "opposes", "CHL", "reported")}),
    ("Norway asked for support from Chile.", {("NOR", "calls-for", "CHL", "reported")}),
]


@pytest.mark.parametrize(("sentence", "expected"), TABLE)
def test_table(analysed: Analyse, sentence: str, expected: set[Row]) -> None:
    """The rows of a plain report sentence, and no others."""
    assert rows(analysed(make_document(sentence))) == expected


def test_first_person_of_a_speech(analysed: Analyse) -> None:
    """In a speech "we" and "my country" of a speech are the speaker's state, in its own words."""
    document = make_document(
        "We condemn the attacks by Iraq. I would like to thank Norway for its support to my country.",
        kind=DocumentKind.SPEECH,
        speaker="Ana Silva",
        speaker_office="Minister of Foreign Affairs of Portugal",
    )
    assert rows(analysed(document)) == {
        ("PRT", "condemns", "IRQ", "own-words"),
        ("PRT", "thanks", "NOR", "own-words"),
        ("NOR", "supports", "PRT", "ascribed"),
    }


def test_i_in_a_quotation_is_its_speaker(analysed: Analyse) -> None:
    """The outlet is not "we": the quoted minister's state is."""
    document = make_document(
        '"We support the sovereignty of Portugal," Norwegian Foreign Minister Kari Lund said.', credit="AFP"
    )
    (position,) = analysed(document).positions
    assert (position.holder.actor.id, position.toward and position.toward.actor.id) == ("NOR", "PRT")
    assert position.basis is Basis.OWN_WORDS
    assert [link.name for link in position.chain] == ["AFP", "Kari Lund"]


def test_beneficiary_is_never_declared(analysed: Analyse) -> None:
    """What one who gains says of others' support is ascribed to them."""
    document = make_document("Portugal's president said that Arab countries support Portugal.", credit="AFP")
    (position,) = analysed(document).positions
    assert position.basis is Basis.ASCRIBED
    assert not position.basis.declared


def test_relayed_chain(analysed: Analyse) -> None:
    """Outlet, office, person: each link in order."""
    document = make_document(
        "Portuguese President Ana Silva was quoted by her office as telling reporters that Muslim countries support Portugal.",
        credit="AFP",
        date=None,
    )
    (position,) = analysed(document).positions
    assert [link.name for link in position.chain] == ["AFP", "office of Ana Silva", "Ana Silva"]


def test_opposition_politician_does_not_speak_for_the_state(analysed: Analyse) -> None:
    """A former minister acts for nobody but himself."""
    document = make_document("Former Norwegian Prime Minister Kari Lund condemned Chile.")
    assert all(p.holder.actor.id != "NOR" for p in analysed(document).positions)


def test_joint_statement_speaks_for_its_makers(analysed: Analyse) -> None:
    """The "we" of a joint statement are those who sign it, on the rung of an adopted text, and not those spoken of."""
    document = make_document(
        "The following is a joint statement by the Governments of Norway and Portugal.\n\nWe condemn the attacks by Iraq.",
        kind=DocumentKind.COMMUNIQUE,
        title="Joint Statement on Kuwait",
    )
    assert rows(analysed(document)) == {
        ("NOR", "condemns", "IRQ", "instrument"),
        ("PRT", "condemns", "IRQ", "instrument"),
    }


def test_adopted_text_is_its_bodys(analysed: Analyse) -> None:
    """Operative clauses without a subject are the body's; what it asks of others is not done by them."""
    document = make_document(
        "The Security Council,\n\nReiterating its support for Chile,\n\nDemands that Iraq withdraw its forces.",
        kind=DocumentKind.RESOLUTION,
        title="Resolution 9999 (2019)",
        outlet="UN Security Council",
    )
    found = rows(analysed(document))
    assert ("UNSC", "supports", "CHL", "instrument") in found
    assert ("UNSC", "demands", "IRQ", "instrument") in found
    assert {holder for holder, *_ in found} == {"UNSC"}


def test_the_prime_minister_is_no_president(analysed: Analyse) -> None:
    """A short title takes up the same office only, or nobody."""
    document = make_document(
        "President Cyril Ramaphosa of South Africa spoke. The Prime Minister condemned Chile."
    )
    assert not analysed(document).positions


def test_an_election_is_no_roll_call(analysed: Analyse) -> None:
    """People who vote for a government cast no vote of their state."""
    assert (
        rows(analysed(make_document("The people of Norway voted for the government of their choice.")))
        == set()
    )


def test_every_row_has_evidence_inside_the_text(analysed: Analyse) -> None:
    """No evidence, no row: spans lie inside the text, and the trigger inside its sentence."""
    text = "Norway thanked Portugal for its support. It condemned the attacks by Iraq and called for talks."
    analysis = analysed(make_document(text))
    assert analysis.positions
    for position in analysis.positions:
        assert 0 <= position.evidence.start < position.evidence.end <= len(text)
        assert position.rule
        assert position.basis_reason


PAIRS = [
    ("Norway", "Portugal", "NOR", "PRT"),
    ("Chile", "Kenya", "CHL", "KEN"),
    ("France", "Russia", "FRA", "RUS"),
]
TEMPLATES = [
    "{a} condemned the attacks by {b}.",
    "{a} thanked {b} for its support.",
    "The president of {a} said that {b} supports {a}.",
    "{a} called on {b} to withdraw its forces from the territory of {a}.",
]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("pair", PAIRS)
def test_swapping_the_parties_mirrors_every_row(
    analysed: Analyse, template: str, pair: tuple[str, str, str, str]
) -> None:
    """No side is read otherwise than the other."""
    a, b, a_id, b_id = pair
    swap = {a_id: b_id, b_id: a_id}
    here = rows(analysed(make_document(template.format(a=a, b=b))))
    there = rows(analysed(make_document(template.format(a=b, b=a))))
    assert here
    assert {(swap[h], s, swap.get(t or ""), basis) for h, s, t, basis in there} == here


def test_stances_keep_their_polarity() -> None:
    """The closed list's polarity is what the codebook says."""
    assert [s.polarity for s in Stance].count(1) == 7
    assert [s.polarity for s in Stance].count(0) == 4
    assert Stance.DEMANDS.polarity == -1
