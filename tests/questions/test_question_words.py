"""`words`: a body's word stays the body's, what was ascribed stays ascribed, and both sides are treated alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.questions.blocs import find_bloc
from onrecord.questions.held import Held
from onrecord.questions.words import Whose, WordsAnswer, words_beside_votes
from onrecord.registry import load_registry
from onrecord.vocabulary import Analysis, Basis, Case, Matter, Party, Position, Span, Stance
from tests.making import make_document
from tests.roll_files import Made, asked, plain, save, undl

REGISTRY = load_registry()
SYMBOL = "A/RES/62/9900"
CASE = Case(
    id="made", title="Made", parties=("ARM", "AZE"),
    matters=(Matter(id="m", label="made", names=("the made dispute",), instruments=(SYMBOL,)),),
)  # fmt: skip
# In the made vote the parties stand against each other, one of the four others votes with neither.
VOTES = "AZE=Y ARM=N PAK=Y TUR=X MYS=A KAZ=N"


def said(
    number: int,
    holder: str,
    stance: Stance,
    toward: str | None,
    *,
    basis: Basis = Basis.OWN_WORDS,
    **more: object,
) -> Position:
    """A position of a made document."""

    def party(id_: str) -> Party:
        return Party(actor=REGISTRY.actors[id_], mention=Span(0, 4), rule="made")

    return Position(
        id=f"pos-{number:012x}", document="", statement=None, holder=party(holder), stance=stance,
        toward=party(toward) if toward else None, about=str(more.pop("about", "the made dispute")), basis=basis,
        basis_reason="made", chain=(), evidence=Span(0, 4), trigger=Span(0, 4), date=None, rule="made", **more,
    )  # type: ignore[arg-type]  # fmt: skip


@contextmanager
def spoken(folder: Path, *positions: Position, votes: str = VOTES) -> Iterator[Held]:
    """A ledger with one vote and these words, each in a document of its own."""
    with asked(save(folder, "ga.csv", undl(Made(SYMBOL, votes)))) as held:
        assert held.ledger is not None
        run = held.ledger.begin(tool="made", method="made")
        for number, position in enumerate(positions):
            document = make_document(f"Made words {number}.", name=f"{number:03}.txt")
            values = {name: getattr(position, name) for name in Position.__slots__} | {
                "document": document.id
            }
            held.ledger.add(
                Analysis(document=document, statements=(), positions=(Position(**values),), claims=(), verdicts=(), set_aside=()),
                run,
            )  # fmt: skip
        yield held


def ask(held: Held, bloc: str = "OIC") -> WordsAnswer:
    """The words of a bloc beside the made vote."""
    return words_beside_votes(SYMBOL, find_bloc(REGISTRY, bloc), held=held, case=CASE)


def by_state(answer: WordsAnswer) -> dict[str, list[tuple[str, int]]]:
    """Whose words they are and how they lean, by member."""
    return {
        member.state: [(word.whose.value, word.lean) for word in member.words] for member in answer.members
    }


def test_a_body_s_word_never_becomes_its_members_word(tmp_path: Path) -> None:
    """The OIC condemns one party: no member has a word of its own, and those whose vote parts are told so."""
    with spoken(tmp_path, said(1, "OIC", Stance.CONDEMNS, "ARM", basis=Basis.INSTRUMENT)) as held:
        answer = ask(held)
    assert all(not words for words in by_state(answer).values())
    assert [(word.whose, word.lean) for word in answer.body] == [(Whose.BODY, 1)]
    apart = {member.state: member.apart for member in answer.members if member.option != "not a member"}
    assert apart == {"AZE": (), "PAK": (), "TUR": (Whose.BODY,), "MYS": (Whose.BODY,), "KAZ": (Whose.BODY,)}


def test_words_by_membership_stay_the_body_s(tmp_path: Path) -> None:
    """A row that came to a member by its membership is shown as its body's word."""
    with spoken(tmp_path, said(1, "MYS", Stance.SUPPORTS, "AZE", by_membership=True)) as held:
        assert by_state(ask(held))["MYS"] == [("words of its body", 1)]


def test_own_and_ascribed_words_are_told_apart(tmp_path: Path) -> None:
    """What a beneficiary says of a state is not the state's word."""
    words = (
        said(1, "PAK", Stance.SUPPORTS, "AZE"),
        said(2, "PAK", Stance.SUPPORTS, "AZE", basis=Basis.ASCRIBED),
        said(3, "TUR", Stance.SUPPORTS, "AZE", basis=Basis.REPORTED),
    )
    with spoken(tmp_path, *words) as held:
        found = by_state(ask(held))
    assert found["PAK"] == [("own words", 1), ("ascribed to it", 1)]
    assert found["TUR"] == [("own words", 1)]


def test_words_and_votes_that_part_come_first(tmp_path: Path) -> None:
    """Own words first, then ascribed ones, then the body's alone; then words that do not part; then silence."""
    words = (
        said(1, "PAK", Stance.SUPPORTS, "AZE"),
        said(2, "KAZ", Stance.SUPPORTS, "AZE"),
        said(3, "TUR", Stance.SUPPORTS, "AZE", basis=Basis.ASCRIBED),
        said(4, "OIC", Stance.CONDEMNS, "ARM", basis=Basis.INSTRUMENT),
    )
    with spoken(tmp_path, *words) as held:
        order = [member.state for member in ask(held).members if member.option != "not a member"]
    assert order == ["KAZ", "TUR", "MYS", "PAK", "AZE"]


def test_a_member_without_a_seat_parts_from_nothing(tmp_path: Path) -> None:
    """Who could not vote did not vote otherwise."""
    with spoken(tmp_path, said(1, "UZB", Stance.SUPPORTS, "AZE")) as held:
        (member,) = [member for member in ask(held).members if member.state == "UZB"]
    assert (member.option, member.apart, len(member.words)) == ("not a member", (), 1)


SWAP = {"ARM": "AZE", "AZE": "ARM"}
SCENE = (
    ("PAK", Stance.SUPPORTS, "AZE", Basis.OWN_WORDS),
    ("PAK", Stance.CONDEMNS, "ARM", Basis.OWN_WORDS),
    ("KAZ", Stance.SUPPORTS, "AZE", Basis.ASCRIBED),
    ("MYS", Stance.REJECTS, "ARM", Basis.REPORTED),
    ("AZE", Stance.ACCUSES, "ARM", Basis.OWN_WORDS),
    ("ARM", Stance.THANKS, "KAZ", Basis.OWN_WORDS),
    ("TUR", Stance.CALLS_FOR, "AZE", Basis.OWN_WORDS),
)


def test_both_sides_are_treated_alike(tmp_path: Path) -> None:
    """With the two parties' names exchanged in words and votes, the answer is the mirror of itself."""
    answers = []
    for swap in ({}, SWAP):
        scene = [
            said(at, swap.get(holder, holder), stance, swap.get(toward, toward), basis=basis)
            for at, (holder, stance, toward, basis) in enumerate(SCENE)
        ]
        votes = " ".join(
            f"{swap.get(code, code)}={cell}" for code, cell in (part.split("=") for part in VOTES.split())
        )
        folder = tmp_path / ("mirror" if swap else "scene")
        folder.mkdir()
        with spoken(folder, *scene, votes=votes) as held:
            answer = ask(held, "ARM,AZE,KAZ,MYS,PAK,TUR")
        answers.append({
            swap.get(member.state, member.state): (
                member.option, member.apart, [(word.whose, word.lean, word.row.position.stance) for word in member.words]
            )
            for member in answer.members
        })  # fmt: skip
    assert answers[0] == answers[1]
    assert any(apart for _, apart, _ in answers[0].values())


def test_words_on_other_things_change_nothing(tmp_path: Path) -> None:
    """What concerns neither the text nor the matter nor a party is not laid beside the vote; what was given up neither."""
    base = (said(1, "PAK", Stance.SUPPORTS, "AZE"),)
    other = (
        said(2, "MYS", Stance.CONDEMNS, "FRA", about="fisheries"),
        said(3, "KAZ", Stance.SUPPORTS, None, about="a railway"),
        said(4, "TUR", Stance.SUPPORTS, "AZE", ended=True),
    )
    found = []
    for name, words in (("one", base), ("two", base + other)):
        (tmp_path / name).mkdir()
        with spoken(tmp_path / name, *words) as held:
            answer = ask(held)
        found.append(
            [(member.state, member.option, member.apart, len(member.words)) for member in answer.members]
        )
        assert answer.positions == 1
    assert found[0] == found[1]


def test_words_on_the_text_itself_lean_by_the_text(tmp_path: Path) -> None:
    """For or against the resolution, named in any form; words on the matter alone lean nowhere."""
    words = (
        said(1, "PAK", Stance.REJECTS, None, about="it", instrument="a/res/62/9900"),
        said(2, "MYS", Stance.CONCERNED, None),
    )
    with spoken(tmp_path, *words) as held:
        answer = ask(held)
    assert by_state(answer)["PAK"] == [("own words", -1)]
    assert by_state(answer)["MYS"] == [("own words", 0)]
    assert {word.tied_by for member in answer.members for word in member.words} == {"instrument", "matter"}
    assert [member.apart for member in answer.members if member.state in ("PAK", "MYS")] == [(Whose.OWN,), ()]


def test_without_a_list_of_names_there_is_nothing_to_lay_beside(tmp_path: Path) -> None:
    """Totals alone, or a few seats, are refused."""
    made = Made("A/RES/39/928A", "AZE=X ARM=X")
    with (
        asked(save(tmp_path, "ga.csv", undl(made)), save(tmp_path, "x.csv", plain(made, body="COE"))) as held,
        pytest.raises(UsageError, match="by name"),
    ):
        words_beside_votes("A/RES/39/928A", find_bloc(REGISTRY, "OIC"), held=held)
