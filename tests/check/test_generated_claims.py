"""The generator of claims: true where the record says so, false where it does not, and the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from evals.claims.expected import DIFFERS, MATCHES, Expected, Item
from evals.claims.facts import World
from evals.claims.generate import generate, make_document
from evals.claims.handmade import load_texts
from evals.claims.judging import outcome_of, run
from evals.claims.templates import HALVES, SLOT_ASKS, load_templates
from evals.claims.votes import make_world, vote_facts
from onrecord.check import compare, find_claims
from onrecord.errors import DataError
from onrecord.parse import Parser
from onrecord.pipeline import load_knowledge
from onrecord.record import load_record
from onrecord.registry import load_registry
from onrecord.vocabulary import PartialDate, Span


@pytest.fixture(scope="module")
def world() -> World:
    """What the bundled record can say."""
    return make_world(load_registry(), load_record())


@pytest.fixture(scope="module")
def items(world: World) -> dict[str, list[Item]]:
    """Documents of both halves."""
    return {half: list(generate(world, half=half, count=150, seed=3)) for half in HALVES}


def test_no_wording_is_in_both_halves() -> None:
    """The test half measures wordings that nobody made rules on, and every family has one."""
    halves = Counter((t.family, t.half) for t in load_templates())
    texts = {half: {t.text for t in load_templates() if t.half == half} for half in HALVES}
    assert not texts["dev"] & texts["test"]
    assert {family for family, half in halves if half == "dev"} == {f for f, half in halves if half == "test"}


def test_the_same_seed_gives_the_same_documents(world: World, items: dict[str, list[Item]]) -> None:
    """Figures of two days can be compared; another seed is another draw."""
    again = list(generate(world, half="dev", count=150, seed=3))
    assert again == items["dev"]
    assert list(generate(world, half="dev", count=150, seed=4)) != again


def test_every_marked_claim_stands_in_its_text(items: dict[str, list[Item]]) -> None:
    """No slot stays open, no mark is printed, and one claim at most is made wrong."""
    for item in (*items["dev"], *items["test"]):
        text = item.document.text
        assert "{" not in text
        assert "[[" not in text
        assert sum(DIFFERS in wanted.verdicts for wanted in item.expected) <= 1
        for wanted in item.expected:
            assert wanted.span.of(text).strip()


def test_there_are_wrong_claims_and_right_ones_of_every_family(world: World) -> None:
    """A family with only right claims would measure no verdict."""
    verdicts = Counter(
        (item.family, wanted.verdict)
        for item in generate(world, half="dev", count=900, seed=5)
        for wanted in item.expected
    )
    families = {template.family for template in load_templates() if template.family != "none"}
    for family in families:
        assert verdicts[family, MATCHES], family
        assert verdicts[family, DIFFERS], family


@pytest.mark.parametrize("how", ["exactly", "over", "atleast", "fewer", "only"])
@pytest.mark.parametrize("truth", [True, False])
def test_a_count_is_made_true_or_false_of_the_record(world: World, how: str, truth: bool) -> None:
    """The arithmetic of the generator against the totals themselves."""
    rng = Random(1)
    holds = {
        "exactly": lambda said, actual: said == actual,
        "only": lambda said, actual: said == actual,
        "over": lambda said, actual: actual > said,
        "atleast": lambda said, actual: actual >= said,
        "fewer": lambda said, actual: actual < said,
    }
    seen = 0
    for text, call in world.calls["UNGA"]:
        facts = vote_facts(world, text, call, rng)
        for option, actual in (("yes", call.yes), ("no", call.no), ("abstain", call.abstain)):
            answer = facts.ask((option, how), truth, rng)
            if answer is not None:
                seen += 1
                assert holds[how](answer.terms["count"], actual) == truth
    assert seen > 10


def test_named_voters_are_made_true_or_false_of_the_record(world: World) -> None:
    """The states that a claim is about voted so where it is right, and otherwise where it is wrong."""
    rng = Random(2)
    seen = 0
    for text, call in world.calls["UNGA"]:
        facts = vote_facts(world, text, call, rng)
        for truth in (True, False):
            answer = facts.ask(("cast", "no", "2"), truth, rng)
            if answer is None:
                continue
            seen += 1
            named: Any = answer.terms["state"]
            assert all((str(facts.names[state]) == "no") == truth for state in named)
    assert seen > 4


def test_a_slot_that_may_be_wrong_must_stand_in_the_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A template whose wrong date would never be printed is refused."""
    from evals.claims import templates

    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "bad.toml").write_text('[founding.dev]\nFOUNDED = ["[[founding date: It began in {year}]]."]\n')
    monkeypatch.setattr(templates, "HERE", tmp_path)
    with pytest.raises(DataError, match="not in the words"):
        templates.load_templates.__wrapped__()
    assert "founding" in SLOT_ASKS


def test_a_text_in_a_batch_is_read_as_alone(parser: Parser) -> None:
    """Parsing many documents as one changes no claim and no verdict."""
    knowledge = load_knowledge()
    texts = load_texts()[:12]
    for outcome in run(texts, knowledge=knowledge, parser=parser):
        document = outcome.item.document
        claims = find_claims(
            document, parser.parse(document), registry=knowledge.registry, record=knowledge.record
        )
        alone = [
            (c.id, compare(c, document, registry=knowledge.registry, record=knowledge.record).value)
            for c in claims.found
        ]
        assert [(claim.id, verdict.value) for claim, verdict in outcome.found] == alone


def _item(verdict: Any) -> Item:
    text = "The Security Council unanimously adopted resolution 853 (1993)."
    document = make_document("one", text, kind="report", outlet=None, title=None, written=PartialDate(1994))
    span = Span(text.index("unanimously"), text.index(" resolution"))
    wanted = Expected(family="x", span=span, kinds=("vote-*",), verdict=verdict)
    return Item(id="one", pattern="one", family="x", document=document, expected=(wanted,))


def test_a_verdict_against_the_record_is_an_alarm_unless_it_was_expected(parser: Parser) -> None:
    """What differs where nothing wrong is said counts against the checker."""
    knowledge = load_knowledge()

    def differing() -> Iterator[tuple[Item, Any]]:
        for verdict in (MATCHES, DIFFERS):
            item = _item(verdict)
            (outcome,) = run([item], knowledge=knowledge, parser=parser)
            turned = tuple(
                (claim, replace(said, value=DIFFERS)) if claim.kind == "vote-tally" else (claim, said)
                for claim, said in outcome.found
            )
            yield item, outcome_of(item, turned)

    (_, expected_match), (_, expected_differ) = differing()
    assert [claim.kind for claim, _ in expected_match.alarms] == ["vote-tally"]
    assert not expected_differ.alarms
    assert [right for _, _, right in expected_match.judged()] == [False]
    assert [right for _, _, right in expected_differ.judged()] == [True]
