"""Read speeches and statements from their bytes and hold speaker and state against what their collections recorded.

`python -m evals.speakers [--verbose]`; exit code 1 where a pinned floor is missed; skips where ../shared is absent.

What the tool sees is a text file such as a user has, with the speaker printed as the genre prints him or her:

- `general debate, page` and `security council, page`: a title without the state, then one line "name, post, state"
  as on a page of the meeting, the date, the text. The line has to be found, parted and its state known by that name
  on that day ("Upper Volta", "Burma").
- `general debate, record`: the text as a verbatim record opens it, "Mr. X (State): ...".
- `security council, record`: the document untouched; the opening line of the record stands in its text.
- `presidential address`: title, name and date; the state is nowhere in the heading and has to come from the registry.
- `statement`: title, one line with name, office and publisher ("United States of America (Department of State)"), the
  date, the text. An office that publishes ("Office of the Spokesperson") has no name to find: its state is asked
  for, and the speaker only where a person is recorded. Of an interview or briefing, the recorded person has to be
  among those whose turns are told apart. Joint statements have no single speaker and are left out.

The state wanted is the collection's own code, or the ISO code of the name it gives, looked up apart from the registry.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycountry

from evals.scoring import SHARED, below
from onrecord.read import read_bytes
from onrecord.record import load_record
from onrecord.registry import load_registry
from onrecord.resolve import find_voices
from onrecord.vocabulary import Voices

Row = dict[str, Any]

_HONORIFIC = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Prince|Princess|King|Queen|Sheikh|Baroness|Archbishop|Monsignor|President|"
    r"Crown Prince|Sultan|Emir|H\.?E)\b\.?\s*",
    re.IGNORECASE,
)
_ISO = {"Democratic Republic of the Congo": "COD", "Republic Of Korea": "KOR"}
"""Names of the collections that the table of countries has in another order only."""
_REGISTRY = {"NAM": "state:NAM"}
"""ISO codes that mean a body in the registry, and the state's id there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file as the tool sees it, with what its collection recorded."""

    layout: str
    id: str
    text: str
    speaker: str | None
    """None where the collection records an office and no person."""
    state: str


def main() -> int:
    """Print the figures by layout; 1 where one is below its floor."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        print("skipped: no corpus beside the project")
        return 0
    right: dict[str, list[bool]] = defaultdict(list)
    for case in _cases(folder):
        found = _voices(case)
        speakers = [s for s in _speakers(found) if case.speaker is None or _same_person(s[0], case.speaker)]
        state = any(acts_for == case.state for _, acts_for in speakers) or _signs(found, case)
        right[f"{case.layout}: state"].append(state)
        if case.speaker is not None:
            right[f"{case.layout}: speaker"].append(bool(speakers))
        if "--verbose" in sys.argv and not (state and (speakers or case.speaker is None)):
            print(f"{case.layout} {case.id}: {_speakers(found)}, not {case.speaker}, {case.state}")
    shares = {name: sum(hits) / len(hits) for name, hits in sorted(right.items())}
    everything = [hit for hits in right.values() for hit in hits]
    shares["all"] = sum(everything) / len(everything)
    for name, share in shares.items():
        hits = right.get(name, everything)
        print(f"{name:40s} {share:.3f} ({sum(hits)}/{len(hits)})")
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    missed = below(shares, floors["speakers"])
    print(*missed, sep="\n")
    return 1 if missed else 0


def _voices(case: Case) -> Voices:
    document = read_bytes(case.text.encode(), address=f"{case.id}.txt")
    return find_voices(document, registry=load_registry(), record=load_record())


def _speakers(voices: Voices) -> list[tuple[str, str | None]]:
    """(name, actor acted for) of the document's speaker and of whoever has a turn in it."""
    told = [(party.person or "", party.actor.id) for party in (voices.speaker,) if party is not None]
    turns = {(turn.name or "", turn.party.actor.id if turn.party else None) for turn in voices.turns}
    return [*told, *sorted(turns, key=str)]


def _signs(voices: Voices, case: Case) -> bool:
    """A statement of several states is one of theirs; nobody is its speaker."""
    return case.speaker is None and case.state in {party.actor.id for party in voices.signatories}


def _same_person(found: str | None, wanted: str) -> bool:
    """One name within the other, without honorifics, accents, case and the order of its words."""
    one, other = _words(found or ""), _words(wanted)
    return bool(one) and (one <= other or other <= one)


def _words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return set(re.findall(r"\w+", (_HONORIFIC.sub("", plain) or plain).casefold()))


def _cases(folder: Path) -> Iterator[Case]:
    for row in _rows(folder / "general_debate.jsonl.gz"):
        yield _page("general debate, page", row)
        yield _record("general debate, record", row)
    for row in _rows(folder / "security_council.jsonl.gz"):
        if row["id"].startswith("unscon"):
            yield _page("security council, page", row)
        else:
            text = f"{row['title']}\n{row['date']}\n\n{row['text']}\n"
            yield _case("security council, record", row, text)
    for row in _rows(folder / "statements.jsonl.gz"):
        if row["genre"] == "joint_statement" or not row.get("speaker"):
            continue
        if row["genre"] == "presidential_address":
            text = f"{row['title']}\n\n{row['speaker']}\n{row['date']}\n\n{row['text']}\n"
            yield _case("presidential address", row, text)
        else:
            yield _page("statement", row, row["title"])


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _page(layout: str, row: Row, title: str | None = None) -> Case:
    who = ", ".join(
        part for part in (row["speaker"], row.get("speaker_post"), row["outlet_or_state"]) if part
    )
    return _case(layout, row, f"{title or _title(row)}\n\n{who}\n{row['date']}\n\n{row['text']}\n")


def _record(layout: str, row: Row) -> Case:
    named = row["speaker"] if _HONORIFIC.match(row["speaker"]) else f"Mr. {row['speaker']}"
    opening = f"{named} ({row['outlet_or_state']}): "
    return _case(layout, row, f"{_title(row)}\n{row['date']}\n\n{opening}{row['text']}\n")


def _title(row: Row) -> str:
    """The title up to the colon after which the collection writes the state or the matter."""
    return str(row["title"]).split(":")[0]


def _case(layout: str, row: Row, text: str) -> Case:
    speaker = row["speaker"].split(",")[0]
    return Case(
        layout=layout,
        id=row["id"],
        text=text,
        speaker=None if speaker.startswith("Office") else speaker,
        state=_REGISTRY.get(state := row.get("iso3") or _iso(row["outlet_or_state"]), state),
    )


def _iso(name: str) -> str:
    plain = name.split(" (")[0]
    return _ISO.get(plain) or str(pycountry.countries.lookup(plain).alpha_3)


if __name__ == "__main__":
    sys.exit(main())
