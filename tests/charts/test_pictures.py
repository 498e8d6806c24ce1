"""What every picture has in common: it is the same each time, tells itself in words, and obeys no name."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zlib

import pytest
from chart_sample import CHARTS, TABLES

from onrecord.charts import DARK, LIGHT, inline_svg, png, svg
from onrecord.charts.palette import SEGMENTS, STROKES
from onrecord.errors import UsageError

HOSTILE = (
    "=1+1<script>alert(1)</script>\"' onload='x' &amp; ]]>\u202egnp\x00\x1b[31m\ufffe\ud800 {{7*7}} \"+datum.x+\" "
    + "W" * 3000
)
ALL = pytest.mark.parametrize("name", CHARTS)


@ALL
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    """A picture in a repository changes only when its figures do."""
    assert svg(CHARTS[name]("Corvania", "A title")) == svg(CHARTS[name]("Corvania", "A title"))


@ALL
def test_a_chart_keeps_to_the_schema(name: str) -> None:
    """The Altair object is one that a notebook draws too; the renderer itself does not check it again."""
    CHARTS[name]("Corvania", "A title").to_dict(validate=True)


@ALL
def test_a_hostile_name_stays_a_name(name: str) -> None:
    """Markup, formulas, control characters and lone surrogates of a name reach no reader as such."""
    for drawn in (svg(CHARTS[name](HOSTILE, HOSTILE)), inline_svg(CHARTS[name](HOSTILE, HOSTILE))):
        root = ElementTree.fromstring(drawn)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "g", "path", "text", "rect", "line"}
        attributes = {key for element in root.iter() for key in element.attrib}
        assert not any(key.startswith("on") or "href" in key or key == "id" for key in attributes)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\ufffe\ud800-\udfff]", drawn)
        assert "⟦U+202E⟧" in drawn or "…" in drawn
    table = TABLES[name](HOSTILE).csv()
    assert not re.search(r"(^|,)\"?[=+@]", table, flags=re.MULTILINE)
    assert "\x1b" not in table


@ALL
def test_no_font_moves_the_picture(name: str) -> None:
    """The size follows from the chart alone, whatever glyphs a machine has for a name."""
    found = set()
    for each in ("Oz", "W" * 900, "ﷺ" * 400, "漢" * 500):
        chart = CHARTS[name](each, each)
        match = re.search(r'width="(\d+)" height="(\d+)"', svg(chart))
        assert match
        spec = chart.to_dict()
        if spec.get("autosize") == {"type": "none"}:
            room = spec["padding"]
            across = spec["width"] + room["left"] + room["right"]
            assert match.groups() == (str(across), str(spec["height"] + room["top"] + room["bottom"]))
        else:
            found.add(match.groups())
    assert len(found) <= 1


@ALL
def test_a_picture_tells_itself_in_words(name: str) -> None:
    """Who sees no picture hears what is in it, and no more than can be heard."""
    told = re.search(r'<svg role="img" aria-label="([^"]+)"', inline_svg(CHARTS[name]("Corvania", "")))
    assert told
    assert 40 < len(told[1]) < 3000


@ALL
def test_a_page_gives_its_own_ink(name: str) -> None:
    """Inside a page nothing is painted black or white but on a coloured ground, and no address is named."""
    drawn = inline_svg(CHARTS[name]("Corvania", "Title"))
    assert 'fill="currentColor"' in drawn
    assert "http" not in drawn
    words = re.findall(r'<text [^>]*fill="(#[0-9a-f]{3,6}|black|white)"', drawn, flags=re.IGNORECASE)
    assert set(words) <= {ink for _, ink, _ in SEGMENTS.values()} | {stroke.colour for stroke in STROKES}


def test_a_picture_that_stands_alone_has_its_paper() -> None:
    """On dark paper the ink is light."""
    chart = CHARTS["agreement_lines"]("Corvania", "Title")
    assert f'fill="{DARK.background}"' in svg(chart, paper=DARK)
    assert f'color="{DARK.ink}"' in svg(chart, paper=DARK)
    assert f'color="{LIGHT.ink}"' in svg(chart)


def test_png_is_a_png_of_that_size() -> None:
    """The dots are `scale` to the pixel."""
    chart = CHARTS["vote_map"]("Azerbaijan", "")
    size = re.search(r'width="(\d+)" height="(\d+)"', svg(chart))
    assert size
    for scale in (1, 2):
        picture = png(chart, scale=scale)
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert int.from_bytes(picture[16:20]) == scale * int(size[1])
        assert int.from_bytes(picture[20:24]) == scale * int(size[2])
        start = picture.index(b"IDAT")
        packed = picture[start + 4 : start + 4 + int.from_bytes(picture[start - 4 : start])]
        dots = len(zlib.decompress(packed))
        assert dots == scale * int(size[2]) * (1 + 4 * scale * int(size[1]))


def test_colours_stand_out_on_both_papers() -> None:
    """Lines have a contrast of three to one on white and on dark paper, letters four and a half on their ground."""
    for stroke in STROKES:
        assert min(_contrast(stroke.colour, paper.background) for paper in (LIGHT, DARK)) >= 3, stroke
    for fill, ink, letter in SEGMENTS.values():
        assert _contrast(fill, ink) >= 4.5, letter


def test_no_two_marks_differ_by_colour_alone() -> None:
    """Whoever sees no colours tells votes by letters, and lines by dashes and shapes."""
    assert len({letter for _, _, letter in SEGMENTS.values()}) == len(SEGMENTS)
    assert (
        len({stroke.dash for stroke in STROKES}) == len({stroke.shape for stroke in STROKES}) == len(STROKES)
    )


def test_nothing_to_draw_says_so() -> None:
    """An empty chart is an error with a remedy, not an empty picture."""
    from onrecord import charts

    for draw in (
        lambda: charts.vote_bars([]),
        lambda: charts.vote_matrix([], []),
        lambda: charts.vote_map([]),
        lambda: charts.agreement_lines([]),
        lambda: charts.ideal_point_lines([]),
        lambda: charts.ideal_point_dots([]),
        lambda: charts.cohesion_lines("Lake", []),
    ):
        with pytest.raises(UsageError, match="nothing to draw"):
            draw()


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio of two colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
