"""What says that one document is made from another: a credit line, the dates, a later version, what each holds of the other.

A tie has a ground, and grounds have an order: what a text says of itself outweighs what is worked out from dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from onrecord.origins.credit import agency_names, clean_credit, names_source, same_outlet
from onrecord.origins.kinship import Kinship, Text
from onrecord.origins.releases import is_official, is_own, issued_by
from onrecord.origins.sourcing import Says, SourceLine
from onrecord.origins.wording import words_of
from onrecord.vocabulary import Document, PartialDate, RelationKind, Span

_ZONES = timedelta(days=1)
"""A credited report may bear the day after its reprint's: the world has more than one date at a time."""
_WHOLE, _PART = 0.05, (0.3, 0.8)
"""A part has so little of its own, and so much of the whole, that nothing else is to be thought of."""
_SURELY = 2
"""Days that must lie between two texts for the dates alone to tell: sites and time zones differ by one."""
_NEWS = 7
"""Days within which a later text by the same outlet is a version of the same news."""
_HEAD = 240
"""Characters at both ends of a text where a dateline or an end credit stands."""


_SITE = re.compile(r"(?:[\w-]+\.){1,4}[a-z]{2,12}")


class Ground(IntEnum):
    """Why a document is taken for another's child, the weakest first."""

    HELD_WHOLE = 1
    EARLIER = 2
    SAME_OUTLET = 3
    AGENCY = 4
    CREDITED = 5
    RELEASED = 6
    INHERITED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document of an origin, made ready."""

    document: Document
    place: int
    """In its origin, the earliest first."""
    text: Text
    lines: tuple[SourceLine, ...]

    @property
    def official(self) -> bool:
        """True for the text of an issuer rather than an outlet's report."""
        return is_official(self.document, self.lines)

    @property
    def label(self) -> str:
        """Who prints it, for a sentence."""
        return (issued_by(self.document) if self.official else self.document.outlet) or self.document.name

    def line(self, what: Says) -> SourceLine | None:
        """The first of its lines that says this."""
        return next((line for line in self.lines if line.says is what), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One reason to take `parent` for the parent of a document."""

    parent: int
    """Place in the origin."""
    ground: Ground
    reason: str
    evidence: Span | None = None
    credit: str | None = None
    near: bool = True
    """False for a later text of the same outlet that is too late to be a version of the same news."""


def ties(child: Member, parent: Member, kin: Kinship) -> Iterator[Tie]:
    """All ties of a document to one other, the strongest first. What is later is never a parent."""
    if child.official and not parent.official:
        return
    found = (
        _released(child, parent) if kin.close else None,
        _credited(child, parent),
        _supplied(child, parent) if kin.close else None,
        _later_version(child, parent),
        _later(child, parent) if kin.kind is not RelationKind.REWORKED else None,
        _part(child, parent, kin),
    )
    yield from (tie for tie in found if tie is not None)


def _released(child: Member, parent: Member) -> Tie | None:
    """An official text that somebody else than its issuer prints."""
    if not parent.official or not is_own(parent.document) or not _may_follow(child, parent):
        return None
    issuer, outlet = issued_by(parent.document), child.document.outlet
    if child.official and not _printed_on(child, parent):
        return None
    if outlet is not None and issuer is not None and same_outlet(outlet, issuer):
        return None
    line = child.line(Says.RELEASED)
    return Tie(
        parent=parent.place,
        ground=Ground.RELEASED,
        reason=f"prints the {_kind(parent)} of {issuer}",
        evidence=line.span if line else None,
        credit=line.words if line and line.span is None else None,
    )


def _printed_on(child: Member, parent: Member) -> bool:
    """True for an official text that is later printed by somebody who has no part in it, and names its issuer."""
    printer = child.document.outlet or child.document.issuer
    issuer = issued_by(parent.document)
    if printer is None or issuer is None or same_outlet(printer, issuer) or not is_before(parent, child):
        return False
    return names_outlet(child.document.text, issuer) and not names_outlet(parent.document.text, printer)


def _kind(member: Member) -> str:
    kind = member.document.kind.value
    return kind if kind not in ("report", "other") else "press release"


def _credited(child: Member, parent: Member) -> Tie | None:
    """A credit line that names the other's outlet, or the issuer of an official text."""
    if not _may_follow(child, parent, slack=_ZONES) or _same_publisher(child, parent):
        return None
    names = [parent.document.outlet]
    names += [parent.document.issuer, parent.document.speaker] if parent.official else []
    for name in filter(None, names):
        if names_source(child.document, name):
            credit = clean_credit(child.document.credit) or name
            at = _place_of(child.document, credit)
            return Tie(
                parent=parent.place,
                ground=Ground.CREDITED,
                reason=f"credits {credit}",
                evidence=at,
                credit=child.document.credit,
            )
        for line in child.lines:
            if line.says in (Says.PRINTED, Says.SOURCED, Says.TRANSLATED) and names_outlet(line.words, name):
                return Tie(
                    parent=parent.place,
                    ground=Ground.CREDITED,
                    reason=f"says that it was printed by {name}",
                    evidence=line.span,
                    credit=None if line.span else line.words,
                )
    return None


def _supplied(child: Member, parent: Member) -> Tie | None:
    """An agency's own report that an outlet prints without a word of it; agencies sell reports, and buy none of outlets."""
    agency = agency_of(parent)
    if agency is None or agency_of(child) is not None or not _may_follow(child, parent, slack=_ZONES):
        return None
    if credits_elsewhere(child) or credits_elsewhere(parent):
        return None
    return Tie(
        parent=parent.place,
        ground=Ground.AGENCY,
        reason=f"{agency} is an agency, whose reports outlets print; no credit line says otherwise",
    )


def _later_version(child: Member, parent: Member) -> Tie | None:
    """The same outlet's text of an earlier day, or one that this one says it corrects or brings up to date."""
    if not _same_publisher(child, parent):
        return None
    line = child.line(Says.CORRECTED) if parent.line(Says.CORRECTED) is None else None
    ours = child.document.updated or child.document.date
    theirs = parent.document.updated or parent.document.date
    if _before(theirs, ours):
        reason = f"a later text by the same outlet, {_apart(theirs, ours)}"
    elif line is not None and not _before(ours, theirs):
        reason = "a later version by the same outlet, which says so"
    else:
        return None
    return Tie(
        parent=parent.place,
        ground=Ground.SAME_OUTLET,
        reason=reason,
        evidence=line.span if line else None,
        credit=line.words if line and line.span is None else None,
        near=line is not None or _days(theirs, ours) <= _NEWS,
    )


def _later(child: Member, parent: Member) -> Tie | None:
    """Printed on a later day, where neither credits anybody else.

    A text that is cut and extended as well is not asked: it may be made from another report of the same matter.
    """
    ours, theirs = child.document.date, parent.document.date
    if not _before(theirs, ours) or _days(theirs, ours) < _SURELY or credits_elsewhere(parent):
        return None
    if agency_of(child) is not None and agency_of(parent) is None:
        return None
    if credits_elsewhere(child) and _credited(child, parent) is None:
        return None
    return Tie(
        parent=parent.place,
        ground=Ground.EARLIER,
        reason=f"printed {_apart(theirs, ours)}, and neither credits another source",
    )


def _part(child: Member, parent: Member, kin: Kinship) -> Tie | None:
    """A part of the other's text, where dates do not tell which came first and neither credits anybody."""
    if _before(parent.document.date, child.document.date) or not _may_follow(child, parent):
        return None
    if credits_elsewhere(child) or credits_elsewhere(parent) or agency_of(child) is not None:
        return None
    if _same_publisher(child, parent):  # a short version may as well have come first, and grown
        return None
    if kin.new > _WHOLE or not _PART[0] <= kin.kept <= _PART[1]:
        return None
    return Tie(
        parent=parent.place,
        ground=Ground.HELD_WHOLE,
        reason="all of it stands in the longer text, and no credit line or date tells of another way",
    )


# --- Credit and dates --------------------------------------------------------------------------


def credits_elsewhere(member: Member) -> str | None:
    """The agency, outlet or line that a document credits beside its own publisher; None where there is none."""
    document = member.document
    credit = clean_credit(document.credit)
    if credit and not (document.outlet and same_outlet(credit, document.outlet)):
        return credit
    line = member.line(Says.PRINTED)
    if line is not None and not (document.outlet and names_outlet(line.words, document.outlet)):
        return line.words
    return None


def agency_of(member: Member) -> str | None:
    """The agency that publishes a document itself, by the name we print; told of a site by its address as well."""
    outlet = member.document.outlet
    if outlet is None:
        return None
    names = agency_names()
    words = tuple(words_of(outlet))
    if words in names:
        return names[words]
    labels = outlet.casefold().split(".")[:-1] if _SITE.fullmatch(outlet) else []
    return next((names[label,] for label in labels if (label,) in names), None)


def is_agency(name: str) -> bool:
    """True for any usual name of an agency."""
    return tuple(words_of(name)) in agency_names()


def names_outlet(words: str, name: str) -> bool:
    """True where the words of a name stand in a line, one after the other."""
    line, named = words_of(words), words_of(name.removeprefix("The ").removeprefix("the "))
    last = len(line) - len(named) + 1
    return bool(named) and any(line[start : start + len(named)] == named for start in range(last))


def _place_of(document: Document, name: str) -> Span | None:
    """Where a name stands at the head of the text or at its end."""
    text = document.text
    at = text.find(name, 0, _HEAD)
    if at < 0:
        at = text.rfind(name, max(0, len(text) - _HEAD))
    return Span(at, at + len(name)) if at >= 0 else None


def _same_publisher(one: Member, other: Member) -> bool:
    ours, theirs = one.document.outlet, other.document.outlet
    return ours is not None and theirs is not None and same_outlet(ours, theirs)


def is_before(one: Member, other: Member) -> bool:
    """True where the days of publication say for certain that `one` came first."""
    return _before(one.document.date, other.document.date)


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is not None and other is not None and one.last < other.first


def _may_follow(child: Member, parent: Member, *, slack: timedelta = timedelta(0)) -> bool:
    """False where the child is older than the parent by its date."""
    ours, theirs = child.document.date, parent.document.date
    return ours is None or theirs is None or theirs.first - ours.last <= slack


def _days(one: PartialDate | None, other: PartialDate | None) -> int:
    """Days that lie between two dates at least."""
    assert one is not None
    assert other is not None
    return (other.first - one.last).days


def _apart(one: PartialDate | None, other: PartialDate | None) -> str:
    """`3 days after`; the dates where no day is known."""
    assert one is not None
    assert other is not None
    if one.day is None or other.day is None:
        return f"later ({one}, then {other})"
    days = _days(one, other)
    return "the day after" if days == 1 else f"{days} days after"
