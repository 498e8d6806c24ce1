"""Whose words a whole document is: the speaker of a speech, the body of a communique, the resolution itself.

"I", "we", "my country", "the meeting" and "this Council" are read by these.
"""

from __future__ import annotations

import re

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.resolve.signatories import find_signatories
from onrecord.vocabulary import Actor, ActorKind, Body, Document, DocumentKind, Party, Voices

_OTHER_END = re.compile(r"\b(?:to|at|in|with|before|on)\b", re.I)
_NUMBERED = re.compile(r"\b(?:S/RES/|[Rr]esolution\s+)(\d{1,4})\s*\((\d{4})\)")
_ASSEMBLY = re.compile(r"\bA/RES/(?:ES-)?\d{1,2}/\d{1,3}\b")
_MET = re.compile(r"\b(?:met|meeting of|held|convened|gathered|assembled|took place)\b")
_ORGAN_OF = re.compile(
    r"\b((?:[A-Z][\w-]+ )*(?:Group|Council|Committee|Commission|Bureau|Assembly|Summit)) of (?:the )?$"
)
_COUNCIL_RECORD = re.compile(r"\bS/PV\.\s?\d")
_JOINT = re.compile(r"\bjoint\b|\bministers of\b|\bleaders of\b", re.I)


def find_voices(document: Document, *, registry: Registry, record: Record) -> Voices:
    """The speaker, body and instrument of the document as a whole; None where it does not say.

    A speaker acts for the state or body that his or her office, as printed, names; failing that, for the
    one whose office the registry gives on the document's date, if there is only one.
    """
    instrument = _instrument(document, record) if document.kind is DocumentKind.RESOLUTION else None
    speaker = None
    if document.kind not in (DocumentKind.REPORT, DocumentKind.RESOLUTION):
        speaker = _speaker(document, registry) if document.speaker else _issuing_state(document, registry)
    body = None
    if document.kind is DocumentKind.RESOLUTION or (
        document.kind is DocumentKind.COMMUNIQUE and speaker is None
    ):
        body = _body(document, registry)
    forum = _forum(document, registry) if document.kind is DocumentKind.SPEECH else None
    joint = document.kind is DocumentKind.COMMUNIQUE and speaker is None and body is None
    signatories = find_signatories(document, registry) if joint else ()
    return Voices(speaker=speaker, body=body, instrument=instrument, forum=forum, signatories=signatories)


def _forum(document: Document, registry: Registry) -> Actor | None:
    """The body before which a speech is made, as its title names it."""
    title = document.title or ""
    if _COUNCIL_RECORD.search(title):
        return registry.actor("UNSC")
    for hit in registry.mentions(title, on=document.date):
        if len(hit.actors) == 1 and registry.body(hit.actors[0]) is not None:
            return registry.actor(hit.actors[0])
    return None


def _speaker(document: Document, registry: Registry) -> Party | None:
    if document.speaker is None:
        return None
    if document.speaker_office:
        actor, rows = _of_office(document.speaker_office, document, registry)
        if actor is not None:
            return Party(
                actor=actor, mention=None, rule="office as printed", rows=rows, person=document.speaker
            )
    tenures = registry.find_people(document.speaker, on=document.date)
    offices = [office for t in tenures if (office := registry.office(t.office)) is not None]
    owners = sorted({office.of for office in offices})
    if len(owners) == 1 and (owner := registry.actor(owners[0])) is not None:
        used = tuple(t.row for t in tenures)
        return Party(
            actor=owner, mention=None, rule="office in the registry", rows=used, person=document.speaker
        )
    return None


def _of_office(office: str, document: Document, registry: Registry) -> tuple[Actor | None, tuple[str, ...]]:
    """The state or body an office belongs to: "Permanent Representative of X to the UN" gives X."""
    own_end = _OTHER_END.split(office, maxsplit=1)[0]
    for stretch in (own_end, office):
        found: list[tuple[Actor, tuple[str, ...]]] = []
        for hit in registry.mentions(stretch, on=document.date):
            owners = {name.actor for name in hit.names}
            if len(owners) == 1 and (actor := registry.actor(hit.names[0].actor)) is not None:
                found.append((actor, (hit.names[0].row,)))
        # "UN Representative, Latvia": who is sent to a body acts for the state.
        states = [pair for pair in found if pair[0].kind is ActorKind.STATE]
        if found:
            return (states or found)[0]
    return None, ()


def _issuing_state(document: Document, registry: Registry) -> Party | None:
    """A ministry's own statement speaks for its state; a joint one does not speak for a single state."""
    if _JOINT.search(document.title or ""):
        return None
    for named in (document.issuer, document.outlet, document.author):
        for hit in registry.mentions(named or "", on=document.date):
            actor = registry.actor(hit.names[0].actor) if len(hit.actors) == 1 else None
            if actor is not None and actor.kind is ActorKind.STATE and hit.names[0].use != "capital-weak":
                return Party(actor=actor, mention=None, rule="issuer", rows=(hit.names[0].row,))
    return None


def _body(document: Document, registry: Registry) -> Actor | None:
    """The body whose text it is: the one that the opening or the title names before it "met".

    A name that several organs bear ("Contact Group") is settled by the larger body and by its own matter, where
    the same stretch names them.
    """
    joint = bool(_JOINT.search(f"{document.title or ''} {document.text[:300]}"))
    states = {a.id for a in registry.actors.values() if a.kind is ActorKind.STATE}
    opening = _MET.split(document.text[:600], maxsplit=1)[0][:300]
    for stretch in (opening, document.title or "", document.issuer or "", document.outlet or ""):
        found: list[Body] = []
        for hit in registry.mentions(stretch, on=document.date):
            if joint and hit.names[0].actor in states:
                break  # "the leaders of A, the Commission and B": one signatory among others
            bodies = [body for name in hit.names if (body := registry.body(name.actor)) is not None]
            organ = _ORGAN_OF.search(stretch[: hit.span.start])
            if bodies and organ is not None:
                bodies = _organs(organ.group(1).removeprefix("The "), bodies[0], registry)
                if not bodies:
                    return None  # an organ that the registry does not hold: not the whole body
            found.extend(_one_of(bodies, stretch, registry))
        chosen = _narrowest(found)
        if chosen is not None:
            return registry.actor(chosen.id)
    return None


def _organs(name: str, of: Body, registry: Registry) -> list[Body]:
    """The organs of a body that bear a name ("the Contact Group of the OIC")."""
    return [
        b for _, b in sorted(registry.bodies.items()) if b.parent == of.id and name.lower() in b.name.lower()
    ]


def _one_of(bodies: list[Body], stretch: str, registry: Registry) -> list[Body]:
    """The body of an ambiguous name whose matter the stretch names; none where that settles nothing."""
    if len({body.id for body in bodies}) <= 1:
        return bodies[:1]
    named = {hit.names[0].actor for hit in registry.mentions(stretch)}
    about = [
        b
        for b in bodies
        if any(n.name in b.name for a in sorted(named - {b.parent}) for n in registry.names(a))
    ]
    return about[:1] if len({body.id for body in about}) == 1 else []


def _narrowest(found: list[Body]) -> Body | None:
    """The first body named, or an organ of it that is named too."""
    if not found:
        return None
    organs = [body for body in found[1:] if body.parent == found[0].id]
    return organs[0] if organs else found[0]


def _instrument(document: Document, record: Record) -> str | None:
    heading = f"{document.title or ''}\n{document.text[:600]}"
    if (assembly := _ASSEMBLY.search(heading)) is not None:
        return assembly.group(0)
    if (numbered := _NUMBERED.search(heading)) is not None and "Security Council" in heading + (
        document.outlet or ""
    ):
        return f"S/RES/{numbered.group(1)}({numbered.group(2)})"
    return None
