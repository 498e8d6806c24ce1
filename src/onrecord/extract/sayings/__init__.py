"""Sayings: who is said to have said, thought or done what, sentence by sentence."""

from onrecord.extract.sayings.cues import Cues, load_cues
from onrecord.extract.sayings.reading import read_sayings
from onrecord.extract.sayings.saying import Saying, Speaker

__all__ = ["Cues", "Saying", "Speaker", "load_cues", "read_sayings"]
