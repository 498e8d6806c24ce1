"""Many phrases in one expression, and passing over sentences that hold none of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.alternatives import screen
from onrecord.check.lexicon import any_of

_WORDS = st.text("abA-’", min_size=1, max_size=3)
_PHRASES = st.lists(st.lists(_WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)
_TEXTS = st.text("abAB-’ \n.", max_size=40)


def _one_by_one(phrases: list[str]) -> str:
    """The phrases as they stand, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    words = ("[ \\n]{1,3}".join(map(re.escape, phrase.split(" "))) for phrase in ordered)
    return r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)"


@given(_PHRASES, _TEXTS, st.sampled_from([re.NOFLAG, re.IGNORECASE]))
def test_finds_what_the_phrases_one_by_one_find(phrases: list[str], text: str, flags: re.RegexFlag) -> None:
    """Writing once what phrases begin with changes no stretch that is found, in either letter case."""
    together = [match.span() for match in re.finditer(any_of(phrases), text, flags)]
    assert together == [match.span() for match in re.finditer(_one_by_one(phrases), text, flags)]


@given(_PHRASES, _TEXTS)
def test_no_sentence_with_a_phrase_is_passed_over(phrases: list[str], text: str) -> None:
    """Wherever one of the phrases stands in a text, in whatever letter case, the screen lets the text through."""
    if re.search(_one_by_one(phrases), text, re.IGNORECASE):
        assert screen(phrases).search(text.casefold())
        assert screen(phrases, whole=True).search(text.casefold())


def test_a_sentence_without_any_is_passed_over() -> None:
    """A sentence that holds no word of the list is not read further."""
    assert screen(["vote", "abstain"]).search("they spoke of trade.") is None
    assert screen(["no"], whole=True).search("they know nothing.") is None
