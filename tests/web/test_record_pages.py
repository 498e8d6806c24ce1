"""The pages of claims, votes, words, figures and actors: their figures are the command line's, and addresses hold."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from served_room import Served

from onrecord.cli.app import cli
from onrecord.questions.blocs import find_bloc
from onrecord.questions.held import open_held
from onrecord.questions.words import words_beside_votes
from onrecord.vocabulary import Case
from onrecord.web.asked import Asked
from onrecord.web.pages.words import lay
from onrecord.web.roll import case_votes

PAGES = ("/claims", "/votes", "/words", "/figures", "/actors")


def _rows(served: Served, path: str) -> list[dict[str, str]]:
    answer = served.ask(path)
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def _told(*arguments: str) -> list[dict[str, object]]:
    """What a command prints, line by line."""
    result = CliRunner().invoke(cli, [*arguments, "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines() if line.strip()]


def test_claims_are_those_of_the_command_line(served: Served, ledger_file: Path) -> None:
    """Every check that `onrecord checks` lists stands in the table with its verdict, and no other does."""
    with served.room.open() as ledger:
        told = {
            (row.claim.id, row.verdict.value.value if row.verdict else "not compared")
            for row in ledger.checks()
        }
    shown = {(row["id"], row["verdict"]) for row in _rows(served, "/claims.csv")}
    assert told == shown
    assert shown


def test_claims_keep_to_their_filters(served: Served) -> None:
    """Verdict, sort and dates choose rows; page and CSV of one address agree on how many there are."""
    every = _rows(served, "/claims.csv")
    for query, fits in (
        ("verdict=differs", lambda row: row["verdict"] == "differs"),
        ("claim=vote-tally", lambda row: row["kind"] == "vote-tally"),
        ("verdict=matches&since=2018", lambda row: row["verdict"] == "matches" and row["date"] >= "2018"),
    ):
        chosen = _rows(served, f"/claims.csv?{query}")
        assert chosen == [row for row in every if fits(row)]
        assert f"{len(chosen)} claims in" in served.ask(f"/claims?{query}").text


def test_a_claim_shows_its_arithmetic_and_its_rows(served: Served) -> None:
    """The page of a claim has the sentence, the verdict, each step and the rows that decide it, and leads to its place."""
    row = _rows(served, "/claims.csv?verdict=differs&claim=vote-tally")[0]
    assert row["steps"]
    page = html.unescape(served.ask(f"/claim/{row['id']}").text)
    assert row["quote"] in page
    assert all(step in page for step in row["steps"].split("; ")[-1:])
    assert "rollcall:A/RES/62/243:undl" in page
    assert f"/document/{row['document_id']}#{row['id']}" in page


def test_a_vote_has_the_seats_of_the_command_line(served: Served, ledger_file: Path) -> None:
    """Who voted how is what `onrecord votes` says, in any spelling of the symbol; sources stand beside each other."""
    told = _told("votes", "A/RES/62/243", "--ledger", str(ledger_file))
    seats = {row["seat"]: row["vote"] for row in _rows(served, "/vote/A%2FRES%2F62%2F243.csv")}
    assert len(seats) == 192
    assert sorted(seats.values()).count("yes") == 39
    told_text = json.dumps(told, ensure_ascii=False)
    assert all(f'"{seat}"' in told_text for seat in seats)
    page = served.ask("/vote/62%2F243").text
    assert page.count("<title>") >= 193  # a square for each seat
    assert "The sources differ" in page
    assert "Pakistan" in page


def test_votes_are_found_by_words_body_and_date(served: Served) -> None:
    """All words must stand in symbol or title; those of the case come first where nothing is asked."""
    every = _rows(served, "/votes.csv")
    found = _rows(served, "/votes.csv?words=TERRITORIES+azerbaijan")
    assert [row["symbol"] for row in found] == ["A/RES/62/243"]
    council = _rows(served, "/votes.csv?body=UNSC&since=1993&until=1993-06")
    assert {row["symbol"] for row in council} == {
        row["symbol"] for row in every if row["body"] == "UNSC" and "1993-01" <= row["date"] <= "1993-06-31"
    }
    assert "Texts of the case" in served.ask("/votes").text
    assert "Texts of the case" not in served.ask("/votes?body=UNSC").text


@pytest.mark.parametrize("bloc", ["OIC", "NAM"])
@pytest.mark.parametrize("symbol", ["A/RES/62/243", "S/RES/822(1993)"])
def test_words_beside_votes_are_those_of_the_command(
    served: Served, ledger_file: Path, case: Case, bloc: str, symbol: str
) -> None:
    """Counted from the facts, members, votes, words and where they part are what `onrecord words` finds from the rows."""
    with served.room.open() as ledger:
        votes = [vote for vote in case_votes(served.room, ledger) if vote.options]
        asked = Asked(path="/words", values={"bloc": (bloc,), "symbol": (symbol,)})
        laid = lay(served.room, ledger, asked, votes)
    with open_held(ledger_file) as held:
        answer = words_beside_votes(symbol, find_bloc(held.registry, bloc), held=held, case=case)
    assert [
        (row.id, row.option, row.apart, sum(chip.positions for chip in row.chips)) for row in laid.rows
    ] == [(member.state, member.option, member.apart, len(member.words)) for member in answer.members]
    assert sum(chip.positions for row in laid.others for chip in row.chips) == len(answer.body)


def test_numbers_beside_votes_lead_to_their_sentences(served: Served) -> None:
    """Each mark opens exactly the positions it counts."""
    rows = [row for row in _rows(served, "/words.csv") if row["basis"]]
    assert rows
    directions = {"1": "friendly", "0": "neither", "-1": "unfriendly"}
    for row in rows:
        query = (
            f"vote={quote(row['symbol'])}&holder={quote(row['holder'])}&basis={row['basis']}"
            f"&direction={directions[row['direction']]}"
        )
        assert str(len(_rows(served, f"/positions.csv?{query}"))) == row["positions"]
    page = served.ask("/words").text
    assert "hypocri" not in page.casefold()


def test_figures_are_those_of_the_command(served: Served, ledger_file: Path) -> None:
    """The table has the rows of `onrecord figures --all`, value by value and in its order."""
    told = _told("figures", "--all", "--ledger", str(ledger_file))
    shown = _rows(served, "/figures.csv?show=all")
    assert [(row["id"], row["worded"], str(row["origins"]), row["agreement"]) for row in told] == [
        (row["id"], row["worded"], row["origins"], row["agreement"]) for row in shown
    ]
    assert shown
    members = _rows(served, "/figures.csv?show=all&words=members")
    assert members == [row for row in shown if "members" in row["measure"] or "members" in row["about_name"]]


def test_an_actor_is_shown_as_of_a_day(served: Served) -> None:
    """Names, memberships and offices are the registry's on the day asked for, each with its source."""
    before = html.unescape(served.ask("/actor/OIC?on=2009").text)
    after = html.unescape(served.ask("/actor/OIC?on=2013").text)
    assert "Organization of the Islamic Conference" in before
    assert "Ekmeleddin" in before
    assert "Iyad" not in before
    assert "Organisation of Islamic Cooperation" in after
    facts = _rows(served, "/actor/OIC.csv?on=2013")
    assert facts
    assert all(row["source"] for row in facts if row["row"])


def test_a_collective_stays_what_the_text_calls_it(served: Served) -> None:
    """An actor that the registry does not know has what documents say alone, and no list of states."""
    rows = [row for row in _rows(served, "/actors.csv") if row["in_registry"] == "false"]
    assert rows
    page = served.ask(f"/actor/{quote(rows[0]['id'], safe='')}").text
    assert "never turned into a list of states" in page
    assert "What the registry holds" not in page
    assert served.ask(f"/actor/{quote(rows[0]['id'], safe='')}.csv").status == 200


def test_counts_of_actors_lead_to_their_positions(served: Served) -> None:
    """How many positions an actor holds, or meets, is how many its links open."""
    for row in _rows(served, "/actors.csv")[:6]:
        for name, held in (("holder", "holder_positions"), ("toward", "counterpart_positions")):
            assert len(_rows(served, f"/positions.csv?{name}={quote(row['id'])}")) == int(row[held])


@pytest.mark.parametrize("path", ["/claim/clm-nothing", "/vote/A%2FRES%2F999%2F1", "/actor/name%3Anobody"])
def test_an_unknown_row_is_not_found(served: Served, path: str) -> None:
    """What is not held answers 404 in words."""
    assert served.ask(path).status == 404


@pytest.mark.parametrize(
    "path", ["/claims?verdict=true", "/words?symbol=A/RES/1/1", "/words?bloc=Nowhere", "/votes?holder=FRA"]
)
def test_what_cannot_be_asked_is_refused(served: Served, path: str) -> None:
    """A value that the page does not know is refused, never passed over."""
    assert served.ask(path).status == 400


@pytest.mark.parametrize("path", PAGES)
def test_words_of_an_address_stay_words(served: Served, path: str) -> None:
    """What somebody wrote into an address is never markup."""
    for name in ("words", "holder", "outlet"):
        text = served.ask(f"{path}?{name}=%3Cscript%3Ealert(1)%3C%2Fscript%3E").text
        assert "<script>alert" not in text


def test_titles_of_documents_stay_words(served: Served) -> None:
    """A hostile title is shown as text wherever a claim, a vote or an actor leads to it."""
    for path in (*PAGES, "/actor/FRA", "/actor/TUR"):
        text = served.ask(path).text
        assert "<script>window" not in text
        assert not re.search(r"<img[^>]*onerror", text)
