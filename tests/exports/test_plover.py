"""PLOVER events: the fields of its records, the types and quad codes, and what is left out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from made_rows import HOSTILE, WORDS, documents, party, row

from onrecord.exports import PLOVER_COLUMNS, plover_csv, plover_events, plover_jsonl
from onrecord.exports.plover import NO_DATE, NO_TYPE, QUAD_CODES
from onrecord.vocabulary import ActorKind, JsonValue, SaidWhen, Stance


def one(**changes: object) -> dict[str, JsonValue]:
    """The record of the only event that a position gives."""
    (line,) = plover_jsonl([row(**changes)], documents()).text.splitlines()
    record = json.loads(line)
    assert isinstance(record, dict)
    return record


def test_an_event() -> None:
    """The whole record of one event; fields without a value are not there."""
    start = WORDS.index("Norway condemned")
    assert one() == {
        "id": "pos-000000000001",
        "date": "2019-05-01",
        "source": [
            {
                "code": "NOR",
                "actor_text": "Norway",
                "identifier_id": "NOR",
                "identifier_text": "Norway",
                "person": "Kari Berg",
            }
        ],
        "recipient": [
            {"code": "CHL", "actor_text": "Chile", "identifier_id": "CHL", "identifier_text": "Chile"}
        ],
        "event": ["ACCUSE"],
        "event_text": ["condemned"],
        "quad_code": 3,
        "text": "Norway condemned the violations of the ceasefire by Chile",
        "text_info": {"start": start, "end": len(WORDS) - 1},
        "cite_info": {
            "citation": documents()[0].id,
            "title": "A strait",
            "language": "en",
            "publication": "The Courier",
            "publication_date": "2019-05-04",
            "codebook": "PLOVER 0.7b1, event types as in POLECAT",
        },
        "coder": "OnRecord",
        "onrecord": {
            "document": "a.txt",
            "stance": "condemns",
            "polarity": -1,
            "basis": "reported",
            "declared": True,
            "by_membership": False,
            "about": "the violations of the ceasefire",
            "principle": "ceasefire",
            "chain": ["The Courier", "Kari Berg"],
            "rule": "condemn",
        },
    }


def test_the_frames_own_type_comes_before_that_of_the_stance() -> None:
    """Sanctions imposed are SANCTION, though the stance is opposition."""
    event = one(stance=Stance.OPPOSES, event="SANCTION")
    assert (event["event"], event["quad_code"]) == (["SANCTION"], 4)


@pytest.mark.parametrize("stance", list(Stance))
def test_every_stance_has_a_type_with_a_quad_code_or_is_left_out(stance: Stance) -> None:
    """No stance gives an event of a type that PLOVER does not have."""
    events, left_out = plover_events([row(stance=stance)], documents())
    if stance.plover is None:
        assert (events, left_out) == ((), {NO_TYPE: 1})
    else:
        assert events[0]["quad_code"] == QUAD_CODES[stance.plover]


def test_an_event_needs_a_date() -> None:
    """Without any day there is no event; with several possible days both ends are given."""
    assert plover_events([row(when=None, date=None)], documents()) == ((), {NO_DATE: 1})
    span = SaidWhen(first=date(2019, 4, 1), last=date(2019, 4, 30), words=None, rule="month")
    event = one(when=span)
    assert (event["date"], event["enddate"]) == ("2019-04-01", "2019-04-30")


@pytest.mark.parametrize(
    ("party_", "code"),
    [
        (party("state:NAM", "Namibia"), "NAM"),
        (party("OIC", "Organisation of Islamic Cooperation", ActorKind.BODY), "IGO"),
        (party("group:rebels", "rebels", ActorKind.COLLECTIVE), None),
    ],
)
def test_codes_of_actors(party_: object, code: str | None) -> None:
    """States have their ISO code, bodies of states IGO, and nobody else has a code."""
    (source,) = one(holder=party_)["source"]
    assert source.get("code") == code


@pytest.mark.parametrize(
    ("changes", "context"),
    [
        ({"modality": "will"}, ["future"]),
        ({"modality": "might"}, ["hypothetical"]),
        ({"ended": True}, ["historical"]),
        ({}, None),
    ],
)
def test_what_is_not_so_now_has_a_context(changes: dict[str, object], context: list[str] | None) -> None:
    """What is only to come, or only possible, or over, does not pass for a plain event."""
    assert one(**changes).get("context") == context


@pytest.mark.parametrize(
    ("address", "url"), [("https://news.example/a", "https://news.example/a"), ("C:/papers/a.txt", None)]
)
def test_a_path_of_a_machine_is_no_url(address: str, url: str | None) -> None:
    """Addresses of the web are cited; where a file lay on somebody's disk is not."""
    first, second = documents()
    first = replace(first, provenance=replace(first.provenance, address=address))
    (event,) = plover_events([row()], [first, second])[0]
    assert event["cite_info"]["url"] == url
    assert (address in plover_jsonl([row()], [first, second]).text) == (url is not None)


def test_the_sheet_has_the_same_events() -> None:
    """Each record is one row under the column names of POLECAT, with ours behind them."""
    rows = [row(), row(id="pos-000000000002", toward=None), row(stance=Stance.ABSENT)]
    made = plover_csv(rows, documents(), origins={documents()[0].id: "org-1"})
    first, second = csv.DictReader(io.StringIO(made.text))
    assert (made.rows, made.left_out) == (2, {NO_TYPE: 1})
    assert tuple(first) == PLOVER_COLUMNS
    assert (first["Event ID"], first["Event Type"], first["Quad Code"]) == ("pos-000000000001", "ACCUSE", "3")
    assert (first["Actor Name"], first["Actor Country"], first["Recipient Country"]) == (
        "Norway",
        "NOR",
        "CHL",
    )
    assert (first["Chain"], first["Declared"], first["Origin"]) == (
        "The Courier > Kari Berg",
        "true",
        "org-1",
    )
    assert (second["Recipient Name"], second["Recipient Country"]) == ("", "")


def test_hostile_words_do_no_harm() -> None:
    """No cell is a formula, no line is broken, and JSON still means the very words."""
    made = row(about=HOSTILE, rule=HOSTILE, holder=party("NOR", HOSTILE))
    lines = plover_jsonl([made], documents()).text
    assert len(lines.splitlines()) == 1
    assert json.loads(lines)["onrecord"]["about"] == HOSTILE
    (cells,) = csv.DictReader(io.StringIO(plover_csv([made], documents()).text))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells.values())
    assert not set("\x1b\u202e") & set(lines + "".join(cells.values()))


def test_the_same_rows_give_the_same_text_and_none_give_none() -> None:
    """Nothing but the rows decides what is written."""
    rows = [row(), row(id="pos-000000000002")]
    assert plover_jsonl(rows, documents()) == plover_jsonl(rows, documents())
    assert plover_csv(rows, documents()) == plover_csv(rows, documents())
    assert plover_jsonl([], []).text == ""
    assert len(plover_csv([], []).text.splitlines()) == 1
