"""Part of speech and lemma of parsed words, worked out once for each word, tag and label.

The model's rules look at a word's own text, tag and label, all but a few, which look at its neighbour too. So what
they say of a word is kept, and of the pairs where one of the few may apply; only where two such pairs meet is the text
given to the model's rules whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from onrecord.parse.word_rules import Met, WordRules, word_rules

_MOST = 200_000
"""Words kept; then all are forgotten and worked out anew, so that memory stays bounded."""


Form: TypeAlias = "tuple[str, str]"
"""Part of speech and lemma."""


class Forms(NamedTuple):
    """What is known of a word. The numbers have a bit for each rule over several words."""

    pos: str
    lemma: str
    opens: int
    """Rules whose first word it may be."""
    follows: int
    """Rules whose second word it may be."""


@dataclass
class WordForms:
    """The model's rules for parts of speech and lemmas, and what they said so far."""

    steps: Sequence[Callable[[Any], Any]]
    """The model's parts that read tags and labels and write parts of speech and lemmas, in order."""
    make_doc: Callable[[Sequence[Met], Sequence[Mapping[str, str]] | None], Any]
    rules: WordRules
    known: dict[Met, Forms] = field(default_factory=dict)
    pairs: dict[tuple[Met, Met], tuple[Form, Form]] = field(default_factory=dict)

    def of(self, doc: Any, words: Sequence[Met]) -> list[Form]:
        """Part of speech and lemma of each word of a parsed text; `words` are its words with tags and labels."""
        if len(self.known) + len(self.pairs) > _MOST:
            self.known.clear()
            self.pairs.clear()
        known = self.known
        missing = [word for word in dict.fromkeys(words) if word not in known]
        if missing:
            self._learn(missing)
        forms = [known[word] for word in words]
        plain: list[Form] = [form[:2] for form in forms]
        pairs = [n for n, form in enumerate(forms[:-1]) if form[2] and form[2] & forms[n + 1][3]]
        if any(after - before < 2 for before, after in pairwise(pairs)):
            return self._read(doc)
        for place in pairs:
            plain[place : place + 2] = self._pair(words[place], words[place + 1])
        return plain

    def _pair(self, word: Met, after: Met) -> tuple[Form, Form]:
        """What the rules say of two words that stand side by side."""
        known = self.pairs.get((word, after))
        if known is None:
            first, second = self._read(self.make_doc((word, after), None))
            known = self.pairs[word, after] = first, second
        return known

    def _read(self, doc: Any) -> list[Form]:
        """What the rules say of each word of a text."""
        for step in self.steps:
            doc = step(doc)
        return [(token.pos_, token.lemma_) for token in doc]

    def _learn(self, words: Sequence[Met]) -> None:
        """Let the model's lemmatizer read the words in a row; it looks at one at a time."""
        doc = self.steps[-1](self.make_doc(words, [self.rules.written(word) for word in words]))
        for token, word in zip(doc, words, strict=True):
            opens, follows = (self.rules.several_at(part, word) for part in (0, 1))
            self.known[word] = Forms(token.pos_, token.lemma_, opens, follows)


def word_forms(nlp: Any) -> WordForms | None:
    """The quick way to a model's parts of speech and lemmas; None where its rules may look at anything else."""
    if list(nlp.pipe_names)[-2:] != ["attribute_ruler", "lemmatizer"]:
        return None
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    rules = word_rules(ruler.patterns)
    if rules is None or getattr(lemmatizer, "mode", None) != "rule":
        return None
    if any(len(rule) != 2 for rule in rules.several):
        return None
    if "lemma_index" in lemmatizer.lookups:  # lists, which it would go through word by word
        table = lemmatizer.lookups.get_table("lemma_index")
        for part in list(table):
            table[part] = dict.fromkeys(table[part])
    return WordForms((ruler, lemmatizer), _maker(nlp.vocab), rules)


def _maker(vocab: Any) -> Callable[[Sequence[Met], Sequence[Mapping[str, str]] | None], Any]:
    """Makes a text of words, with what the rules wrote of them where they were asked already."""
    from spacy.tokens import Doc

    def make(words: Sequence[Met], written: Sequence[Mapping[str, str]] | None) -> Any:
        texts, tags, labels = ([word[part] for word in words] for part in range(3))
        if written is None:
            return Doc(vocab, words=texts, tags=tags, deps=labels, heads=list(range(len(words))))
        doc = Doc(
            vocab,
            words=texts,
            tags=tags,
            pos=[row.get("POS", "") for row in written],
            morphs=[row.get("MORPH", "") for row in written],
        )
        for token, row in zip(doc, written, strict=True):
            if "LEMMA" in row:
                token.lemma_ = row["LEMMA"]
        return doc

    return make
