"""The list of claims as Markdown: verdict first, footnotes that hold everything, no markup from a document."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from made_checks import CALL, QUOTE, VOTE, check, checks, report
from markdown_it import MarkdownIt

from onrecord.exports import claims_markdown
from onrecord.exports.markdown import escaped
from onrecord.harmless import one_line
from onrecord.vocabulary import VerdictValue

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_PIECES = (
    "&amp;", "&#42;", "<b>", "</b>", "<!--", "<http://a.example>", "[a](b)", "![a](b)", "[^a]", "[a]: b", "`c`", "``", "*a*", "__a__",
    "~~a~~", "- ", "+ ", "1. ", "2) ", "# ", "> ", "| a | b |", "---", "===", "***", "\\", "\\*", "$a$", "a_b_c", "a", " ", "\n", "\t",
    "\r\n\r\n", "    ", "\u2028", "\u202e", "\x1b[2J",
)  # fmt: skip
_MARKED = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)


def test_a_claim() -> None:
    """The whole of one claim, from the heading to who tells it."""
    id_ = check(report()).claim.id
    start = report().text.index(QUOTE)
    lines = claims_markdown(checks()).text.split("\n\n", 2)[2]
    assert (
        lines
        == f"""## A vote

The Courier, 2019-05-04, a.txt. 1 claim: 1 differs.

- **differs**: record: 100 abstained + 46 did not vote = 146; text: over 150 (“{QUOTE}”)[^{id_}]

[^{id_}]: Characters {start} to {start + len(QUOTE)} of the text.

    As of: 2008-03-14

    Steps:

    - 39 in favour, 7 against; 100 abstained
    - 100 abstained + 46 did not vote = 146

    Nearest reading: 153 if the 7 against are counted too

    Rows:

    - {CALL.row}: instrument: A/RES/62/243; body: UNGA; date: 2008-03-14; yes: 39; no: 7; abstain: 100; not\\_voting: 46. Source: record 632041
    - {VOTE.row}: roll\\_call: A/RES/62/243:undl; state: FRA; option: no. Source: record 632041

    Told by: The Courier > Kari Berg
""".replace("Courier > Kari", "Courier \\> Kari")
    )


def test_what_was_looked_for_in_vain() -> None:
    """A claim of which nothing is held says what was looked for."""
    document = report()
    row = check(
        document,
        value=VerdictValue.NO_RECORD,
        text_says=QUOTE,
        record_says="no official record holds this figure",
        steps=(),
        nearest=None,
        rows=(),
        as_of=None,
        searched=("a tally", "another tally"),
    )
    text = claims_markdown(checks((document, row))).text
    assert f"- **no record**: record: no official record holds this figure; text: “{QUOTE}”[^" in text
    assert "    Looked for in vain:\n\n    - a tally\n    - another tally\n" in text


@settings(max_examples=300)
@given(_MARKED | st.text())
def test_no_words_of_a_document_are_markup(words: str) -> None:
    """A Markdown reader sees the words as they are, at the beginning of a block and inside one."""
    for before in ("", "- ", "## ", "- said: "):
        tokens = _READER.parse(before + escaped(words))
        inline = [token for token in tokens if token.type == "inline"]
        seen = "".join(child.content for token in inline for child in token.children or ())
        kinds = {child.type for token in inline for child in token.children or ()}
        assert kinds <= {"text"}
        expected = before.lstrip("-# ") + one_line(words).strip()
        assert seen == expected.strip()
        assert {token.type.split("_")[0] for token in tokens} <= {
            "inline",
            "paragraph",
            "heading",
            "list",
            "bullet",
        }


def test_addresses_and_citations_in_words_are_no_links() -> None:
    """Readers that make links of bare addresses, and pandoc's citations, leave them alone."""
    assert escaped("see http://a.example, www.b.example, me@c.example") == (
        r"see http:\//a.example, www\.b.example, me\@c.example"
    )


def test_every_footnote_has_its_reference_and_every_claim_its_line() -> None:
    """Hostile words make no footnotes of their own."""
    first, second = report(), report("b.txt", "[^x]: note [^y] " + report().text, title="[^z]: # t\n# u")
    made = claims_markdown(checks((first, check(first)), (second, check(second, "[^x]: note [^y]"))))
    names = re.findall(r"(?<!\\)\[\^([^\]]+)\](?!:)", made.text)
    assert sorted(names) == sorted(re.findall(r"^\[\^([^\]]+)\]:", made.text, flags=re.MULTILINE))
    assert sorted(names) == sorted([check(first).claim.id, check(second).claim.id])
    assert len(re.findall(r"^## ", made.text, flags=re.MULTILINE)) == 2
    assert made.rows == 2
