"""Hostile words before the stages: patterns alone, stages over trees that no parser would make, and the whole analysis.

Whatever is found lies inside the text, is named once, and can be kept; the same words give the same rows.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from random import Random

from evals.fuzz.checking import Broken
from evals.fuzz.kinds import Kind, Looked
from evals.fuzz.wording import make_text, make_words
from onrecord.across.figures import figures
from onrecord.across.quotations import align_quotations
from onrecord.across.recycled import recycled
from onrecord.across.whole import make_whole
from onrecord.check.dates import dates
from onrecord.check.deeds import cues, deeds_after
from onrecord.check.quantities import quantities
from onrecord.check.tally import numbers_in
from onrecord.errors import SkipItem
from onrecord.extract.instruments.judging import acts_in
from onrecord.extract.instruments.openings import load_openings
from onrecord.extract.matters import matters_of, principle_of
from onrecord.extract.quotes import quotations, with_inner
from onrecord.extract.when.phrases import time_phrases
from onrecord.ledger.codec import dumps, loads
from onrecord.origins import edits, find_families, find_origins
from onrecord.origins.anchors import anchors_of
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge, analyse, load_knowledge
from onrecord.plaintext import visible
from onrecord.read import read_bytes
from onrecord.read.dates import find_date, find_dates, find_day_month
from onrecord.read.decode import clean
from onrecord.read.language import detect_language
from onrecord.read.mojibake import repair
from onrecord.resolve.voices import find_voices
from onrecord.vocabulary import (
    Analysis,
    Case,
    Claim,
    Document,
    DocumentKind,
    Matter,
    Paragraph,
    PartialDate,
    Position,
    Provenance,
    Sentence,
    Span,
    Statement,
    Token,
)

_DAYS = (
    None,
    PartialDate(2019, 5, 3),
    PartialDate(2020, 2, 29),
    PartialDate(1, 1, 1),
    PartialDate(9999, 12, 31),
    PartialDate(2008),
    PartialDate(1993, 4),
)
CASE = Case(
    id="made", title="A made dispute", parties=("NOR", "PRT"), instruments=("A/RES/62/243",), blocs=("OIC",),
    matters=(Matter(id="closure", label="Closure of the border", names=("border closure", "blockade", "“", ".*"), instruments=()),),
)  # fmt: skip
_WORD = re.compile(r"\w+|[^\w\s]")
_POS = (
    "NOUN",
    "PROPN",
    "VERB",
    "AUX",
    "PRON",
    "ADJ",
    "ADV",
    "ADP",
    "DET",
    "NUM",
    "PUNCT",
    "SCONJ",
    "CCONJ",
    "PART",
    "SYM",
    "X",
    "INTJ",
)
_TAGS = (
    "NN",
    "NNS",
    "NNP",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBZ",
    "VBP",
    "MD",
    "PRP",
    "PRP$",
    "WP",
    "WDT",
    "IN",
    "DT",
    "CD",
    ",",
    ".",
    "``",
    "''",
    "RB",
    "JJ",
    "TO",
    "POS",
    ":",
    "-LRB-",
)
_DEPS = (
    "nsubj", "nsubjpass", "dobj", "pobj", "prep", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "cc", "punct", "det", "amod", "compound", "poss", "appos", "aux", "auxpass", "neg",
    "agent", "attr", "mark", "nummod", "npadvmod", "dative", "oprd", "pcomp", "csubj", "expl", "prt", "quantmod", "dep", "parataxis", "intj", "case", "advmod", "acomp", "meta", "preconj",
)  # fmt: skip


@cache
def knowledge() -> Knowledge:
    """The bundled facts and words, with a made case."""
    return load_knowledge(case=CASE)


@cache
def parser() -> Parser:
    """The default model."""
    return Parser.open()


@dataclasses.dataclass(frozen=True)
class _Made:
    """Stands where the parser does, and gives the sentences that were made."""

    sentences: tuple[Sentence, ...]

    def parse(self, *_: object, **__: object) -> tuple[Sentence, ...]:
        """The sentences, whatever is asked."""
        return self.sentences


# --- What is made -----------------------------------------------------------------------------


def make_document(chance: Random, text: str | None = None) -> Document:
    """A document as reading would make it, of hostile words."""
    paragraphs = [part.strip() for part in clean(make_text(chance) if text is None else text).split("\n\n")]
    spans, at = [], 0
    whole = [part for part in paragraphs if part] or ["Norway said it."]
    for part in whole:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    body = "\n\n".join(whole)
    told = [chance.choice((None, None, _on_a_line(make_words(chance, 4)))) for _ in range(7)]
    return Document(
        id=f"document:{hashlib.sha256(body.encode('utf-8', 'replace')).hexdigest()[:12]}", name="a.txt",
        provenance=Provenance(address="a.txt", digest="0" * 64, media_type="text/plain", encoding="utf-8", size=len(body)),
        kind=chance.choice((*DocumentKind, DocumentKind.REPORT, DocumentKind.REPORT)), kind_reason="made",
        title=told[0], outlet=told[1], credit=told[2], author=told[3], speaker=told[4], speaker_office=told[5], issuer=told[6],
        date=chance.choice(_DAYS), language=chance.choice(("en", "en", "en", "en", None, "fr")), text=body,
        paragraphs=tuple(Paragraph(span=span, label=chance.choice((None, None, "3", "iv", "٣"))) for span in spans),
    )  # fmt: skip


def _on_a_line(words: str) -> str | None:
    return clean(words).replace("\n", " ").strip()[:100] or None


def _made_parse(chance: Random) -> tuple[Document, tuple[Sentence, ...]]:
    """A document with trees over its words that are trees, and nothing else that grammar asks for."""
    document = make_document(chance)
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        found = list(_WORD.finditer(document.text, paragraph.span.start, paragraph.span.end))[:200]
        while found:
            size = chance.choice((1, 3, 8, 15, 30, 80, 200))
            words, found = found[:size], found[size:]
            tokens = tuple(_tokens(chance, words))
            sentences.append(Sentence(Span(tokens[0].start, tokens[-1].end), tokens, number))
    return document, tuple(sentences)


def _tokens(chance: Random, words: Sequence[re.Match[str]]) -> Iterator[Token]:
    order = list(range(len(words)))
    shape = chance.randrange(3)
    if shape:
        chance.shuffle(order)
    heads = [0] * len(words)
    heads[order[0]] = order[0]
    for place, index in enumerate(order[1:], 1):
        # A bush, a chain, or near the word itself as grammar mostly has it.
        heads[index] = (
            order[place - 1]
            if shape == 0
            else order[chance.randrange(place)]
            if shape == 1
            else min(order[:place], key=lambda other: abs(other - index))
        )
    for index, word in enumerate(words):
        text = word.group()
        guess = (
            "VERB"
            if text.endswith(("ed", "s", "said"))
            else "PROPN"
            if text[:1].isupper()
            else chance.choice(_POS)
        )
        pos = guess if chance.random() < 0.7 else chance.choice(_POS)
        lemma = chance.choice(
            (
                text.lower(),
                text.lower().removesuffix("s"),
                text.lower().removesuffix("ed"),
                "say",
                "condemn",
                "support",
                "vote",
            )
        )
        dep = "ROOT" if heads[index] == index else chance.choice(_DEPS)
        yield Token(
            index, text, word.start(), word.end(), lemma, pos, chance.choice(_TAGS), dep, heads[index]
        )


def _family(chance: Random) -> tuple[Document, ...]:
    """Documents that share sentences, cut, turned round and said twice."""
    lines = [make_words(chance) for _ in range(chance.randint(2, 6))]
    texts = []
    for _ in range(chance.randint(2, 4)):
        chosen = [
            chance.choice(lines) if chance.random() < 0.2 else line for line in lines if chance.random() < 0.8
        ]
        texts.append("\n\n".join(chosen))
    return tuple({d.id: d for d in (make_document(chance, text) for text in texts)}.values())


# --- What is held against it ------------------------------------------------------------------


def inside(text: str, spans: Iterator[Span] | Sequence[Span], what: str) -> None:
    """Raise Broken where a span ends behind the text."""
    for span in spans:
        if span.end > len(text):
            raise Broken(f"{what} behind the end of the text: {span}")


def spans_in(value: object) -> Iterator[Span]:
    """All spans of a value, whatever holds them."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from spans_in(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Document):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))


def check_analysis(analysis: Analysis) -> Looked:
    """What was found of a document, held against what every row promises."""
    text = analysis.document.text
    rows: tuple[Statement | Position | Claim, ...] = (
        *analysis.statements,
        *analysis.positions,
        *analysis.claims,
    )
    inside(text, spans_in((rows, analysis.set_aside)), "a row")
    if len({row.id for row in rows}) != len(rows):
        raise Broken("two rows with one id")
    if [verdict.claim for verdict in analysis.verdicts] != [claim.id for claim in analysis.claims]:
        raise Broken("verdicts that are not one for each claim")
    said = {statement.id for statement in analysis.statements}
    for position in analysis.positions:
        _check_position(position, text, said)
    for statement in analysis.statements:
        if (
            not statement.chain
            or not statement.content
            or not any(span.of(text).strip() for span in statement.content)
        ):
            raise Broken(f"a statement without a speaker or words: {statement.rule}")
    kept = dumps(analysis)
    if loads(Analysis, kept) != analysis:
        raise Broken("rows that are not the same when they come back")
    kept.encode("utf-8")
    return Looked(outcome={"rows": len(rows), "set aside": len(analysis.set_aside)}, rows=kept)


def _check_position(position: Position, text: str, said: set[str]) -> None:
    if position.statement is not None and position.statement not in said:
        raise Broken("a position in a statement that is not held")
    if not position.evidence.of(text).strip() or not position.trigger.of(text).strip():
        raise Broken(f"a position without evidence: {position.rule}")
    if not position.evidence.covers(position.trigger):
        raise Broken(f"a trigger outside its evidence: {position.rule}")
    if position.about_at is not None and not position.about_at.of(text).strip():
        raise Broken("a matter that stands nowhere")


def _names(text: str) -> Looked:
    registry, found = knowledge().registry, []
    for day in _DAYS[:2]:
        hits = registry.mentions(text, day)
        people = registry.people_mentions(text, day)
        inside(text, spans_in((hits, people)), "a name")
        found.append(repr((hits, people)))
    line = text[:200]
    held = registry.find(line), registry.find_people(line)
    return Looked(outcome={"found": len(found[0]) // 200}, rows=(found, repr(held)))


def _days(text: str) -> Looked:
    whole, rows = Span(0, len(text)), []
    for day in (_DAYS[len(text) % len(_DAYS)], _DAYS[1]):
        found = dates(text, whole, day), time_phrases(text, whole, day)
        inside(text, spans_in(found), "a day")
        rows.append(repr((found, anchors_of(text, day.first if day else None))))
    line = text[:500]
    rows.append(repr((find_date(line), find_day_month(line), list(find_dates(line)))))
    return Looked(outcome={"found": len(rows[0]) // 300}, rows=rows)


def _figures(text: str) -> Looked:
    whole = Span(0, len(text))
    found = quantities(text, whole), numbers_in(text, whole), tuple(cues(text, whole))
    told = [deeds_after(text, at, whole) for at in range(0, min(len(text), 200), 20)]
    inside(text, spans_in((found, told)), "a figure")
    for quantity in found[0]:
        if not quantity.value == quantity.value or not quantity.span.covers(quantity.number):
            raise Broken(f"a figure that is none: {quantity}")
    return Looked(outcome={"found": len(found[0])}, rows=repr((found, told)))


def _quotations(document: Document) -> Looked:
    quotes = quotations(document)
    inner = with_inner(document, quotes)
    inside(document.text, (*quotes, *inner), "a quotation")
    if any(one.end > other.start for one, other in pairwise(quotes)):
        raise Broken("quotations that overlap")
    k = knowledge()
    voices = find_voices(document, registry=k.registry, record=k.record)
    inside(document.text, spans_in(voices), "a turn")
    if any(one.span.end > other.span.start for one, other in pairwise(voices.turns)):
        raise Broken("turns that overlap")
    return Looked(outcome={"found": len(inner) + len(voices.turns)}, rows=repr((quotes, inner, voices)))


def _clauses(text: str) -> Looked:
    words = text.split()[:400]
    acts = acts_in(text, Span(0, len(text)), load_openings())
    inside(text, spans_in(acts), "an act")
    rows = acts, principle_of(text, [word.lower() for word in words]), matters_of(text, CASE)
    return Looked(outcome={"found": len(acts)}, rows=repr(rows))


def _texts(text: str) -> Looked:
    plain = clean(text)
    if not all(char == "\n" or char.isprintable() for char in plain):
        raise Broken("cleaned text with characters that do not print")
    if clean(plain) != plain and "&" not in plain:
        raise Broken("text that is not clean when it was cleaned")
    repaired, notes = repair(text)
    rows = plain, repaired, notes, detect_language(plain), visible(text)
    return Looked(outcome={"texts": 1}, rows=repr(rows))


def _trees(made: tuple[Document, tuple[Sentence, ...]]) -> Looked:
    document, sentences = made
    return check_analysis(analyse(document, knowledge=knowledge(), parser=_Made(sentences)))  # type: ignore[arg-type]


def _analysis(document: Document) -> Looked:
    return check_analysis(analyse(document, knowledge=knowledge(), parser=parser()))


def _read_and_analysed(text: str) -> Looked:
    try:
        document = _read(text)
    except SkipItem as error:
        return Looked(outcome={"refused": 1}, rows=str(error))
    return _analysis(document)


def _read(text: str) -> Document:
    return read_bytes(
        ("Title\n\nNorway said on Friday that it was agreed.\n\n" + text).encode("utf-8", "replace"),
        address="a.txt",
    )


def _origins(documents: tuple[Document, ...]) -> Looked:
    groups = find_families(find_origins(documents).groups, documents)
    if sorted(id_ for group in groups for id_ in group.documents) != sorted(d.id for d in documents):
        raise Broken("a document that is in no origin, or in two")
    changed = edits(documents[0], documents[-1])
    return Looked(outcome={"origins": len(groups)}, rows=repr((groups, changed)))


def _across(documents: tuple[Document, ...]) -> Looked:
    analyses = [analyse(document, knowledge=knowledge(), parser=parser()) for document in documents[:2]]
    whole = make_whole(analyses, find_origins(documents[:2]).groups)
    rows = figures(whole, knowledge().registry), recycled(whole), align_quotations(whole)
    return Looked(outcome={"found": sum(map(len, rows))}, rows=repr(rows))


EXTRACTORS = (
    Kind(name="names", family="extractors", share=100, make=make_text, look=_names),
    Kind(name="days", family="extractors", share=60, make=make_text, look=_days),
    Kind(name="figures", family="extractors", share=100, make=make_text, look=_figures),
    Kind(name="quotations and turns", family="extractors", share=70, make=make_document, look=_quotations),
    Kind(name="clauses and matters", family="extractors", share=60, make=make_text, look=_clauses),
    Kind(name="characters and languages", family="extractors", share=60, make=make_text, look=_texts),
    Kind(name="made trees", family="extractors", share=25, make=_made_parse, look=_trees, seconds=4.0),
    Kind(name="analysis", family="extractors", share=7, make=make_document, look=_analysis, seconds=8.0),
    Kind(
        name="read and analysed",
        family="extractors",
        share=2,
        make=make_text,
        look=_read_and_analysed,
        seconds=8.0,
    ),
    Kind(name="origins", family="extractors", share=12, make=_family, look=_origins, seconds=4.0),
    Kind(name="across documents", family="extractors", share=1, make=_family, look=_across, seconds=20.0),
)
"""Kinds of inputs for the stages."""
