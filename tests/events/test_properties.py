"""What holds for events of any text: places inside it, the same again, and mirrored parties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.events import Event, load_event_lexicon
from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from tests.events.conftest import Read, events_of
from tests.making import make_document

EXAMPLES = [frame.example for frame in load_event_lexicon().frames]
SIDES = [("Norway", "Chile"), ("Kenya", "Portugal"), ("Uruguay", "Botswana")]
MIRRORED = [
    "{0} condemned {1}.",
    "{0} and {1} met on Monday.",
    "{0} agreed to send food to {1}.",
    "{0} rejected a proposal from {1}.",
    "{0} threatened to break relations with {1}.",
    "{0} was accused by {1} of theft.",
    "{0} demanded that {1} release the crew.",
    "{0} imposed sanctions on {1}.",
    "{0} said that {1} had attacked a ship.",
    "{0} held talks with {1}, and {1} praised {0}.",
    "{0}'s soldiers killed {1}'s soldiers.",
    "Students marched in {0} against {1}.",
]


def acts(events: tuple[Event, ...], turn: dict[str, str]) -> set[tuple[str | None, str, str, str | None]]:
    """(source, type, code, target) by actor, the two sides turned."""
    found = set()
    for event in events:
        ends = [end.party.actor.name if end.party else None for end in (event.source, event.target)]
        source, target = (turn.get(name, name) if name else None for name in ends)
        found.add((source, str(event.root), event.cameo, target))
    return found


@pytest.mark.parametrize("sides", SIDES, ids="-".join)
@pytest.mark.parametrize("template", MIRRORED)
def test_swapped_parties_mirror_every_event(read: Read, template: str, sides: tuple[str, str]) -> None:
    """With the parties' names swapped, every event has its ends swapped and nothing else changes."""
    one, other = sides
    swapped = acts(read(template.format(other, one)), {one: other, other: one})
    assert acts(read(template.format(one, other)), {}) == swapped
    assert swapped


@settings(max_examples=30, deadline=None)
@given(chosen=st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=3))
def test_spans_lie_in_the_text(parser: Parser, knowledge: Knowledge, chosen: list[str]) -> None:
    """Ends, trigger and evidence are stretches of the text; the evidence covers the rest; a second reading is equal."""
    document = make_document(" ".join(chosen))
    events = events_of(document, parser, knowledge)
    assert events == events_of(document, parser, knowledge)
    for event in events:
        for span in (event.source.span, event.target.span, event.trigger):
            assert event.evidence.covers(span)
            assert span.of(document.text).strip() == span.of(document.text) != ""
        assert event.evidence.end <= len(document.text)
        assert not event.source.span.overlaps(event.target.span)


@settings(max_examples=15, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=120))
def test_any_text_is_read(parser: Parser, knowledge: Knowledge, text: str) -> None:
    """Whatever stands in a text, reading it raises nothing."""
    events_of(make_document(text), parser, knowledge)
