"""Figures are one quantity only where they surely count the same, and copies of a report count once."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_made import analysis, claim, figure, text, whole

from onrecord.across.figures import Quantity, figures
from onrecord.registry import Registry, load_registry
from onrecord.vocabulary import Analysis, ClaimKind, DocumentKind, JsonValue


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The bundled registry."""
    return load_registry()


def told(name: str, sentence: str, words: str, value: int, *, date: str = "2019-05-04", quantity: str = "displaced", comparison: str = "exactly", by: str = "Northern Relief") -> Analysis:  # fmt: skip
    """A report with one figure."""
    document = text(name, sentence, date=date)
    return analysis(document, figure(document, words, quantity, value, comparison, by=("The Paper", by)))


def displaced(name: str, value: int, **more: str) -> Analysis:
    """A report that counts the displaced of one state."""
    words = f"{value:,} people were displaced"
    return told(name, f"{name}: {words} in Portugal.", words, value, **more)


def shape(found: tuple[Quantity, ...]) -> list[tuple[str, str | None, list[tuple[str, int]], int, str]]:
    """What a reader sees of the quantities."""
    return [
        (q.measure, q.about, [(v.worded, v.origins) for v in q.values], q.origins, q.agreement) for q in found
    ]


def test_one_quantity_shows_every_value_and_who_gives_it(registry: Registry) -> None:
    """Two reports years apart give two numbers of one state of things: both stand, with date and chain."""
    first = displaced("a.txt", 800_000, date="2008-05-12")
    later = displaced("b.txt", 1_000_000, date="2018-06-04", by="minister")
    (found,) = figures(whole(first, later), registry)
    assert (found.measure, found.about, found.agreement) == ("people displaced", "PRT", "values differ")
    assert [(v.worded, v.givers) for v in found.values] == [
        ("800,000", ("The Paper > Northern Relief",)),
        ("1,000,000", ("The Paper > minister",)),
    ]
    assert found.course == "800,000 (2008-05-12), 1,000,000 (2018-06-04)"


def test_copies_of_one_report_count_once(registry: Registry) -> None:
    """Ten reprints are one source, and three papers that quote one man are one speaker."""
    reports = [displaced(f"{n}.txt", 800_000) for n in range(10)]
    (found,) = figures(whole(*reports, copies=[[f"{n}.txt" for n in range(9)]]), registry)
    (value,) = found.values
    assert (value.origins, value.speakers, len(value.given)) == (2, 1, 10)


def test_a_copy_that_changed_the_number_is_told(registry: Registry) -> None:
    """Two values in copies of one report are a change within one report, not two reports."""
    made = whole(displaced("a.txt", 800), displaced("b.txt", 900), copies=[["a.txt", "b.txt"]])
    (found,) = figures(made, registry)
    assert (found.within_one_report, found.origins) == (True, 1)


@pytest.mark.parametrize(
    ("sentence", "words", "quantity"),
    [
        ("800 civilians were displaced in Portugal.", "800 civilians were displaced", "displaced"),
        ("800 people were displaced in Norway.", "800 people were displaced", "displaced"),
        ("800 people were wounded in Portugal.", "800 people were wounded", "wounded"),
        ("80,000 people were displaced in Portugal.", "80,000 people were displaced", "displaced"),
        ("800 people were displaced there.", "800 people were displaced", "displaced"),
        (
            "Norway and Sweden said 800 people were displaced in Portugal and in Spain.",
            "800 people were displaced",
            "displaced",
        ),
    ],
)
def test_what_is_not_surely_the_same_is_kept_apart(
    sentence: str, words: str, quantity: str, registry: Registry
) -> None:
    """Other people, another state, another fate, another order of size, no state or several: another quantity."""
    value = 80_000 if "80,000" in words else 800
    other = told("b.txt", sentence, words, value, quantity=quantity)
    assert len(figures(whole(displaced("a.txt", 800), other), registry)) == 2


@pytest.mark.parametrize(
    ("later", "one"), [("2019-05-10", True), ("2019-09-10", False), ("2019", False), (None, False)]
)
def test_deaths_of_one_event_need_days_that_lie_near(
    later: str | None, one: bool, registry: Registry
) -> None:
    """The killed of a spring are not those of an autumn, and a year alone does not tell which."""
    words = "30 people were killed"
    first = told("a.txt", f"{words} in Portugal.", words, 30, quantity="killed")
    document = text("b.txt", f"The police said {words} in Portugal.", date=later)
    second = analysis(document, figure(document, words, "killed", 30))
    assert (len(figures(whole(first, second), registry)) == 1) is one


def test_a_named_place_ties_reports_of_different_years(registry: Registry) -> None:
    """The toll of the Oakfield massacre is one quantity whenever it is told."""
    first = told(
        "a.txt", "613 people were killed in Oakfield.", "613 people were killed", 613, quantity="killed"
    )
    later = told(
        "b.txt",
        "The Oakfield massacre left 620 people dead.",
        "620 people dead",
        620,
        quantity="dead",
        date="2031",
    )
    (found,) = figures(whole(first, later), registry)
    assert ([v.worded for v in found.values], found.sites) == (["613", "620"], ("oakfield",))


@pytest.mark.parametrize(
    ("comparison", "value", "agreement"),
    [("more than", 700, "values fit"), ("more than", 900, "values differ"), ("about", 780, "values fit")],
)
def test_values_fit_where_one_number_bears_all_out(
    comparison: str, value: int, agreement: str, registry: Registry
) -> None:
    """Values such as "more than 700" and "800" do not contradict each other."""
    words = f"{value} people were displaced"
    other = told("b.txt", f"In Portugal {words}.", words, value, comparison=comparison)
    (found,) = figures(whole(displaced("a.txt", 800), other), registry)
    assert found.agreement == agreement


def test_the_holder_of_land_is_not_whose_land_it_is(registry: Registry) -> None:
    """A share of territory "under Norwegian occupation" is not Norway's."""
    words = "20 percent of Portugal's territory is under Norwegian occupation"
    other = "20 percent of our lands are occupied"
    a, b = text("a.txt", f"{words}."), text("b.txt", f"{other}.", issuer="Portugal", kind=DocumentKind.SPEECH)
    made = whole(
        analysis(a, figure(a, words, "share of territory", "20%")),
        analysis(b, figure(b, other, "share of territory", "20%", by=("Ana Silva",))),
    )
    (found,) = figures(made, registry)
    assert (found.about, found.origins, found.values[0].worded) == ("PRT", 2, "20%")


def test_tallies_are_one_quantity_by_text_and_option(registry: Registry) -> None:
    """Abstentions on one resolution are laid beside each other, and never beside those on an unknown one."""
    rows = []
    for name, count, instrument in (
        ("2008", 100, "A/RES/62/243"),
        ("2009", 101, "A/RES/62/243"),
        ("2010", 100, None),
    ):
        document = text(f"{name}.txt", f"{name}: {count} abstained", date=name)
        terms: dict[str, JsonValue] = {"instrument": instrument, "option": "abstain", "count": count}
        rows.append(
            analysis(document, claim(document, f"{count} abstained", terms, kind=ClaimKind.VOTE_TALLY))
        )
    found = figures(whole(*rows), registry)
    assert [(q.about, [v.worded for v in q.values]) for q in found] == [
        ("A/RES/62/243", ["100", "101"]),
        (None, ["100"]),
    ]


def test_the_order_of_documents_makes_no_difference(registry: Registry) -> None:
    """Every order gives the same quantities, values and ids."""
    reports = [displaced(f"{n}.txt", 700 + 100 * n, date=f"201{n}") for n in range(4)]
    answers = {repr(figures(whole(*order), registry)) for order in permutations(reports)}
    assert len(answers) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(100, 400), st.integers(0, 3)), min_size=1, max_size=6), st.data())
def test_a_copy_never_changes_a_count_of_origins(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    """Copying a document into its own report changes no count of reports and no value."""
    registry = load_registry()
    reports = [displaced(f"{n}.txt", value, date=f"201{year}") for n, (value, year) in enumerate(rows)]
    before = figures(whole(*reports), registry)
    at = data.draw(st.integers(0, len(rows) - 1))
    copied = displaced("copy.txt", rows[at][0], date=f"201{rows[at][1]}")
    after = figures(whole(*reports, copied, copies=[[f"{at}.txt", "copy.txt"]]), registry)
    assert shape(after) == shape(before)
