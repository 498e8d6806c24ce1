"""Which instruments in the record a described text may be: those of its body, date and matter.

The matter is told by the phrase itself, else by its sentence, else by what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.check.scene import Scene
from onrecord.check.text_mention import VOTING
from onrecord.check.titles import is_titled_so, titled
from onrecord.vocabulary import Instrument, PartialDate, Sentence

_AROUND = 3000
"""Characters of a paragraph that are looked through for what a text is about."""
_FRESH = 31
"""Days after which a text is no longer the one that everybody speaks of."""
_NEWS = 366
"""Days that something told as news may lie back."""


def fitting(
    scene: Scene,
    sentence: Sentence,
    *,
    body: str | None,
    date: PartialDate | None,
    matter: str | None,
    is_news: bool,
) -> tuple[tuple[Instrument, ...], str | None]:
    """The instruments that fit body, date and matter, and by what the matter is told: `phrase`, `sentence` or `around`.

    What a text tells as news was adopted at most a year before it was written.
    """
    bodies = (body,) if body in VOTING else VOTING
    for told_by, phrase in _phrases(scene, sentence, matter):
        about = {row.id for row in scene.record.instruments(matter=phrase)} | _case_instruments(scene, phrase)
        if told_by == "phrase" and (body is None or scene.record.covering(body, phrase, date) is None):
            about |= titled(scene, phrase)
        rows = (row for id_ in about if (row := scene.record.instrument(id_)))
        found = tuple(
            sorted(
                (
                    row
                    for row in rows
                    if row.body in bodies
                    and (date is None or row.date.may_be(date))
                    and (scene.date is None or row.date.first <= scene.date.last)
                    and not (
                        is_news and scene.date and scene.date.first - row.date.last > timedelta(days=_NEWS)
                    )
                ),
                key=lambda row: (row.body, row.date, row.id),
            )
        )
        if told_by == "around":
            found = tuple(
                row for row in found if _is_fresh(scene, row) or _names_more_than_a_state(scene, row, phrase)
            )
        if found or (told_by == "phrase" and _is_telling(scene, phrase)):
            return found, told_by
    return (), None


def _phrases(scene: Scene, sentence: Sentence, matter: str | None) -> Iterator[tuple[str, str]]:
    """What may tell the matter, the nearest first."""
    paragraphs = scene.document.paragraphs
    paragraph = paragraphs[sentence.paragraph].span if paragraphs else sentence.span
    if matter is not None:
        yield "phrase", matter
    yield "sentence", sentence.span.of(scene.text)
    yield "around", f"{scene.document.title or ''} {paragraph.of(scene.text)[:_AROUND]}"


def _names_more_than_a_state(scene: Scene, row: Instrument, phrase: str) -> bool:
    """False where nothing but the name of a state ties the text to the matter: many texts are about one state."""
    case = _case_instruments(scene, phrase)
    named = (matter for matter in row.matters if matter.casefold() in phrase.casefold())
    return row.id in case or any(not _is_state(scene, matter) for matter in named)


def _is_state(scene: Scene, name: str) -> bool:
    return any(row.use in ("short", "official", "alias", "acronym") for row in scene.registry.find(name))


def _is_fresh(scene: Scene, row: Instrument) -> bool:
    """True where the text was adopted, or failed, in the weeks before the document was written."""
    return scene.date is not None and scene.date.first - row.date.last <= timedelta(days=_FRESH)


def _is_telling(scene: Scene, phrase: str) -> bool:
    """True where the phrase names a state or has a name in it: it then says what the text is about."""
    return any(word[:1].isupper() for word in phrase.split()) or bool(scene.registry.mentions(phrase, None))


def _case_instruments(scene: Scene, phrase: str) -> set[str]:
    """Instruments that the user's case ties to a matter named in the phrase."""
    matters = scene.case.matters if scene.case else ()
    lowered = phrase.casefold()
    return {
        id_
        for matter in matters
        for name in matter.names
        if name.casefold() in lowered
        for id_ in matter.instruments
    }


def is_sure(scene: Scene, rows: tuple[Instrument, ...], date: PartialDate | None, matter: str | None) -> bool:
    """One fits, and the record promises that it holds all of that body on that matter at that time.

    A day is as good as a promise: a body seldom adopts two texts on one matter on one day. A text that only its title
    ties to the matter must have every word of it there.
    """
    if len(rows) != 1 or date is None:
        return False
    if not rows[0].matters and (matter is None or not is_titled_so(scene, rows[0], matter)):
        return False
    if date.day is not None:
        return True
    return matter is not None and scene.record.covering(rows[0].body, matter, date) is not None
