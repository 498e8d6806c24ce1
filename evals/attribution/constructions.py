"""Puts an annotated attribution into one of a closed list of constructions, by its own annotation and the parse.

The list is complete and its parts are disjoint: the rules are tried in the order of `CONSTRUCTIONS`, the first that fits
gives the name, and "something else" takes what is left. How a sentence was parsed matters only from "noun" on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.syntax import SUBJECTS, Tree
from onrecord.vocabulary import Sentence, Token

CONSTRUCTIONS: Mapping[str, str] = {
    "headline": "Norway to Open Three Ports, Minister Says (first line of the text)",
    "name and colon": "SILVA: We waited a year.",
    "signature behind a dash": "“We waited a year.” — Ana Silva",
    "no source": "It was said that the road was closed.",
    "no cue": "Silva was blunt. “We waited a year.”",
    "according to": "The road was closed, according to the mayor.",
    "noun": "the mayor's claim that the road was closed; made the case for",
    "be with adjective or noun": "The mayor was clear that the road was closed.",
    "preposition as cue": "in the mayor's view; for the mayor",
    "passive": "The plan was praised by the mayor; was quoted as saying",
    "quotation over paragraphs": "quoted words in two or more paragraphs",
    "quotation over sentences": "quoted words in two or more sentences of a paragraph",
    "quotation before the cue": "“We waited a year,” Silva said.",
    "quotation after the cue": "Silva said: “We waited a year.”",
    "quotation around the cue": "“We waited,” Silva said, “a year.”",
    "partly quoted": "Silva said that they had “waited a year”.",
    "clause before the cue": "The road was closed, Silva said.",
    "clause around the cue": "The road, Silva said, was closed.",
    "clause with that": "Silva said that the road was closed.",
    "wh- or if-clause": "Silva asked why the road was closed.",
    "infinitive or participle": "Silva promised to open the road; considered closing it",
    "clause without that": "Silva said the road was closed.",
    "phrase with a preposition": "Silva spoke of a year of waiting.",
    "thing named": "Silva praised the plan; the plan that Silva praised",
    "something else": "what none of these fits",
}
"""Name to an invented example, in the order in which they are tried."""

Spans = Sequence[Sequence[int]]
"""[start, end] pairs of characters, end exclusive."""

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_THAT = frozenset({"IN", "WDT"})
_IF = frozenset({"if", "whether"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_ADPOSITIONS = frozenset({"ADP", "SCONJ"})
_DASH = re.compile(r"[-–—―]+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its parse, and which characters stand in quotation marks."""

    text: str
    trees: Sequence[Tree]
    quoted: Callable[[Spans], tuple[bool, bool]]
    """For spans: (some of their words are quoted, all are)."""

    @property
    def headline_end(self) -> int:
        """Where the first line ends; 0 where the text has only one."""
        return max(0, self.text.find("\n"))


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The cue's sentence with the tokens of cue and content in it; `verb` is the topmost word of the cue."""

    tree: Tree
    cue: frozenset[int]
    content: frozenset[int]
    verb: int

    def token(self, index: int) -> Token:
        return self.tree.tokens[index]


def page(text: str, sentences: Sequence[Sentence], quoted: Callable[[Spans], tuple[bool, bool]]) -> Page:
    """The article as the rules see it."""
    return Page(text, [Tree(sentence) for sentence in sentences], quoted)


def construction_of(source: Spans, cue: Spans, content: Spans, on: Page) -> str:
    """The name of the construction, one of `CONSTRUCTIONS`."""
    found = _of_layout(source, cue, on)
    if found is not None:
        return found
    parsed = _parsed(cue, content, on)
    if parsed is None:
        return "no cue"
    return _of_cue(parsed) or _of_quotation(cue, content, on) or _of_clause(parsed)


def _of_layout(source: Spans, cue: Spans, on: Page) -> str | None:
    """What the annotation alone tells."""
    if cue and cue[0][0] < on.headline_end:
        return "headline"
    words = " ".join(on.text[start:end] for start, end in cue).strip()
    if words and not _WORD.search(words):
        return "signature behind a dash" if _DASH.fullmatch(words) else "name and colon"
    if not source:
        return "no source"
    return None if words else "no cue"


def _parsed(cue: Spans, content: Spans, on: Page) -> _Parsed | None:
    """The sentence of the cue; of a cue over two sentences the one with its first word."""
    for tree in on.trees:
        inside = _tokens(tree, cue)
        if inside:
            return _Parsed(tree, inside, _tokens(tree, content) - inside, _topmost(tree, inside))
    return None


def _tokens(tree: Tree, spans: Spans) -> frozenset[int]:
    return frozenset(
        t.index
        for t in tree.tokens
        if t.pos not in ("PUNCT", "SPACE") and any(t.start < end and start < t.end for start, end in spans)
    )


def _topmost(tree: Tree, inside: frozenset[int]) -> int:
    """The first verb of the cue with no other verb of it above; without verbs the first word with none above."""
    verbs = frozenset(i for i in inside if tree.tokens[i].pos in _VERBAL) or inside
    full = frozenset(i for i in verbs if not tree.tokens[i].dep.startswith("aux")) or verbs
    return min(full, key=lambda i: (any(a in full for a in tree.ancestors(i)), i))


def _of_cue(p: _Parsed) -> str | None:
    """What the words of the cue tell, whatever the content looks like."""
    words = {p.token(i).text.lower() for i in p.cue}
    if "according" in words:
        return "according to"
    top = p.token(p.verb)
    nouns = [i for i in p.cue if p.token(i).pos in ("NOUN", "PROPN")]
    if top.pos not in _VERBAL:
        return _of_words(p, nouns)
    if top.lemma == "be":
        return "be with adjective or noun"
    if any(p.token(i).dep == "dobj" and p.token(i).head == p.verb for i in nouns):
        return "noun"
    return "passive" if p.tree.is_passive(p.verb) else None


def _of_words(p: _Parsed, nouns: Sequence[int]) -> str | None:
    """A cue without a verb; one that the parse takes for a noun before what it says is left to the clause."""
    first = p.token(min(p.cue))
    if first.pos in ("ADP", "SCONJ", "ADV"):
        return "preposition as cue"
    if nouns:
        return "noun"
    return "be with adjective or noun" if p.token(p.verb).pos == "ADJ" else None


def _of_quotation(cue: Spans, content: Spans, on: Page) -> str | None:
    some, every = on.quoted(content)
    if not some:
        return None
    first, last = content[0][0], content[-1][1]
    quoted = [(start, end) for start, end in content if on.quoted([(start, end)])[0]]
    sentences = sum(bool(_tokens(tree, quoted)) for tree in on.trees)
    if sentences > 1:
        parted = "\n" in on.text[quoted[0][0] : quoted[-1][1]]
        return "quotation over paragraphs" if parted else "quotation over sentences"
    if not every:
        return "partly quoted"
    if last <= cue[0][0]:
        return "quotation before the cue"
    return "quotation after the cue" if first >= cue[-1][1] else "quotation around the cue"


def _of_clause(p: _Parsed) -> str:
    """What stands in the content where nothing of it is quoted."""
    if not p.content:
        return "something else"
    before = {i for i in p.content if i < p.verb}
    head = _head(p, p.content)
    clause = p.token(head).pos in _VERBAL and any(
        i in p.content for i in p.tree.children(head, *SUBJECTS, "expl")
    )
    if before and clause:
        return "clause before the cue" if before == p.content else "clause around the cue"
    if before:
        return "thing named" if p.token(head).pos in _NOMINAL else "something else"
    return _of_complement(p, head, clause=clause)


def _head(p: _Parsed, tokens: frozenset[int]) -> int:
    """The topmost word of the content: one right under the cue before any other."""
    tops = [i for i in tokens if p.token(i).head not in tokens or p.token(i).head == i]
    return min(tops or tokens, key=lambda i: (p.token(i).head not in p.cue, i))


def _of_complement(p: _Parsed, head: int, *, clause: bool) -> str:
    """A content behind its cue, by the word that leads it: its own first one or the one before."""
    first = p.token(min(p.content))
    leads = [first, *([p.token(first.index - 1)] if first.index else [])]
    if any(t.text.lower() == "that" and t.tag in _THAT for t in leads):
        return "clause with that"
    if any(t.tag in _WH or (t.text.lower() in _IF and t.pos != "NOUN") for t in leads):
        return "wh- or if-clause"
    if any(t.tag == "TO" for t in leads) and any(p.token(i).tag == "VB" for i in p.content):
        return "infinitive or participle"
    if clause:
        return "clause without that"
    if any(t.pos in _ADPOSITIONS for t in leads):
        return "phrase with a preposition"
    if p.token(head).tag == "VBG":
        return "infinitive or participle"
    return "thing named" if p.token(head).pos in _NOMINAL else "something else"
