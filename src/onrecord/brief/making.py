"""From a ledger to a brief in a file: the functions that people call, thin over the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from onrecord.brief.compose import EXCERPT, compose
from onrecord.brief.content import Brief
from onrecord.brief.gathering import gather
from onrecord.brief.page import Page
from onrecord.brief.pages import lay_out
from onrecord.brief.room import fit
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.vocabulary import Case, PartialDate
from onrecord.writing import write_file

_LEAST_EXCERPT, _MOST_EXCERPT = 20, 600


class BriefFormat(StrEnum):
    """How a brief is written."""

    DOCX = "docx"
    HTML = "html"
    MD = "md"
    PDF = "pdf"


def make_brief(
    ledger: Ledger,
    *,
    case: Case | None = None,
    since: PartialDate | str | None = None,
    excerpt_chars: int = EXCERPT,
) -> Brief:
    """Two pages on the case: who stands where, on whose word, what changed since a day, what the record says.

    `excerpt_chars` bounds the words of documents in a footnote. Raises LedgerError; UsageError for an empty ledger or
    a number or date that cannot be used.
    """
    if not _LEAST_EXCERPT <= excerpt_chars <= _MOST_EXCERPT:
        raise UsageError(
            f"an excerpt of {excerpt_chars} characters cannot be made",
            remedy=f"give a number from {_LEAST_EXCERPT} to {_MOST_EXCERPT}",
        )
    gathered = gather(ledger, case=case, since=_day(since))
    return fit(compose(gathered, excerpt_chars=excerpt_chars), lay_out)


def render_brief(brief: Brief, form: BriefFormat | str) -> bytes:
    """The brief as a file's bytes; the same brief gives the same bytes. UsageError for an unknown format."""
    if form not in list(BriefFormat):
        raise UsageError(f"no format is called {form!r}", remedy=f"one of: {', '.join(BriefFormat)}")
    return _WRITERS[BriefFormat(form)](lay_out(brief))


def write_brief(brief: Brief, path: str | Path, *, form: BriefFormat | str | None = None) -> None:
    """Write the brief to a file, in the format that its name ends in unless `form` says another. Raises OnRecordError."""
    target = Path(path)
    write_file(target, render_brief(brief, form or target.suffix.removeprefix(".").casefold()))


def _day(since: PartialDate | str | None) -> PartialDate | None:
    if since is None or isinstance(since, PartialDate):
        return since
    try:
        return PartialDate.parse(since)
    except ValueError as error:
        raise UsageError(f"{since!r} is no date", remedy="write 2020, 2020-10 or 2020-10-28") from error


def _docx(page: Page) -> bytes:
    from onrecord.brief.docx import write_docx  # each writer's library is loaded when it is wanted

    return write_docx(page)


def _html(page: Page) -> bytes:
    from onrecord.brief.html import write_html

    return write_html(page)


def _md(page: Page) -> bytes:
    from onrecord.brief.markdown import write_markdown

    return write_markdown(page)


def _pdf(page: Page) -> bytes:
    from onrecord.brief.pdf import write_pdf

    return write_pdf(page)


_WRITERS: Mapping[BriefFormat, Callable[[Page], bytes]] = {
    BriefFormat.DOCX: _docx,
    BriefFormat.HTML: _html,
    BriefFormat.MD: _md,
    BriefFormat.PDF: _pdf,
}
