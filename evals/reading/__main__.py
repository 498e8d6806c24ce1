"""Read every page of an archive and write one prediction a line, in the order of their names.

The archive holds `<id>.html`; a prediction holds id, body, comments, title, author and date.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from evals.reading.pages import pages
from onrecord.errors import SkipItem
from onrecord.read import read_bytes
from onrecord.vocabulary import Comment, Document, Paragraph


def prediction(page: str, document: Document) -> dict[str, str | None]:
    """What was read of one page, in the form that the scorer takes."""
    date = document.date
    return {
        "id": page,
        "body": "\n\n".join(_paragraph(paragraph, document) for paragraph in document.paragraphs),
        "comments": "\n\n".join(_comment(comment) for comment in document.comments) or None,
        "title": document.title,
        "author": document.author,
        "date": str(date) if date is not None and date.day is not None else None,
    }


def _paragraph(paragraph: Paragraph, document: Document) -> str:
    """The paragraph with the number that is printed before it."""
    text = paragraph.span.of(document.text)
    return f"{paragraph.label}. {text}" if paragraph.label else text


def _comment(comment: Comment) -> str:
    """The comment below the name of who wrote it, as the page shows both."""
    return f"{comment.author}\n{comment.text}" if comment.author else comment.text


def main() -> int:
    """Read the archive named by `--in`, write `--out`, score it where `--gold` is given; 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="archive", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="folder with the benchmark's own gold and scorer")
    options = parser.parse_args()
    started = time.monotonic()
    read = skipped = 0
    with options.out.open("w", encoding="utf-8") as out:
        for page, data in pages(options.archive):
            try:
                row = prediction(page, read_bytes(data, address=f"{page}.html"))
                read += 1
            except SkipItem as error:
                print(f"skipped {error}", file=sys.stderr)
                skipped += 1
                row = {"id": page, "body": ""}
            out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
    print(f"{read} pages read, {skipped} skipped, {time.monotonic() - started:.0f} s")
    return _score(options.gold, options.out) if options.gold else 0


def _score(gold: Path, predictions: Path) -> int:
    """Print the scorer's figures; 1 where one is below its floor, or a leak above it."""
    command = [sys.executable, str(gold / "score.py"), str(predictions), "--json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
    missed = 0
    for part, least in floors.items():
        for name, floor in least.items():
            value = found[part][name]
            wrong = value > floor if "leak" in name else value < floor
            missed += wrong
            print(f"{part} {name} {value:.3f}{f' (floor {floor})' if wrong else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
