"""Events: who does what to whom, as PLOVER and CAMEO code it, beyond the stances of positions."""

from onrecord.events.event import End, Event, How, Root
from onrecord.events.find import find_events
from onrecord.events.lexicon import EventLexicon, load_event_lexicon, read_event_lexicon

__all__ = [
    "End",
    "Event",
    "EventLexicon",
    "How",
    "Root",
    "find_events",
    "load_event_lexicon",
    "read_event_lexicon",
]
