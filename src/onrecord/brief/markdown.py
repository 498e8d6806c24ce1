"""Writes a brief as Markdown with footnotes (`[^1]`), as GitHub, Pandoc and most editors read it.

Every sign of text that Markdown could read as markup is escaped, so that words of documents stay words.
"""

from __future__ import annotations

import re

from onrecord.brief.page import Heading, Items, Page, Run, Runs, Style, Table, Words

# What means something in the midst of a line, at its beginning, or to programs that make links and pictures of words.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&^$@]|:(?=//)|:(?=\w+:)|!(?=\[)")
_OPENS = re.compile(r"\A([#+=:-]|\d+(?=[.)]))")
_TIED = re.compile(r"\b(www)\.", re.IGNORECASE)
_ENDS = {Style.PLAIN: "", Style.STRONG: "**", Style.QUIET: "", Style.CODE: "`"}


def write_markdown(page: Page) -> bytes:
    """The page as UTF-8 with line feeds."""
    parts = [f"# {_line((Run(page.title),))}", f"*{escaped(page.subtitle)}*"]
    for block in page.blocks:
        if isinstance(block, Heading):
            aside = f" ({escaped(block.aside)})" if block.aside else ""
            parts.append(f"{'#' * (block.level + 1)} {escaped(block.text)}{aside}")
        elif isinstance(block, Words):
            parts.append(_line(block.runs))
        elif isinstance(block, Items):
            parts.append("\n".join(f"- {_line(item)}" for item in block.items))
        else:
            parts.append(_table(block))
    parts += [f"[^{note.number}]: {_line(note.runs)}" for note in page.notes]
    parts.append(escaped(page.footer))
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _table(table: Table) -> str:
    marks = ["---:" if place in table.numeric else "---" for place in range(len(table.columns))]
    lines = [
        _row([escaped(name) for name in table.columns]),
        _row(marks),
        *(_row([_line(cell) for cell in row]) for row in table.rows),
    ]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(runs: Runs) -> str:
    return "".join(_run(run) for run in runs).strip()


def _run(run: Run) -> str:
    note = f"[^{run.note}]" if run.note is not None else ""
    if run.style is Style.CODE:
        return f"`{run.text.replace('`', '’').replace('|', '¦')}`{note}"
    mark = _ENDS[run.style]
    inner = run.text.strip()
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    return f"{before}{mark}{escaped(inner)}{mark}{after}{note}" if inner else f"{run.text}{note}"


def escaped(text: str) -> str:
    """The text with every sign escaped that Markdown might read."""
    safe = _TIED.sub(r"\1\\.", _SPECIAL.sub(lambda match: f"\\{match[0]}", text))
    opening = _OPENS.match(safe)
    if opening is None:
        return safe
    sign = opening[0]
    return f"{sign}\\{safe[len(sign) :]}" if sign.isdecimal() else f"\\{safe}"
