"""One report as a tree in the terminal: each document below its parent, with kind, reason, counts and edits.

Labels are plain text: nothing in a document is taken for markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from onrecord.cli.output import as_text
from onrecord.cli.tables import results_console
from onrecord.harmless import one_line, shortened
from onrecord.origins.marks import show_edit
from onrecord.vocabulary import Document, Edit, JsonValue, OriginGroup, Relation

if TYPE_CHECKING:
    from onrecord.across.primary import Quoting
    from onrecord.ledger.forms import JsonRow

_NAME, _WORDS, _SENTENCE = 90, 160, 700
"""Characters of a name, of quoted evidence, of one sentence of the edits."""
_STYLES = {"added": "green", "dropped": "red strike", "same": ""}
_SIGNS = {"added": "+", "dropped": "-", "changed": "~"}


def print_family(
    origin: OriginGroup,
    form: JsonRow,
    documents: Mapping[str, Document],
    quoted: Sequence[Quoting],
    *,
    edits: bool,
) -> None:
    """Print the report's head, its tree and what it quotes; `form` is its JSON row."""
    console = results_console()
    _print_head(console, origin, form)
    differing = _differing(form) if edits else {}
    drawing = _Drawing(console, form, documents, differing)
    for tree in drawing.trees(origin.relations):
        console.print(tree)
    if not origin.relations:
        console.print(
            Text("what its documents are to one another is worked out when `onrecord run` is next called")
        )
    for one in quoted:
        console.print(Text(_quoting(one)))


def _print_head(console: Console, origin: OriginGroup, form: JsonRow) -> None:
    head = {
        "report": f"{origin.name or 'nobody named'} ({origin.id})",
        "family": as_text(form["family"]),
        "primary": as_text(form["primary"]),
        "one report": origin.reason,
        "stands": "" if form["standing"] == "found" else f"{as_text(form['standing'])} in review",
    }
    for name, value in head.items():
        if value:
            label = Text.assemble((f"{name:<12}", "bold"), one_line(value))
            console.print(label)
    console.print()


class _Drawing:
    """The parts of one tree."""

    def __init__(
        self,
        console: Console,
        form: JsonRow,
        documents: Mapping[str, Document],
        differing: Mapping[str, Sequence[Edit]],
    ) -> None:
        self._marked = console.is_terminal
        self._documents = documents
        self._differing = differing
        relations = form["relations"]
        assert isinstance(relations, list)
        self._forms = {str(one["document_id"]): one for one in relations if isinstance(one, dict)}

    def trees(self, relations: Sequence[Relation]) -> list[Tree]:
        """One tree, below the document that has no parent or below a report that is not held."""
        if not relations:
            return []
        first = [relation for relation in relations if relation.parent is None]
        branches: dict[str, Tree] = {}
        top = Tree(Text("a report that is not held", "italic"), guide_style="dim")
        for relation in relations:
            label = self._label(relation)
            if relation.parent is None:
                branch = top.add(label) if len(first) > 1 else Tree(label, guide_style="dim")
            else:
                branch = branches[relation.parent].add(label)
            branches[relation.document] = branch
        return [top] if len(first) > 1 else [branches[first[0].document]]

    def _label(self, relation: Relation) -> RenderableType:
        """Who prints it and what it is; below, why and how it differs."""
        document = self._documents[relation.document]
        form = self._forms[relation.document]
        facts = [
            shortened(document.outlet or document.issuer or "outlet not named", _NAME),
            str(document.date or "no date"),
            shortened(document.name, _NAME),
        ]
        parts: list[RenderableType] = [
            Text.assemble((relation.kind.value, "bold"), "  ", one_line(" · ".join(facts))),
            Text(one_line(relation.reason), "dim"),
        ]
        said = as_text(form["evidence"]) or as_text(form["credit"])
        if said:
            parts.append(Text(f"words: “{one_line(shortened(said, _WORDS))}”", "dim"))
        if form["same"] is not None:
            parts.append(Text(_counted(form, named=relation.parent is None), "dim"))
        parts += [self._edit(edit) for edit in self._differing.get(relation.document, ())]
        return Group(*parts)

    def _edit(self, edit: Edit) -> RenderableType:
        """One sentence with its changes marked: by colour on a terminal, by signs anywhere else."""
        runs = show_edit(edit).together
        text = Text(f"{_SIGNS[edit.kind]} ", "bold")
        room = _SENTENCE
        for run in runs:
            words = one_line(run.text)
            words = words if len(words) <= room else shortened(words, max(room, 2))
            text.append(words if self._marked else _signed(run.kind, words, edit), _STYLES[run.kind] or None)
            room -= len(words)
            if room <= 0:
                break
        return Padding(text, (0, 0, 0, 2), expand=False)


def _signed(kind: str, words: str, edit: Edit) -> str:
    """Words of a changed sentence between signs; a sentence that is dropped or added whole needs none."""
    if kind == "same" or edit.kind != "changed":
        return words
    bare = words.rstrip()
    gap = words[len(bare) :]
    return f"[-{bare}-]{gap}" if kind == "dropped" else f"{{+{bare}+}}{gap}"


def _counted(form: Mapping[str, JsonValue], *, named: bool) -> str:
    """How many sentences differ, and from whose where that is not the parent."""
    counts = ", ".join(f"{form[kind]} {kind}" for kind in ("same", "changed", "added", "dropped"))
    return f"sentences: {counts}" + (f" (beside {as_text(form['beside'])})" if named else "")


def _differing(form: JsonRow) -> dict[str, list[Edit]]:
    """The edits of each document that has any."""
    found: dict[str, list[Edit]] = {}
    edits = form["edits"]
    assert isinstance(edits, list)
    for one in edits:
        assert isinstance(one, dict)
        edit = Edit(kind=str(one["kind"]), original=_maybe(one["original"]), copy=_maybe(one["copy"]))
        found.setdefault(str(one["to_id"]), []).append(edit)
    return found


def _maybe(value: JsonValue) -> str | None:
    return None if value is None else str(value)


def _quoting(one: Quoting) -> str:
    number = len(one.quotations)
    changed = f", {one.changed} changed" if one.changed else ", word for word"
    times = "1 quotation" if number == 1 else f"{number} quotations"
    return one_line(
        f"{shortened(one.document.name, _NAME)} quotes {shortened(one.original.name, _NAME)} "
        f"({one.original.kind.value} of {one.original.issuer or one.original.speaker or 'an issuer not named'}): "
        f"{times}, {one.words} words{changed}; a link, not the same report"
    )
