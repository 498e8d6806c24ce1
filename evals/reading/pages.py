"""The pages of a benchmark's archive.

The archive holds `<id>.html`.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def pages(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of each page, sorted by id."""
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".html")]
        for member in sorted(members, key=lambda member: member.name):
            stream = tar.extractfile(member)
            if stream is not None:
                yield PurePosixPath(member.name).stem, stream.read()
