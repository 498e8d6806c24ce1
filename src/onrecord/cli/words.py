"""The command `words`: what members of a bloc said, what was said for them, and how they voted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import case_option, format_option, record_ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.harmless import one_line, shortened
from onrecord.vocabulary import VoteOption

if TYPE_CHECKING:
    from onrecord.ledger.forms import JsonRow
    from onrecord.questions.words import Beside, Word, WordsAnswer

COLUMNS = (
    "bloc", "symbol", "date", "state", "name", "vote", "apart", "whose", "lean", "holder", "holder_name", "stance",
    "toward", "basis", "modality", "tied_by", "quote", "document", "origin", "position", "said",
)  # fmt: skip
_LEANS = {1: "yes", -1: "no", 0: ""}
_QUOTED = 160


@click.command()
@click.option(
    "--bloc", required=True, metavar="BLOC", help="A body by id or name (OIC), or states: AZE,ARM,GEO."
)
@click.option("--on", "symbol", required=True, metavar="SYMBOL", help="The vote: A/RES/62/243.")
@case_option
@click.option(
    "--about", multiple=True, metavar="WORDS", help="Words that name the matter, beside those of the case."
)
@record_ledger_option
@format_option()
def words(
    bloc: str, symbol: str, case_path: Path | None, about: tuple[str, ...], ledger: Path, form: str
) -> None:
    """Lay words beside votes: each member's own, its body's, those ascribed to it, and its vote."""
    from onrecord.case import load_case
    from onrecord.questions.blocs import find_bloc
    from onrecord.questions.held import open_held
    from onrecord.questions.words import words_beside_votes

    case = load_case(case_path) if case_path is not None else None
    with open_held(ledger) as held:
        answer = words_beside_votes(symbol, find_bloc(held.registry, bloc), held=held, case=case, about=about)
        if held.ledger is None:
            say(f"no ledger at {ledger}: there are no words to lay beside the votes")
    if form == Format.TABLE:
        _print(answer)
    else:
        print_encoded(encode(rows(answer), Format(form), columns=COLUMNS))


def rows(answer: WordsAnswer) -> list[JsonRow]:
    """A row a member and word, in the order of the answer; a member without words has one row; the body's come last."""
    found = []
    for member in answer.members:
        found += [_row(answer, member, word) for word in member.words] or [_row(answer, member, None)]
    return found + [_row(answer, None, word) for word in answer.body]


def _row(answer: WordsAnswer, member: Beside | None, word: Word | None) -> JsonRow:
    row: JsonRow = {
        "bloc": answer.bloc.id,
        "symbol": answer.call.symbol,
        "date": str(answer.call.date),
        "state": member.state if member else None,
        "name": member.name if member else None,
        "vote": member.option.value if member else None,
        "apart": [whose.value for whose in member.apart] if member else [],
    }
    if word is not None:
        position = word.row.position
        row |= {
            "whose": word.whose.value,
            "lean": _LEANS[word.lean],
            "holder": position.holder.actor.id,
            "holder_name": position.holder.actor.name,
            "stance": position.stance.value,
            "toward": position.toward.actor.id if position.toward else None,
            "basis": position.basis.value,
            "modality": position.modality,
            "tied_by": word.tied_by,
            "quote": word.row.quote,
            "document": word.row.document,
            "origin": word.origin,
            "position": position.id,
            "said": str(position.date) if position.date else None,
        }
    return row


def _print(answer: WordsAnswer) -> None:
    click.echo(one_line(f"{answer.bloc.name} on {answer.call.symbol}, {answer.call.date}"))
    click.echo(one_line(answer.title))
    if not answer.whole:
        click.echo(one_line(f"{answer.bloc.name}: the list of members is not known to be whole on that day."))
    if answer.suspended:
        click.echo(one_line(f"suspended on that day and not counted: {', '.join(answer.suspended)}"))
    click.echo(f"{answer.positions} positions of the ledger concern this vote, whoever holds them")
    _print_words(
        f"\n{answer.bloc.id}, in its own name or ascribed to it (never its members' word):", answer.body
    )
    for heading, members in (
        ("words and vote part", [m for m in answer.members if m.apart and m.words]),
        (
            "words, and a vote that does not part from them",
            [m for m in answer.members if m.words and not m.apart],
        ),
    ):
        for member in members:
            _print_words(f"\n{member.name}: {member.option.value} ({heading})", member.words)
    silent = [member for member in answer.members if not member.words]
    click.echo()
    for option, apart in dict.fromkeys((member.option, bool(member.apart)) for member in silent):
        names = [m.name for m in silent if m.option is option and bool(m.apart) == apart]
        says = "no seat in the body" if option is VoteOption.NOT_A_MEMBER else option.value
        beside = f", which parts from the words of {answer.bloc.id}" if apart else ""
        click.echo(one_line(f"no words of its own found, {says}{beside} ({len(names)}): {', '.join(names)}"))


def _once(found: tuple[Word, ...]) -> list[tuple[Word, list[str]]]:
    """Each word once, with the documents that print it: copies of one report say one thing."""
    kept: dict[tuple[object, ...], tuple[Word, list[str]]] = {}
    for word in found:
        p = word.row.position
        toward = p.toward.actor.id if p.toward else None
        same = word.origin or p.document, p.holder.actor.id, p.stance, toward, p.basis, p.modality
        # Several sentences of one document are several words; the sentence of its copy is the same one.
        held = kept.setdefault((*same, word.row.quote if word.origin is None else ""), (word, []))
        held[1].append(word.row.document)
    return list(kept.values())


def _print_words(heading: str, found: tuple[Word, ...]) -> None:
    if not found:
        return
    click.echo("\n" * heading.startswith("\n") + one_line(heading.lstrip("\n")))
    for word, documents in _once(found):
        position = word.row.position
        toward = f" {position.toward.actor.name}" if position.toward else ""
        modal = f" ({position.modality})" if position.modality else ""
        lean = f", leans {_LEANS[word.lean]}" if word.lean else ""
        quote = shortened(one_line(word.row.quote), _QUOTED)
        click.echo(
            one_line(
                f"  {word.whose.value}, {position.basis.value}: {position.stance.value}{modal}{toward}{lean}"
            )
        )
        click.echo(one_line(f"    “{quote}” [{', '.join(dict.fromkeys(documents))}; {position.id}]"))
