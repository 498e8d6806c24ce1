"""The stance that an act of a clause shows, by its verb, by the noun that the verb carries, or by what it states.

"Condemns" shows one by itself; "Reaffirming its support", "Noting with concern" and "Stressing that B must" do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.instruments.acts import Act, bare_acts
from onrecord.extract.instruments.openings import Openings, Shown
from onrecord.vocabulary import Span, Stance

_WORD = re.compile(r"\s*,?\s*([\w’'-]+)")
_STOP = frozenset(
    {"of", "by", "to", "for", "in", "on", "at", "with", "from", "that", "which", "who", "whom", "as", "about"}
    | {"over", "upon", "into", "against", "between", "under"}
)
_OWNERS = frozenset({"its", "their", "our"})
_WEIGHT = frozenset({"importance", "significance", "relevance", "value"})
_ANY_OWNER = _WEIGHT | {"need", "necessity", "urgency"}
_MODAL = re.compile(r"\b(must|shall|should|ought\s+to|needs?\s+to|has\s+to|have\s+to)\b")
_RELATIVE = re.compile(r"\b(?:which|who|whose|where|when|if|that)\b")
_WITH = re.compile(r"\s*,?\s*with\s+((?:[\w-]+\s+(?:and\s+)?){0,4}?)([a-z]+)\b")
_VERBAL = re.compile(r"\s*to\s+(?:[a-z]+ly\s+)?([a-z]+)\b")
_NEXT = re.compile(r"\s+(?:\w+ly\s+)?(\w+)")
_THAT = re.compile(r"\s*,?\s*(?:the\s+(?:view|conviction|belief|principle)\s+)?that\b")
_ITSELF = re.compile(r"\s+(?:it|they|the\s+(?:Council|Assembly|Conference|Meeting))\s+(?:ha[sd]\s+)?")
_THAT_LATER = re.compile(r"[^;:]{0,120}?\bthat\b")
_PRINCIPLE = re.compile(r"\s*,?\s*the\s+(?:\w+\s+)?(?:principle|inadmissibility)\b")
_PHRASE_END = re.compile(r"\b(?:of|by|for|that|which|to|in|on|and\s+the)\b|[.;]")
_NEED = re.compile(r"\s*of,?\s+and\s+(?:\w+\s+)?need\s+(?=for\b|to\b)")
_MEASURES = re.compile(r"\b(?:sanctions|measures\b.{0,120}?\bagainst|impose)\b", re.DOTALL)
_OWN_NOUN = re.compile(r"\band\s+(?=(?:its|their|our)\s)")
_REMINDING = frozenset(
    {"underline", "stress", "emphasize", "emphasise", "underscore", "recall", "reiterate", "highlight"}
)
_RECALLING = frozenset({"recall", "acknowledge", "recognize", "recognise"})
_UTTERING = frozenset(
    {"express", "voice", "convey", "register", "reiterate", "reaffirm", "offer", "extend", "share"}
)
_KNOWING = frozenset(
    {"bear in mind", "note", "observe", "take note", "hear", "aware", "conscious", "mindful", "cognizant"}
)
_CLAUSE_WORDS = 60
_OBJECT = 600
"""Characters of a zone in which what is stated shows a stance."""


def acts_in(text: str, clause: Span, openings: Openings) -> tuple[Act, ...]:
    """The acts of a clause whose span begins with its opening; those without a stance are kept, as bounds."""
    judged = [_judged(text, act, openings) for act in bare_acts(text, clause, openings)]
    return tuple(part for act in judged for part in _own_nouns(text, act, openings))


def _own_nouns(text: str, act: Act, openings: Openings) -> Iterator[Act]:
    """Reads "Reaffirming its commitment to A and its determination to B" as two."""
    if not act.rule.startswith("noun/") or act.stance is None:
        yield act
        return
    end = act.zone.end
    for joint in _OWN_NOUN.finditer(text, act.zone.start, end):
        if joint.start() < act.zone.start:
            continue
        bare = replace(act, opening=Span(joint.end(), joint.end()), zone=Span(joint.end(), end))
        other = _carried(text, bare, "express", openings)
        if other is not None and other.stance is not None:
            yield replace(act, zone=Span(act.zone.start, joint.start()))
            act = other
    yield act


def _judged(text: str, act: Act, openings: Openings) -> Act:
    """The act with the stance that its verb, or what the verb carries, shows."""
    if act.form == "adjective":
        if act.stance is not None:
            announced = act.stance is Stance.WELCOMES and _announced(text, act, openings)
            return replace(act, stance=None) if announced else act
        word = act.rule.partition("/")[2]
        carried = _carried(text, act, "express", openings) if word.endswith(" in") else None
        return carried or _by_object(text, act, word, openings) or act
    verb = act.rule.partition("/")[2]
    manner = _with_manner(text, act, verb, openings)
    if manner is not None:
        return manner
    shown = openings.direct.get(verb)
    if shown is not None and verb not in openings.carriers:
        return _direct(text, act, shown, openings)
    carried = _carried(text, act, verb, openings) if verb in openings.carriers else None
    return carried or _by_object(text, act, verb, openings) or act


def _announced(text: str, act: Act, openings: Openings) -> bool:
    """Reads "pleased to announce": what one is pleased to do oneself is no praise; "pleased to see" is."""
    found = _VERBAL.match(text, act.zone.start, act.zone.end)
    return found is not None and found.group(1) not in openings.perceiving


def _direct(text: str, act: Act, shown: Shown, openings: Openings) -> Act:
    praised = shown.word == "encourage" and _names(text[act.zone.start : act.zone.end], openings.merits)
    if praised:  # "Encouraging the efforts of B": what B does is backed, and nothing new asked
        return replace(act, stance=Stance.SUPPORTS, towards="owner", rule="verb/encourage")
    asked = _first_words(text[act.zone.start : act.zone.end])
    if shown.word.startswith("call") and shown.towards == "doer" and openings.withdrawing & set(asked):
        return replace(act, stance=Stance.DEMANDS, towards="doer")
    return replace(act, stance=shown.stance, towards=shown.towards)


def _names(rest: str, nouns: frozenset[str]) -> bool:
    """True where the first noun phrase has one of the nouns."""
    return any(word in nouns for word in _first_words(rest))


def _first_words(rest: str) -> list[str]:
    """The words up to the first preposition, without the "s" of plurals."""
    phrase = _PHRASE_END.split(rest[:300].lower(), maxsplit=1)[0]
    return [word.removesuffix("s") for word in re.findall(r"[\w-]+", phrase)]


def _with_manner(text: str, act: Act, verb: str, openings: Openings) -> Act | None:
    """Reads "Noting with deep concern", "Taking note with appreciation of"."""
    if verb not in openings.manner:
        return None
    found = _WITH.match(text, act.zone.start, act.zone.end)
    stance = openings.manners.get(found.group(2).lower()) if found is not None else None
    if found is None or stance is None:
        return None
    towards = "doer" if stance is Stance.CONCERNED else "owner"
    return _grown(act, found.end(), stance, towards, f"with/{found.group(2).lower()}")


def _carried(text: str, act: Act, verb: str, openings: Openings) -> Act | None:
    """Reads "Reaffirming its strong commitment to", "Expressing deep concern": the noun shows the stance."""
    at, owner, words = act.zone.start, "", 0
    while words < 8:
        word = _WORD.match(text, at, act.zone.end)
        if word is None:
            return None
        plain = word.group(1).lower()
        if words == 0 and plain in (*_OWNERS, "the", "a", "an", "this"):
            owner = plain
        elif plain.endswith(("’s", "'s")) and verb in openings.echoing:
            owner = "another"
        elif plain in _STOP and plain != "and":
            return None
        shown = openings.nouns.get(plain) or openings.nouns.get(plain.removesuffix("s"))
        if shown is not None:
            rest = text[word.end() : act.zone.end]
            if not _counts(shown, owner, rest, verb):
                return None
            return _noun_act(text, act, shown, word.end(), openings)
        at, words = word.end(), words + 1
    return None


def _counts(shown: Shown, owner: str, rest: str, verb: str) -> bool:
    """Whether a carried noun is the speaker's stance: "its support for", never "the support of B"."""
    follows = rest.lstrip().partition(" ")[0]
    if shown.word in _ANY_OWNER:
        return True
    if shown.other:
        return verb in _REMINDING and owner == "the" and follows in ("of", "on")
    if shown.own and owner == "the":
        return False
    if shown.own and owner == "" and verb in ("note", "recall", "recognize", "acknowledge"):
        return False
    if owner == "the":
        return follows not in ("of", "by", "expressed", "made", "given", "provided")
    if owner == "":
        return verb in _UTTERING
    return True


def _noun_act(text: str, act: Act, shown: Shown, end: int, openings: Openings) -> Act:
    stance, towards = shown.stance, shown.towards
    rest = text[end : act.zone.end]
    need = _NEED.match(rest)
    if shown.word == "importance" and need is not None:
        return _grown(act, end + need.end(), Stance.CALLS_FOR, "addressee", "noun/need")
    if shown.word in _WEIGHT:
        words = [w.lower() for w in re.findall(r"[\w-]+", rest)[1:6]]
        owing = bool(words) and (words[0].endswith("ing") or any(w in openings.dues for w in words))
        if owing and rest.lstrip().startswith("of"):
            stance = Stance.CALLS_FOR
        elif not _is_principled(rest, openings):
            return replace(act, opening=Span(act.opening.start, end))  # "the importance of digital trade"
    if shown.word in ("commitment", "attachment", "dedication") and _is_promise(rest, openings):
        stance, towards = Stance.PLEDGES, "nobody"
    if stance is Stance.PLEDGES and is_threat(rest):
        stance = Stance.THREATENS
    return _grown(act, end, stance, towards, f"noun/{shown.word}")


def _is_principled(rest: str, openings: Openings) -> bool:
    """True where a principle is called important, or something that one attaches importance to."""
    words = [word.lower().removesuffix("s") for word in re.findall(r"[\w’'-]+", rest)[:9]]
    if "attaches" in rest[:30] or "attach" in rest[:30]:
        return True
    genitive = any(word.endswith(("'", "’", "'s", "’s")) for word in words[:5])
    return not genitive and any(word in openings.principles for word in words)


def is_threat(announced: str) -> bool:
    """True where what somebody is ready to do are sanctions or measures against others."""
    return _MEASURES.search(announced[:300]) is not None


def _is_promise(rest: str, openings: Openings) -> bool:
    """True for "to work", "to continuing"; not for "to the sovereignty"."""
    found = _VERBAL.match(rest)
    if found is None:
        return False
    word = found.group(1)
    return word.endswith("ing") or word in openings.promised


def _grown(act: Act, end: int, stance: Stance | None, towards: str, rule: str) -> Act:
    return replace(
        act,
        opening=Span(act.opening.start, end),
        zone=Span(end, max(end, act.zone.end)),
        stance=stance,
        towards=towards,
        rule=rule,
    )


def _by_object(text: str, act: Act, verb: str, openings: Openings) -> Act | None:
    """The stance that what is said shows: "that B must withdraw", "the principle that ... is inadmissible"."""
    rest = text[act.zone.start : min(act.zone.end, act.zone.start + _OBJECT)]
    that = (_THAT_LATER if verb == "decide" else _THAT).match(rest)
    stated = that is not None or _PRINCIPLE.match(rest)
    refused = openings.refusing.search(rest) if stated and verb != "decide" else None
    if refused is not None:
        reach = act.zone.start + refused.end()
        return replace(act, stance=Stance.REJECTS, towards="doer", rule="that/refused", reach=reach)
    if that is not None:
        earlier = _done_before(text, act, act.zone.start + that.end(), openings)
        if earlier is not None:
            return earlier
        stance = _that_stance(rest[that.end() :], verb, openings)
        if stance is None:
            return None
        start = act.zone.start + that.end()
        return replace(
            act, stance=stance, towards="addressee", zone=Span(start, act.zone.end), rule=f"that/{verb}"
        )
    return _by_noun(act, verb, rest, openings)


def _done_before(text: str, act: Act, start: int, openings: Openings) -> Act | None:
    """Reads "Recalling that it endorsed the agreement": a stance that the same body took before, and recalls."""
    subject = _ITSELF.match(text, start, act.zone.end)
    verb = openings.verb_pattern.match(text, subject.end(), act.zone.end) if subject is not None else None
    if verb is None:
        return None
    plain, form = openings.verbs[" ".join(verb.group().lower().split())]
    shown = openings.direct.get(plain)
    if form != "past" or shown is None:
        return None
    return _grown(act, verb.end(), shown.stance, shown.towards, f"before/{plain}")


def _that_stance(clause: str, verb: str, openings: Openings) -> Stance | None:
    modal = _MODAL.search(clause)
    if modal is None or len(clause[: modal.start()].split()) > _CLAUSE_WORDS:
        return None
    if ";" in clause[: modal.start()] or _RELATIVE.search(clause[: modal.start()]):
        return None
    word = modal.group().split()[0]
    if verb == "decide":
        after = _NEXT.match(clause, modal.end())
        arranged = after is not None and after.group(1) in openings.arranging
        return Stance.DEMANDS if word == "shall" and not arranged else None
    if verb in _KNOWING:
        return None
    if verb in _RECALLING:
        return Stance.DEMANDS if word == "must" else None
    return Stance.DEMANDS if word in ("must", "shall") else Stance.CALLS_FOR


def _by_noun(act: Act, verb: str, rest: str, openings: Openings) -> Act | None:
    words = _first_words(rest)
    if verb in ("recognize", "recognise", "acknowledge") and any(w in openings.merits for w in words):
        return replace(act, stance=Stance.WELCOMES, towards="owner", rule="noun/merit")
    if verb in openings.carriers and "role" in words and any(w in openings.weighty for w in words):
        return replace(act, stance=Stance.SUPPORTS, towards="owner", rule="noun/role")
    if verb in openings.affirming and any(w in openings.principles for w in words):
        return replace(act, stance=Stance.SUPPORTS, towards="owner", rule="noun/principle")
    return None
