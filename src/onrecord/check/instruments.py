"""Turns mentions of resolutions into claims that such a text was adopted.

Cited numbers are claims; of described texts only those that the document says were adopted.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.scene import Scene
from onrecord.check.text_mention import TextMention
from onrecord.vocabulary import Claim, ClaimKind, JsonValue


def find_instruments(scene: Scene, mentions: tuple[TextMention, ...]) -> Iterator[Claim]:
    """One claim for each number cited, the first time, and for each text that is said to have been adopted."""
    seen: set[tuple[str | None, str | None]] = set()
    for mention in mentions:
        if mention.how == "number":
            key = (mention.body, mention.number)
            if key not in seen:
                seen.add(key)
                yield _claim(scene, mention, "number")
        elif mention.exists and mention.body is not None and (mention.matter or mention.date):
            yield _claim(scene, mention, "description")


def _claim(scene: Scene, mention: TextMention, rule: str) -> Claim:
    candidates = [
        id_
        for id_ in mention.candidates
        if rule == "number" or ((row := scene.record.instrument(id_)) and row.adopted)
    ]
    bodies = sorted({row.body for id_ in candidates if (row := scene.record.instrument(id_))})
    terms: dict[str, JsonValue] = {
        "body": bodies[0] if len(bodies) == 1 else mention.body, "instruments": list(candidates), "described": rule == "description",
    }  # fmt: skip
    if mention.number is not None:
        terms["number"] = mention.number
    if mention.date is not None:
        terms["year"] = mention.date.year
    if mention.matter is not None:
        terms["matter"] = mention.matter
    return scene.claim(ClaimKind.INSTRUMENT, mention.span, terms, f"text told by {rule}")
