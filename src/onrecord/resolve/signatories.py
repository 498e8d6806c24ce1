"""Whose joint statement a text is: the states and bodies listed where such texts name those who make them.

Only an unbroken list counts ("by the Governments of A, B and C"); a state that the title or opening merely speaks of
("to express support for D") is no signatory.
"""

from __future__ import annotations

import re

from onrecord.registry import Registry
from onrecord.vocabulary import ActorKind, Document, Party

_FEWEST = 2
_OPENING = 1500
_LONGEST_GAP = 120
_JOINT = re.compile(r"\bjoint\b|\bstatement (?:from|by|of) the\b", re.I)
# Where a list of those who make a joint statement begins.
_ANCHOR = re.compile(
    r"\b(?:by|from|between|among|We,|[Ww]e[—–-]|[Rr]epresentatives of|[Gg]overnments? of|[Mm]inisters of|[Ll]eaders of|[Mm]embers of|[Ss]tatement of)\s*"
    r"|(?<=\))[—–-]"
)
# What may stand between two names of a list: titles, given names, commas, "and the", "of the".
_GAP = re.compile(
    r"(?:[\s,;()./—–-]|\b(?:and|the|of|as|well|for|de|da|van|der|on behalf)\b|\b[A-Z][\w'’.-]*|[\"“”][A-Z]\w*[\"“”])*"
)
_BEFORE_JOINT = re.compile(r"^(.{2,80}?)\s+Joint\b")


def find_signatories(document: Document, registry: Registry) -> tuple[Party, ...]:
    """The signatories in alphabetical order of their ids; empty where no list of two or more is found."""
    title = document.title or ""
    if not _JOINT.search(f"{title} {document.text[:300]}"):
        return ()
    lists = [_listed(stretch, document, registry) for stretch in _stretches(title, document.text[:_OPENING])]
    longest = max(lists, key=len, default={})
    return tuple(longest[id_] for id_ in sorted(longest)) if len(longest) >= _FEWEST else ()


def _stretches(title: str, opening: str) -> list[str]:
    """What follows each place where a list may begin, and "A-B" before "Joint Statement"."""
    found = [text[match.end() :] for text in (title, opening) for match in _ANCHOR.finditer(text)]
    before = _BEFORE_JOINT.match(title)
    return [*found, before.group(1)] if before is not None else found


def _listed(stretch: str, document: Document, registry: Registry) -> dict[str, Party]:
    """The actors of one unbroken list at the beginning of a stretch."""
    found: dict[str, Party] = {}
    end = 0
    for start, stop, party in _named(stretch, document, registry):
        gap = stretch[end:start] if start >= end else ""
        if len(gap) > _LONGEST_GAP or not _GAP.fullmatch(gap):
            break
        end = max(end, stop)
        if party is not None:
            found.setdefault(party.actor.id, party)
    return found


def _named(stretch: str, document: Document, registry: Registry) -> list[tuple[int, int, Party | None]]:
    """Names of states, bodies and office holders in order; None for one that settles no single actor."""
    found: list[tuple[int, int, Party | None]] = []
    for hit in registry.mentions(stretch, on=document.date):
        actor = registry.actor(hit.actors[0]) if len(hit.actors) == 1 else None
        named = actor is not None and actor.kind in (ActorKind.STATE, ActorKind.BODY)
        listed = named and hit.names[0].use not in ("adjective", "demonym", "capital", "capital-weak")
        party = (
            Party(actor=actor, mention=None, rule="signatory", rows=(hit.names[0].row,))
            if actor and listed
            else None
        )
        found.append((hit.span.start, hit.span.end, party))
    for person in registry.people_mentions(stretch, on=document.date):
        owners = {o.of for t in person.tenures if (o := registry.office(t.office)) is not None}
        owner = registry.actor(min(owners)) if len(owners) == 1 else None
        rows = tuple(t.row for t in person.tenures)
        party = Party(actor=owner, mention=None, rule="signatory", rows=rows) if owner is not None else None
        found.append((person.span.start, person.span.end, party))
    return sorted(found, key=lambda item: item[:2])
