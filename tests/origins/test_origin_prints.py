from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.origins.candidates import enter, needed, take_samples, tie
from onrecord.origins.digests import Numbers
from onrecord.origins.likeness import measure
from onrecord.origins.prints import FLAGS, PARAGRAPH, PASSAGE, QUOTED, digest_of, take_prints
from onrecord.origins.wording import words_of
from tests.origins.texts import OWN_STORY, REPRINT, WIRE

LETTER = (
    "Dear neighbours, the lift in our house has been out of order since the first frost. The landlord says that a part "
    "has to come from abroad. Until it does, please help the old couple on the fifth floor with their shopping, and leave "
    "the front door open on market days. A list hangs beside the post boxes, where everybody can put down a name."
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from([*WIRE.split("\n\n"), *REPRINT.split("\n\n"), "“Yes!” He left.", "港口关闭。"])
    ).map("\n".join),
)


def print_of(text: str) -> Numbers:
    """The print of one text."""
    (numbers,) = take_prints([text])
    return numbers


def quoted(text: str) -> list[bool]:
    """For each word, whether it is quoted."""
    return [bool(number & QUOTED) for number in print_of(text).tolist()]


def opening(text: str, what: int) -> int:
    """How many words open a passage or a paragraph."""
    return sum(bool(number & what) for number in print_of(text).tolist())


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=5))
def test_the_print_of_a_text_does_not_depend_on_the_texts_beside_it(texts: list[str]) -> None:
    """Documents give the same words whether they are read one at a time or many at once."""
    together = take_prints(texts)
    assert [digest_of(numbers) for numbers in together] == [digest_of(print_of(text)) for text in texts]
    samples = take_samples(together)
    assert [sample.tolist() for sample in samples] == [take_samples([n])[0].tolist() for n in together]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Council – voted.", "the council voted"),
        ("Caf\u00e9 closed", "Cafe\u0301 closed"),
        ("co\u00adoperate", "cooperate"),
        ("ＡＢＣ １２", "abc 12"),
        ("порт ЗАКРЫТ", "Порт закрыт"),
    ],
)
def test_case_accents_and_width_make_no_other_word(one: str, other: str) -> None:
    """What is the same to a reader is the same word."""
    first, second = (print_of(text) >> FLAGS for text in (one, other))
    assert first.tolist() == second.tolist()


def test_numbers_are_one_word_and_words_are_told_apart_to_their_end() -> None:
    """A decimal point ends no word, and long words that begin alike are two."""
    assert len(print_of("3.5 and 1,200.75")) == 3
    first, second = print_of("internationalisation internationalization").tolist()
    assert first >> FLAGS != second >> FLAGS


def test_a_script_without_spaces_gives_a_word_for_each_letter() -> None:
    """Chinese, Japanese and Thai texts have as many runs to compare as others of their length."""
    for text in (
        "港口委员会周二投票决定关闭旧粮食码头",
        "港の評議会は火曜日に古い埠頭の閉鎖を決めた",
        "สภาท่าเรือลงมติปิดท่าเทียบเรือเก่า",
    ):
        assert len(print_of(text)) >= 0.8 * len(text)
        assert len(words_of(text)) >= 0.8 * len(text)
    assert words_of("港口 A") == ["港口", "a"]


def test_sentences_and_paragraphs_are_told() -> None:
    """A stop after an abbreviation or an initial ends no sentence; a Chinese stop needs no space after it."""
    assert opening("Mr. J. Brandt met Dr. Lind on Monday. He left. then he ate.", PASSAGE) == 2
    assert opening("One line\nAnother. Third", PASSAGE) == 3
    assert opening("One line\n\nAnother. Third", PARAGRAPH) == 2
    assert opening("港口关闭。居民抗议。", PASSAGE) == 2


def test_words_between_quotation_marks_are_told_whatever_the_marks() -> None:
    """Straight, curly, angle and corner marks; an opening that is never closed quotes the rest of its paragraph."""
    for text in ('A "b c" d.', "A “b c” d.", "A «b c» d.", "A „b c“ d."):
        assert quoted(text) == [False, True, True, False]
    assert quoted("甲「乙丙」丁") == [False, True, True, False]
    assert quoted("Before.\n“This goes on\nNot this") == [False, True, True, True, False, False]
    assert quoted("“This never ends") == [False] * 3


def test_posts_and_full_texts_are_somebodys_words() -> None:
    """A post that is shown, and everything after "in full:", is quoted without marks."""
    assert quoted("He wrote this.\nRain again (@someone)") == [False] * 3 + [True] * 3
    assert quoted("The letter in full:\nDear all\nGoodbye") == [False] * 4 + [True] * 3


def test_pairs_are_tied_by_shared_runs_only() -> None:
    """A reprint is proposed among many texts that share nothing with it."""
    samples = take_samples(take_prints([WIRE, LETTER, REPRINT, "A short note.", ""]))
    sizes = np.array([len(sample) for sample in samples])
    ties = tie(enter(samples, np.repeat(np.arange(5, dtype=np.uint64), sizes)))
    near = ties.runs >= needed(np.minimum(sizes[ties.one], sizes[ties.other]))
    assert list(zip(ties.one[near].tolist(), ties.other[near].tolist(), strict=True)) == [(0, 2)]


def test_a_run_that_a_crowd_shares_ties_neighbours_alone() -> None:
    """A phrase of a thousand texts costs a few comparisons for each, not half a million."""
    ties = tie(enter([np.array([7], np.uint64)] * 1000, np.arange(1000, dtype=np.uint64)))
    assert 999 <= len(ties.one) < 10_000


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_the_likeness_of_a_pair_does_not_depend_on_the_pairs_beside_it(texts: list[tuple[str, str]]) -> None:
    """Pairs that are measured together are measured as if each were alone, and shares stay between 0 and 1."""
    pairs = [(print_of(one), print_of(other)) for one, other in texts]
    together = measure(pairs)
    assert together == [measure([pair])[0] for pair in pairs]
    for likeness, (one, other) in zip(together, texts, strict=True):
        assert 0 <= likeness.share <= 1
        assert 0 <= likeness.in_order <= 1
        assert 0 <= likeness.word_runs <= 1
        assert likeness.same or one != other


def test_a_reprint_is_found_again_sentence_by_sentence() -> None:
    """Most of the wire report's narration stands in the reprint; of the other story next to nothing does."""
    wire, reprint, own = take_prints([WIRE, REPRINT, OWN_STORY])
    copy, other = measure([(wire, reprint), (wire, own)])
    assert copy.share > 0.8
    assert copy.word_runs > 0.5
    assert other.share < 0.1
