from __future__ import annotations

import pytest

from onrecord.origins import find_origins, group_origins, uniting
from onrecord.origins.matching import Judge, Pair
from onrecord.origins.prints import LONGEST, take_prints
from tests.origins.texts import OWN_STORY, WIRE, make_document

NOTICE = "\n\n".join(
    f"Paragraph {number} of the notice that stands under every page of this site says where to write and when."
    for number in ("one", "two", "three", "four", "five", "six", "seven", "eight")
)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """The pairs that are compared from now on."""
    pairs: list[Pair] = []
    measure = Judge.measure

    def noting(judge: Judge, wanted: set[Pair]) -> None:
        pairs.extend(wanted)
        measure(judge, wanted)

    monkeypatch.setattr(uniting.Judge, "measure", noting)
    return pairs


def own(number: int) -> str:
    """A few sentences that no other document has."""
    words = [f"w{number}x{place}" for place in range(60)]
    return ". ".join(" ".join(words[start : start + 12]).capitalize() for start in range(0, 60, 12)) + "."


def test_boilerplate_under_every_document_costs_a_few_comparisons_each(measured: list[Pair]) -> None:
    """The notice of a site neither joins its reports nor makes every pair of them worth comparing."""
    documents = [
        make_document("\n\n".join([*map(own, range(4 * number, 4 * number + 4)), NOTICE]), name=str(number))
        for number in range(400)
    ]
    assert len(group_origins(documents)) == 400
    assert len(measured) <= 10 * len(documents)


def test_one_text_in_thousands_of_copies_is_one_origin(measured: list[Pair]) -> None:
    """Equal texts are found by their digest, whatever their number."""
    documents = [make_document(WIRE, name=str(number)) for number in range(3000)]
    (group,) = group_origins(documents)
    assert len(group.documents) == 3000
    assert not measured


def test_a_report_that_hundreds_print_with_small_changes_is_one_origin(measured: list[Pair]) -> None:
    """Neighbours in length are enough to hold a large group together."""
    documents = [make_document(f"{WIRE}\n\n{own(number)[:40]}", name=str(number)) for number in range(300)]
    assert len(group_origins(documents)) == 1
    assert len(measured) <= 10 * len(documents)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 300_000,
        "a" * 500_000,
        "one two three four five. " * 40_000,
        "“" * 200_000,
        ". " * 200_000,
        "\n" * 200_000,
        "1,2.3" * 50_000,
        "港" * 200_000,
        "in full:\n" * 30_000,
        "\ud800" * 10_000,
        "e\u0301\u0302" * 50_000,
    ],
)
def test_a_text_made_to_be_slow_is_compared_in_bounded_time(text: str) -> None:
    """Monotonous, endless and broken texts are grouped like others; what lies beyond a book's length is left out."""
    documents = [
        make_document(text, name="a"),
        make_document(text + " once more", name="b"),
        make_document(WIRE),
    ]
    assert sum(len(group.documents) for group in group_origins(documents)) == 3
    assert len(take_prints([text])[0]) <= LONGEST


def test_texts_without_words_are_like_no_other() -> None:
    """Two empty documents are not copies of each other."""
    documents = [make_document(text, name=text) for text in ("", "…", "?!", "“”")]
    assert len(group_origins(documents)) == 4


def test_the_matches_that_made_a_group_are_given_out() -> None:
    """Whoever asks gets the pairs with their measures, by document."""
    copies = [make_document(WIRE, name="a"), make_document(WIRE + "\n\nIt rained all day.", name="b")]
    found = find_origins([*copies, make_document(OWN_STORY)])
    (match,) = found.matches
    assert {match.one, match.other} == {document.id for document in copies}
    assert match.likeness.share > 0.9
    assert len(found.groups) == 2
