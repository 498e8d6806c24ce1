"""Whose words a whole document is: the speaker of a speech, the body of a communique, the resolution itself.

"I", "we", "my country", "the meeting" and "this Council" are read by these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.resolve.signatories import find_signatories
from onrecord.resolve.turns import find_turns
from onrecord.vocabulary import Actor, ActorKind, Body, Document, DocumentKind, Party, Voices

_OTHER_END = re.compile(r"\b(?:to|at|in|with|before|on)\b", re.I)
_NUMBERED = re.compile(r"\b(?:S/RES/|[Rr]esolution\s+)(\d{1,4})\s*\((\d{4})\)")
_ASSEMBLY = re.compile(r"\bA/RES/(?:ES-)?\d{1,2}/\d{1,3}\b")
_MET = re.compile(r"\b(?:met|meeting of|held|convened|gathered|assembled|took place)\b")
_ORGAN_OF = re.compile(
    r"\b((?:[A-Z][\w-]+ )*(?:Group|Council|Committee|Commission|Bureau|Assembly|Summit)) of (?:the )?$"
)
_TOPIC = r"(?=\s(?:on(?! behalf)|regarding|concerning|following|at|in|to|about|after)\b|,|:|$)"
_STATED_BY = re.compile(
    rf"\b(?:statement|declaration|communiqu[eé]|conclusions|message)(?: \w+){{0,2}}? (?:by|of|from) (?:the )?(?P<maker>.{{2,100}}?){_TOPIC}",
    re.I,
)
_MAKERS_OWN = re.compile(
    rf"^(?P<maker>(?:(?!{_TOPIC}).){{2,80}}?)(?:['’]s?)? (?:\w+ ){{0,2}}?(?:statement|declaration|communiqu[eé])\b",
    re.I,
)
# What an office of a state or body is called, as against an outlet that has its name in its own ("China Daily").
_OFFICIAL = re.compile(
    r"\b(?:ministry|department|government|embassy|mission|delegation|office|presidency|president|prime minister|chancellery|cabinet"
    r"|parliament|senate|secretariat|commission|council|house|republic|kingdom|federation|foreign affairs|press service|spokes\w+|headquarters)\b",
    re.I,
)
_MY_COUNTRY = re.compile(
    r"\b(?:[Mm]y (?:own )?(?:beloved |dear )?(?:country|homeland|nation)|(?:[Tt]he |[Mm]y )?delegation of (?:my country)),? (?:the )?"
    r"|\b(?:[Oo]n behalf of|[Ii]n the name of) (?:the )?(?:people(?:s)?(?: and (?:the )?[Gg]overnment)?|[Gg]overnment(?: and (?:the )?people)?|delegation) of (?:the )?"
)
_GENERAL_DEBATE = re.compile(
    r"\bUN(?:GA)? General Debate\b|\bGeneral Debate\b.{0,60}\b(?:General Assembly|UNGA|session)\b", re.I
)
_COUNCIL_RECORD = re.compile(r"\bS/PV\.\s?\d")
_JOINT = re.compile(r"\bjoint\b|\bministers of\b|\bleaders of\b", re.I)


def find_voices(document: Document, *, registry: Registry, record: Record) -> Voices:
    """The speaker, body and instrument of the document as a whole; None where it does not say.

    A speaker acts for the state or body that his or her office, as printed, names; failing that, for the
    one whose office the registry gives on the document's date, if there is only one.
    """
    publisher = _publisher(document, registry)
    forum = _forum(document, registry) if document.kind is DocumentKind.SPEECH else None
    if document.kind is DocumentKind.RESOLUTION:
        body, instrument = _body(document, registry), _instrument(document, record)
        return Voices(body=body, instrument=instrument, publisher=publisher)
    if document.kind is DocumentKind.COMMUNIQUE and not (document.speaker or document.speaker_office):
        voices = _of_communique(document, registry, publisher)
    else:
        voices = Voices(speaker=_speaker(document, registry, publisher), forum=forum, publisher=publisher)
    turns = find_turns(document, registry=registry, speaker=voices.speaker, forum=forum, publisher=publisher)
    if len({turn.name for turn in turns}) > 1:
        # Several speak: "I" is whose turn it is, and outside the turns nobody's but the outlet's.
        return replace(voices, speaker=None, turns=turns)
    return replace(voices, turns=turns)


def _of_communique(document: Document, registry: Registry, publisher: Actor | None) -> Voices:
    """Those whom the title names as its makers, else the ministry that issues it, else those whom the opening names."""
    titled = find_signatories(replace(document, text="", paragraphs=()), registry)
    if titled:
        return Voices(signatories=titled, publisher=publisher)
    maker = _maker(document, registry)
    if maker is not None:
        return Voices(body=maker, publisher=publisher)
    speaker = _issuing_state(document, registry)
    if speaker is not None:
        return Voices(speaker=speaker, publisher=publisher)
    joint = _JOINT.search(document.title or "") is not None
    signatories = find_signatories(document, registry) if joint else ()
    body = None if signatories else _body(document, registry)
    if body is None and not joint:
        signatories = find_signatories(document, registry)
    return Voices(body=body, signatories=signatories, publisher=publisher)


def _maker(document: Document, registry: Registry) -> Actor | None:
    """The body that the title says makes the statement ("G7 Foreign Ministers' Statement", "Declaration by the EU")."""
    for pattern in (_STATED_BY, _MAKERS_OWN):
        match = pattern.search(document.title or "")
        hits = registry.mentions(match.group("maker"), on=document.date) if match is not None else ()
        actors = [registry.actor(hit.actors[0]) for hit in hits if len(hit.actors) == 1]
        if actors and len(actors) == len(hits) and len({a.id for a in actors if a is not None}) == 1:
            return actors[0] if actors[0] is not None and actors[0].kind is ActorKind.BODY else None
    return None


def _publisher(document: Document, registry: Registry) -> Actor | None:
    """The state or body that gives the document out, where its outlet, credit or issuer is one."""
    for named in (document.credit, document.outlet, document.issuer):
        actor, _ = _official(named, document, registry)
        if actor is not None:
            return actor
    return None


def _official(
    named: str | None, document: Document, registry: Registry
) -> tuple[Actor | None, tuple[str, ...]]:
    """The state or body behind the name of a ministry, office or body; "China Daily" is none of China's."""
    for hit in registry.mentions(named or "", on=document.date):
        actor = registry.actor(hit.actors[0]) if len(hit.actors) == 1 else None
        whole = hit.span.end - hit.span.start >= len((named or "").removeprefix("The ").removeprefix("the "))
        if actor is None or hit.names[0].use in ("capital", "capital-weak"):
            continue
        if whole or _OFFICIAL.search(named or ""):
            return actor, (hit.names[0].row,)
    return None, ()


def _forum(document: Document, registry: Registry) -> Actor | None:
    """The body before which a speech is made, as its title names it."""
    title = document.title or ""
    if _COUNCIL_RECORD.search(title):
        return registry.actor("UNSC")
    if _GENERAL_DEBATE.search(title):
        return registry.actor("UNGA")
    for hit in registry.mentions(title, on=document.date):
        if len(hit.actors) == 1 and registry.body(hit.actors[0]) is not None:
            return registry.actor(hit.actors[0])
    return None


def _speaker(document: Document, registry: Registry, publisher: Actor | None) -> Party | None:
    """The speaker of a speech or signed statement, else the state whose ministry issues it."""
    if document.kind is DocumentKind.REPORT:
        return None
    if not (document.speaker or document.speaker_office):
        return _issuing_state(document, registry)
    person = document.speaker
    if document.speaker_office:
        actor, rows = _of_office(document.speaker_office, document, registry)
        if actor is not None:
            return Party(actor=actor, mention=None, rule="office as printed", rows=rows, person=person)
    if person is None:
        return None
    tenures = registry.find_people(person, on=document.date)
    offices = [office for t in tenures if (office := registry.office(t.office)) is not None]
    owners = sorted({office.of for office in offices})
    if len(owners) == 1 and (owner := registry.actor(owners[0])) is not None:
        used = tuple(t.row for t in tenures)
        return Party(actor=owner, mention=None, rule="office in the registry", rows=used, person=person)
    if publisher is not None and document.speaker_office and publisher.kind is ActorKind.STATE:
        # "Press Secretary Ann Example" in what a state's own office gives out.
        return Party(actor=publisher, mention=None, rule="office of the publisher", person=person)
    own = _own_state(document, registry)
    return replace(own, person=person) if own is not None else None


def _own_state(document: Document, registry: Registry) -> Party | None:
    """The state that a speaker calls "my country", if it is always the same one."""
    found: dict[str, Party] = {}
    for match in _MY_COUNTRY.finditer(document.text):
        for hit in registry.mentions(document.text[match.end() : match.end() + 80], on=document.date)[:1]:
            actor = registry.actor(hit.actors[0]) if len(hit.actors) == 1 and hit.span.start == 0 else None
            if actor is not None and actor.kind is ActorKind.STATE:
                rows = (hit.names[0].row,)
                found[actor.id] = Party(actor=actor, mention=None, rule="my country", rows=rows)
    return next(iter(found.values())) if len(found) == 1 else None


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
        actor, rows = _official(named, document, registry)
        if actor is not None and actor.kind is ActorKind.STATE:
            return Party(actor=actor, mention=None, rule="issuer", rows=rows)
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
