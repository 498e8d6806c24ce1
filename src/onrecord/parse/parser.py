"""The spaCy edge: open an installed English model once, then parse documents into plain sentences.

Paragraphs are parsed apart, so that no sentence runs over a paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import ModelMissing
from onrecord.parse.blind import stand_ins
from onrecord.parse.model import one_thread, open_model, told_of
from onrecord.parse.strings import Strings
from onrecord.parse.word_forms import WordForms, word_forms
from onrecord.parse.word_vectors import WordVectors, word_vectors
from onrecord.settings import DEFAULT_MODEL
from onrecord.vocabulary import Document, Sentence, Span, Token

# Typographic marks become the plain ones the model was trained on; one character for one, so that
# offsets stay those of Document.text.
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‹": '"',
        "›": '"',
        "‟": '"',
        "\u00a0": " ",
        "–": "-",
    }
)

# A longer stretch is cut at a blank: the parser's memory grows with the length of what it is given.
_CHUNK = 10_000
_LEMMAS = {
    "decreed": "decree",
    "forgave": "forgive",
    "hoped": "hope",
    "raped": "rape",
    "slew": "slay",
    "staged": "stage",
    "waged": "wage",
}
"""Verbs of the diplomatic and wire registers whose lemma the model gets wrong ("hoped": "hop")."""
_NEEDED = frozenset({"tagger", "parser", "lemmatizer"})
_BATCH = 64
"""Texts that go through a part of the model together."""

# "BAKU (RFE/RL)—", "UNITED NATIONS (Reuters) -": a dateline is no part of the first sentence.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?\s?)?(?:\([^()\n]{2,40}\)\s*)?(?:[—–]|--|\s?-\s)\s*|\([A-Z][\w /.]{1,30}\)\s*(?:[—–]|--|-)?\s*"
)


# "Mr. Wu Haitao (China) (spoke in Chinese):", "SECRETARY BLINKEN:": who speaks, before the words.
_TURN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|The)\.? [^\n:]{2,60}\([^()\n]{2,60}\)(?: ?\([^()\n]{2,40}\))?|[A-Z][A-Z .'-]{3,40}): *"
)


@dataclass(frozen=True)
class Parser:
    """An open model. `name` and `version` say which, for the method kept on every row."""

    name: str
    version: str
    _nlp: Any
    _strings: Strings
    _words: WordForms | None = None
    """The quick way to parts of speech and lemmas, where the model allows it."""
    _vectors: WordVectors | None = None
    """The quick way to the vectors of words, where the model allows it."""

    @classmethod
    def open(cls, model: str = DEFAULT_MODEL, *, quick: bool = True) -> Parser:
        """Load an installed model package or a model installed under spaCy's own name.

        Unless `quick`, all is left to the model's library: the same trees at twice the cost, to compare with.
        Raises ModelMissing where there is no such package, or where it has no parser.
        """
        nlp = open_model(model, quick=quick)
        missing = _NEEDED - set(nlp.pipe_names)
        if missing:
            raise ModelMissing(
                f"the model has no {', '.join(sorted(missing))}",
                where=model,
                remedy="name an English model with a tagger, a parser and a lemmatizer in ONRECORD_MODEL",
            )
        name, version, strings = nlp.meta["name"], nlp.meta["version"], Strings(nlp.vocab.strings)
        if not quick:
            return cls(name, version, nlp, strings)
        return cls(name, version, nlp, strings, word_forms(nlp), word_vectors(nlp))

    @classmethod
    def method_of(cls, model: str = DEFAULT_MODEL) -> str:
        """What `method` will be, told by the package alone where it can be. Raises ModelMissing."""
        told = told_of(model)
        if (
            told is None
            or not {"name", "version", "pipeline"} <= set(told)
            or _NEEDED - set(told["pipeline"])
        ):
            return cls.open(model).method
        return f"{told['name']} {told['version']}"

    @property
    def method(self) -> str:
        """Model and version, as kept with every row."""
        return f"{self.name} {self.version}"

    def parse(
        self, document: Document, *, skip: Sequence[Span] = (), paragraphs: Collection[int] | None = None
    ) -> tuple[Sentence, ...]:
        """Sentences in the order of the text; every token's offsets are those of `Document.text`.

        `skip` are labels at the head of a paragraph ("MS. SILVA:") that are no part of its first sentence.

        Only the `paragraphs` of these indices are parsed, or all; a model makes nothing of a language it was not
        trained on.
        """
        chunks = [
            (self._nlp.make_doc(text), offset, paragraph)
            for text, offset, paragraph in _chunks(document, skip)
            if paragraphs is None or paragraph in paragraphs
        ]
        sentences: list[Sentence] = []
        with one_thread():
            parsed = self._run(self._blind(written) for written, _, _ in chunks)
            for doc, (written, offset, paragraph) in zip(parsed, chunks, strict=True):
                sentences.extend(self._sentences(doc, written, offset, paragraph))
        return tuple(sentences)

    def _run(self, docs: Iterable[Any]) -> Iterable[Any]:
        """The model's parts one after the other, all but those that `_words` stands in for."""
        names = self._nlp.pipe_names
        for name in names[: -len(self._words.steps)] if self._words is not None else names:
            quick = self._vectors if name == "tok2vec" else None
            docs = (quick or self._nlp.get_pipe(name)).pipe(docs, batch_size=_BATCH)
        return docs

    def _sentences(self, doc: Any, written: Any, offset: int, paragraph: int) -> Iterator[Sentence]:
        """The sentences of a parsed text with the words that the document has there; blanks are no words."""
        columns = doc.to_array(["ORTH", "TAG", "DEP", "HEAD", "IS_SPACE"]).T
        texts, tags, labels = (self._strings.of(column) for column in columns[:3])
        heads, blank = columns[3].astype("int64").tolist(), columns[4].tolist()
        if self._words is not None:
            forms = self._words.of(doc, list(zip(texts, tags, labels, strict=True)))
        else:
            forms = [(token.pos_, token.lemma_) for token in doc]
        own = texts if doc is written else self._strings.of(written.to_array("ORTH"))
        starts = (written.to_array("IDX").astype("int64") + offset).tolist()
        for first, last in _bounds(doc):
            words = [place for place in range(first, last) if not blank[place]]
            index = {place: number for number, place in enumerate(words)}
            tokens = tuple(
                _token(
                    number,
                    own[i],
                    texts[i],
                    starts[i],
                    forms[i],
                    tags[i],
                    labels[i],
                    index.get(i + heads[i], number),
                )
                for number, i in enumerate(words)
            )
            if tokens:
                yield Sentence(Span(tokens[0].start, tokens[-1].end), tokens, paragraph)

    def _blind(self, written: Any) -> Any:
        """The text's tokens with stand-ins for the names of states, or the text's own where it names none."""
        names = stand_ins()
        texts = self._strings.of(written.to_array("ORTH"))
        if names.keys().isdisjoint(texts):
            return written
        doc = type(written)(
            written.vocab,
            words=[names.get(text, text) for text in texts],
            spaces=[bool(blank) for blank in written.to_array("SPACY")],
        )
        for place in (written.to_array("NORM") != doc.to_array("NORM")).nonzero()[0].tolist():
            if texts[place] not in names:
                doc[place].norm_ = written[place].norm_  # the tokenizer knows "n't" for "not"
        return doc


def _bounds(doc: Any) -> Iterator[tuple[int, int]]:
    """First token and the one after the last, of each sentence."""
    starts = [place for place, mark in enumerate(doc.to_array("SENT_START").tolist()) if mark == 1]
    starts = sorted({0, *starts}) if len(doc) else []
    return zip(starts, [*starts[1:], len(doc)], strict=True)


def _token(
    index: int, own: str, parsed: str, start: int, forms: tuple[str, str], tag: str, label: str, head: int
) -> Token:
    """A parsed token with the words that the document has there."""
    pos, lemma = forms
    if parsed != own:
        lemma = own
    if pos == "VERB":
        lemma = _LEMMAS.get(own.lower(), lemma)
    return Token(index, own, start, start + len(own), lemma.lower(), pos, tag, label, head)


def _chunks(document: Document, skip: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """(text, offset in the document, index of the paragraph), each at most `_CHUNK` characters."""
    labels = {span.start: span.end for span in skip}
    for number, paragraph in enumerate(document.paragraphs):
        start = paragraph.span.start
        start = min(labels.get(start, start), paragraph.span.end)
        opening = _TURN.match(document.text, start, paragraph.span.end)
        if opening is None and number < 3:
            opening = _DATELINE.match(document.text, start, paragraph.span.end)
        if opening is not None:
            start = opening.end()
        while start < paragraph.span.end:
            end = paragraph.span.end
            if end - start > _CHUNK:
                cut = document.text.rfind(" ", start + 1, start + _CHUNK)
                end = cut if cut > start else start + _CHUNK
            yield document.text[start:end].translate(_PLAIN), start, number
            start = end
