"""Read every page of an archive and write one prediction a line, in the order of their names.

The archive holds `<id>.html`; a prediction holds id, body, comments, title, author and date.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import time
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


def main() -> None:
    """Read the archive named by `--in`, write `--out`, and print pages, failures and seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="archive", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
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


if __name__ == "__main__":
    main()
