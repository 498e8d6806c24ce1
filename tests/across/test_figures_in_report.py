"""The report lays the values of one quantity beside each other."""

from __future__ import annotations

import re
from html import unescape

from whole_made import analysis, figure, text, whole

from onrecord.across.figures import figures
from onrecord.registry import load_registry
from onrecord.report import content_from, render_report
from onrecord.vocabulary import Analysis, OriginGroup

HOSTILE = "<script>alert(1)</script>"


def page(*made: Analysis) -> str:
    """The report of documents that are all reports of their own."""
    origins = [
        OriginGroup(id=f"org-{one.document.id}", name=None, documents=(one.document.id,), reason="alone")
        for one in made
    ]
    return render_report(
        content_from(
            made,
            origins,
            version="0",
            actor_names={"PRT": "Portugal"},
            figures=figures(whole(*made), load_registry()),
        )
    )


def report(name: str, value: int, date: str) -> Analysis:
    """A report with one figure."""
    words = f"{value} people were displaced"
    document = text(name, f"{words} in Portugal.", date=date, title=f"{name} {HOSTILE}")
    return analysis(document, figure(document, words, "displaced", value, by=("The Paper", HOSTILE)))


def test_values_that_differ_stand_beside_each_other() -> None:
    """Each value is shown with its reports, its time and on whose word; hostile names stay words."""
    shown = page(report("a", 800, "2008-05-12"), report("b", 900, "2018-06-04"))
    (section,) = re.findall(r'<section id="figures".*?</section>', shown, flags=re.S)
    words = " ".join(unescape(re.sub(r"<[^>]+>", "", section)).split())
    assert "people displaced: Portugal values differ, 2 independent reports" in words
    assert f"1 independent report, 2008-05-12; said by The Paper > {HOSTILE}" in words
    assert HOSTILE not in section


def test_nothing_is_shown_where_no_figure_is_told_twice() -> None:
    """A figure of one report alone has nothing beside it."""
    assert 'id="figures"' not in page(report("a", 800, "2008-05-12"))
