"""Facts about bodies: members, their number, founding, the seats of the Council, meetings, offices, names."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from evals.claims.facts import Facts, World
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
)
from onrecord.vocabulary import ActorKind, Meeting, PartialDate, Period

_TODAY = date(2025, 10, 1)
"""The last day on which a document is written."""
_BODIES = {
    "EU": ("European Union", "EU"), "NATO": ("NATO",), "OIC": ("Organisation of Islamic Cooperation", "OIC"), "AU": ("African Union",), "ASEAN": ("ASEAN",),
    "LAS": ("Arab League", "League of Arab States"), "GCC": ("Gulf Cooperation Council",), "COE": ("Council of Europe",), "OSCE": ("OSCE",),
    "NAM": ("Non-Aligned Movement",), "SCO": ("Shanghai Cooperation Organisation",), "CSTO": ("Collective Security Treaty Organization", "CSTO"),
    "UN": ("United Nations",), "ECO": ("Economic Cooperation Organization",), "OTS": ("Organization of Turkic States",), "EAEU": ("Eurasian Economic Union",), "SAARC": ("South Asian Association for Regional Cooperation", "SAARC"),
}  # fmt: skip
_FOUNDED = ("NATO", "ASEAN", "COE", "LAS", "GCC", "GUAM", "OTS", "EAEU", "WHO", "IAEA", "UNICEF", "OPEC", "IMF", "WTO", "UNESCO", "SAARC", "OAU", "UNHCR", "ICC", "IAEA")  # fmt: skip
_MEETINGS = {
    ("NAM", "summit"): "Non-Aligned Movement summit", ("OIC-IS", "summit"): "Islamic Summit", ("OIC-IS", "extraordinary summit"): "Extraordinary Islamic Summit",
    ("OSCE", "ministerial council"): "OSCE Ministerial Council", ("OTS", "summit"): "summit of the Organization of Turkic States", ("BRICS", "summit"): "BRICS summit",
    ("OIC-CFM", "session"): "session of the OIC Council of Foreign Ministers", ("UNGA", "session"): "session of the General Assembly",
}  # fmt: skip
_PLACES = (
    "Belgrade",
    "Cairo",
    "Jakarta",
    "Geneva",
    "Vienna",
    "Nairobi",
    "Doha",
    "Lisbon",
    "Istanbul",
    "Havana",
    "Kuala Lumpur",
)
_HEADS = ("President", "Prime Minister", "Minister of Foreign Affairs", "Secretary-General")
_SPOKEN = {"Minister of Foreign Affairs": ("foreign minister",), "Prime Minister": ("prime minister",), "President": ("president",), "Secretary-General": ("secretary-general", "secretary general")}  # fmt: skip


def draw_member(world: World, rng: Random) -> Facts:
    """A state in a body, with the year in which it joined."""
    while True:
        body = rng.choice(sorted(_BODIES))
        now = PartialDate(rng.randrange(2003, 2026), rng.randrange(1, 13), rng.randrange(1, 28))
        if not world.registry.list_is_whole(body, now):
            continue
        rows = [
            row
            for row in world.registry.members(body, now)
            if row.valid.first and _is_state(world, row.member)
        ]
        inside = {row.member for row in rows}
        others = [s for s in _states(world) if s not in {r.member for r in world.registry.members_of[body]}]
        if len(rows) < 3:
            continue
        row = rng.choice(rows)
        assert row.valid.first
        year = row.valid.first.year
        name = state_name(world.registry, row.member, rng)
        wrong = tuple(state_name(world.registry, s, rng) for s in rng.sample(others, min(6, len(others))))
        founded = world.registry.bodies[body].founded
        slots = {"state": name, "State": capitalised(name), "body": rng.choice(_BODIES[body])}
        amiss: dict[str, tuple[str, ...]] = {"state": wrong, "State": tuple(map(capitalised, wrong))}
        if (
            founded
            and year > founded.year + 1
            and sum(r.member == row.member for r in world.registry.members_of[body]) == 1
        ):
            slots["year"] = str(year)
            amiss["year"] = tuple(
                str(year + gap) for gap in (-6, -3, -2, 2, 3, 5) if founded.year < year + gap < now.year
            )
        pair = rng.sample(sorted(inside), 2)
        slots["pair"] = listed([state_name(world.registry, s, rng) for s in pair], rng)
        amiss["pair"] = tuple(listed([state_name(world.registry, pair[0], rng), one], rng) for one in wrong)
        return Facts(
            slots=slots, wrong=amiss, kinds=("membership",), terms={"body": (body,)}, happened=now.first, until=now.first
        )  # fmt: skip


def draw_count(world: World, rng: Random) -> Facts:
    """How many members a body had on a day."""
    while True:
        body = rng.choice(sorted(_BODIES))
        now = PartialDate(rng.randrange(2003, 2026), rng.randrange(1, 13), rng.randrange(1, 28))
        year = PartialDate(now.year)
        held = world.registry.member_count(body, now)
        ends = [
            world.registry.member_count(body, PartialDate(now.year, *day_)) for day_ in ((1, 1), (12, 31))
        ]
        if not held or any(end is None or end[0] != held[0] for end in ends):
            continue
        n = held[0]
        wrong = [n + gap for gap in (-12, -5, -3, -2, 2, 3, 5, 9) if n + gap > 2]
        slots = {
            "body": rng.choice(_BODIES[body]), "n": str(n), "nw": in_words(n), "year": str(year), "over": str((n - 1) // 10 * 10) if n > 24 else str(n - 1), "nearly": str(n),
        }  # fmt: skip
        amiss = {
            "n": tuple(map(str, wrong)),
            "nw": tuple(map(in_words, wrong)),
            "over": (str(n // 10 * 10 + 20),),
        }
        return Facts(slots=slots, wrong=amiss, kinds=("membership-count",), terms={"body": (body,)}, happened=now.first, until=now.first)  # fmt: skip


def draw_founding(world: World, rng: Random) -> Facts:
    """When a body began."""
    while True:
        body = world.registry.body(rng.choice(_FOUNDED))
        if body is None or body.founded is None:
            continue
        on, year = body.founded, body.founded.year
        wrong = [year + gap for gap in (-14, -9, 7, 12)]
        slots = {
            "body": _short(world, body.id, body.name, rng),
            "year": str(year),
            "decade": f"{year // 10 * 10}s",
        }
        amiss = {
            "year": tuple(map(str, wrong)),
            "decade": tuple(f"{y // 10 * 10}s" for y in (year - 20, year + 20)),
        }
        if on.day:
            slots |= {"date": day(on), "usdate": us_day(on)}
            amiss |= {"date": (day(on.first + timedelta(days=400)), day(on.first - timedelta(days=900)))}
            amiss |= {
                "usdate": (us_day(on.first + timedelta(days=400)), us_day(on.first - timedelta(days=900)))
            }
        return Facts(slots=slots, wrong=amiss, kinds=("body-founded",), terms={"body": (body.id,)}, happened=date(rng.randrange(2006, 2025), 5, 3))  # fmt: skip


def _short(world: World, body: str, name: str, rng: Random) -> str:
    shorts = [row.name for row in world.registry.names(body) if row.use == "acronym"][:1]
    return rng.choice([name, *shorts])


def draw_council(world: World, rng: Random) -> Facts:
    """The elected and permanent members of the Security Council in a year."""
    year = rng.randrange(1996, 2026)
    on = PartialDate(year, 6, 1)
    elected = [row.member for row in world.registry.members("UNSC", on, "elected member")]
    permanent = [row.member for row in world.registry.members("UNSC", on, "permanent member")]
    others = [s for s in _states(world) if not any(r.member == s and r.valid.may_hold(PartialDate(year)) for r in world.registry.members_of["UNSC"])]  # fmt: skip
    state, lasting = rng.choice(elected), rng.choice(permanent)
    wrong = [state_name(world.registry, s, rng) for s in rng.sample(others, 6)]
    name, great = state_name(world.registry, state, rng), state_name(world.registry, lasting, rng)
    pair = listed([state_name(world.registry, s, rng) for s in rng.sample(elected, 2)], rng)
    pairs = tuple(listed([name, one], rng) for one in wrong)
    slots = {"state": name, "State": capitalised(name), "great": great, "Great": capitalised(great), "pair": pair, "Pair": capitalised(pair), "year": str(year)}  # fmt: skip
    amiss = {
        "state": tuple(wrong), "State": tuple(map(capitalised, wrong)), "great": tuple(wrong), "Great": tuple(map(capitalised, wrong)),
        "pair": pairs, "Pair": tuple(map(capitalised, pairs)),
    }  # fmt: skip
    spells = [
        r.valid for r in world.registry.members_of["UNSC"] if r.member == state and r.valid.may_hold(on)
    ]
    if spells and spells[0].first and spells[0].last:
        first, last = spells[0].first.year, spells[0].last.year
        slots |= {"term": f"{first}-{last}", "first": str(first)}
        amiss["term"] = (f"{first + 2}-{last + 2}", f"{first - 3}-{last - 3}")
    return Facts(slots=slots, wrong=amiss, kinds=("membership",), terms={"body": ("UNSC",)}, happened=on.first, until=on.first)  # fmt: skip


def draw_meeting(world: World, rng: Random) -> Facts:
    """A numbered meeting with its place and days."""
    kinds = sorted(_MEETINGS)
    body, series = rng.choice(kinds)
    rows = [row for row in world.registry.meetings(body, series) if row.number and row.held.first and row.held.first.first < _TODAY]  # fmt: skip
    meeting = rng.choice(rows)
    return _meeting_facts(world, meeting, _MEETINGS[body, series], rng)


def _meeting_facts(world: World, meeting: Meeting, name: str, rng: Random) -> Facts:
    assert meeting.number
    assert meeting.held.first
    first = meeting.held.first
    last = meeting.held.last or first
    numbers = [n for n in range(meeting.number - 3, meeting.number + 4) if n > 0 and n != meeting.number]
    held = {row.number: row for row in world.registry.meetings(meeting.body, meeting.series)}
    numbers = [n for n in numbers if n in held]
    slots = {
        "meeting": name,
        "ordinal": ordinal(meeting.number),
        "ordinalw": ordinal_words(meeting.number),
        "year": str(first.year),
    }
    years = [first.year + gap for gap in (-4, -3, -2, 2, 3) if first.year + gap < 2026]
    amiss: dict[str, tuple[str, ...]] = {"year": tuple(map(str, years))}
    amiss |= {"ordinal": tuple(map(ordinal, numbers)), "ordinalw": tuple(map(ordinal_words, numbers))}
    if meeting.place and meeting.body != "UNGA":
        slots["place"] = meeting.place
        amiss["place"] = tuple(p for p in _PLACES if p not in meeting.place and meeting.place not in p)
    if first.month and meeting.body != "UNGA":
        slots["month"] = day(PartialDate(first.year, first.month, 1)).split(" ", 1)[1]
        amiss["month"] = (
            day(first.first + timedelta(days=140)).split(" ", 1)[1],
            day(first.first - timedelta(days=500)).split(" ", 1)[1],
        )
    if first.day:
        slots["date"] = any_day(first, rng)
        amiss["date"] = tuple(any_day(first.first + timedelta(days=gap), rng) for gap in (-37, 45, 366))
    return Facts(slots=slots, wrong=amiss, kinds=("meeting",), terms={}, happened=last.last)


def draw_office(world: World, rng: Random) -> Facts:
    """Who holds an office, and people who held it at another time."""
    while True:
        office = rng.choice(
            sorted(o.id for o in world.registry.office_rows.values() if o.exists and o.title in _HEADS)
        )
        rows = [row for row in world.registry.tenures(office) if row.valid.first]
        row = rng.choice(rows) if rows else None
        span = _safe(row.valid) if row else None
        if row is None or span is None:
            continue
        on = span[0] + timedelta(days=rng.randrange(max(1, (span[1] - span[0]).days)))
        day_ = PartialDate(on.year, on.month, on.day)
        if len(world.registry.tenures(office, day_)) != 1:
            continue
        others = {
            r.person
            for r in rows
            if abs(((r.valid.first or day_).first - on).days) > 1000
            and not r.valid.may_hold(PartialDate(on.year))
        }
        others -= {r.person for r in rows if r.valid.may_hold(day_)}
        held = world.registry.office(office)
        assert held is not None
        actor = world.registry.actor(held.of)
        is_state = actor is not None and actor.kind is ActorKind.STATE
        of = (
            state_name(world.registry, held.of, rng)
            if is_state
            else _BODIES.get(held.of, (actor.name if actor else held.of,))[0]
        )
        if not is_state:
            of = f"the {of}" if len(of.split()) > 1 else of
        slots = {
            "person": row.person,
            "title": rng.choice(_SPOKEN[held.title]),
            "of": of,
            "ofs": of.removeprefix("the "),
        }
        return Facts(
            slots=slots, wrong={"person": tuple(sorted(others))}, kinds=("office",), happened=on, until=on
        )


def _safe(valid: Period) -> tuple[date, date] | None:
    """Days that lie well inside a tenure."""
    first = valid.first
    last = valid.last.first if valid.last else _TODAY
    if first is None:
        return None
    start, end = first.last + timedelta(days=60), min(last, _TODAY) - timedelta(days=60)
    start = max(start, date(1992, 1, 1))
    return (start, end) if start < end else None


def draw_no_office(world: World, rng: Random) -> Facts:
    """An office that does not exist."""
    office = rng.choice(
        sorted((o for o in world.registry.office_rows.values() if not o.exists), key=lambda o: o.id)
    )
    of = {"NAM": "Non-Aligned Movement", "UNSC": "Security Council", "OSCE-MG": "OSCE Minsk Group"}.get(
        office.of, office.of
    )
    people = sorted({t.person for t in world.registry.tenure_rows if t.valid.may_hold(PartialDate(2015))})
    slots = {
        "person": rng.choice(people),
        "title": rng.choice((office.title, office.title.lower())),
        "of": of,
    }
    return Facts(slots=slots, kinds=("office",), happened=date(rng.randrange(2008, 2020), 4, 5))


_NAMES = [
    "Organization of the Islamic Conference",
    "Kingdom of Swaziland",
    "Republic of Macedonia",
    "Kingdom of Nepal",
    "Republic of Turkey",
    "Union of Burma",
    "Great Socialist People's Libyan Arab Jamahiriya",
    "Republic of Zaire",
    "Republic of Venezuela",
    "Republic of Upper Volta",
    "Organisation of the Islamic Conference",
    "Libyan Arab Jamahiriya",
    "Republic of Hungary",
]


def draw_name(world: World, rng: Random) -> Facts:
    """A formal name that held for a time: inside it and after it."""
    name = rng.choice(_NAMES)
    row = next(r for r in world.registry.find(name) if r.use in ("former", "official") and r.valid.last)
    assert row.valid.last
    end = row.valid.last.last
    stale = rng.random() < 0.5
    on = (
        end + timedelta(days=rng.randrange(800, 3000))
        if stale
        else end - timedelta(days=rng.randrange(400, 2000))
    )
    actor = world.registry.actor(row.actor)
    assert actor is not None
    if stale and on < _TODAY:
        return Facts(slots={}, wrong={"name": (name,)}, kinds=("name-at-date",), happened=on, until=on)
    on = end - timedelta(days=rng.randrange(400, 2000))
    return Facts(slots={"name": name}, kinds=("name-at-date",), happened=on, until=on)


def draw_nothing(world: World, rng: Random) -> Facts:
    """Nothing that the record could answer: names and numbers at random."""
    names = [state_name(world.registry, s, rng) for s in rng.sample(_states(world), 3)]
    numbers = [rng.randrange(3, 190) for _ in range(3)]
    slots = {
        "state": names[0], "State": capitalised(names[0]), "state2": names[1], "State2": capitalised(names[1]), "state3": names[2],
        "n": str(numbers[0]), "n2": str(numbers[1]), "small": str(rng.randrange(2, 15)), "nw": in_words(numbers[2]), "year": str(rng.randrange(1990, 2024)), "ordinal": ordinal(rng.randrange(50, 79)),
    }  # fmt: skip
    return Facts(
        slots=slots, happened=date(rng.randrange(1998, 2024), rng.randrange(1, 13), rng.randrange(1, 28))
    )


def _states(world: World) -> list[str]:
    """Present members of the United Nations."""
    return sorted(row.member for row in world.registry.members("UN", PartialDate(2024, 1, 1)))


def _is_state(world: World, id_: str) -> bool:
    actor = world.registry.actor(id_)
    return actor is not None and actor.kind is ActorKind.STATE
