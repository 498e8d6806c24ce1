"""The dates of a page: each place that tells one is a candidate with its rule, and they are weighed.

Agreement raises a date; where candidates contradict one another and none leads, the page has no date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from datetime import timedelta

from lxml import etree

from onrecord.read.date_values import day_order, in_address, machine_date, whole_day
from onrecord.read.dates import DayOrder, find_dates
from onrecord.read.page_marks import Mark, Marks, text_of
from onrecord.read.page_words import load_page_words
from onrecord.read.printed_dates import LISTED, Candidate, find_printed
from onrecord.read.printed_lines import PrintedLine, named_lines
from onrecord.read.structured import Item
from onrecord.vocabulary import PartialDate

LEAST = 3.0
"""Weight. Less is no evidence of a date."""
SURE = 7.0
"""Weight. What has less is dropped where another day has as much."""
_RIVAL = 0.5
"""Difference in weight within which another day has as much."""
_AGREEING = 0.5
"""Share of its weight that each further kind of place adds to a day."""
_IN_ADDRESS = 8.0
_IN_TITLE = 3.5
_OWN_PRINT = 5.0
"""Weight from which a day without a zone is the page's own, to which universal time gives way."""
_FAR = 60
"""Elements between the heading and a time that is near it."""
_VAGUE = "meta tag (date)"
_TIMES = 12
"""Time elements that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDates:
    """The day of publication with what told it, and the day of the last change."""

    published: PartialDate | None = None
    rule: str | None = None
    updated: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How the page prints dates."""

    order: DayOrder | None
    language: str | None

    def date(self, value: str) -> tuple[day, bool] | None:
        return machine_date(value, order=self.order, language=self.language)


def tell_dates(
    marks: Marks,
    items: Sequence[Item],
    heading: Mark | None,
    lines: Callable[[], Sequence[PrintedLine]],
    *,
    addresses: Sequence[str],
    language: str | None,
) -> PageDates:
    """The dates of a page; `addresses` are those that the page gives itself and where it was found."""
    reading = _Reading(order=day_order(addresses, language), language=language)
    candidates = [*_from_items(items), *_from_metas(marks, reading), *_from_addresses(addresses)]
    if not _settled(candidates):
        candidates += [*_from_props(marks, reading), *_from_times(marks, heading, reading)]
    if not _settled(candidates):
        candidates += _from_title(marks, reading)
        candidates += find_printed(lines(), order=reading.order, language=language)
        # Fields anywhere in the page are asked only where nothing near the title is sure.
        if _weight(candidates) < SURE:
            candidates += find_printed(named_lines(marks, lines()), order=reading.order, language=language)
    candidates = list(_told_apart(candidates))
    best = _leading([item for item in candidates if not item.changed])
    last = _leading([item for item in candidates if item.changed])
    later = last is not None and (best is None or last.date > best.date)
    return PageDates(
        published=_partial(best.date) if best is not None else None,
        rule=best.rule if best is not None else None,
        updated=_partial(last.date) if last is not None and later else None,
    )


def _told_apart(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates; a tag that says no more than "date" tells a change where it stands alone, behind another day of the page."""
    for item in candidates:
        others = [other for other in candidates if other.rule != item.rule and not other.changed]
        vague = (
            item.rule == _VAGUE
            and all(other.date != item.date for other in others)
            and any(other.date < item.date and other.weight >= LEAST for other in others)
        )
        yield replace(item, changed=True) if vague else item


def _settled(candidates: Sequence[Candidate]) -> bool:
    """True where several kinds of markup give one day of publication and none of them in universal time."""
    published = [item for item in candidates if not item.changed and item.weight >= LEAST]
    days = {item.date for item in published}
    return (
        len(days) == 1
        and len({_kind(item) for item in published}) > 1
        and not any(item.zoned for item in published)
    )


def _weight(candidates: Sequence[Candidate]) -> float:
    """The most that any day of publication weighs."""
    published = [item for item in candidates if not item.changed]
    days = {item.date for item in published}
    return max((_total([item for item in published if item.date == date]) for date in days), default=0.0)


def _kind(candidate: Candidate) -> str:
    return candidate.rule.split(" (")[0]


def _partial(date: day) -> PartialDate:
    return PartialDate(date.year, date.month, date.day)


def _from_items(items: Sequence[Item]) -> Iterator[Candidate]:
    articles = [item for item in items if item.article]
    for item in (articles or list(items))[:3]:
        weight = 9.0 if item.article else 7.0
        for value, name, share in (
            (item.published, "datePublished", 1.0),
            (item.created, "dateCreated", 0.7),
            (item.modified, "dateModified", 1.0),
        ):
            found = machine_date(value) if value else None
            if found is not None:
                yield Candidate(
                    date=found[0],
                    rule=f"structured data ({name})",
                    weight=weight * share,
                    zoned=found[1],
                    changed=name == "dateModified",
                )


def _from_metas(marks: Marks, reading: _Reading) -> Iterator[Candidate]:
    known = load_page_words()
    for name, values in marks.metas.items():
        changed = name in known.lists["updated"]
        weight = known.published.get(name, 8.0 if changed else 0.0)
        found = reading.date(values[0]) if weight else None
        if found is not None:
            yield Candidate(
                date=found[0], rule=f"meta tag ({name})", weight=weight, zoned=found[1], changed=changed
            )


def _from_addresses(addresses: Sequence[str]) -> Iterator[Candidate]:
    for address in addresses:
        found = in_address(address)
        if found is not None:
            yield Candidate(date=found, rule="address", weight=_IN_ADDRESS)


def _from_title(marks: Marks, reading: _Reading) -> Iterator[Candidate]:
    """A day in figures at either end of the title; in words it is part of what the title says."""
    title = marks.title or ""
    for found in find_dates(title, order=reading.order, language=reading.language):
        made = whole_day(found.date)
        at_edge = found.start == 0 or found.end == len(title)
        if (
            made is not None
            and at_edge
            and not any(char.isalpha() for char in title[found.start : found.end])
        ):
            yield Candidate(date=made, rule="printed in the title", weight=_IN_TITLE)


def _from_props(marks: Marks, reading: _Reading) -> Iterator[Candidate]:
    """Microdata: itemprop="datePublished" outside of comments and teasers, up to the first of them."""
    for mark in marks.props():
        name = (mark.element.get("itemprop") or "").casefold()
        if "date" not in name or marks.elsewhere(mark.element):
            continue
        value = mark.element.get("content") or mark.element.get("datetime") or text_of(mark.element)
        found = reading.date(value)
        if found is not None and ("datepublished" in name or "datecreated" in name):
            yield Candidate(date=found[0], rule="microdata (datePublished)", weight=8.0, zoned=found[1])
            return
        if found is not None and "datemodified" in name:
            yield Candidate(
                date=found[0], rule="microdata (dateModified)", weight=7.0, zoned=found[1], changed=True
            )


def _from_times(marks: Marks, heading: Mark | None, reading: _Reading) -> Iterator[Candidate]:
    """Time elements outside of comments, the nearest to the heading first; beside the text only where no other is."""
    every = marks.times()
    times = [mark for mark in every if not marks.elsewhere(mark.element)]
    times = times or [mark for mark in every if marks.place(mark.element) == "beside"]
    if heading is not None:
        times.sort(key=lambda mark: _distance(mark, heading))
    found = []
    for mark in times[:_TIMES]:
        # What a reader sees stands above the attribute, which may be in another zone or of another version.
        told = reading.date(text_of(mark.element, limit=80)) or reading.date(_attribute(mark))
        if told is not None:
            found.append((mark, *told))
    days = {date for _, date, _ in found}
    listed = len(days) > LISTED
    if len(days) > 1 and all(marks.elsewhere(mark.element) for mark, _, _ in found):
        return
    patterns = load_page_words().patterns
    earlier = 0
    for mark, date, zoned in found:
        near = heading is not None and _distance(mark, heading) < _FAR and not marks.elsewhere(mark.element)
        names = " ".join(
            (mark.element.get("class") or "", _before(mark.element), text_of(mark.element, limit=80))
        )
        changed = patterns["changed"].search(names) is not None and not patterns["published"].search(names)
        weight = 6.0 if near else 1.0 if listed else 4.0
        yield Candidate(
            date=date,
            rule="time element",
            weight=max(0.0, weight - (0 if changed else 2 * earlier)),
            zoned=zoned,
            changed=changed,
        )
        earlier += not changed


def _attribute(mark: Mark) -> str:
    return mark.element.get("datetime") or mark.element.get("title") or ""


def _distance(mark: Mark, heading: Mark) -> int:
    """Elements between a mark and the heading; what stands before it is taken for further away."""
    return mark.order - heading.order if mark.order >= heading.order else 2 * (heading.order - mark.order)


def _before(element: etree._Element) -> str:
    """The text right before an element."""
    previous = element.getprevious()
    if previous is not None:
        return ((previous.tail or "").strip() or text_of(previous, limit=60))[-60:]
    parent = element.getparent()
    return (parent.text or "")[-60:] if parent is not None else ""


def _localised(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, those in universal time moved to the day before or after where the page itself has that one."""
    own = {item.date for item in candidates if not item.zoned and item.weight >= _OWN_PRINT}
    for item in candidates:
        near = [
            date for date in (item.date - timedelta(days=1), item.date + timedelta(days=1)) if date in own
        ]
        moves = item.zoned and item.date not in own and len(near) == 1
        yield replace(item, date=near[0]) if moves else item


def _leading(candidates: Sequence[Candidate]) -> Candidate | None:
    """The day with the most weight: its best candidate, and a part of each further kind of place that agrees."""
    kinds: dict[day, dict[str, Candidate]] = {}
    for item in _localised(candidates):
        ranked = kinds.setdefault(item.date, {})
        kind = _kind(item)
        if kind not in ranked or ranked[kind].weight < item.weight:
            ranked[kind] = item
    scored = sorted(
        ((_total(ranked.values()), date) for date, ranked in kinds.items()),
        key=lambda item: (-item[0], item[1]),
    )
    if not scored or scored[0][0] < LEAST:
        return None
    # Equal evidence in print is a list of other pages; markup that says "published" is not.
    if scored[0][0] < SURE and len(scored) > 1 and scored[1][0] >= scored[0][0] - _RIVAL:
        return None
    return max(kinds[scored[0][1]].values(), key=lambda item: (item.weight, item.rule))


def _total(candidates: Iterable[Candidate]) -> float:
    weights = sorted((item.weight for item in candidates), reverse=True)
    return weights[0] + _AGREEING * sum(weights[1:])
