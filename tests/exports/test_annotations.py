"""Web Annotation: the required properties, the words and their places, nothing ascribed shown as declared."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_checks import QUOTE, TEXT, check, checks, report
from made_rows import documents, position

from onrecord.exports import (
    annotations_json,
    annotations_jsonl,
    claim_annotations,
    position_annotations,
    statement_annotations,
)
from onrecord.exports.annotations import CONTEXT
from onrecord.ledger import PositionRow, StatementRow
from onrecord.vocabulary import Basis, Form, JsonValue, Link, Span, Statement


def test_the_annotation_of_a_claim() -> None:
    """The whole of one annotation."""
    (made,) = claim_annotations(checks())
    start = TEXT.index(QUOTE)
    assert made == {
        "@context": CONTEXT,
        "id": f"urn:onrecord:annotation:{check(report()).claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"id": "urn:onrecord:software:1.2", "type": "Software", "name": "OnRecord 1.2"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "differs", "format": "text/plain"},
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "value": made["body"][1]["value"],  # type: ignore[index]
                "format": "text/plain",
                "language": "en",
            },
        ],
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": f"urn:onrecord:document:{report().id}",
                "type": "Text",
                "format": "text/plain",
                "language": "en",
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": QUOTE,
                    "prefix": "The vote was taken in March. Then ",
                    "suffix": ", it is said.",
                },
                {"type": "TextPositionSelector", "start": start, "end": start + len(QUOTE)},
            ],
        },
    }
    told = made["body"][1]["value"]  # type: ignore[index]
    assert told.startswith("differs: record: 100 abstained + 46 did not vote = 146; text: over 150\n")
    assert "Nearest reading: 153 if the 7 against are counted too" in told


@given(before=st.text(), words=st.text(min_size=1), after=st.text())
def test_the_places_lead_back_to_the_words(before: str, words: str, after: str) -> None:
    """Whatever signs a text has, its reader finds the words by their place and by what stands around them."""
    document = report(text=before + words + after)
    row = check(document, words)
    span = Span(len(before), len(before) + len(words))
    row = replace(row, claim=replace(row.claim, span=span))
    written = annotations_jsonl(claim_annotations(checks((document, row)))).text
    quote, place = json.loads(written)["target"]["selector"]
    assert document.text[place["start"] : place["end"]] == quote["exact"] == words
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert document.text.find(around, max(0, span.start - 40)) == span.start - len(quote["prefix"])


def test_half_a_surrogate_pair_and_signs_that_turn_the_line() -> None:
    """They reach no terminal, and the file can be written; its reader gets them back."""
    words = "x \ud83d \u202e\x1b[2J </script> 𝔉"
    document = replace(report(), text=words)
    made = annotations_json(claim_annotations(checks((document, check(document, words)))))
    made.text.encode("utf-8")
    assert not {"\u202e", "\x1b", "<"} & set(made.text)
    (item,) = json.loads(made.text)["first"]["items"]
    assert item["target"]["selector"][0]["exact"] == words


def test_a_collection_has_one_page_with_everything() -> None:
    """Ids, total and page stand as the model asks; the same claims give the same bytes."""
    first, second = report(), report("b.txt", f"Again: {TEXT}")
    annotations = claim_annotations(checks((first, check(first)), (second, check(second))))
    made = annotations_json(annotations, {"reason": 1})
    collection = json.loads(made.text)
    page = collection["first"]
    assert (collection["@context"], collection["type"], collection["total"]) == (
        CONTEXT,
        "AnnotationCollection",
        2,
    )
    assert (page["type"], page["startIndex"], len(page["items"])) == ("AnnotationPage", 0, 2)
    ids = [collection["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == 4
    assert all(id_.startswith("urn:onrecord:") for id_ in ids)
    assert (made.rows, made.left_out) == (2, {"reason": 1})
    assert annotations_json(annotations, {"reason": 1}) == made


@pytest.mark.parametrize(("basis", "tags"), [(Basis.REPORTED, []), (Basis.ASCRIBED, ["not declared"])])
def test_what_is_ascribed_is_marked(basis: Basis, tags: list[str]) -> None:
    """Tag and text of an ascribed position say that it was not declared."""
    made = position(basis=basis)
    row = PositionRow(position=made, document="a.txt", quote="")
    (annotation,) = position_annotations([row], documents(), version="1.2")
    bodies = bodies_of(annotation)
    assert [body["value"] for body in bodies[:-1]] == ["condemns", basis.value, *tags]
    assert ("not declared" in bodies[-1]["value"]) is bool(tags)
    assert bodies[-1]["value"].startswith("Norway condemns Chile: “the violations of the ceasefire” (")
    assert annotation["target"]["selector"][1] == {  # type: ignore[index, call-overload]
        "type": "TextPositionSelector",
        "start": made.evidence.start,
        "end": made.evidence.end,
    }


def bodies_of(annotation: dict[str, JsonValue]) -> list[dict[str, str]]:
    """Its bodies, as its reader gets them."""
    found = json.loads(json.dumps(annotation))["body"]
    assert isinstance(found, list)
    return found


def test_broken_content_has_several_targets() -> None:
    """Each part of a broken quotation is selected by itself."""
    document = documents()[0]
    statement = Statement(
        id="stm-000000000001",
        document=document.id,
        chain=(Link(name="The Courier", actor=None), Link(name="Kari Berg", actor="NOR")),
        source=None,
        cue=None,
        content=(Span(0, 6), Span(9, 17)),
        form=Form.DIRECT,
        rule="quote:left",
    )
    row = StatementRow(statement=statement, document="a.txt", quotes=(), source=None, cue=None)
    (annotation,) = statement_annotations([row], documents(), version="1.2")
    targets = json.loads(json.dumps(annotation))["target"]
    assert [target["selector"][0]["exact"] for target in targets] == ["Norway", "minister"]
    assert bodies_of(annotation)[-1]["value"] == "The Courier > Kari Berg: speech, direct"


def test_where_a_text_was_obtained_is_told_for_the_web_alone() -> None:
    """The address stands beside the text and not for it: places count characters of the text as it was read."""
    document = report()
    for address, via in (("http://news.example/a", "http://news.example/a"), ("C:/a.txt", None)):
        held = replace(document, provenance=replace(document.provenance, address=address))
        (annotation,) = claim_annotations(checks((held, check(held))))
        source = json.loads(json.dumps(annotation))["target"]["source"]
        assert (source["id"], source.get("via")) == (f"urn:onrecord:document:{document.id}", via)
