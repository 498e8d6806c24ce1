"""The words in which a sentence and its changed version differ, for whoever shows edits.

Long sentences are not compared word by word: it would take too long, and show little.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from onrecord.vocabulary import Edit

_WORDS_COMPARED = 400
"""Words of both sides beyond which they are shown without marks inside."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a changed sentence: `same`, `dropped` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEdit:
    """One difference, with word marks where both sides have the sentence."""

    kind: str
    original: tuple[Run, ...]
    copy: tuple[Run, ...]

    @property
    def together(self) -> tuple[Run, ...]:
        """Both sides in one line: what is dropped stands before what is added in its place."""
        found: list[Run] = []
        copy = list(self.copy)
        for run in self.original:
            if run.kind == "same":
                while copy and copy[0].kind == "added":
                    found.append(copy.pop(0))
                if copy:
                    copy.pop(0)
            found.append(run)
        return (*found, *copy)


def show_edit(edit: Edit) -> ShownEdit:
    """Mark the words that differ; a sentence that only one side has is shown whole."""
    if edit.original is None or edit.copy is None:
        return ShownEdit(
            kind=edit.kind,
            original=(Run("dropped", edit.original),) if edit.original else (),
            copy=(Run("added", edit.copy),) if edit.copy else (),
        )
    before, after = (re.findall(r"\w+\s*|[^\w\s]+\s*", side) for side in (edit.original, edit.copy))
    if len(before) + len(after) > _WORDS_COMPARED:
        return ShownEdit(
            kind=edit.kind, original=(Run("same", edit.original),), copy=(Run("same", edit.copy),)
        )
    original, copy = [], []
    # Words are compared without the blank after them: the last word of a sentence has none.
    matcher = difflib.SequenceMatcher(
        None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if a < b:
            original.append(Run("same" if tag == "equal" else "dropped", "".join(before[a:b])))
        if c < d:
            copy.append(Run("same" if tag == "equal" else "added", "".join(after[c:d])))
    return ShownEdit(kind=edit.kind, original=tuple(original), copy=tuple(copy))
