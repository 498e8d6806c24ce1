"""How many web pages are read in a second of processor time, and how much that is beside parsing their HTML alone.

`python -m bench.reading [--pages ARCHIVE]` reads the pages of ../shared/benchmarks/reading, or says that they are
absent. The ratio is the figure to compare: seconds differ by machine and by what else it does.
"""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from pathlib import Path

from lxml import etree

from evals.reading.pages import pages
from onrecord.errors import SkipItem
from onrecord.read import read_bytes

ARCHIVE = Path(__file__).parents[2] / ".." / "shared" / "benchmarks" / "reading" / "pages.tar.gz"


def main() -> None:
    """Read all pages twice, and time the second round."""
    options = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    options.add_argument("--pages", type=Path, default=ARCHIVE)
    archive = options.parse_args().pages
    if not archive.is_file():
        print(f"no pages at {archive}: nothing measured")
        return
    read = list(pages(archive))
    for warm in (read[:50], read):
        parsing = reading = 0.0
        for page, data in warm:
            started = time.process_time()
            etree.fromstring(data, parser=etree.HTMLParser())
            parsed = time.process_time()
            with suppress(SkipItem):
                read_bytes(data, address=f"{page}.html")
            parsing += parsed - started
            reading += time.process_time() - parsed
    print(f"{len(read)} pages, {len(read) / reading:.0f} a second of processor time")
    print(f"reading takes {reading / parsing:.1f} times as long as parsing the HTML")


if __name__ == "__main__":
    main()
