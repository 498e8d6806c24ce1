"""Whom "he", "she", "they" and "it" take up: the only one who fits, or who spoke last; of two that fit, neither."""

from __future__ import annotations

import pytest

from onrecord.parse import Parser
from onrecord.pipeline import Knowledge
from tests.resolve.test_speakers import label, last_named

SETTLED = [
    ("Kari Lund met Erik Berg in Oslo. She said no.", "She", "Kari Lund"),
    ("Kari Lund said that Ana Silva had left. She added that it was late.", "She", "Kari Lund"),
    ("Erik Berg said no. Paul Moen disagreed. He said yes.", "He", "Paul Moen"),
    ("“We are tired,” Ana Silva said. “Nobody asked us,” she added.", "she", "Ana Silva"),
    ("“Lund is right,” said Erik Berg, a teacher. “Nobody asked us,” he added.", "he", "Erik Berg"),
    ("Though she called for calm, Ana Silva left.", "she", "Ana Silva"),
    ("A spokeswoman said no. She left.", "She", "spokeswoman"),
    ("Quiros Ibarra, a farmer, thanked his wife. Mr. Ibarra said no. He left.", "He", "Quiros Ibarra"),
    ("Ana Silva, who had met Kari Lund in May, said she was tired.", "she", "Ana Silva"),
    ("Chilean miners said no. They left.", "They", "Chilean miners"),
    ("Ana Silva and Kari Lund said no. They left.", "They", "Ana Silva and Kari Lund"),
    ("The Oslo Institute said prices rose. It warned that it was late.", "It", "Oslo Institute"),
]


@pytest.mark.parametrize(("text", "word", "name"), SETTLED)
def test_the_one_who_fits(parser: Parser, knowledge: Knowledge, text: str, word: str, name: str) -> None:
    """Title, noun, given name and the pronouns beside a name show who fits; who spoke last goes first."""
    assert label(last_named(text, word, parser, knowledge)) == name


UNSETTLED = [
    ("Kari Lund and Ana Silva met in Oslo. She said no.", "She"),
    ("Kari Lund met Ana Silva in Oslo on Monday. She said no.", "She"),
    ("Kari Lund told Ana Silva that she had to leave.", "she"),
    ("He said no.", "He"),
    ("Ana Silva left. He said no.", "He"),
    ("Two senators left. One senator met another senator. He said no. He said yes.", "He"),
    ("Erik Berg said no. “He is late,” Berg added.", "He"),
]


@pytest.mark.parametrize(("text", "word"), UNSETTLED)
def test_no_guess(parser: Parser, knowledge: Knowledge, text: str, word: str) -> None:
    """Two women and a "she", nobody of that sex, or the speaker of the very quotation: nobody is meant."""
    assert last_named(text, word, parser, knowledge) is None
