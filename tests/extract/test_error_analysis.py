"""The error analysis of attribution: every annotation gets one construction, every one and every prediction one outcome."""

from __future__ import annotations

import pytest

from evals.attribution.constructions import CONSTRUCTIONS, construction_of, page
from evals.attribution.errors import DOCS, by_construction, by_rule, load_scorer, with_tables
from evals.attribution.outcomes import all_fates
from evals.attribution.texts import article
from onrecord.parse import Parser

CASES = (
    ("SILVA|:|We waited a year.", "name and colon"),
    ("Ana Silva|―|“We waited a year.”", "signature behind a dash"),
    ("|was said|that the road was closed|It was said that the road was closed.", "no source"),
    (
        "the mayor|according to|The road was closed|The road was closed, according to the mayor.",
        "according to",
    ),
    (
        "the mayor's|claim|that the road was closed|He knew the mayor's claim that the road was closed.",
        "noun",
    ),
    ("Silva|said|“We waited a year,”|“We waited a year,” Silva said.", "quotation before the cue"),
    ("Silva|said|that they had “waited a year”|Silva said that they had “waited a year”.", "partly quoted"),
    ("Silva|said|The road was closed|The road was closed, Silva said.", "clause before the cue"),
    ("Silva|said|that the road was closed|Silva said that the road was closed.", "clause with that"),
    ("Silva|said|the road was closed|Silva said the road was closed.", "clause without that"),
    ("Silva|promised|to open the road|Silva promised to open the road.", "infinitive or participle"),
    ("Silva|asked|why the road was closed|Silva asked why the road was closed.", "wh- or if-clause"),
    ("Silva|praised|the plan|Silva praised the plan.", "thing named"),
)
"""Source, cue, content and, where it is not these three in a row, the sentence."""


@pytest.mark.parametrize(("case", "wanted"), CASES)
def test_an_annotation_gets_its_construction(case: str, wanted: str, parser: Parser) -> None:
    """The rules give invented annotations the construction that a reader would."""
    source, cue, content, *given = case.split("|")
    text = "A quiet day in Porto\n\n" + (given[0] if given else f"{source}{cue} {content}")
    spans = [
        [[text.index(part), text.index(part) + len(part)]] if part else [] for part in (source, cue, content)
    ]
    quoted = text.find("“"), text.find("”")

    def in_quotes(asked: object) -> tuple[bool, bool]:
        (((start, end),),) = (asked,)
        some = quoted[0] >= 0 and start <= quoted[0] < end
        return some, some and quoted[0] <= start and end <= quoted[1] + 1

    on = page(text, parser.parse(article("made", text)), in_quotes)
    assert construction_of(*spans, on) == wanted
    assert wanted in CONSTRUCTIONS


def test_every_attribution_and_prediction_has_one_outcome(shared: object) -> None:
    """The columns of both tables add up, whatever was found."""
    text = "Silva said the road was closed. Falk hoped for rain. Chile paid."
    said = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 30]], "rule": "ccomp:bare"}
    other = {"source": [[32, 36]], "cue": [[37, 42]], "content": [[43, 51]], "rule": "prep:for"}
    wrong = {"source": [[53, 58]], "cue": [[59, 63]], "content": [[11, 30]], "rule": "dobj"}
    gold = {"made": {"doc_id": "made", "text": text, "attributions": [said, other]}}
    pred = {"made": {"doc_id": "made", "attributions": [dict(said), wrong]}}
    fates = list(all_fates(gold, pred, load_scorer(), statements=False))
    assert sorted(f.outcome for f in fates) == ["found", "missed", "spurious"]
    named = {id(said): "clause without that", id(other): "phrase with a preposition"}
    assert "| together | 2 | 1 | 1 | 0 | 0 | 0 | 1 |" in by_construction(fates, named)
    assert "| together | 2 | 1 | 0 | 0 | 0 | 1 |" in by_rule(fates)


def test_the_page_has_a_place_for_every_table() -> None:
    """Writing the tables anew changes them and nothing else of the page."""
    text = DOCS.read_text(encoding="utf-8")
    for name in ("figures", "constructions, all", "constructions, statements", "rules, all", "kinds"):
        changed = with_tables(text, {name: "| new |"})
        assert "| new |" in changed
        assert text.splitlines()[:5] == changed.splitlines()[:5]
