"""One regular expression for many phrases, in which what several of them begin with is written once.

A list of some hundred phrases, tried one by one at every word of a text, is what finding claims would cost most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

_BLANKS = "[ \\n]{1,3}"
"""Between two words of a phrase."""
Path = tuple[str, ...]
"""A phrase as the expressions of its characters."""


def alternatives(phrases: Collection[str]) -> str:
    """An expression for the phrases, of which a longer one is tried before those that it begins with.

    It begins by looking at the next character, which tells at most places that no phrase stands there.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    paths = [tuple(map(_expression, phrase)) for phrase in ordered]
    initials = "".join(sorted({path[0] for path in paths}))
    tree = "|".join("".join(path) for path in paths) if _mixes_cases(ordered) else _tree(paths)
    return f"(?=[{initials}])(?:{tree})"


def screen(beginnings: Iterable[str], *, whole: bool = False) -> re.Pattern[str]:
    """Finds in a case-folded text whether any of these words, or of words that begin so, can stand in it.

    Words that end so are found too: it is for passing over sentences, at a tenth of what reading them costs.
    """
    ordered = sorted({beginning.casefold() for beginning in beginnings})
    paths = [tuple(map(_expression, beginning)) for beginning in ordered]
    return re.compile(_tree(paths) + (r"(?!\w)" if whole else ""))


def _expression(character: str) -> str:
    return _BLANKS if character == " " else re.escape(character)


def _mixes_cases(phrases: Sequence[str]) -> bool:
    """True where phrases go on alike but for letter case, so that an order by length is not that of a tree."""
    beginnings = {phrase[:end] for phrase in phrases for end in range(1, len(phrase) + 1)}
    return len({beginning.casefold() for beginning in beginnings}) < len(beginnings)


def _tree(paths: Sequence[Path]) -> str:
    following: dict[str, list[Path]] = {}
    for path in paths:
        if path:
            following.setdefault(path[0], []).append(path[1:])
    branches = [first + _tree(rest) for first, rest in following.items()]
    if () in paths:
        branches.append("")  # the phrase that ends here comes after those that go on
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
