"""Words from documents made safe for a terminal, a spreadsheet and a pipe, each in one place.

A document can hold anything: escape sequences that repaint a screen, formulas, signs that turn the reading order.
"""

from __future__ import annotations

import re

# Control characters, the signs that change the direction of reading, line separators and halves of surrogate pairs.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE_ANYWHERE = re.compile(f"[{_UNSAFE}]")
_UNSAFE_IN_LINE = re.compile(f"[\t\n{_UNSAFE}]")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")

# What makes a spreadsheet take a cell for a formula; the last four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """The text with every unsafe character written out as its escape; tabs and line ends stay."""
    return _UNSAFE_ANYWHERE.sub(_escape, text)


def one_line(text: str) -> str:
    """The text for one line of a terminal: line ends and tabs are blanks, unsafe characters are written out."""
    return _UNSAFE_IN_LINE.sub(lambda match: " " if match[0] in "\t\n" else _escape(match), text)


def json_text(encoded: str) -> str:
    """Encoded JSON that no terminal obeys; it still means the same."""
    return _UNSAFE_ANYWHERE.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def page_json(encoded: str) -> str:
    """Encoded JSON that may stand between the tags of a page's script; it still means the same."""
    return re.sub("[<>&]", lambda match: f"\\u{ord(match[0]):04x}", json_text(encoded))


def blanked(text: str) -> str:
    """The text, as long as it was, with a blank in the place of every unsafe character: offsets still hold."""
    return _UNSAFE_ANYWHERE.sub(" ", text)


def csv_cell(text: str) -> str:
    """The text for a cell that no spreadsheet calculates."""
    safe = visible(text)
    return f"'{safe}" if is_formula(text) else safe


def is_formula(text: str) -> bool:
    """True where a spreadsheet into which the text is typed or read would calculate it."""
    return text.startswith(_FORMULA)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and a sign that it goes on, between two words where there is a blank near."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    blank = cut.rfind(" ", len(cut) * 3 // 4)
    return f"{(cut if blank < 0 else cut[:blank]).rstrip()}…"


def excerpt(text: str, most: int | None) -> str:
    """The text where it has at most `most` characters (None: however many); else its first words and a sign that it goes on.

    It is cut between two words; a text without blanks (one word, or a script that writes none) is cut where it must be.
    """
    if most is None or len(text) <= most:
        return text
    cut = text[: most - 1]
    between_words = cut[-1:].isspace() or text[most - 1].isspace()
    parts = cut.rsplit(None, 1)
    whole = cut if between_words or len(parts) < 2 else parts[0]
    return f"{whole.rstrip()}…"


def xml_text(text: str) -> str:
    """The text for an XML file: what XML 1.0 cannot hold, and what turns the reading order, is written out."""
    return _NO_CHARACTER.sub(_escape, visible(text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
