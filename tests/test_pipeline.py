"""The stages together: determinism, picklable values, nothing taken from comments or furniture."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from importlib.resources import files

import pytest

from onrecord.case import load_case
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, knowledge_digest, load_knowledge
from onrecord.read import read_bytes
from onrecord.vocabulary import Analysis, Basis, Document, VerdictValue

EXAMPLE = files("onrecord") / "examples" / "karabakh"
NAMES = sorted(p.name for p in EXAMPLE.iterdir() if p.name.endswith((".txt", ".html")))


@pytest.fixture(scope="module")
def example(parser: Parser) -> dict[str, Analysis]:
    """The bundled example with its case."""
    knowledge = load_knowledge(case=load_case(EXAMPLE / "case.toml"))
    documents = [read_bytes((EXAMPLE / name).read_bytes(), address=name) for name in NAMES]
    return {d.name[:2]: analyse(d, knowledge=knowledge, parser=parser) for d in documents}


def test_the_same_input_gives_the_same_rows(example: dict[str, Analysis], parser: Parser) -> None:
    """Ids, rows and their order do not depend on the run."""
    knowledge = load_knowledge(case=load_case(EXAMPLE / "case.toml"))
    for analysis in example.values():
        assert analyse(analysis.document, knowledge=knowledge, parser=parser) == analysis


def test_knowledge_and_results_are_picklable(example: dict[str, Analysis], knowledge: Knowledge) -> None:
    """What a worker on another core needs and gives back can be sent to it."""
    assert pickle.loads(pickle.dumps(knowledge.registry)).actor("UNGA") == knowledge.registry.actor("UNGA")
    for analysis in example.values():
        assert pickle.loads(pickle.dumps(analysis)) == analysis


def test_every_row_leads_back_to_its_document(example: dict[str, Analysis]) -> None:
    """Every span lies inside the text, every id is its own, every position names its rule and its reason."""
    for analysis in example.values():
        size = len(analysis.document.text)
        ids = [row.id for row in (*analysis.statements, *analysis.positions, *analysis.claims)]
        assert len(ids) == len(set(ids))
        for position in analysis.positions:
            assert position.evidence.covers(position.trigger)
            assert position.evidence.end <= size
            assert position.rule
            assert position.basis_reason
            assert position.chain
        for claim in analysis.claims:
            assert claim.span.end <= size


def test_comments_are_no_source_of_anything(example: dict[str, Analysis]) -> None:
    """What readers write below a report is kept and never read."""
    reprint = example["02"]
    assert len(reprint.document.comments) == 7
    assert all(comment.text not in reprint.document.text for comment in reprint.document.comments)


def test_thanks_are_no_declaration(example: dict[str, Analysis]) -> None:
    """Support that its beneficiary tells of is ascribed, wherever the example has it."""
    for analysis in example.values():
        for position in analysis.positions:
            if position.rule.endswith("/thanked"):
                assert position.basis is Basis.ASCRIBED


def test_the_wire_report_differs_where_the_record_decides(example: dict[str, Analysis]) -> None:
    """The tally that does not add up is found in the retold report and in its reprint."""
    for name in ("01", "02"):
        verdicts = [v for v in example[name].verdicts if v.value is VerdictValue.DIFFERS]
        assert any("over 150" in v.text_says for v in verdicts)


def test_method_names_what_decides_a_row(knowledge: Knowledge) -> None:
    """A changed fact or word is another method, so that an old ledger reads the text anew."""
    assert knowledge_digest() in knowledge.method


@pytest.mark.parametrize(
    "text", ["\u202eevil\u202c", "<script>alert(1)</script>", "=HYPERLINK(1)", "\x1b[31mred", "a" * 5000]
)
def test_hostile_words_are_only_words(analysed: Callable[[Document], Analysis], text: str) -> None:
    """A document's words pass through every stage as words."""
    document = read_bytes(
        f"A title\n\nNorway thanked Chile for {text}. It said so again.".encode(), address="hostile.txt"
    )
    assert analysed(document).document.text
