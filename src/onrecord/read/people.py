"""Names, offices and states in the printed lines that say whose words a text is.

A line such as "Mr. A. Person, Minister of Foreign Affairs of X" is parted by its shape; nothing is looked up
but whether a part names a state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale

from onrecord.read.knowledge import Kinds
from onrecord.read.paragraphs import squeeze

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")
_TURN = re.compile(
    r"(?:\d{1,3}\.\s+)?(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Prince|Princess|King|Queen|Sheikh|Sheikha"
    r"|Prime Minister|President|Archbishop|Monsignor|Count|U|Crown Prince)\b\.?[^:()]{1,60}?)\s*\((?P<state>[^()]{3,80})\)"
    r"\s*(?:\((?:spoke|interpretation)[^()]{0,60}\)\s*)?(?:\([^()]{0,60}\)\s*)?:\s*"
)
_MINISTER = re.compile(
    r"\b(?:foreign minister|foreign secretary|minister (?:of|for) foreign affairs)\b", re.IGNORECASE
)
_OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
_TOKEN = re.compile(r"[A-ZÀ-ÞЀ-Я][\w.’'-]*")
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_PARTICLES = frozenset(
    (
        "al",
        "bin",
        "bint",
        "ibn",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "der",
        "den",
        "di",
        "du",
        "el",
        "la",
        "le",
        "los",
        "ter",
        "ul",
        "van",
        "von",
        "y",
        "e",
        "ben",
        "abu",
        "af",
        "zu",
    )
)
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}\.? (?:\d{1,2} )?\d{2,4}|\d{4}"
)
# Words of a line that speaks of several people, or of nobody by name.
_SEVERAL = frozenset(
    {"officials", "leaders", "ministers", "members", "representatives", "spokespersons", "staff", "experts"}
    | {"administration", "delegates", "ambassadors", "co-chairs", "presidents", "secretaries", "participants"}
)
_FORMAL = re.compile(
    r"^(?:the )?(?:islamic |federal |arab |democratic |people['’]s |socialist |co-operative |plurinational |bolivarian )*(?:republic|kingdom|state|federation|principality|commonwealth|sultanate|grand duchy|emirate|union) of (?:the )?",
    re.IGNORECASE,
)
_POLITE = re.compile(r"(?:Mrs?|Ms)\b[.,]*", re.IGNORECASE)
_LONGEST_STATE = 8
"""Words. What is longer is no state or body but an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, by name with the honorific dropped, and the office with its state as printed."""

    name: str | None
    office: str | None
    state: str | None = None


@cache
def _states() -> dict[str, str]:
    """Folded name of each state to its short English name."""
    names: dict[str, str] = {}
    for country in pycountry.countries:
        short = getattr(country, "common_name", country.name)
        for name in (
            country.name,
            getattr(country, "common_name", None),
            getattr(country, "official_name", None),
        ):
            if name:
                names[name.casefold()] = short.split(",")[0] if "," in short and "of" in short else short
    for code, name in Locale("en").territories.items():
        if len(code) == 2:
            names.setdefault(name.casefold(), name)
    for country in pycountry.historic_countries:
        for name in country.name.split(","):
            names.setdefault(name.strip().casefold(), name.strip())
    return names


def state_name(text: str) -> str | None:
    """The short name of the state that `text` names as a whole; None where it names none we know."""
    plain = squeeze(_PARENTHESIS.sub("", text)).strip(" .,")
    for candidate in (plain, re.sub(r"^the ", "", plain, flags=re.IGNORECASE), _FORMAL.sub("", plain)):
        found = _states().get(candidate.casefold().replace("’", "'")) or _states().get(candidate.casefold())
        if found is not None:
            return found
    return None


def speaker_turn(text: str) -> tuple[Speaker, int] | None:
    """The speaker named at the start of a verbatim record ("Mr. Roe (Chile):") and where the words begin."""
    match = _TURN.match(text[:300])
    if match is None:
        return None
    state = squeeze(match.group("state"))
    return Speaker(name=match.group("name").strip(), office=state, state=state), match.end()


def bare_name(name: str, kinds: Kinds) -> str | None:
    """A person's name without honorifics; None where nothing of a name is left.

    A last name alone keeps its honorific, as verbatim records print it ("Mr. Roe").
    """
    words = squeeze(re.sub(r"\b(Mrs?|Ms|Dr)\.+", r"\1. ", name)).strip(" ,.").split()
    polite = f"{words[0].strip('.,').capitalize()}. " if words and _POLITE.fullmatch(words[0]) else ""
    while words and words[0].casefold().strip(".,") in kinds.honorifics:
        words = words[1:]
    if any(word.casefold().strip(".,") in _SEVERAL for word in words):
        return None
    text = " ".join(words)
    if not (_TOKEN.match(text) or (words and words[0].casefold() in _PARTICLES)):
        return None
    return f"{polite}{text}" if len(words) == 1 else text


def looks_like_person(text: str) -> bool:
    """Two to five capitalised words, particles allowed, no digits: the shape of a person's name."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(char.isdigit() for char in text):
        return False
    return all(_NAME_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words)


def office_in(text: str, kinds: Kinds) -> bool:
    """True where the text names an office."""
    folded = f" {text.casefold()} "
    return any(re.search(rf"\b{re.escape(office)}\b", folded) for office in kinds.offices)


def parse_who(text: str, kinds: Kinds) -> Speaker:
    """Name, office and state of "Name, Office of State", "Name, Office, State" or "Office of State Name"."""
    parts = [part.strip() for part in re.split(r",\s+", squeeze(text).strip(" ,.;")) if part.strip()]
    while parts and _DATE.fullmatch(parts[-1]):
        parts.pop()
    if not parts:
        return Speaker(name=None, office=None)
    if len(parts) == 2 and (after := _name_after(parts, kinds)) is not None:
        return after
    state = parts[-1] if len(parts) > 1 or state_name(parts[0]) else None
    first, rest = parts[0], ", ".join(parts[1:])
    if state_name(first) and len(parts) == 1:
        return Speaker(name=None, office=first, state=first)
    # "Ms. King" is a name, "King Abdullah" an office with a name.
    titled = re.match(r"(?:Mrs?|Ms|Miss|Dr)\b", first) is not None
    official = office_in(first, kinds) and not titled
    named = None if official else bare_name(first, kinds)
    if official:
        name, office = _split_office(first, kinds)
        office = ", ".join(part for part in (office, rest) if part)
        return Speaker(name=name, office=office or None, state=state or _state_of(office))
    office = re.sub(r"^(?:the|his excellency|h\.e\.) ", "", rest, flags=re.IGNORECASE)
    known = state if state is not None and state_name(state) else _state_of(office) or state
    return Speaker(name=named, office=office or None, state=known)


def _name_after(parts: list[str], kinds: Kinds) -> Speaker | None:
    """Reads "Minister of Foreign Affairs of X, Ann Example": the name behind an office that names its state."""
    office, name = parts
    state = _state_of(office) if office_in(office, kinds) else None
    if state is None or state_name(state) is None or state_name(name) or office_in(name, kinds):
        return None
    bare = bare_name(re.sub(r"(?<=\w\.)(?=[A-ZÀ-Þ][a-zà-þ])", " ", name), kinds)
    return Speaker(name=bare, office=office, state=state) if bare and len(bare.split()) <= 4 else None


def _split_office(text: str, kinds: Kinds) -> tuple[str | None, str]:
    """Part "President of Ukraine Ann Example" into name and office; the name is the shortest that leaves a state."""
    plain = re.sub(r"^(?:the|h\.e\.|his excellency|her excellency)\s+", "", text, flags=re.IGNORECASE)
    words = plain.split()
    for size in range(1, len(words)):
        state = re.search(r"\bof (?:the )?(.+)$", " ".join(words[:-size]))
        if state is not None and state_name(state.group(1)):
            return bare_name(" ".join(words[-size:]), kinds), " ".join(words[:-size])
    for office in sorted(kinds.offices, key=len, reverse=True):
        match = re.match(
            rf"(?:[\w-]+ ){{0,4}}?{re.escape(office)}\s+(?=[A-ZÀ-Þ])(?!of\b)", plain, re.IGNORECASE
        )
        if match is not None:
            name = bare_name(plain[match.end() :], kinds)
            if name is not None and len(name.split()) <= 5:
                return name, plain[: match.end()].strip()
    return None, plain


def _state_of(office: str) -> str | None:
    """The state at the end of "Minister of Foreign Affairs of the Republic of X"; the longest ending that names one."""
    endings = [office[match.end() :] for match in _OF.finditer(office)]
    for ending in endings:
        if state_name(ending) is not None:
            return ending
    last = endings[-1] if endings else ""
    # "Affairs" and other fields of work are no states; a single field has no state behind it.
    return last if len(endings) > 1 and last[:1].isupper() else None


def issuer_of(speaker: Speaker) -> str | None:
    """Where the words of an office holder come from: the foreign ministry of a foreign minister, else the state."""
    if speaker.state is None:
        return None
    printed = _PARENTHESIS.sub("", speaker.state).removeprefix("the ")
    if any(char.isdigit() for char in printed) or len(printed.split()) > _LONGEST_STATE:
        return None
    if speaker.office and _MINISTER.search(speaker.office):
        return f"Ministry of Foreign Affairs of {state_name(speaker.state) or printed}"
    return printed
