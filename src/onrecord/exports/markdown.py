"""The claims of each document as Markdown: the verdict first, and a footnote with everything it rests on.

Footnotes are written as GitHub, pandoc and most others read them. Words of a document are never markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from onrecord.exports.addresses import PROGRAM, web_address
from onrecord.exports.checks import Checked, Checks, account, record_side
from onrecord.exports.exported import Exported
from onrecord.harmless import one_line
from onrecord.vocabulary import Document, VerdictValue

# What marks up in CommonMark, its tables, footnotes and links, or in pandoc's and GitHub's mathematics and citations.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&$^@]|(?<=:)//|(?<=www)\.|^[-+=]", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")
_INDENT = "    "
_HEAD = "One part of a sentence at a time is laid beside the record. No verdict says that a sentence is right or wrong."


def claims_markdown(checks: Checks) -> Exported:
    """One section for each document, its claims in the order of the text; footnotes are named by the claims' ids."""
    parts = ["# Claims beside the record", f"{PROGRAM} {checks.version}. {_HEAD}"]
    for _, group in groupby(checks.claims, key=lambda checked: checked.document.id):
        parts += _section(tuple(group))
    return Exported(text="\n\n".join(parts) + "\n", rows=len(checks.claims), left_out=checks.left_out)


def escaped(text: str) -> str:
    """The text on one line, as text that no Markdown reader takes for markup or a link."""
    marked = _MARKUP.sub(lambda match: f"\\{match[0]}", one_line(text).strip())
    return _LIST_NUMBER.sub(r"\1\\\2", marked)


# --- One document -----------------------------------------------------------------------------


def _section(claims: Sequence[Checked]) -> list[str]:
    """Heading, where the text comes from, the list, the footnotes: each a block of its own."""
    document = claims[0].document
    counts = Counter(checked.verdict.value for checked in claims)
    given = ", ".join(f"{counts[value]} {value}" for value in VerdictValue if counts[value])
    return [
        f"## {escaped(document.title or document.name)}",
        f"{_origin(document)}. {len(claims)} {'claim' if len(claims) == 1 else 'claims'}: {given}.",
        "\n".join(_item(checked) for checked in claims),
        *(_footnote(checked) for checked in claims),
    ]


def _origin(document: Document) -> str:
    date = str(document.date) if document.date else "undated"
    address = web_address(document)
    told = (
        document.outlet or document.issuer,
        document.speaker,
        date,
        document.name if document.title else None,
    )
    plain = ", ".join(escaped(part) for part in told if part)
    return f"{plain}, <{address}>" if address else plain


def _item(checked: Checked) -> str:
    verdict, quote = checked.verdict, f"“{escaped(checked.quote)}”"
    said = escaped(verdict.text_says)
    text = quote if f"“{said}”" == quote else f"{said} ({quote})"
    record = escaped(record_side(verdict))
    return f"- **{verdict.value}**: record: {record}; text: {text}[^{checked.claim.id}]"


def _footnote(checked: Checked) -> str:
    span = checked.claim.span
    blocks = [f"[^{checked.claim.id}]: Characters {span.start} to {span.end} of the text."]
    for label, lines in account(checked):
        if len(lines) == 1:
            blocks.append(f"{_INDENT}{label}: {escaped(lines[0])}")
        else:
            blocks += [f"{_INDENT}{label}:", "\n".join(f"{_INDENT}- {escaped(line)}" for line in lines)]
    return "\n\n".join(blocks)
