"""Which stretches of a page are the article: weighed one by one, then mended together.

What is not the article is handed back with the reason that its place on the page gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.read.body_features import measure, tokens
from onrecord.read.body_mending import Kept, mended
from onrecord.read.body_weights import Weights, load_weights
from onrecord.read.boxes import Box, Boxes
from onrecord.read.knowledge import Rule
from onrecord.vocabulary import LeftOut

_LONGEST = 500
"""Characters of one stretch that is left out."""
_MOST_LEFT_OUT = 400
"""Stretches left out that are told one by one."""
_REASONS = (
    (
        "navigation",
        frozenset(
            (
                "nav",
                "navigation",
                "menu",
                "breadcrumb",
                "breadcrumbs",
                "navbar",
                "<nav>",
                "topbar",
                "pagination",
                "pager",
            )
        ),
    ),
    ("footer", frozenset(("footer", "<footer>", "colophon", "copyright", "impressum"))),
    ("caption", frozenset(("<figcaption>", "<figure>", "<caption>", "caption", "wp"))),
    ("form", frozenset(("<form>", "form", "newsletter", "subscribe", "login", "search"))),
    (
        "advertisement",
        frozenset(("ad", "ads", "advert", "advertisement", "sponsored", "promo", "banner", "adsense")),
    ),
    ("share form", frozenset(("share", "sharing", "social", "sharedaddy", "addthis", "addtoany"))),
    (
        "related",
        frozenset(
            ("related", "teaser", "teasers", "recommended", "more", "popular", "trending", "latest", "recent")
        ),
    ),
    ("tags", frozenset(("tags", "tag", "categories", "topics", "keywords"))),
    ("byline", frozenset(("byline", "author", "meta", "date", "published", "dateline", "postmeta"))),
    ("sidebar", frozenset(("sidebar", "aside", "<aside>", "widget", "rail", "secondary", "complementary"))),
    ("header", frozenset(("header", "<header>", "masthead"))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Indexes of the article's stretches, and the rest of the page by reason."""

    body: tuple[int, ...]
    left_out: tuple[LeftOut, ...]


def choose(page: Boxes, *, title: str, related: Sequence[Rule], weights: Weights | None = None) -> Chosen:
    """The article of a page whose comments are taken off; `title` is the page's own, `related` what stands over other articles."""
    if not page.stretches:
        return Chosen(body=(), left_out=())
    weights = weights or load_weights()
    found = measure(page, title, names=weights.names)
    kept = mended(page, weights.scores(found), title_at=found.title_at, related=related)
    return Chosen(body=tuple(np.flatnonzero(kept).tolist()), left_out=tuple(_rest(page, kept)))


def _rest(page: Boxes, kept: Kept) -> list[LeftOut]:
    """The other stretches in order; those side by side with one reason are told together."""
    reasons: dict[int, str] = {}
    found: list[tuple[str, str]] = []
    before, text = "", ""
    chosen: list[bool] = kept.tolist()
    for at, stretch in enumerate(page.stretches):
        if chosen[at]:
            continue
        reason = _reason(page.boxes, stretch.box, reasons)
        beside = found and before == reason and not (at and chosen[at - 1])
        if beside and len(text) + len(stretch.text) < _LONGEST:
            text = f"{text} | {stretch.text}"
            found[-1] = (reason, text)
        elif len(found) < _MOST_LEFT_OUT:
            before, text = reason, stretch.text[:_LONGEST]
            found.append((reason, text))
    return [LeftOut(reason=reason, text=text) for reason, text in found]


@lru_cache(maxsize=20_000)
def _told(tag: str, names: str) -> str | None:
    own = tokens(names) | {f"<{tag}>"}
    return next((reason for reason, words in _REASONS if not own.isdisjoint(words)), None)


def _reason(boxes: list[Box], number: int, known: dict[int, str]) -> str:
    """What the names of the box, or else of the nearest around it, say that it is."""
    path = []
    reason = "beside the article"
    while number >= 0:
        if number in known:
            reason = known[number]
            break
        path.append(number)
        box = boxes[number]
        told = _told(box.tag, box.names)
        if told is not None:
            reason = told
            break
        number = box.parent
    known.update(dict.fromkeys(path, reason))
    return reason
