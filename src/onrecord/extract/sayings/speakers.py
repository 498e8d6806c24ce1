"""From the token of a source to its speakers: who, in which words, and through whom it came.

Outlets that were told, texts that stand for their makers and sources that are cited make links of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.roles import Scene
from onrecord.extract.sayings.cues import Cues
from onrecord.extract.sayings.judging import Told
from onrecord.extract.sayings.saying import Speaker
from onrecord.extract.sayings.view import TIMES
from onrecord.syntax import Tree
from onrecord.vocabulary import UNKNOWN, Party, Span

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PERSONAL = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "this", "that"}
)
_FRONT = frozenset({"the", "a", "an"})
_MAKERS = ("by", "from", "of")
_PARTED = frozenset({"relcl", "acl", "advcl", "parataxis", "appos"})
_CITING = frozenset({"cite", "quote"})


def bodies_of(told: Told, scene: Scene, cues: Cues) -> tuple[Speaker, ...]:
    """The speakers of an attribution, outermost first; one that is unknown where the text gives no source."""
    source = told.source.head if told.source is not None else None
    if source is None:
        return (Speaker(party=None, source=None),)
    head = antecedent(scene.tree, source)
    main = speaker_at(scene, head)
    if head == source and told.source_tokens:
        main = replace(main, source=_trimmed(scene.tree, told.source_tokens))
    maker = _maker(scene, head, cues) if told.kind == "according" else None
    return (*_told_to(told, scene, cues), maker or main, *_cited(told, scene, cues))


def speaker_at(scene: Scene, head: int) -> Speaker:
    """The speaker that a noun phrase names."""
    tree = scene.tree
    party = party_at(scene, head)
    tokens = tree.subtree(head, frozenset({"relcl", "advcl", "parataxis"}))
    return Speaker(party=party, source=_trimmed(tree, frozenset(tokens)), name=name_of(tree, head))


def party_at(scene: Scene, head: int) -> Party | None:
    """The party at a token, or at an apposition of it ("the chairman, Einar Falk")."""
    party = scene.parties.get(head)
    if party is not None and party.person:
        return party
    for child in scene.tree.children(head, "appos"):
        other = scene.parties.get(child)
        if other is not None and (party is None or other.person):
            return other
    return party


def name_of(tree: Tree, head: int) -> str:
    """What the text calls a source: its phrase without article; unknown for a bare pronoun."""
    token = tree.tokens[head]
    if token.pos == "PRON" and token.text.lower() in _PERSONAL | _RELATIVE:
        return UNKNOWN
    aside = {
        i for child in tree.children(head, "prep") if not _names(tree, child) for i in tree.subtree(child)
    }
    below = tree.subtree(head, _PARTED | {"punct", "conj", "cc"})
    words = [i for i in below if i <= head + 12 and i not in aside]
    while len(words) > 1 and tree.tokens[words[0]].text.lower() in _FRONT:
        words = words[1:]
    return _spelled(tree, words).removesuffix("'s").removesuffix("’s")


def _spelled(tree: Tree, words: Sequence[int]) -> str:
    """The words as printed, with the marks that stand between two of them without a blank ("C5+1")."""
    kept, text = set(words), tree.tokens[words[0]].text
    end = tree.tokens[words[0]].end
    for index in range(words[0] + 1, words[-1] + 1):
        token = tree.tokens[index]
        if index in kept:
            text += token.text if token.start == end else f" {token.text}"
            end = token.end
        elif token.start == end and index + 1 in kept and tree.tokens[index + 1].start == token.end:
            text, end = text + token.text, token.end
    return text


def _names(tree: Tree, prep: int) -> bool:
    """True for a preposition that is part of the name: "of the navy", "in Accra", not "on Thursday"."""
    word = tree.tokens[prep].text.lower()
    target = tree.children(prep, "pobj")
    place = bool(target) and tree.tokens[target[0]].pos == "PROPN"
    return word in ("of", "for", "to", "from", "with", "at") or (word == "in" and place)


def antecedent(tree: Tree, source: int) -> int:
    """The noun before "who said", for a relative pronoun; else the token itself."""
    token = tree.tokens[source]
    if token.text.lower() in _RELATIVE and token.tag in ("WP", "WDT", "WP$", "IN"):
        for above in tree.ancestors(source):
            if tree.tokens[above].dep == "relcl":
                return _no_date(tree, tree.tokens[above].head, source)
        if token.tag in ("WP", "WDT") and token.index == source and source > 1:
            before = (i for i in range(source - 1, -1, -1) if tree.tokens[i].pos in ("NOUN", "PROPN", "NUM"))
            named = next(before, source)
            while named < source and tree.tokens[named].dep in (
                "compound",
                "nummod",
                "appos",
                "pobj",
                "nmod",
            ):
                named = _over(tree, named)
            return named if named < source else source
    return source


def _no_date(tree: Tree, head: int, source: int) -> int:
    """Reads "a letter of 3 May, which said": no date speaks, but what it dates."""
    here = head
    while here < len(tree.tokens) and (tree.lemma(here) in TIMES or tree.tokens[here].text.isdigit()):
        here = _over(tree, here)
    return here if here < source else head


def _over(tree: Tree, index: int) -> int:
    """The noun above a part of its phrase, past a preposition; the number of tokens where there is none."""
    head = tree.tokens[index].head
    while tree.tokens[head].pos in ("ADP", "PUNCT") and tree.tokens[head].head != head:
        head = tree.tokens[head].head
    named = tree.tokens[head].pos in ("NOUN", "PROPN") and head != index
    return head if named else len(tree.tokens)


def _trimmed(tree: Tree, tokens: frozenset[int]) -> Span:
    words = [i for i in tokens if tree.tokens[i].pos not in ("PUNCT", "SPACE")] or list(tokens)
    first, last = tree.tokens[min(words)], tree.tokens[max(words)]
    if last.tag == "POS" and len(words) > 1:
        last = tree.tokens[max(i for i in words if i < last.index)]
    return Span(first.start, last.end)


def _maker(scene: Scene, head: int, cues: Cues) -> Speaker | None:
    """Whose text it is: "according to a statement by the ministry" is the ministry's word."""
    tree = scene.tree
    if tree.lemma(head) not in cues.texts:
        return None
    owners = [*tree.children(head, "poss"), *tree.preps(head, *_MAKERS)]
    return speaker_at(scene, owners[0]) if owners else None


def _told_to(told: Told, scene: Scene, cues: Cues) -> tuple[Speaker, ...]:
    """The outlet that was told: "X told the Coast Herald that ..." came through the Coast Herald."""
    tree = scene.tree
    if told.kind != "verb" or tree.is_passive(told.cue):
        return ()
    heard = [*tree.children(told.cue, "dobj", "dative"), *tree.preps(told.cue, "to")]
    said = _content_heads(told)
    for head in heard:
        if head in said:
            continue
        named = _outlet_in(scene, head, cues, by_name=told.lemma == "tell")
        if named is not None:
            return (replace(speaker_at(scene, named), source=speaker_at(scene, head).source),)
    return ()


def _content_heads(told: Told) -> frozenset[int]:
    return frozenset(t.index for t in told.view.tokens for s in told.content if s.start <= t.start < s.end)


def _outlet_in(scene: Scene, head: int, cues: Cues, *, by_name: bool) -> int | None:
    """A name that says it is an outlet ("the Coast Herald"), has one beside it ("the daily Cais"), or capitals alone.

    Whoever is "told" and bears a name that is tied to nobody is an outlet too: people told are known by more.
    """
    tree = scene.tree
    if tree.lemma(head) in cues.audience:
        return None
    if tree.lemma(head) in cues.media:
        return next((i for i in tree.children(head, "appos") if tree.tokens[i].pos == "PROPN"), head)
    for place in (head, *tree.children(head, "appos")):
        token = tree.tokens[place]
        if token.pos != "PROPN":
            continue
        phrase = tree.phrase(head) + tree.phrase(place)
        if any(tree.tokens[i].lemma in cues.outlets for i in phrase):
            return place
        names = [i for i in tree.phrase(place) if tree.tokens[i].pos == "PROPN"]
        party = scene.parties.get(place)
        if len(names) == 1 and token.text.isupper() and 2 <= len(token.text) <= 6 and party is None:
            return place
        bare = not tree.children(place, "det") and not any(tree.tokens[i].text.endswith(".") for i in names)
        if by_name and party is None and bare:
            return place
    return None


def _is_source(scene: Scene, head: int, cues: Cues) -> bool:
    """True for people, bodies and texts: "citing the state of the road" cites nobody."""
    token = scene.tree.tokens[head]
    known = scene.parties.get(head) is not None or token.pos == "PROPN"
    return known or token.lemma in cues.texts or scene.is_human(head)


def _cited(told: Told, scene: Scene, cues: Cues) -> tuple[Speaker, ...]:
    """Whom the source cites: "X wrote, citing port officials" is told on the port officials' word."""
    tree = scene.tree
    said = _content_heads(told)
    for clause in tree.subtree(told.cue):
        token = tree.tokens[clause]
        if token.lemma in _CITING and token.tag == "VBG" and clause not in said and token.dep != "pcomp":
            cited = [i for i in tree.children(clause, "dobj") if _is_source(scene, i, cues)]
            if cited:
                return (replace(speaker_at(scene, cited[0]), cue=tree.span((clause,))),)
    return ()
