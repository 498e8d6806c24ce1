"""Rule for claims that a text was adopted, and the instruments that any claim's terms name.

The bundled record is an extract: what it lacks is "no record", and only the year of a numbered Security Council
resolution can differ, because its numbers are never given twice.
"""

from __future__ import annotations

from onrecord.check.quantities import plain
from onrecord.check.question import Question
from onrecord.vocabulary import Instrument, Verdict, VerdictValue


def check_instrument(question: Question) -> Verdict:
    """That such a text was adopted; a number is never given twice by the Security Council, so its year can differ."""
    rows = instruments_of(question)
    said = question.number("year")
    if not rows:
        what = " ".join(
            filter(None, (question.text("body"), question.text("number"), question.text("matter")))
        )
        year = f" of {plain(said)}" if said else ""
        return question.no_record(
            f"an instrument {what}{year} among the {len(question.record.instrument_rows)} held"
        )
    fitting = [row for row in rows if said is None or row.date.year == said]
    told = "; ".join(caption(row) for row in (fitting or rows))
    ids = tuple(row.row for row in (fitting or rows))
    dated = rows[0].date if len(rows) == 1 else None
    if fitting:
        if len(fitting) > 1 and not question.flag("described"):
            return question.answer(VerdictValue.NOT_CHECKABLE, f"several fit: {told}", rows=ids)
        return question.answer(VerdictValue.MATCHES, told, rows=ids, as_of=dated)
    if len(rows) == 1 and rows[0].body == "UNSC":
        return question.answer(
            VerdictValue.DIFFERS,
            told,
            rows=ids,
            as_of=dated,
            nearest=f"{rows[0].number} ({rows[0].date.year})",
        )
    return question.answer(VerdictValue.NOT_CHECKABLE, told, rows=ids, searched=(f"the same in {said}",))


def instruments_of(question: Question) -> list[Instrument]:
    """The rows of the instruments that the claim may mean, in the claim's order."""
    held = (question.record.instrument(id_) for id_ in question.texts("instruments"))
    return [row for row in held if row is not None]


def caption(row: Instrument) -> str:
    """One line that names an instrument."""
    return f"{row.id} of {row.date}, {row.title}" + ("" if row.adopted else " (not adopted)")
