"""Every frame reads the sentence that it gives as its example."""

from __future__ import annotations

import pytest

from onrecord.events import load_event_lexicon
from onrecord.events.lexicon import EventFrame
from tests.events.conftest import Read


@pytest.mark.parametrize("frame", load_event_lexicon().frames, ids=lambda frame: frame.id)
def test_the_example_of_a_frame(read: Read, frame: EventFrame) -> None:
    """The example yields an event by that frame, with its type and code where no operator changes them."""
    events = [e for e in read(frame.example) if frame.id in e.rule.replace("/", ">").split(">")]
    assert events
    if frame.kind is None:
        assert (frame.root, frame.cameo) in {(e.root, e.cameo) for e in events}
