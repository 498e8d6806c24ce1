"""Other readers of web pages beside this one, on the same pages, by the same scorer, in one run.

    python -m evals.reading.peers --in PAGES.tar.gz --gold FOLDER [--only NAME ...]

Peers are measured where they are installed (`pip install trafilatura readability-lxml newspaper4k resiliparse jusText`, best in
an environment of their own); the run names those that are not. Processor time is that of the reading alone, from bytes to
the answer.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evals.reading.pages import pages

Read = Callable[[bytes], Mapping[str, str | None]]
_INSTALL = {
    "onrecord": "onrecord",
    "trafilatura": "trafilatura",
    "trafilatura, fast": "trafilatura",
    "readability": "readability-lxml",
    "newspaper": "newspaper4k",
    "resiliparse": "resiliparse",
    "justext": "jusText",
}
_MODULE = {"readability": "readability", "trafilatura, fast": "trafilatura"}


def reader(name: str) -> Read:
    """The function that reads one page with the peer of that name, as its own documentation uses it."""
    return {
        "onrecord": _onrecord,
        "trafilatura": lambda: _trafilatura(fast=False),
        "trafilatura, fast": lambda: _trafilatura(fast=True),
        "readability": _readability,
        "newspaper": _newspaper,
        "resiliparse": _resiliparse,
        "justext": _justext,
    }[name]()


def _onrecord() -> Read:
    from evals.reading.__main__ import prediction
    from onrecord.read import read_bytes

    return lambda data: prediction("", read_bytes(data, address="page.html"))


def _trafilatura(*, fast: bool) -> Read:
    import trafilatura

    def read(data: bytes) -> Mapping[str, str | None]:
        found: Any = trafilatura.bare_extraction(data, include_comments=True, with_metadata=True, fast=fast)
        if found is None:
            return {}
        return {"body": found.text, "comments": found.comments, "title": found.title, "author": found.author}

    return read


def _readability() -> Read:
    from lxml import html
    from readability import Document

    def read(data: bytes) -> Mapping[str, str | None]:
        document = Document(data)
        tree = html.fromstring(document.summary(html_partial=True))
        return {"body": " ".join(tree.itertext()), "title": document.short_title()}

    return read


def _newspaper() -> Read:
    import newspaper

    def read(data: bytes) -> Mapping[str, str | None]:
        article = newspaper.Article("https://example.org/")
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        return {"body": article.text, "title": article.title, "author": ", ".join(article.authors)}

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(data: bytes) -> Mapping[str, str | None]:
        tree = HTMLTree.parse_from_bytes(data, detect_encoding(data))
        return {"body": extract_plain_text(tree, main_content=True, comments=False), "title": tree.title}

    return read


def _justext() -> Read:
    import justext

    words = frozenset().union(
        *(justext.get_stoplist(name) for name in ("English", "German", "French", "Spanish"))
    )

    def read(data: bytes) -> Mapping[str, str | None]:
        found = justext.justext(data, words)
        return {"body": "\n".join(part.text for part in found if not part.is_boilerplate)}

    return read


def main() -> int:
    """Print one row a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="archive", type=Path, required=True)
    parser.add_argument(
        "--gold", type=Path, required=True, help="folder with the benchmark's own gold and scorer"
    )
    parser.add_argument("--only", nargs="*", choices=sorted(_INSTALL), default=list(_INSTALL))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    archive = list(pages(options.archive))
    print(
        "| reader | full F1 | comments F1 | leak | comment F1 | segments F1 | leak | found | pages a CPU-second |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in options.only:
        if find_spec(_MODULE.get(name, name)) is None:
            print(f"{name} is not installed: pip install {_INSTALL[name]}", file=sys.stderr)
            continue
        print(_row(name, archive, options.gold), flush=True)
    return 0


def _row(name: str, archive: list[tuple[str, bytes]], gold: Path) -> str:
    read = reader(name)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        spent = 0.0
        for page, data in archive:
            started = time.process_time()
            try:
                found = read(data)
            except Exception:  # a peer may fail on a page in its own way; that page has no answer
                found = {}
            spent += time.process_time() - started
            file.write(json.dumps({**found, "id": page}) + "\n")
        file.flush()
        command = [sys.executable, str(gold / "score.py"), file.name, "--json"]
        scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603
    full, comments, segments = scored["full"], scored["comments"], scored["segments"]
    figures = (
        full["body_f1"],
        comments["body_f1"],
        comments["leak"],
        comments["comment_f1"],
        segments["seg_f1"],
        segments["comment_leak"],
        segments["comment_found"],
    )
    return f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} | {len(archive) / spent:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
