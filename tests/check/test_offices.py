"""Claims about office holders: who, of what, and for which time the words are meant."""

from __future__ import annotations

import pytest

from onrecord.vocabulary import ClaimKind
from tests.check.conftest import Check


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The current president of France is Nicolas Sarkozy.", "matches"),
        ("The current president of France is Jacques Chirac.", "differs"),
        ("France's president is Jacques Chirac.", "differs"),
        ("Nicolas Sarkozy, the incumbent president of France, has called for calm.", "matches"),
        ("Jacques Chirac, the president of France, told reporters so.", "differs"),
        ("France's president, Jacques Chirac, flew home.", "differs"),
        ("Jacques Chirac remains president of France.", "differs"),
        ("Russia's long-time foreign minister, Sergey Lavrov, spoke.", "matches"),
        ("Ban Ki-moon has been the secretary-general of the United Nations since 2007.", "matches"),
        ("Ban Ki-moon has been the secretary-general of the United Nations since 2003.", "differs"),
        ("Kofi Annan served as secretary-general of the United Nations from 1997 to 2006.", "matches"),
        ("Kofi Annan served as secretary-general of the United Nations from 1992 to 1996.", "differs"),
        ("Jacques Chirac was president of France until 2007.", "matches"),
        ("In 2004, Jacques Chirac was the president of France.", "matches"),
        ("In 2010, Jacques Chirac was the president of France.", "differs"),
    ],
)
def test_wordings(check: Check, text: str, verdict: str) -> None:
    """The holder is compared at the text's date, or at the date told for the office."""
    [office] = check(text, ClaimKind.OFFICE, date="2012-04-02")
    assert office.verdict.value == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The then president of France, Jacques Chirac, said no.",
        "In 2003, French president Jacques Chirac said no.",
        "At the time French president Jacques Chirac said no.",
        "The war began in 2003. The president of France, Jacques Chirac, said no.",
        "Nicolas Sarkozy, the president of France, spoke. The president of France, Jacques Chirac, said no.",
        "On a visit to Turkey President Vladimir Putin said no.",
        "In Ankara President Vladimir Putin said no.",
        "China had called President Barack Obama over it.",
        "A letter to the wife of the president of France, Jacques Chirac, was sent.",
    ],
)
def test_another_time_or_office_never_differs(check: Check, text: str) -> None:
    """A title told of the past, or of somebody beside the holder, is not held against the record."""
    assert "differs" not in [c.verdict.value for c in check(text, ClaimKind.OFFICE, date="2012-04-02")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The secretary-general of the Non-Aligned Movement is John Smith.", ["differs"]),
        ("The Secretary-General of the Non-Aligned Movement, John Smith, said so.", ["differs"]),
        ("NAM Secretary-General John Smith welcomed it.", ["differs"]),
        ("The Non-Aligned Movement has no secretary-general.", []),
        ("John Smith is not the secretary-general of the Non-Aligned Movement.", []),
    ],
)
def test_an_office_that_does_not_exist(check: Check, text: str, found: list[str]) -> None:
    """It differs with any name, unless the text itself denies it."""
    assert [c.verdict.value for c in check(text, ClaimKind.OFFICE, date="2012-04-02")] == found


def test_right_when_written(check: Check) -> None:
    """What has changed since is told in a step."""
    [office] = check("The president of France is Nicolas Sarkozy.", ClaimKind.OFFICE, date="2012-04-02")
    assert office.verdict.value == "matches"
    assert "Emmanuel Macron" in office.verdict.steps[0]
