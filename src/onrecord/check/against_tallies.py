"""Rules for how many voted so: counts, shares of those entitled, margins, and ways of adoption."""

from __future__ import annotations

from onrecord.check.against_ranks import rank_of
from onrecord.check.against_texts import caption
from onrecord.check.lexicon import load_lexicon
from onrecord.check.quantities import holds, plain, worded
from onrecord.check.question import Question
from onrecord.check.weighing import SAID, Outcome, beside_roll_call, options_of, totals
from onrecord.vocabulary import Instrument, RollCall, Verdict, VerdictValue, VoteOption

_WHO = {
    VoteOption.YES: "in favour",
    VoteOption.NO: "against",
    VoteOption.ABSTAIN: "that abstained",
    VoteOption.NOT_VOTING: "that did not vote",
}
_LARGE = 2 / 3
"""Of the votes cast: a majority that anybody may call overwhelming, if it is also one of all seats."""


def check_tally(question: Question) -> Verdict:
    """How many voted so: the sum over the options that the text names, a share of the seats, or in what way."""
    if question.text("way") is not None:
        return beside_roll_call(question, _way, _silent)
    if question.text("rank") is not None:
        return beside_roll_call(question, rank_of)
    if question.text("share") is not None:
        return beside_roll_call(question, _share)
    return beside_roll_call(question, _margin if question.flag("margin") else _tally)


# --- Counts -----------------------------------------------------------------------------------


def _tally(question: Question, call: RollCall) -> Outcome:
    said, comparison = question.number("count") or 0, question.text("comparison") or "exactly"
    sums = [_sum(options, call) for options in _readings(question)]
    fitting = [actual for actual, _ in sums if holds(comparison, said, actual)]
    record_says = str(fitting[0]) if fitting else " or ".join(str(actual) for actual, _ in sums)
    nearest = None
    if not fitting and len(sums) == 1:
        nearest = _nearest(options_of(question), totals(call), comparison, said)
    return Outcome(
        borne_out=bool(fitting),
        text_says=_said(question, comparison, said),
        record_says=record_says,
        steps=tuple(step for actual, step in sums if step and (not fitting or actual == fitting[0])),
        rows=(call.row,),
        nearest=nearest,
    )


def _readings(question: Question) -> list[list[VoteOption]]:
    """The sums that the words may mean: mostly one."""
    unclear = [
        [VoteOption(option) for option in reading.split(" + ")] for reading in question.texts("readings")
    ]
    return unclear or [options_of(question)]


def _sum(options: list[VoteOption], call: RollCall) -> tuple[int, str]:
    """How many seats did one of these, and the working where it is a sum."""
    held = totals(call)
    actual = sum(held[option] for option in options)
    if len(options) == 1:
        return actual, ""
    return actual, " + ".join(f"{held[option]} {SAID[option]}" for option in options) + f" = {actual}"


def _said(question: Question, comparison: str, said: float) -> str:
    """The text's own comparing word where it stands in the claim ("over 150"), else ours."""
    phrases = load_lexicon().comparisons.get(comparison, ())
    first = next((phrase for phrase in phrases if question.quote.casefold().startswith(f"{phrase} ")), None)
    return f"{first} {plain(said)}" if first else worded(comparison, said)


def _nearest(
    options: list[VoteOption], held: dict[VoteOption, int], comparison: str, said: float
) -> str | None:
    """The closest number that one further option, or one option alone, would give and that bears the claim out."""
    actual = sum(held[option] for option in options)
    readings: list[tuple[float, str]] = []
    for option, total in held.items():
        if option in options or not total:
            continue
        if holds(comparison, said, actual + total):
            readings.append(
                (
                    abs(actual + total - said),
                    f"{actual + total} if the {total} {_WHO[option]} are counted too",
                )
            )
        if holds(comparison, said, total):
            readings.append((abs(total - said), f"{total} {SAID[option]}"))
    return min(readings)[1] if readings else None


def _margin(question: Question, call: RollCall) -> Outcome:
    said, comparison = question.number("count") or 0, question.text("comparison") or "exactly"
    actual = call.yes - call.no
    return Outcome(
        borne_out=holds(comparison, said, actual),
        text_says=f"a margin of {_said(question, comparison, said)}",
        record_says=str(actual),
        steps=(f"{call.yes} in favour - {call.no} against = {actual}",),
        rows=(call.row,),
        nearest=f"{call.yes} in favour" if holds(comparison, said, call.yes) else None,
    )


# --- Shares -----------------------------------------------------------------------------------


def _share(question: Question, call: RollCall) -> Outcome:
    """A share of all seats, or of those that voted for or against; the words may leave open which."""
    comparison = question.text("comparison") or "at least"
    share = question.text("share") or ""
    top, _, bottom = share.partition("/")
    said = int(top) / int(bottom)
    count, working = _sum(options_of(question), call)
    seats = sum(totals(call).values())
    wholes = {"members": seats, "voting": call.yes + call.no, "voting or abstaining": seats - call.not_voting}
    readings = [(of, wholes[of]) for of in question.texts("of") if wholes[of]]
    fitting = [(of, whole) for of, whole in readings if holds(comparison, said * whole, count)]
    shown = fitting[:1] or readings
    return Outcome(
        borne_out=bool(fitting),
        text_says=question.quote,
        record_says=" or ".join(f"{count} of {whole} {of}" for of, whole in shown),
        steps=(*((working,) if working else ()), *(
            f"{share} of the {whole} {of} = {plain(round(said * whole, 1))}; {count} is {100 * count / whole:.1f} %"
            for of, whole in shown
        )),
        rows=(call.row,),
    )  # fmt: skip


# --- Ways of adoption -------------------------------------------------------------------------


def _way(question: Question, call: RollCall) -> Outcome:
    """Unanimously, by consensus, without a vote, with nobody against, overwhelmingly, or not at all."""
    way = question.text("way") or ""
    against, apart = call.no, call.no + call.abstain
    record_says = f"{call.yes}-{call.no}-{call.abstain}"
    steps = (f"{call.no} against + {call.abstain} abstained = {apart}",)
    borne_out: bool | None
    why = None
    if way in ("adopted", "not adopted"):
        row = question.record.instrument(call.instrument)
        adopted = row is not None and row.adopted
        borne_out, record_says, steps = (
            adopted == (way == "adopted"),
            "adopted" if adopted else "not adopted",
            (),
        )
    elif way == "nobody against":
        borne_out, steps = against == 0, (f"{call.no} against",)
    elif way == "overwhelmingly":
        large = call.yes >= _LARGE * (call.yes + against) and 2 * call.yes > sum(totals(call).values())
        borne_out, why = large or None, "how large an overwhelming majority is"
        steps = (
            f"{call.yes} of {call.yes + against} votes for or against, of {sum(totals(call).values())} seats",
        )
    elif way == "without a vote" and apart == 0:
        borne_out, why = None, "a vote was recorded in which nobody was against and nobody abstained"
    else:
        borne_out = apart == 0
    return Outcome(
        borne_out=borne_out, text_says=way, record_says=record_says, steps=steps, rows=(call.row,), open=why
    )


def _silent(question: Question, row: Instrument) -> Verdict:
    """A text adopted without a vote: nobody was against it."""
    way = question.text("way") or ""
    if way == "not adopted":
        value = VerdictValue.DIFFERS if question.flag("sure") else VerdictValue.NOT_CHECKABLE
    elif way == "overwhelmingly":
        value = VerdictValue.NOT_CHECKABLE
    else:
        value = VerdictValue.MATCHES
    return question.answer(
        value, f"{caption(row)}: adopted without a vote", text_says=way, as_of=row.date, rows=(row.row,)
    )
