"""The templates of the generator, read from the TOML files of `templates/`.

A file has a table for each family of claims, with a list of texts for each subject and half:

    [tally.dev]
    UNGA = ["The Assembly adopted {cite} on {date} by [[yes: {n} votes]] to [[no: {n}]]."]

`{name}` is filled with what the record holds; `[[ask: words]]` marks a claim (see `asks`). Which half a template is in
is written there and nowhere else: the rules are made on the development half and measured on the test half.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.errors import DataError

HERE = Path(__file__).parent
HALVES = ("dev", "test")
SLOT_ASKS = frozenset(
    {"instrument", "veto", "member", "count", "founding", "seat", "meeting", "office", "name"}
)
"""Asks whose parameters are slots of their words, any of which may be made wrong."""
_PART = re.compile(r"\[\[(?P<ask>[^:\]]+):\s?(?P<words>.*?)\]\]|(?P<plain>(?:(?!\[\[).)+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a template; `ask` is what it claims, "" where it claims nothing."""

    ask: str
    words: str

    @property
    def wants(self) -> tuple[str, ...]:
        """The name of the ask and its parameters: `abstain over` is ("abstain", "over")."""
        return tuple(self.ask.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One wording with its claims marked."""

    id: str
    family: str
    half: str
    subject: str
    text: str
    parts: tuple[Part, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The places of the parts that claim something."""
        return tuple(index for index, part in enumerate(self.parts) if part.ask)


@cache
def load_templates() -> tuple[Template, ...]:
    """Every template, in the order of files and rows. Raises DataError where a half or a slot is unknown."""
    found: list[Template] = []
    for path in sorted((HERE / "templates").glob("*.toml")):
        for family, halves in tomllib.loads(path.read_text("utf-8")).items():
            for half, subjects in halves.items():
                if half not in HALVES:
                    raise DataError(f"neither dev nor test: {half}", where=f"{path.name}, {family}")
                for subject, texts in subjects.items():
                    for number, text in enumerate(texts, start=1):
                        id_ = f"{family}-{half}-{subject}-{number}"
                        found.append(_template(id_, family, half, subject, text))
    return tuple(found)


def _template(id_: str, family: str, half: str, subject: str, text: str) -> Template:
    parts = _parts(text)
    for part in parts:
        unused = set(part.wants[1:]) - set(re.findall(r"\{(\w+)\}", part.words)) - {"right", "never"}
        if part.wants[:1] and part.wants[0] in SLOT_ASKS and unused:
            raise DataError(f"not in the words: {sorted(unused)}", where=id_)
    return Template(id=id_, family=family, half=half, subject=subject, text=text, parts=parts)


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(
        Part(match["ask"] or "", match["words"] if match["ask"] else match["plain"])
        for match in _PART.finditer(text)
    )
