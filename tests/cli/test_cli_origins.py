"""Reports as family trees on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from made_ledger import Call
from made_values import TEXT, made_analysis, made_document

from onrecord.ledger import CopyEdits, Ledger
from onrecord.vocabulary import DocumentKind, Edit, OriginGroup, Relation, RelationKind, Span

CHANGED = Edit(kind="changed", original="Only 12 members voted.", copy="Just 12 members voted.")
EDITS = (
    Edit(kind="same", original="a", copy="a"),
    CHANGED,
    Edit(kind="added", original=None, copy="\x1b[31mNew [b]words[/b]."),
)


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A ledger with an original, its copy, two siblings and an official text that the copy quotes."""
    path = tmp_path / "family.duckdb"
    one, two, three, four, five = (made_document(number) for number in range(1, 6))
    two = replace(two, name="\x1b]0;owned\x07two [red].txt", outlet="Lake\u202e Herald")
    quote = "that the border shall be opened to the people of both shores"
    three = replace(three, text=f"The communique of the Council says “{quote}” and no more.\n\n{TEXT}")
    five = replace(
        five,
        text=f"The Council decides {quote} before the winter.",
        kind=DocumentKind.COMMUNIQUE,
        issuer="Council",
    )
    first = [
        Relation(document=one.id, parent=None, kind=RelationKind.ORIGINAL, reason="nothing says otherwise"),
        Relation(
            document=two.id,
            parent=one.id,
            kind=RelationKind.COPY,
            reason="credits it",
            beside=one.id,
            evidence=Span(4, 11),
        ),
    ]
    second = [
        Relation(document=three.id, parent=None, kind=RelationKind.SIBLING, reason="nothing tells"),
        Relation(
            document=four.id, parent=None, kind=RelationKind.SIBLING, reason="nothing tells", beside=three.id
        ),
    ]
    third = [Relation(document=five.id, parent=None, kind=RelationKind.ORIGINAL, reason="alone")]
    with Ledger.open(path) as ledger:
        run = ledger.begin(tool="t", method="m")
        for number, document in enumerate((one, two, three, four, five), start=1):
            ledger.add(
                replace(
                    made_analysis(number),
                    document=document,
                    statements=(),
                    positions=(),
                    claims=(),
                    verdicts=(),
                    set_aside=(),
                ),
                run,
            )
        ledger.store_origins(
            [
                OriginGroup(
                    id=f"org-{n}",
                    name="The Ruritanian",
                    documents=tuple(r.document for r in rs),
                    reason="0.9",
                    relations=tuple(rs),
                )
                for n, rs in enumerate((first, second, third), start=1)
            ],
            [
                CopyEdits(original=one.id, copy=two.id, edits=EDITS),
                CopyEdits(original=three.id, copy=four.id, edits=EDITS[:1]),
            ],
        )
    return path


def test_the_list_tells_each_family_in_words(call: Call, family: Path) -> None:
    """How many originals, copies and siblings each report has stands beside its documents."""
    rows = [
        json.loads(line)
        for line in call("origins", "--ledger", family, "--format", "jsonl").stdout.splitlines()
    ]
    assert [row["family"] for row in rows] == ["1 original, 1 copy", "2 siblings", "1 original"]
    assert "1 original, 1 copy" in call("origins", "--ledger", family).stdout


def test_a_tree_shows_who_is_below_whom_and_why(call: Call, family: Path) -> None:
    """An origin's id or that of any document in it gives the same tree."""
    shown = call("origins", "org-1", "--ledger", family).stdout
    lines = shown.splitlines()
    (child,) = (line for line in lines if line.startswith("└── "))
    assert child.startswith("└── copy  Lake\\u202e Herald")
    assert "sentences: 1 same, 1 changed, 1 added, 0 dropped" in shown
    assert "words: “Council”" in shown
    assert call("origins", made_document(2).id, "--ledger", family).stdout == shown
    assert "a report that is not held" in call("origins", "org-2", "--ledger", family).stdout


def test_edits_are_shown_with_the_changed_words_marked(call: Call, family: Path) -> None:
    """Without a terminal the words that went stand in [- -], those that came in {+ +}."""
    assert "~ " not in call("origins", "org-1", "--ledger", family).stdout
    shown = call("origins", "org-1", "--ledger", family, "--edits").stdout
    assert "~ [-Only-] {+Just+} 12 members voted." in shown
    assert "+ \\x1b[31mNew [b]words[/b]." in shown


def test_no_name_or_sentence_reaches_the_terminal_raw(call: Call, family: Path) -> None:
    """Escape sequences and signs that turn the reading order are written out; brackets are no markup."""
    for asked in (("org-1", "--edits"), ()):
        shown = call("origins", *asked, "--ledger", family).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "two [red].txt" in call("origins", "org-1", "--ledger", family).stdout


def test_json_holds_relations_with_evidence_and_counts(call: Call, family: Path) -> None:
    """Other programs get the same tree: parents by id, the words, the counts of sentences."""
    (row,) = json.loads(call("origins", "org-1", "--ledger", family, "--format", "json").stdout)
    assert row["relations"][1]["parent_id"] == made_document(1).id
    assert (row["relations"][1]["evidence"], row["relations"][1]["changed"]) == ("Council", 1)
    assert row["relations"][0]["same"] is None


def test_quoting_an_official_text_is_a_link_and_no_relation(call: Call, family: Path) -> None:
    """Asked for, the tree tells whose words its documents quote; the quoted text stays a report of its own."""
    shown = " ".join(call("origins", "org-2", "--ledger", family, "--quotes").stdout.split())
    assert "003.txt quotes 005.txt (communique of Council): 1 quotation, 12 words, word for word" in shown
    assert "quotes" not in call("origins", "org-1", "--ledger", family, "--quotes").stdout


@pytest.mark.parametrize(
    ("asked", "says"), [(("--edits",), "belong to one report"), (("org-9",), "nothing has the id")]
)
def test_what_cannot_be_shown_is_wrong_usage(
    call: Call, family: Path, asked: tuple[str, ...], says: str
) -> None:
    """Edits of all reports at once, and ids that lead nowhere, are refused with what to do."""
    result = call("origins", *asked, "--ledger", family)
    assert (result.exit_code, says in result.stderr) == (2, True)
