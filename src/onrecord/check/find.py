"""Finds the parts of a document's sentences that the record can answer, by the finders listed here.

The same stretch may make several claims; the same claim is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.check.counts import find_counts
from onrecord.check.elsewhere import cited_elsewhere, pieces
from onrecord.check.figures import find_figures
from onrecord.check.foundings import find_foundings
from onrecord.check.instruments import find_instruments
from onrecord.check.meetings import find_meetings
from onrecord.check.members import find_members
from onrecord.check.names import find_names
from onrecord.check.people import find_offices
from onrecord.check.scene import Scene, is_too_long, set_scene
from onrecord.check.text_mention import TextMention
from onrecord.check.texts import find_texts
from onrecord.check.votes import find_votes
from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.vocabulary import Case, Claim, Document, Extraction, Sentence, SetAside

Finder = Callable[[Scene, tuple[TextMention, ...]], Iterator[Claim | SetAside]]

FINDERS: Mapping[str, Finder] = {
    "votes": find_votes,
    "members": lambda scene, _: find_members(scene),
    "counts of members": lambda scene, _: find_counts(scene),
    "foundings": lambda scene, _: find_foundings(scene),
    "offices": lambda scene, _: find_offices(scene),
    "meetings": lambda scene, _: find_meetings(scene),
    "instruments": find_instruments,
    "names": lambda scene, _: find_names(scene),
    "figures": lambda scene, _: find_figures(scene),
}
"""Every finder, by what it finds, in the order in which they run."""


def find_claims(
    document: Document,
    sentences: tuple[Sentence, ...],
    *,
    registry: Registry,
    record: Record,
    case: Case | None = None,
    uncovered: Sequence[int] = (),
) -> Extraction[Claim]:
    """Claims in the order of the text, and stretches that were seen and not used, with the reason.

    Of the paragraphs that are `uncovered`, which have no sentences, only numbers of instruments are read.
    """
    scene = set_scene(document, sentences, registry=registry, record=record, case=case)
    mentions = find_texts(scene)
    found: dict[str, Claim] = {}
    aside: list[SetAside] = [
        SetAside(stage="check", reason="too long to be a sentence", document=document.id, span=sentence.span)
        for sentence in sentences
        if is_too_long(sentence)
    ]
    outside = _outside(scene, mentions, uncovered)
    for name, finder in FINDERS.items():
        for item in finder(*outside) if name == "instruments" else finder(scene, mentions):
            if isinstance(item, Claim):
                found.setdefault(item.id, item)
            else:
                aside.append(item)
    ordered = sorted(found.values(), key=lambda claim: (claim.span, claim.kind, claim.id))
    return Extraction(found=tuple(ordered), set_aside=tuple(aside))


def _outside(
    scene: Scene, mentions: tuple[TextMention, ...], uncovered: Sequence[int]
) -> tuple[Scene, tuple[TextMention, ...]]:
    """The scene and its mentions with those of the uncovered paragraphs among them, in the order of the text."""
    added = pieces(scene, uncovered)
    cited = (mention for piece in added for mention in cited_elsewhere(scene, piece))
    sentences = sorted((*scene.sentences, *added), key=lambda sentence: sentence.span)
    together = sorted((*mentions, *cited), key=lambda mention: mention.span.start)
    return replace(scene, sentences=tuple(sentences), subjects={}), tuple(together)
