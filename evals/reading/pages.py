"""The pages of a benchmark's archive.

The archive holds `<id>.html`.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def pages(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of each page, sorted by id; all are held, as a compressed archive can be read in its own order only."""
    held: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() and member.name.endswith(".html") else None
            if stream is not None:
                held[member.name] = stream.read()
    for name in sorted(held):
        yield PurePosixPath(name).stem, held[name]
