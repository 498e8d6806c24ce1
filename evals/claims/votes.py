"""Facts about votes: one roll call, its text and its voters, and every claim that can be made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from evals.claims.facts import Answer, Facts, Voted, World
from evals.claims.words import (
    any_day,
    capitalised,
    day,
    in_words,
    listed,
    ordinal,
    ordinal_words,
    state_name,
    us_day,
    weekday,
)
from onrecord.record import Record
from onrecord.registry import Registry
from onrecord.vocabulary import Instrument, PartialDate, RollCall, VoteOption

_OPTIONS = {
    "yes": VoteOption.YES,
    "no": VoteOption.NO,
    "abstain": VoteOption.ABSTAIN,
    "absent": VoteOption.NOT_VOTING,
}
_NAMED_SINCE = 1992
"""Before this year many seats had other names than today; votes by name are drawn from then on."""
_BLOCS = {
    "EU": ("EU", "European Union"), "NATO": ("NATO",), "OIC": ("OIC",), "AU": ("African Union",), "ASEAN": ("ASEAN",),
    "LAS": ("Arab League",), "GCC": ("GCC",), "BRICS": ("BRICS",), "COE": ("Council of Europe",), "G7": ("G7",), "SAARC": ("SAARC",),
}  # fmt: skip
_USUAL = re.compile(r"(?:ES-)?\d+(?:/\d+[A-Z]?|\([IVXL]+\))?(?:\[[A-Z]\])?")
_FRACTIONS = {"1/2": 1 / 2, "2/3": 2 / 3, "3/4": 3 / 4, "1/3": 1 / 3, "4/5": 4 / 5}
VOTE = ("vote-*",)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteFacts(Facts):
    """One roll call; `ask` knows more names than the slots of the text voted on."""

    world: World
    text: Instrument
    call: RollCall

    @property
    def names(self) -> Mapping[str, VoteOption]:
        """What each seat did, by state; empty for votes that are not drawn by name."""
        return self.world.options(self.call) if self.happened.year >= _NAMED_SINCE else {}

    @property
    def members(self) -> int:
        """Seats."""
        return self.call.yes + self.call.no + self.call.abstain + self.call.not_voting

    def total(self, option: str) -> int:
        """The sum over options joined by `+`."""
        totals = {
            "yes": self.call.yes,
            "no": self.call.no,
            "abstain": self.call.abstain,
            "absent": self.call.not_voting,
        }
        return sum(totals[one] for one in option.split("+"))

    def ask(self, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
        """A count, an unanimity, named voters, a bloc; else what the slots of the text say."""
        name = wants[0]
        if all(part in _OPTIONS for part in name.split("+")):
            return _count(self, name, wants[1] if len(wants) > 1 else "exactly", truth, rng)
        rule = _ASKS.get(name)
        if rule is not None:
            return rule(self, wants, truth, rng)
        return Facts.ask(self, wants, truth, rng)


def draw_vote(world: World, body: str, rng: Random) -> VoteFacts:
    """A recorded vote of the body; most of them of the last decades, as in news."""
    calls = world.calls[body]
    text, call = rng.choice(calls[len(calls) // 2 :] if rng.random() < 0.75 else calls)
    return vote_facts(world, text, call, rng)


def draw_veto(world: World, rng: Random) -> VoteFacts:
    """A draft that failed in the Security Council by a veto that the record holds."""
    text, call = rng.choice(world.vetoes)
    facts = vote_facts(world, text, call, rng)
    against = [state for state, option in facts.names.items() if option is VoteOption.NO]
    permanent = [state for state in ("CHN", "FRA", "GBR", "RUS", "USA") if state not in against]
    name = state_name(world.registry, against[0], rng)
    others = tuple(state_name(world.registry, state, rng) for state in permanent)
    slots = {**facts.slots, "state": name, "State": capitalised(name), "draft": text.id, "topic": text.title}
    wrong = {**facts.wrong, "state": others, "State": tuple(map(capitalised, others))}
    return replace(facts, slots=slots, wrong=wrong, kinds=("vote-*", "instrument"))


def draw_no_vote(world: World, rng: Random) -> Facts:
    """A resolution of the Security Council that was adopted without a vote."""
    text = rng.choice(world.unvoted)
    on = text.date.first
    slots = {**_cites(text, rng), "date": any_day(on, rng), "year": str(on.year)}
    return Facts(slots=slots, kinds=("vote-*", "instrument"), happened=on)


def make_world(registry: Registry, record: Record) -> World:
    """The record with the votes that documents are made of: those whose sources agree and whose number is a usual one."""
    found: dict[str, list[Voted]] = {"UNGA": [], "UNSC": []}
    vetoes: list[Voted] = []
    unvoted: list[Instrument] = []
    for text in record.instrument_rows:
        calls = record.roll_calls(text.id)
        if text.body == "UNSC" and not calls and text.adopted and text.date.day:
            unvoted.append(text)
        if not calls or text.date.day is None:
            continue
        if not text.adopted:
            vetoes.append((text, calls[0]))
            continue
        totals = {(call.yes, call.no, call.abstain, call.not_voting) for call in calls}
        if len(totals) == 1 and calls[0].yes and _USUAL.fullmatch(text.number):
            found[text.body].append((text, calls[0]))
    ordered = {
        body: tuple(sorted(rows, key=lambda row: (row[0].date, row[0].id))) for body, rows in found.items()
    }
    titles = Counter((text.body, str(text.date), text.title) for text in record.instrument_rows)
    return World(
        registry=registry,
        record=record,
        calls=ordered,
        vetoes=tuple(vetoes),
        unvoted=tuple(unvoted),
        titles=titles,
    )


def vote_facts(world: World, text: Instrument, call: RollCall, rng: Random) -> VoteFacts:
    """The slots of one text and its vote."""
    assert text.date.day
    on = text.date.first
    slots = {
        **_cites(text, rng), "short": f"resolution {_number(text)}", "number": _number(text), "symbol": text.id.replace("(", " (") if rng.random() < 0.4 else text.id,
        "bare": text.number, "date": any_day(on, rng), "day": day(on), "usday": us_day(on), "year": str(on.year), "month": f"{day(on).split(' ', 1)[1]}", "weekday": weekday(on),
        "yes": str(call.yes), "no": str(call.no), "abstain": str(call.abstain), "absent": str(call.not_voting),
        "present": str(call.yes + call.no + call.abstain), "members": str(call.yes + call.no + call.abstain + call.not_voting),
    }  # fmt: skip
    topic = _topic(world, text)
    if topic and not world.is_one_of_several(text):
        slots |= {"topic": topic, "Topic": capitalised(topic)}
    if call.yes > call.no:
        slots["margin"] = str(call.yes - call.no)
    wrong = _wrong(text, rng)
    session = re.match(r"(?P<number>\d+)/", text.number) if text.body == "UNGA" else None
    if session:
        number = int(session["number"])
        slots |= {"session": ordinal(number), "sessionw": ordinal_words(number)}
        others = [other for other in range(number - 3, number + 4) if other != number and 20 < other < 90]
        wrong |= {"session": tuple(map(ordinal, others)), "sessionw": tuple(map(ordinal_words, others))}
    return VoteFacts(
        slots=slots, wrong=wrong, kinds=("instrument", "meeting"), happened=on, world=world, text=text, call=call
    )  # fmt: skip


def _wrong(text: Instrument, rng: Random) -> dict[str, tuple[str, ...]]:
    """Days and years on which the text was not adopted."""
    on = text.date.first
    days = [on + timedelta(days=gap) for gap in (-33, -12, -3, 4, 11, 40, 366, -365)]
    years = [on.year + gap for gap in (-3, -2, -1, 1, 2)]
    return {
        "date": tuple(any_day(other, rng) for other in days), "day": tuple(map(day, days)), "usday": tuple(map(us_day, days)),
        "year": tuple(str(year) for year in years if year >= 1946),
        "month": tuple(day(other).split(" ", 1)[1] for other in days if (other.year, other.month) != (on.year, on.month)),
    }  # fmt: skip


def _number(text: Instrument) -> str:
    """62/243, 43/57 D, 3379 (XXX), 2217 A (XXI), 1973 (2011)."""
    if text.body == "UNSC":
        return f"{text.number} ({text.date.year})"
    older = re.fullmatch(r"(\d+)\(([^)]+)\)(?:\[(\w)\])?", text.number)
    if older:
        return f"{older[1]}{f' {older[3]}' if older[3] else ''} ({older[2]})"
    part = re.fullmatch(r"([\d/ES-]+?)\[?([A-Z])\]?", text.number)
    return f"{part[1]} {part[2]}" if part else text.number


def _cites(text: Instrument, rng: Random) -> dict[str, str]:
    """How the text is cited where its body is named beside it (`cite`), and where it is not (`cite full`)."""
    number = _number(text)
    if text.body == "UNSC":
        symbol = f"S/RES/{number}" if rng.random() < 0.5 else f"S/RES/{text.number}({text.date.year})"
        near = [f"resolution {number}", f"resolution {number}", symbol, f"resolution {text.number}"]
        far = [f"Security Council resolution {number}", f"UN Security Council Resolution {number}", f"Security Council Resolution {text.number}", f"UNSCR {text.number}", symbol]  # fmt: skip
    else:
        symbol = text.id if "[" not in text.number else f"resolution {number}"
        near = [f"resolution {number}", f"resolution {number}", symbol]
        far = [f"General Assembly resolution {number}", f"UN General Assembly Resolution {number}", symbol]
    return {"cite": rng.choice(near), "cite full": rng.choice(far)}


def _topic(world: World, text: Instrument) -> str | None:
    """What the title says the text is about, where that is short and plain."""
    if text.body == "UNSC":
        inside = re.search(r"\[on (?P<topic>[^\[\]]+)\]\Z", text.title)
        topic = inside["topic"] if inside else None
    else:
        topic = text.title
        first, _, rest = topic.partition(" ")
        if rest[:1].islower() and first.istitle() and not world.registry.mentions(first):
            topic = topic[:1].lower() + topic[1:]
    return topic if topic and 8 <= len(topic) <= 90 and not re.search(r"[:;\[\]\"/]", topic) else None


# --- Claims -----------------------------------------------------------------------------------


def _count(facts: VoteFacts, option: str, how: str, truth: bool, rng: Random) -> Answer | None:
    actual = facts.total(option)
    options = sorted(str(_OPTIONS[one]) for one in option.split("+"))
    if how == "zero":
        return (
            Answer(slots={}, kinds=VOTE, terms={"option": options, "count": 0})
            if (actual == 0) == truth
            else None
        )
    if how == "some" and actual == 0:
        return None
    number = _said(actual, how, truth, facts.members, rng)
    if number is None:
        return None
    spelt = in_words(number)
    written = spelt if number < 11 and rng.random() < 0.5 else str(number)
    slots = {
        "n": written,
        "nw": spelt,
        "N": capitalised(spelt) if number < 100 else str(number),
        "nn": str(number),
    }
    terms: dict[str, object] = {"option": options, "count": number}
    return Answer(slots=slots, kinds=("vote-tally",), terms=terms)


def _said(actual: int, how: str, truth: bool, members: int, rng: Random) -> int | None:
    """A number that the comparison makes true or false of the actual one; None where there is no good one."""
    if how in ("exactly", "some", "only"):
        if truth:
            return actual if actual or how == "exactly" else None
        near = [actual + gap for gap in (-20, -10, -4, -3, -2, -1, 1, 2, 3, 4, 10, 20)]
        near += [int(str(actual)[::-1])] if actual > 12 else []
        fitting = [n for n in near if 1 <= n <= members and n != actual]
        return rng.choice(fitting) if fitting else None
    if actual < 12:
        return None
    below, above = (actual - 1) // 10 * 10, actual // 10 * 10 + 10
    if how == "over":
        return below if truth else above + rng.choice((0, 0, 10, 30))
    if how == "atleast":
        return rng.choice((actual, below)) if truth else above
    if how == "fewer":
        return above if truth else rng.choice((below, actual // 10 * 10))
    if how == "about":
        nearest = round(actual / 10) * 10
        if truth:
            return nearest if abs(nearest - actual) <= 0.04 * nearest else None
        wide = nearest + max(30, nearest // 2)
        return wide if wide <= members else None
    if how == "nearly":
        if truth:
            return above if above - actual <= 0.04 * above else None
        wide = above + max(30, above // 2)
        return wide if wide <= members else None
    raise ValueError(f"no such comparison: {how}")


def _unanimous(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    call = facts.call
    if facts.text.body == "UNSC" and call.not_voting:
        return None  # whether that is unanimous is a matter of words
    return Answer(slots={}, kinds=VOTE) if (call.no + call.abstain == 0) == truth else None


def _fraction(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`fraction yes 2/3 members|voting [fewer]`: more than this share (or fewer) did so."""
    base = (
        facts.members
        if "members" in wants
        else facts.total("yes+no")
        if "decisive" in wants
        else facts.total("yes+no+abstain")
    )
    share = facts.total(wants[1]) / base
    gap = share - _FRACTIONS[wants[2]]
    if "fewer" in wants:
        gap = -gap
    holds = gap > 0.01 if truth else gap < -0.03
    return Answer(slots={}, kinds=VOTE) if holds else None


def _cast(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`cast no 3`: these three states voted so."""
    option, number = _OPTIONS[wants[1]], int(wants[2]) if len(wants) > 2 else 1
    right = sorted(state for state, cast in facts.names.items() if cast is option)
    other = sorted(state for state, cast in facts.names.items() if cast is not option)
    if option is not VoteOption.NOT_VOTING:
        other = (
            [state for state in other if facts.names[state] is not VoteOption.NOT_VOTING]
            if rng.random() < 0.7
            else other
        )
    known = set(facts.world.registry.actors) - {"CSK", "DDR", "YUG", "SCG", "EAZ", "YMD"}
    right, other = [s for s in right if s in known], [s for s in other if s in known]
    if len(right) < number - (not truth) or (not truth and not other):
        return None
    states = rng.sample(right, number - (not truth))
    accused: Sequence[str] = states
    if not truth:
        accused = (rng.choice(other),)
        states.insert(rng.randrange(len(states) + 1), accused[0])
    names = [state_name(facts.world.registry, state, rng) for state in states]
    words = listed(names, rng)
    slots = {"state": words, "State": capitalised(words), "states": words, "States": capitalised(words)}
    return Answer(slots=slots, kinds=VOTE, terms={"state": tuple(accused)})


def _sole(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`sole no 2`: these two, and nobody else, voted so."""
    option, number = _OPTIONS[wants[1]], int(wants[2]) if len(wants) > 2 else 1
    voters = sorted(state for state, cast in facts.names.items() if cast is option)
    fits = len(voters) == number if truth else number < len(voters) < number + 8
    if not fits:
        return None
    words = listed(
        [state_name(facts.world.registry, state, rng) for state in rng.sample(voters, number)], rng
    )
    return Answer(
        slots={"state": words, "State": capitalised(words), "states": words, "States": capitalised(words)},
        kinds=VOTE,
    )


def _bloc(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`bloc all yes [EU]`: all, most or none of a bloc's members voted so."""
    share, option = wants[1], _OPTIONS[wants[2]]
    blocs = [wants[3]] if len(wants) > 3 else sorted(_BLOCS)
    rng.shuffle(blocs)
    on = PartialDate(facts.happened.year, facts.happened.month, facts.happened.day)
    for bloc in blocs:
        if not facts.world.registry.list_is_whole(bloc, on):
            continue
        members = {row.member for row in facts.world.registry.members(bloc, on)}
        cast = [facts.names[state] for state in sorted(members) if state in facts.names]
        if len(cast) < 4:
            continue
        part = sum(one is option for one in cast) / len(cast)
        holds = {"all": part == 1, "most": part > 0.6, "none": part == 0, "half": part > 0.55}[share]
        fails = {"all": part < 0.9, "most": part < 0.4, "none": part > 0.1, "half": part < 0.45}[share]
        if holds if truth else fails:
            return Answer(slots={"bloc": rng.choice(_BLOCS.get(bloc, (bloc,)))}, kinds=VOTE)
    return None


def _share(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`share most no OIC`: most of those who voted so were members of a bloc."""
    share, option = wants[1], _OPTIONS[wants[2]]
    blocs = [wants[3]] if len(wants) > 3 else sorted(_BLOCS)
    rng.shuffle(blocs)
    on = PartialDate(facts.happened.year, facts.happened.month, facts.happened.day)
    voters = {state for state, cast in facts.names.items() if cast is option}
    if len(voters) < 5:
        return None
    for bloc in blocs:
        if not facts.world.registry.list_is_whole(bloc, on):
            continue
        members = {row.member for row in facts.world.registry.members(bloc, on)}
        part = len(voters & members) / len(voters)
        if {"most": part > 0.55 if truth else part < 0.45, "all": part == 1 if truth else part < 0.9, "none": part == 0 if truth else part > 0.1}[share]:  # fmt: skip
            return Answer(slots={"bloc": rng.choice(_BLOCS[bloc])}, kinds=("vote-composition", "vote-*"))
    return None


def _margin(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`margin`: in favour less against."""
    actual = facts.call.yes - facts.call.no
    number = actual if truth else actual + rng.choice((-20, -9, -4, 5, 11, 25))
    if not 2 < number <= facts.members or actual < 3:
        return None
    return Answer(slots={"n": str(number)}, kinds=VOTE)


def _consensus(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`consensus`: no vote was taken; only its contradiction is drawn, from votes with votes against."""
    return Answer(slots={}, kinds=("vote-*", "instrument")) if not truth and facts.call.no > 0 else None


def _rank(facts: VoteFacts, wants: tuple[str, ...], truth: bool, rng: Random) -> Answer | None:
    """`rank no`: no other text of the body drew as many in that year."""
    option = _OPTIONS[wants[1]]
    year, body = facts.happened.year, facts.text.body
    most = facts.world.most(body, year, option, besides=facts.text.id)
    own = facts.total(wants[1])
    return Answer(slots={}, kinds=VOTE) if (own > most if truth else own < most - 3) else None


_ASKS: Mapping[str, Callable[[VoteFacts, tuple[str, ...], bool, Random], Answer | None]] = {
    "unanimous": _unanimous,
    "fraction": _fraction,
    "cast": _cast,
    "sole": _sole,
    "bloc": _bloc,
    "share": _share,
    "margin": _margin,
    "rank": _rank,
    "consensus": _consensus,
}
