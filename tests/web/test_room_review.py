"""Deciding on the page: who may, what it does to the rows, and that it lasts."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from served_room import Answer, Served

from onrecord.vocabulary import Case


@pytest.fixture
def reviewed(serve: Callable[..., Served], ledger_file: Path, case: Case, tmp_path: Path) -> Served:
    """A room of its own, open for review."""
    path = tmp_path / "review.duckdb"
    shutil.copy(ledger_file, path)
    return serve(path, case, review=True)


def _send(served: Served, headers: dict[str, str] | None = None, **fields: str) -> Answer:
    form = {"token": served.door.token, "reviewer": "Ana Silva", **fields}
    return served.ask("/decide", method="POST", body=urlencode(form), headers=headers)


def _positions(served: Served, query: str = "") -> dict[str, dict[str, str]]:
    text = served.ask(f"/positions.csv?{query}").text
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_rejected_position_is_counted_nowhere_and_kept(reviewed: Served) -> None:
    """It leaves lists and matrix at once; its own address still tells what it was, who rejected it and why."""
    before = _positions(reviewed)
    id_ = sorted(before)[0]
    answer = _send(reviewed, verb="reject", id=id_, reason="the text says the contrary")
    assert answer.status == 303, answer.text
    assert unquote(answer.headers["location"]) == f"/position/{id_}"
    assert set(_positions(reviewed)) == set(before) - {id_}
    page = reviewed.ask(f"/position/{id_}").text
    assert "rejected in review" in page
    assert "the text says the contrary" in page
    assert "Ana Silva" in page
    assert id_ in reviewed.ask("/review").text


def test_a_corrected_position_stands_in_place_of_the_found_one(reviewed: Served) -> None:
    """The new holder, who was in no row before, has a place in the matrix, and the row says that it was corrected."""
    id_, row = next((i, r) for i, r in sorted(_positions(reviewed).items()) if r["toward"])
    sent = {f"was_{name}": row[name] for name in ("holder", "stance", "toward", "about", "basis")}
    answer = _send(
        reviewed, verb="correct", id=id_, reason="misread", **{**sent, **{n: row[n] for n in ("stance", "toward", "about", "basis")}, "holder": "New Zealand"}
    )  # fmt: skip
    assert answer.status == 303, answer.text
    changed = _positions(reviewed)[id_]
    assert changed["holder"] == "NZL"
    assert changed["review"] == "corrected"
    assert set(_positions(reviewed, "holder=NZL")) == {id_}
    assert "New Zealand" in reviewed.ask("/matrix").text
    assert set(_positions(reviewed, "review=corrected")) == {id_}


def test_what_is_taken_back_stands_as_it_was(reviewed: Served) -> None:
    """An undo is a decision of its own: the rows are as before, and both decisions stay in the history."""
    before = _positions(reviewed)
    id_ = sorted(before)[1]
    _send(reviewed, verb="reject", id=id_, reason="no")
    with reviewed.room.open() as ledger:
        (decision,) = ledger.decisions(row=id_)
    assert _send(reviewed, verb="undo", id=decision.id, reason="yes after all").status == 303
    assert _positions(reviewed) == before
    page = reviewed.ask(f"/position/{id_}").text
    assert "took back a decision" in page
    assert "yes after all" in page


def test_two_who_disagree_are_shown(reviewed: Served) -> None:
    """The found row stands, marked, and the page of reviews counts it."""
    id_ = sorted(_positions(reviewed))[2]
    _send(reviewed, verb="accept", id=id_)
    _send(reviewed, verb="reject", id=id_, reason="no", reviewer="Bo Lund")
    assert _positions(reviewed)[id_]["review"] == "disputed"
    assert "reviewers disagree" in reviewed.ask(f"/position/{id_}").text
    assert "1 disputed" in reviewed.ask("/review").text


def test_a_position_can_be_added_where_the_rules_found_none(reviewed: Served) -> None:
    """Words of the text, holder and stance make a row that stands beside the found ones."""
    with reviewed.room.open() as ledger:
        document = next(d for d in ledger.texts() if d.kind.value == "report")
    words = document.text[:80].rsplit(" ", 1)[0]
    before = _positions(reviewed)
    answer = _send(reviewed, verb="add", id=document.id, words=words, holder="NOR", stance="supports", toward="", basis="reported", reason="stands in the first line")  # fmt: skip
    assert answer.status == 303, answer.text
    (new,) = set(_positions(reviewed)) - set(before)
    assert _positions(reviewed)[new]["review"] == "added"
    assert reviewed.ask(f"/position/{new}").status == 200


def test_a_statement_can_be_added_where_it_was_selected(reviewed: Served) -> None:
    """Words that stand in several places are told by where they were selected, and by nothing else."""
    with reviewed.room.open() as ledger:
        document = next(d for d in ledger.texts() if d.kind.value == "report")
    start = document.text.rindex(" the ") + 1
    sent = {
        "verb": "add",
        "of": "statement",
        "id": document.id,
        "words": "the",
        "speaker": "Ana Ruiz",
        "reason": "missed",
    }
    assert _send(reviewed, **sent).status == 400
    assert _send(reviewed, **sent, start="1").status == 400
    assert _send(reviewed, **sent, start=str(start), through="The Gazette > a spokesman").status == 303
    with reviewed.room.open() as ledger:
        (row,) = (row for row in ledger.statements() if row.standing.value == "added")
    assert row.statement.content[0].start == start
    assert [link.name for link in row.statement.chain] == ["The Gazette", "a spokesman", "Ana Ruiz"]
    assert "Ana Ruiz" in reviewed.ask(f"/statement/{row.statement.id}").text


def _origins(served: Served) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(served.ask("/origins.csv").text))}


def test_joined_reports_count_once_and_can_be_taken_apart(reviewed: Served) -> None:
    """Lists, counts of reports and the rows of positions follow each decision at once, and an undo gives all back."""
    before, rows = _origins(reviewed), _positions(reviewed)
    whole = next(row["id"] for row in before.values() if row["documents"] == "2")
    other = next(row["id"] for row in before.values() if row["documents"] == "1" and row["positions"] != "0")
    answer = _send(reviewed, verb="join", id=whole, other=other, reason="one dispatch")
    assert answer.status == 303, answer.text
    joined = _origins(reviewed)
    assert len(joined) == len(before) - 1
    (id_,) = (row["id"] for row in joined.values() if row["documents"] == "3")
    assert unquote(answer.headers["location"]) == f"/origin/{id_}"
    assert {
        row["origin"] for row in _positions(reviewed).values() if rows[row["id"]]["origin"] in (whole, other)
    } == {id_}
    page = reviewed.ask(f"/origin/{id_}").text
    assert "decided by Ana Silva" in page
    assert "one dispatch" in page
    with reviewed.room.open() as ledger:
        (decision,) = ledger.decisions()
    assert _send(reviewed, verb="undo", id=decision.id, reason="two after all").status == 303
    assert (_origins(reviewed), _positions(reviewed)) == (before, rows)
    (first, second) = sorted(
        d["id"]
        for d in csv.DictReader(io.StringIO(reviewed.ask("/documents.csv").text))
        if d["origin"] == whole
    )
    assert _send(reviewed, verb="part", id=first, other=whole, reason="two desks").status == 303
    assert len(_origins(reviewed)) == len(before) + 1
    assert (
        _send(reviewed, verb="join", id=first, other=second, kind="translation", reason="same").status == 303
    )
    assert _send(reviewed, verb="join", id=first, other=first, reason="same").status == 400


@pytest.mark.parametrize(
    ("change", "status"),
    [({"token": "wrong"}, 403), ({"token": ""}, 403), ({"reviewer": ""}, 400), ({"verb": "burn"}, 400), ({"reason": ""}, 400), ({"id": "pos-none"}, 400)],
)  # fmt: skip
def test_a_form_that_is_not_whole_changes_nothing(
    reviewed: Served, change: dict[str, str], status: int
) -> None:
    """Without the page's token, a name, a known verb, a reason or a row, nothing is decided."""
    id_ = sorted(_positions(reviewed))[0]
    answer = _send(reviewed, **{"verb": "reject", "id": id_, "reason": "no", **change})
    assert answer.status == status, answer.text[:300]
    with reviewed.room.open() as ledger:
        assert ledger.decisions() == ()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Host": "evil.example"}],
)  # fmt: skip
def test_another_site_cannot_decide(reviewed: Served, headers: dict[str, str]) -> None:
    """Even with the right token a form that a browser sends for another site is refused."""
    answer = _send(reviewed, headers=headers, verb="accept", id=sorted(_positions(reviewed))[0])
    assert answer.status in (403, 421)


def test_a_form_is_bounded(reviewed: Served) -> None:
    """A body that no form needs is refused before it is read."""
    assert _send(reviewed, verb="accept", id="x" * 100_000).status == 413
    assert reviewed.ask("/decide", method="POST", headers={"Content-Length": "99999999999999999"}).status in (
        400,
        411,
        413,
    )


def test_decisions_can_be_taken_along(reviewed: Served) -> None:
    """The page gives all decisions as lines of JSON that another ledger takes."""
    _send(reviewed, verb="accept", id=sorted(_positions(reviewed))[0])
    answer = reviewed.ask("/decisions.jsonl")
    assert answer.status == 200
    assert len(answer.text.splitlines()) == 1


def test_hostile_reasons_stay_text(reviewed: Served) -> None:
    """A reason or a name that is markup is shown as written."""
    id_ = sorted(_positions(reviewed))[0]
    _send(reviewed, verb="accept", id=id_, reason="<script>window.stolen=1</script>", reviewer="<img src=x>")
    for path in (f"/position/{id_}", "/review"):
        page = reviewed.ask(path).text
        assert "<script>window" not in page
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page
