"""Read the five source documents, extract positions, and hold both against the hand-made answers.

`python -m evals.seeds [--verbose]`; exit code 1 where a pinned floor is missed; skips where ../shared is absent.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from evals.running import position_rows
from evals.scoring import SHARED, below, figures, score
from onrecord.origins import group_origins
from onrecord.read import read_bytes
from onrecord.vocabulary import Document


def main() -> int:
    """Print the figures; 1 where one is below its floor."""
    if not SHARED.is_dir():
        print("skipped: no shared folder beside the project")
        return 0
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    documents = [read_bytes(p.read_bytes(), address=p.name) for p in sorted((SHARED / "seeds").glob("*.txt"))]
    wrong = list(_wrong_facts(documents))
    print("document facts that differ from the answers:", *(wrong or ["none"]), sep="\n  ")
    printed = score("positions", position_rows([str(SHARED / "seeds")]))
    print(printed if "--verbose" in sys.argv else printed.split("\nmissed:")[0])
    missed = below(figures(printed), floors["positions"])
    if len(wrong) > floors["documents"]["wrong"]:
        missed.append("document facts are wrong")
    print(*missed, sep="\n")
    return 1 if missed else 0


def _wrong_facts(documents: list[Document]) -> list[str]:
    groups = {d: g for g in group_origins(documents) for d in g.documents}
    by_name = {d.name[:3]: d for d in documents}
    answers = [
        json.loads(line)
        for line in (SHARED / "gold" / "seed_documents.jsonl").read_text("utf-8").splitlines()
    ]
    wrong = []
    for answer in answers:
        document = by_name[answer["doc"]]
        found = _facts(document) | {
            "copy_of": next(
                (
                    d.name[:3]
                    for d in documents
                    if d is not document and d.id in groups[document.id].documents
                ),
                None,
            )
        }
        wanted = {
            key: answer.get(key)
            for key in (
                "title",
                "outlet",
                "origin",
                "date",
                "kind",
                "comments",
                "author",
                "speaker",
                "paragraphs",
            )
        }
        for key, value in wanted.items():
            if (key in answer) and found[key] != value:
                wrong.append(f"{answer['doc']} {key}: {found[key]!r}, not {value!r}")
        if answer.get("copy_of") and found["copy_of"] != answer["copy_of"]:
            wrong.append(f"{answer['doc']} is not known as a copy of {answer['copy_of']}")
        wrong += _wrong_body(document, answer)
    return wrong


def _facts(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "outlet": document.outlet,
        "origin": document.credit or document.issuer or document.outlet,
        "date": str(document.date) if document.date else None,
        "kind": str(document.kind),
        "comments": len(document.comments),
        "author": document.author,
        "speaker": document.speaker,
        "paragraphs": len({p.label for p in document.paragraphs if p.label}),
    }


def _wrong_body(document: Document, answer: dict[str, Any]) -> list[str]:
    wrong = []
    if not document.text.startswith(answer["body_starts"]):
        wrong.append(f"{answer['doc']} body starts {document.text[:40]!r}")
    if not document.text.endswith(answer["body_ends"]):
        wrong.append(f"{answer['doc']} body ends {document.text[-40:]!r}")
    wrong += [
        f"{answer['doc']} body holds {words!r}" for words in answer["furniture"] if words in document.text
    ]
    return wrong


if __name__ == "__main__":
    sys.exit(main())
