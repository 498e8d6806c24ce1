"""Hostile sentences, made by a grammar of the words that the stages look for: actors, verbs, figures, quotations, days, symbols.

What looks for patterns is met by what patterns are weak at: nesting, repetition, numbers without end, marks that turn or join.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

ACTORS = (
    "France", "Portugal", "the Republic of Norway", "Norway", "Côte d'Ivoire", "Guinea-Bissau", "the United States", "U.S.", "Georgia", "Niger", "Jordan",
    "the OIC", "the Organisation of Islamic Cooperation", "NATO", "the European Union", "EU", "the UN Security Council", "the General Assembly", "UNGA",
    "the OSCE Minsk Group", "the Non-Aligned Movement", "Muslim countries", "the parties", "both sides", "neighbouring states", "OIC member states",
    "Ana Silva", "Mr. Silva", "MS. SILVA", "President Ana Silva of Portugal", "the Prime Minister", "the foreign minister of Norway", "her office", "the ministry",
    "a senior official", "the spokesman", "Paris", "Lisbon", "the Kremlin", "he", "she", "they", "we", "I", "it", "who", "our country", "this Organization", "delegations",
    "the co-chairs", "Moscow", "Washington", "China and Russia", "the 57-member body", "French", "the Portuguese government", "the Arab League", "ECOWAS", "ASEAN",
)  # fmt: skip
VERBS = (
    "said", "told reporters", "condemned", "condemns", "supports", "voted against", "voted in favour of", "abstained on", "welcomed", "urged", "demanded that",
    "called on", "rejects", "did not support", "would never recognise", "threatened", "accused", "thanked", "adopted", "reaffirms its support for", "expressed concern over",
    "is a member of", "joined", "left", "founded", "was elected", "opposed", "denied that", "announced", "is quoted as saying", "has been", "refused to", "may condemn",
    "called for", "recognizes", "deplores", "calls upon", "met", "signed", "occupies", "withdrew its support for", "stopped supporting", "Reaffirming", "Recalling",
)  # fmt: skip
OBJECTS = (
    "the resolution", "resolution 62/243", "A/RES/62/243", "S/RES/242 (1967)", "resolutions 822, 853, 874 and 884 (1993)", "the aggression against Norway", "the decision",
    "territorial integrity", "the withdrawal of all forces", "the border closure", "sovereignty", "self-determination", "the talks in Lisbon", "a ceasefire", "the 44th session",
    "the Council of Foreign Ministers", "20 percent of the land", "its neighbours", "the people of Portugal", "settlements", "sanctions", "the draft A/62/L.42", "the motion",
)  # fmt: skip
JOINTS = (
    " that ", ", ", " and ", " but ", " because ", "; ", ": ", " — ", " – ", " (", ") ", " while ", " who ", " which ", ", according to ", " in ", " on ", " against ",
    " of ", " as ", " by ", " not ", "...", " - ", "/", " or ", " to ", ", of which ", " such as ", " including ", " “", "” ", ' "', '" ', " «", "» ", " '", "' ", "\n", " ",
)  # fmt: skip
QUOTES = (
    ("“", "”"),
    ('"', '"'),
    ("«", "»"),
    ("„", "“"),
    ("‘", "’"),
    ("'", "'"),
    ("(", ")"),
    ("[", "]"),
    ("``", "''"),
)
DAYS = (
    "on Friday", "on 3 May 2019", "in May 2019", "last year", "on 31 February 2019", "on 29 February 1900", "since 1993", "in 2008", "two weeks ago", "yesterday", "03.05.2019",
    "2019-05-03", "5/3/2019", "on the 3rd of May", "in the 1990s", "from 3 to 5 May 2019", "between 1992 and 1994", "until next Wednesday", "May 3, 2019", "3 October", "in 0000",
    "in 9999", "99 years ago", "999999999 years ago", "next millennium", "on Monday last week", "at the end of 2020", "12:61", "tomorrow", "in 20000", "3 May 0", "early 2020",
    "on December 31, 9999", "1 January 0001", "twelve hundred months ago", "in the coming 5000 years", "within 10000 days", "this week", "the day after 31 December 9999",
)  # fmt: skip
TALLIES = (
    "39 in favour, 7 against, 100 abstaining", "by 39 votes to 7, with 100 abstentions", "over 150 states", "a vote of 39-7-100", "39 to 7", "100 abstained and 46 did not vote",
    "nearly two thirds of the members", "57 member states", "more than half", "none of the 193 members", "125 members", "unanimously", "by consensus", "1,000,000 people",
    "613 killed", "20 %", "some 20,000 to 30,000", "a dozen", "1/0 of the votes", "0 in favour", "½", "1.5 million", "three quarters", "39:7:100", "-5 members", "1e309 states",
    "a record 193-0", "seven or eight delegations", "at least one hundred and one", "twenty-two hundred thousand million", "10^6", "٣٩ states", "３９ to ７", "Ⅻ votes", "²",
)  # fmt: skip
ODD = (
    "\u202e", "\u202c", "\u2066", "\u2069", "\u200f", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u0301" * 5, "\u0130", "ß", "ﬁ", "ǅ", "K", "\u1e9e", "\U0001f600", "\U000e0041", "漢字", "กา", "\uffff",
    "\ufdfa", "א", "ئ", "\u0345", "\u03a3", "\u2028", "\u00a0", "\u3000", "\x85", "\u1680", "№", "§", "\u2024\u2024", "İ", "ı", "ŉ", "ǰ", "\U0001d7d8", "Ⅳ", "㎏", "\U00010400", "\u061c",
    "\x00", "\x1b[2J", "\x07", "\x03", "\x7f", "=HYPERLINK(1)", "<b>", "</p>", "&amp;", "&#0;", "{{7*7}}", "%s%n", "\\", "\\u0000", "`", "|", "\t", "~~", "**", "__", "*",
)  # fmt: skip


def make_words(chance: Random, most: int = 40) -> str:
    """One sentence, or what could be taken for one; mostly short, at times some thousand characters."""
    roll = chance.random()
    if roll < 0.72:
        return _sentence(chance, chance.randint(1, most // 3))
    if roll < 0.80:
        return _dotted(_nested(chance, chance.choice((1, 2, 3, 8, 40))), chance)
    if roll < 0.90:
        return _repeated(chance)
    if roll < 0.95:
        return _dotted(" ".join(_any(chance) for _ in range(chance.randint(1, most))), chance)
    return "".join(
        chance.choice(ODD) + chance.choice(("", " ", _any(chance))) for _ in range(chance.randint(1, 20))
    )


def make_text(chance: Random, most: int = 2) -> str:
    """Some paragraphs of sentences, with a blank line between them."""
    paragraphs = (
        " ".join(make_words(chance) for _ in range(chance.choice((1, 1, 2))))
        for _ in range(chance.randint(1, most))
    )
    return "\n\n".join(paragraphs)


def make_number(chance: Random) -> str:
    """Digits as nobody should write them."""
    digits = "".join(
        chance.choice("0123456789") for _ in range(chance.choice((1, 2, 3, 4, 8, 20, 400, 5_000)))
    )
    return chance.choice(("", "-", "+", "$", "1,", "0.", "1.000.", "٣", "１", "1e")) + digits + chance.choice(
        ("", "%", "th", "st", " million", ",000", ".", "-member", "(1993)", "/0", "e9", " billion", "nd session", " votes to ", "'s", "-", ":")
    )  # fmt: skip


def _any(chance: Random) -> str:
    pick: Callable[[Random], str] = chance.choice(
        (
            lambda c: c.choice(ACTORS), lambda c: c.choice(VERBS), lambda c: c.choice(OBJECTS), lambda c: c.choice(DAYS), lambda c: c.choice(TALLIES),
            lambda c: c.choice(ODD), make_number, lambda c: c.choice(JOINTS), lambda c: c.choice(ACTORS).upper(), lambda c: c.choice(VERBS).title(),
        )
    )  # fmt: skip
    return pick(chance)


def _sentence(chance: Random, clauses: int) -> str:
    parts = []
    for _ in range(clauses):
        parts.append(chance.choice(ACTORS))
        parts.append(" " + chance.choice(VERBS) + " ")
        parts.append(chance.choice((chance.choice(OBJECTS), chance.choice(ACTORS), chance.choice(TALLIES))))
        if chance.random() < 0.4:
            parts.append(" " + chance.choice(DAYS))
        if chance.random() < 0.15:
            parts.append(" " + _any(chance))
        parts.append(chance.choice(JOINTS))
    text = "".join(parts[:-1])
    if chance.random() < 0.4:
        left, right = chance.choice(QUOTES)
        cut = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        text = (
            text[: cut[0]]
            + left
            + text[cut[0] : cut[1]]
            + chance.choice((right, "", right + ","))
            + text[cut[1] :]
        )
    return _dotted(text, chance)


def _dotted(text: str, chance: Random) -> str:
    return (
        text[:1].upper()
        + text[1:]
        + chance.choice((".", ".", ".", ",", "?", "!", "", "...", ":", ".”", '."'))
    )


def _nested(chance: Random, depth: int) -> str:
    text = chance.choice(ACTORS)
    for _ in range(depth):
        left, right = chance.choice(QUOTES)
        text = f"{left}{chance.choice(ACTORS)} {chance.choice(VERBS)}{chance.choice(JOINTS)}{text}{chance.choice((right, right, ''))}"
    return text


def _repeated(chance: Random) -> str:
    """One thing over and over, and an end that does not fit: what a careless pattern tries in all ways."""
    piece = chance.choice(
        (
            _any(chance),
            _any(chance) + chance.choice(JOINTS),
            chance.choice("aA1 .,-'\"(“/"),
            _any(chance) + " ",
        )
    )
    times = chance.choice((2, 3, 10, 50, 300))
    return (piece * min(times, 3_000 // max(1, len(piece)) + 1))[:6_000] + chance.choice(
        ("", "!", "x", "\x00", " said", _any(chance))
    )
