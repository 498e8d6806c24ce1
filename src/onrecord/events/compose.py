"""What the words around an event make of it: intended, demanded, refused, threatened, ended, allowed.

CAMEO lists these in parallel for every kind of act; here they are worked out, so that "refused to end the siege" needs no
frame of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.events.event import Root

Codes = Mapping[str, Mapping[str, str]]
_COOPERATION = (1, 2)
_MATERIAL_CONFLICT = 4
_OPERATIVE = {
    "demand": Root.REQUEST,
    "refuse": Root.REJECT,
    "threaten": Root.THREATEN,
    "permit": Root.YIELD,
    "accuse": Root.ACCUSE,
    "tell": Root.ACCUSE,
}


def compose(kind: str, root: Root, cameo: str, codes: Codes, *, default: str) -> tuple[Root, str]:
    """Type and code of an event under an operator; `default` is the operator's own code.

    `kind` is one of lexicon.KINDS; `appeal` codes stand for a demand whose own code is under 02.
    """
    if kind == "same":
        return root, cameo
    if kind == "intend":
        return _intended(root, cameo, codes)
    if kind == "prepare":
        harms = root.quad == _MATERIAL_CONFLICT
        return (Root.MOBILIZE, "150") if harms else _intended(root, cameo, codes)
    if kind == "halt":
        ended = Root.SANCTION if root.quad in _COOPERATION else Root.YIELD
        return ended, code_of("halt", cameo, codes, "160" if ended is Root.SANCTION else "080")
    table = "appeal" if kind == "demand" and default.startswith("02") else kind
    return _OPERATIVE[kind], code_of(table, cameo, codes, default)


def _intended(root: Root, cameo: str, codes: Codes) -> tuple[Root, str]:
    """To intend what helps is to agree; to intend what harms is to threaten; to intend to say is to say."""
    if root is Root.AGREE or (root.quad not in _COOPERATION and root.quad != _MATERIAL_CONFLICT):
        return root, cameo
    if root.quad in _COOPERATION:
        return Root.AGREE, code_of("intend", cameo, codes, "030")
    return Root.THREATEN, code_of("threaten", cameo, codes, "130")


def negate(root: Root, cameo: str, codes: Codes) -> tuple[Root, str] | None:
    """Not to cooperate is to refuse; what else is not done is no event."""
    if root.quad in _COOPERATION:
        return Root.REJECT, code_of("refuse", cameo, codes, "120")
    return None


def code_of(table: str, cameo: str, codes: Codes, default: str) -> str:
    """The code for the longest prefix that the table has."""
    known = codes.get(table, {})
    for length in range(len(cameo), 0, -1):
        if cameo[:length] in known:
            return known[cameo[:length]]
    return known.get("", default)
