"""From a chart to bytes: SVG for a page, SVG that stands alone, PNG. No network, no script, no font needed.

The chart itself is an Altair object, so a notebook shows it as it is.
"""

from __future__ import annotations

import re
import zlib
from html import escape
from typing import TYPE_CHECKING

from onrecord.charts.palette import LIGHT, Paper

if TYPE_CHECKING:
    from onrecord.charts.frame import Chart

_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_ROOT = re.compile(r"<svg\b[^>]*>")


def inline_svg(chart: Chart) -> str:
    """One `<svg>` element for an HTML page, in the page's own ink, without namespaces, scripts, links or ids."""
    # Inside HTML the namespaces say nothing; without them the page names no address at all.
    return _NAMESPACES.sub("", _svg(chart), count=4)


def svg(chart: Chart, *, paper: Paper = LIGHT) -> str:
    """A whole SVG file on its own paper."""
    drawn = _svg(chart)
    root = _ROOT.match(drawn)
    assert root is not None
    style = f' color="{paper.ink}" style="background:{paper.background}">'
    size = re.search(r'width="[\d.]+" height="[\d.]+"', root[0])
    assert size is not None
    ground = f'<rect {size[0]} fill="{paper.background}"/>'
    return f"{root[0][:-1]}{style}{ground}{drawn[root.end() :]}"


def png(chart: Chart, *, paper: Paper = LIGHT, scale: float = 2) -> bytes:
    """A PNG with `scale` dots to each pixel of the SVG. Its letters are those of the machine's sans-serif."""
    import vl_convert

    return _packed(vl_convert.svg_to_png(svg(chart, paper=paper), scale=scale))


def _packed(picture: bytes) -> bytes:
    """The same PNG a quarter as large: its dots are packed for speed where they are made, and here for size."""
    head, chunks, at = picture[:8], [], 8
    while at < len(picture):
        length = int.from_bytes(picture[at : at + 4])
        chunks.append((picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]))
        at += 12 + length
    dots = zlib.compress(zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT")), 9)
    first = [(kind, body) for kind, body in chunks if kind not in (b"IDAT", b"IEND")]
    return head + b"".join(_chunk(*chunk) for chunk in (*first, (b"IDAT", dots), (b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _svg(chart: Chart) -> str:
    import altair
    import vl_convert

    known = vl_convert.get_vegalite_versions()
    wanted = altair.SCHEMA_VERSION.removeprefix("v").rsplit(".", 1)[0]
    # A chart is held against the schema by a test, so it needs no check each time.
    spec = chart.to_dict(validate=False)
    drawn: str = vl_convert.vegalite_to_svg(
        spec, vl_version=wanted if wanted in known else known[-1], allowed_base_urls=[]
    )
    told = escape(spec.get("description", ""), quote=True)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1)
