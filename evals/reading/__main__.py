"""Read every page of an archive and write one prediction a line, in the order of their names.

The archive holds `<id>.html`; a prediction holds id, body, comments, title, author and date.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from onrecord.errors import SkipItem
from onrecord.read import read_bytes
from onrecord.vocabulary import Document


def pages(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of each page, sorted by id."""
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".html")]
        for member in sorted(members, key=lambda member: member.name):
            stream = tar.extractfile(member)
            if stream is not None:
                yield PurePosixPath(member.name).stem, stream.read()


def prediction(page: str, document: Document) -> dict[str, str | None]:
    """What was read of one page, in the form that the scorer takes."""
    date = document.date
    return {
        "id": page,
        "body": document.text,
        "comments": "\n\n".join(comment.text for comment in document.comments) or None,
        "title": document.title,
        "author": document.author,
        "date": str(date) if date is not None and date.day is not None else None,
    }


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
