"""The commands by which people decide about rows and origins: accept, reject, correct, add, join, part, undo; and what comes of it.

Each calls one function of `onrecord.review` and prints what it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.options import FILE, format_option, ledger_option
from onrecord.cli.output import Format, encode, print_encoded, say
from onrecord.errors import UsageError
from onrecord.harmless import one_line
from onrecord.settings import Settings
from onrecord.vocabulary import Act, Basis, Form, JsonValue, RelationKind, Stance, Standing

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.ledger.forms import JsonRow
    from onrecord.vocabulary import Decision

Command = TypeVar("Command", bound=Callable[..., Any])
SKIPPED = 3
_LONGEST = 160
_LISTED = ("row", "about", "standing", "reviewers", "verbs", "reasons", "quote")
_TOLD = ("id", "decided", "reviewer", "verb", "values", "reason")
_OPEN = "open"
"""A choice of `review list`: what somebody should look at."""


@click.group()
def review() -> None:
    """Decide about rows, and see what was decided; decisions last when documents are read anew."""


def _deciding(command: Command) -> Command:
    """`--ledger`, `--reviewer`, `--reason`."""
    for option in reversed(
        (
            ledger_option,
            click.option(
                "--reviewer",
                metavar="NAME",
                default=lambda: Settings.read().reviewer,
                show_default="ONRECORD_REVIEWER",
                help="Who decides.",
            ),
            click.option(
                "--reason", metavar="TEXT", default="", help="Why; needed for all but an acceptance."
            ),
        )
    ):
        command = option(command)
    return command


def _values(command: Command) -> Command:
    """What a row should say; an empty text is nobody or nothing."""
    for option in reversed(
        (
            click.option(
                "--holder", metavar="ACTOR", help="Who holds the position: id, name, or group:NAME."
            ),
            click.option("--stance", metavar="STANCE", type=_choice(Stance), help="Which stance."),
            click.option("--toward", metavar="ACTOR", help="Towards whom; '' for nobody."),
            click.option("--about", metavar="TEXT", help="The matter; '' for none."),
            click.option("--basis", metavar="BASIS", type=_choice(Basis), help="On which rung it stands."),
            click.option("--date", metavar="DATE", help="When it was taken; '' for unknown."),
            click.option("--modality", metavar="WORD", help="will, would, may ...; '' for none."),
            click.option("--forum", metavar="BODY", help="In which body; '' for none."),
            click.option("--instrument", metavar="ID", help="In which adopted text; '' for none."),
            click.option("--principle", metavar="ID", help="Which principle is in question; '' for none."),
            click.option(
                "--matter",
                "matters",
                metavar="ID",
                multiple=True,
                help="A matter of the case; several times.",
            ),
            click.option(
                "--link",
                "chain",
                metavar="NAME",
                multiple=True,
                help="A link of the chain, the outermost first; several times.",
            ),
            click.option(
                "--ended/--not-ended", "ended", default=None, help="Whether the stance was given up."
            ),
            click.option(
                "--act", metavar="ACT", type=_choice(Act), help="Of a statement: what the source does."
            ),
            click.option(
                "--quotation",
                "form",
                metavar="FORM",
                type=_choice(Form),
                help="Of a statement: direct, indirect or mixed.",
            ),
            click.option("--speaker", metavar="NAME", help="Of a statement: who speaks."),
        )
    ):
        command = option(command)
    return command


def _choice(values: type[Stance | Basis | Act | Form | RelationKind]) -> click.Choice[str]:
    names = [value.value for value in values if value is not RelationKind.ORIGINAL]
    return click.Choice(names, case_sensitive=False)


_SPEAKER = click.option("--speaker", is_flag=True, help="Decide about who speaks in a statement.")


@review.command()
@click.argument("id_", metavar="ID")
@_SPEAKER
@_deciding
def accept(id_: str, speaker: bool, ledger: Path, reviewer: str, reason: str) -> None:
    """Say that a row is right, that a document was gone through, or the same as another decision.

    Takes the id of a position, a statement, a document, an origin (its documents are one report) or a decision; a
    beginning of it will do.
    """
    from onrecord.review import accept as take

    _decide(ledger, lambda held: take(held, id_, reviewer=reviewer, reason=reason, about=_about(speaker)))


@review.command()
@click.argument("id_", metavar="ID")
@_SPEAKER
@_deciding
def reject(id_: str, speaker: bool, ledger: Path, reviewer: str, reason: str) -> None:
    """Say that a row is wrong: it is listed here and nowhere else, and counts for nothing."""
    from onrecord.review import reject as take

    _decide(ledger, lambda held: take(held, id_, reviewer=reviewer, reason=reason, about=_about(speaker)))


@review.command()
@click.argument("id_", metavar="ID")
@_values
@_deciding
def correct(id_: str, ledger: Path, reviewer: str, reason: str, **values: Any) -> None:
    """Give a row other values; it stands in the place of the found one, and says so."""
    from onrecord.review import correct as take

    _decide(ledger, lambda held: take(held, id_, _given(values), reviewer=reviewer, reason=reason))


@review.command()
@click.argument("document", metavar="DOCUMENT")
@click.option(
    "--words", metavar="TEXT", required=True, help="Its words, as they stand in the document, once."
)
@click.option("--trigger", metavar="TEXT", help="The words among them that show the stance.")
@_values
@_deciding
def add(
    document: str, words: str, trigger: str | None, ledger: Path, reviewer: str, reason: str, **values: Any
) -> None:
    """Add a position that was not found; with --speaker a statement.

    A position needs --holder, --stance and --basis.
    """
    from onrecord.review import add_position, add_statement

    given = _given(values)
    speaker = given.pop("speaker", None)

    def take(held: Ledger) -> Decision:
        if speaker is None:
            return add_position(
                held, document, given, words=words, trigger=trigger, reviewer=reviewer, reason=reason
            )
        wrong = sorted(set(given) - {"act", "form", "chain"})
        if wrong:
            raise UsageError(f"a statement has no {', '.join(wrong)}", remedy="add the position by itself")
        return add_statement(
            held,
            document,
            words=words,
            speaker=str(speaker),
            through=values["chain"],
            act=str(given.get("act", Act.SPEECH)),
            form=str(given.get("form", Form.INDIRECT)),
            reviewer=reviewer,
            reason=reason,
        )

    _decide(ledger, take)


@review.command()
@click.argument("documents", metavar="DOCUMENT OTHER...", nargs=-1, required=True)
@click.option(
    "--kind",
    metavar="KIND",
    type=_choice(RelationKind),
    help="What the first document is to the other: copy, excerpt, extended, reworked, update, sibling, translation, release.",
)
@_deciding
def join(documents: tuple[str, ...], kind: str | None, ledger: Path, reviewer: str, reason: str) -> None:
    """Say that documents are one report; what was found with each of them comes along.

    The id of an origin stands for its first document.
    """
    from onrecord.review import join_documents

    _decide(
        ledger, lambda held: join_documents(held, *documents, kind=kind, reviewer=reviewer, reason=reason)
    )


@review.command()
@click.argument("document", metavar="DOCUMENT")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@_deciding
def part(document: str, others: tuple[str, ...], ledger: Path, reviewer: str, reason: str) -> None:
    """Say that a document is another report than the others.

    The id of an origin stands for all of its other documents.
    """
    from onrecord.review import part_documents

    _decide(ledger, lambda held: part_documents(held, document, *others, reviewer=reviewer, reason=reason))


@review.command()
@click.argument("decision", metavar="DECISION")
@_deciding
def undo(decision: str, ledger: Path, reviewer: str, reason: str) -> None:
    """Take a decision of your own back; both are kept."""
    from onrecord.review import undo as take

    _decide(ledger, lambda held: take(held, decision, reviewer=reviewer, reason=reason))


@review.command("list")
@click.argument("id_", metavar="[ID]", required=False)
@click.option(
    "--standing",
    multiple=True,
    type=click.Choice([_OPEN, *(s.value for s in Standing if s is not Standing.FOUND)], case_sensitive=False),
    metavar="STANDING",
    help="accepted, corrected, added, disputed, rejected; open: disputed, or not placed.",
)
@ledger_option
@format_option()
def list_(id_: str | None, standing: tuple[str, ...], ledger: Path, form: str) -> None:
    """List the rows that people decided about, and how each stands; with ID every decision about one row.

    Rows whose words are not found in the document as it is read now are kept, and listed with the reason.
    """
    from onrecord.ledger import Ledger
    from onrecord.review.forms import DECISION_FIELDS, REVIEWED_FIELDS, decision_form, reviewed_form

    with Ledger.open(ledger, read_only=True) as held:
        if id_ is not None:
            told = [decision_form(made) for made in held.decisions(row=_row(held, id_))]
            _show(told, _TOLD, DECISION_FIELDS, form)
            return
        rows = [
            row
            for row in held.reviewed()
            if not standing
            or row.standing.value in standing
            or (_OPEN in standing and (row.standing is Standing.DISPUTED or not row.is_placed))
        ]
    _show([reviewed_form(row) for row in rows], _LISTED, REVIEWED_FIELDS, form)
    if Format(form) is Format.TABLE:
        for row in rows:
            if row.problem is not None:
                say(f"{row.unit}: {row.problem}")


@review.command()
@click.option("--out", type=FILE, metavar="FILE", help="The file to write; standard output if there is none.")
@ledger_option
def export(out: Path | None, ledger: Path) -> None:
    """Write every decision as a line of JSON."""
    from onrecord.ledger import Ledger
    from onrecord.review import export_decisions
    from onrecord.writing import write_file

    with Ledger.open(ledger, read_only=True) as held:
        content = "".join(export_decisions(held))
    if out is None:
        print_encoded(content)
    else:
        write_file(out, content)


@review.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), metavar="FILE")
@ledger_option
def import_(file: Any, ledger: Path) -> int:
    """Keep the decisions of a file (`-`: standard input) that are not held yet."""
    from onrecord.ledger import Ledger
    from onrecord.review import import_decisions

    with Ledger.open(ledger) as held:
        result = import_decisions(held, file)
    for skipped in result.skipped:
        say(f"skipped {skipped.address}: {one_line(skipped.reason)}")
    click.echo(
        f"{result.lines} decisions: {result.added} added, {result.held} held already, {len(result.skipped)} skipped"
    )
    return SKIPPED if result.skipped else 0


@review.command()
@ledger_option
@format_option()
def agreement(ledger: Path, form: str) -> None:
    """How far reviewers agree: Krippendorff's alpha for each field, with an interval of 95 percent."""
    from onrecord.ledger import Ledger
    from onrecord.review import agreement as ask
    from onrecord.review.forms import AGREEMENT_FIELDS, agreement_form

    with Ledger.open(ledger, read_only=True) as held:
        rows = ask(held)
    _show([agreement_form(row) for row in rows], AGREEMENT_FIELDS, AGREEMENT_FIELDS, form)
    if not any(row.alpha.units for row in rows):
        say("no row was decided about by two people")


# --- Parts --------------------------------------------------------------------------------------


def _decide(path: Path, take: Callable[[Ledger], Decision]) -> None:
    """Open the ledger, decide, and say what was decided and how the row stands now."""
    from onrecord.ledger import Ledger
    from onrecord.ledger.deciding import added_id
    from onrecord.vocabulary import DecisionAbout, DecisionVerb

    with Ledger.open(path) as held:
        made = take(held)
        row = added_id(made) if made.verb is DecisionVerb.ADD else made.row or made.undoes or made.document
        if made.about is DecisionAbout.ORIGIN:
            _tell_origins(held, made)
            return
        standing = next((unit.standing for unit in held.reviewed(made.document) if unit.unit == row), None)
    stands = f" ({standing})" if standing is not None else ""
    click.echo(one_line(f"{made.id}: {made.reviewer}, {made.verb} {row}{stands}"))


def _tell_origins(held: Ledger, made: Decision) -> None:
    """What was decided about origins, and the reports in which the documents stand now."""
    documents = held.joining.documents([made.id])
    groups = held.origins_of(documents)
    names = {row.id: row.name for row in held.documents()} if groups else {}
    click.echo(one_line(f"{made.id}: {made.reviewer}, {made.verb} {made.undoes or made.document}"))
    for group in groups:
        printed = "; ".join(names[document] for document in group.documents)
        click.echo(one_line(f"{group.id}: {printed}"))
    for row in held.reviewed():
        if row.problem is not None and any(decision.id == made.id for decision in row.decisions):
            say(f"{row.unit}: {row.problem}")


def _row(held: Ledger, prefix: str) -> str:
    """The whole id of a row, also of one that is not shown any more."""
    made = held.decision(prefix)
    if made is not None and made.row is None and made.seen:  # about an origin
        (group,) = held.origins_of([made.document])
        return group.id
    if made is not None:
        from onrecord.ledger.deciding import added_id

        return made.row or added_id(made)
    return prefix if held.decisions(row=prefix) else held.find(prefix).id


def _about(speaker: bool) -> str | None:
    return "speaker" if speaker else None


def _given(values: dict[str, Any]) -> dict[str, JsonValue]:
    """The options that were given; those that may be given several times are lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value != ()
    }


def _show(rows: list[JsonRow], table: Sequence[str], fields: Sequence[str], form: str) -> None:
    if Format(form) is Format.TABLE:
        from onrecord.cli.tables import print_table

        print_table(rows, table, longest=_LONGEST)
    else:
        print_encoded(encode(rows, Format(form), columns=fields))
    if not rows:
        say("no rows fit")
