"""Templates for pages of rows: every value is escaped and bounded, and what is undefined fails.

The report and the evidence room lay their pages with these; each adds words and filters of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.plaintext import clip, visible
from onrecord.report.evidence import offsets, taken
from onrecord.report.phrases import SIGN_NAMES, SIGN_WORDS, SIGNS, load_phrases
from onrecord.vocabulary import UNKNOWN, Basis, VoteOption


def make_environment(*packages: str, longest: int) -> Environment:
    """Jinja over the templates of these packages, the first before the others.

    `longest` is the greatest number of characters of any single value, whatever a template forgot.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_bounded(longest),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words: Mapping[str, Any] = {
        "phrases": load_phrases(),
        "bases": list(Basis),
        "options": list(VoteOption),
        "signs": SIGNS,
        "sign_words": SIGN_WORDS,
        "sign_names": SIGN_NAMES,
        "offsets": offsets,
        "taken": taken,
        "unknown": UNKNOWN,
    }
    environment.globals.update(words)
    environment.filters.update(clip=clip)
    return environment


def _bounded(longest: int) -> Callable[[object], object]:
    def finalize(value: object) -> object:
        if isinstance(value, Markup):
            return value
        if isinstance(value, str):
            # `visible` may lengthen the text, so the cut comes first.
            return visible(clip(value, longest))
        return "" if value is None else value

    return finalize
