"""Walking a parsed sentence: children, subtrees, noun phrases, subjects.

Stages share these reading aids; they look at one sentence's tokens and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.vocabulary import Sentence, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WORD_CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
"""Part of speech to the word class under which a lexicon lists a word."""
# What hangs on a noun without being part of its name.
_LOOSE = frozenset({"relcl", "acl", "appos", "punct", "conj", "cc", "preconj", "advcl", "parataxis"})


class Tree:
    """One sentence as a tree. Numbers are token indexes within the sentence."""

    __slots__ = ("_by_label", "_children", "_passive", "_phrases", "_whole", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        below: dict[int, list[int]] = {}
        for token in self.tokens:
            if token.head != token.index:
                below.setdefault(token.head, []).append(token.index)
        self._children = [tuple(below.get(index, ())) for index in range(len(self.tokens))]
        # What was asked for before: the same few are asked for many times.
        self._by_label: dict[int, dict[str, tuple[int, ...]]] = {}
        self._whole: dict[int, tuple[int, ...]] = {}
        self._phrases: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Children of a token, all or those with one of the dependency labels."""
        found = self._children[index]
        if not deps or not found:
            return found
        by_label = self._by_label.get(index)
        if by_label is None:
            by_label = self._by_label[index] = self._labelled(found)
        if len(deps) == 1:
            return by_label.get(deps[0], ())
        if by_label.keys().isdisjoint(deps):
            return ()
        tokens = self.tokens
        return tuple([i for i in found if tokens[i].dep in deps])

    def _labelled(self, indexes: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
        by_label: dict[str, tuple[int, ...]] = {}
        for index in indexes:
            label = self.tokens[index].dep
            by_label[label] = (*by_label.get(label, ()), index)
        return by_label

    def subtree(self, index: int, skip: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """A token and all below it, in order; branches whose label is in `skip` are left out."""
        if not skip:
            held = self._whole.get(index)
            if held is None:
                held = self._whole[index] = self._below(index)
            return held
        tokens, children = self.tokens, self._children
        found, queue = [index], [index]
        while queue:
            for child in children[queue.pop()]:
                if tokens[child].dep not in skip:
                    found.append(child)
                    queue.append(child)
        return tuple(sorted(found))

    def _below(self, index: int) -> tuple[int, ...]:
        children = self._children
        found, queue = [index], [index]
        while queue:
            below = children[queue.pop()]
            found.extend(below)
            queue.extend(below)
        return tuple(sorted(found))

    def phrase(self, index: int) -> tuple[int, ...]:
        """The noun phrase of a head: its subtree without clauses, appositions and coordination."""
        held = self._phrases.get(index)
        if held is None:
            held = self._phrases[index] = self.subtree(index, _LOOSE)
        return held

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """The token and those coordinated with it, in order ("A, B and C" from A)."""
        found = [index]
        for child in self.children(index, "conj"):
            found.extend(self.conjuncts(child))
        return tuple(sorted(found))

    def first_conjunct(self, index: int, *above: str) -> int:
        """The first of those that a token is coordinated with; only up through words of the parts of speech `above`, if given."""
        while self.tokens[index].dep == "conj" and self.tokens[index].head != index:
            head = self.tokens[index].head
            if above and self.tokens[head].pos not in above:
                break
            index = head
        return index

    def relation(self, index: int, modifiers: frozenset[str]) -> tuple[str, int]:
        """How a token hangs on the word above it, and that word: a preposition, `poss`, `adjective` for a label of `modifiers`."""
        token = self.tokens[self.first_conjunct(index)]
        above = self.tokens[token.head]
        if above.pos == "ADP" or above.dep in ("prep", "agent"):
            return above.text.lower(), above.head
        return "adjective" if token.dep in modifiers else token.dep, above.index

    def is_infinitive(self, verb: int) -> bool:
        """True for a verb with "to"."""
        return any(self.lemma(i) == "to" for i in self.children(verb, "aux"))

    def span(self, indexes: tuple[int, ...]) -> Span:
        """From the first to the last of the tokens, in characters of the document."""
        tokens = self.tokens
        return Span(min([tokens[i].start for i in indexes]), max([tokens[i].end for i in indexes]))

    def lemma(self, index: int) -> str:
        """Shorthand for a token's lemma."""
        return self.tokens[index].lemma

    def preps(self, index: int, *words: str) -> tuple[int, ...]:
        """Objects of the prepositions (one of `words`, or any) that hang on a token."""
        found: list[int] = []
        for child in self.children(index, "prep", "agent", "dative", "prt"):
            if not words or self.tokens[child].text.lower() in words:
                for target in self.children(child, "pobj", "pcomp"):
                    found.extend(self.conjuncts(target))
        return tuple(found)

    def is_passive(self, verb: int) -> bool:
        """True for "was condemned" and for a bare participle with an agent."""
        held = self._passive.get(verb)
        if held is None:
            held = self._passive[verb] = bool(self.children(verb, "auxpass", "nsubjpass")) or (
                self.tokens[verb].tag == "VBN" and bool(self.children(verb, "agent"))
            )
        return held
