"""The guarded child: what falls over, hangs or swallows memory there costs one file and nothing else."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from evals.fuzz.files import ARTICLE, docx_file, feed_file
from onrecord.errors import UnreadableDocument
from onrecord.formats import guard, guarded


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    if guard._Child._current is not None:
        guard._Child._current.end()


def test_a_child_that_falls_over_costs_one_file() -> None:
    """Its file is told, and the next one gets a new child."""
    assert guarded("docx", docx_file(ARTICLE), address="a").value["paragraphs"]
    child = guard._Child.current()
    os.kill(child._process.pid, signal.SIGSEGV)
    child._process.wait()
    assert guarded("docx", docx_file(ARTICLE), address="a").value["paragraphs"]
    assert guard._Child.current() is not child


@pytest.mark.skipif(sys.platform == "win32", reason="bounds of processor time and memory are those of POSIX")
def test_time_is_bounded_for_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is ended; the bound is one for each file and not for all together."""
    monkeypatch.setattr(guard, "CPU_SECONDS", 1)
    for _ in range(3):
        assert guarded("feed", feed_file([ARTICLE]), address="a").value["entries"]
    with pytest.raises(UnreadableDocument, match="seconds") as caught:
        guarded("markdown", b"[" * 400_000, address="slow.md")
    assert (caught.value.where, bool(caught.value.remedy)) == ("slow.md", True)
    assert guarded("feed", feed_file([ARTICLE]), address="a").value["entries"]


def test_threads_share_the_child() -> None:
    """Several threads may read at once: each gets the answer to its own file."""
    articles = [docx_file(ARTICLE, body=f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda data: guarded("docx", data, address="a").value["paragraphs"], articles))
    assert found == [[["text", str(n)]] for n in range(12)]


def test_the_child_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many files a new child takes over, so that what leaks goes back."""
    guarded("docx", docx_file(ARTICLE), address="a")
    child = guard._Child.current()
    child._left = 1
    guarded("docx", docx_file(ARTICLE), address="a")
    assert guard._Child._current is None
    assert child._process.returncode == 0


def test_a_file_in_the_working_folder_is_not_run(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of documents that holds an `email.py` runs none of it."""
    folder = str(tmp_path)
    with open(os.path.join(folder, "feedparser.py"), "w", encoding="utf-8") as file:  # noqa: PTH118, PTH123
        file.write("raise SystemExit(1)")
    monkeypatch.chdir(folder)
    assert guarded("feed", feed_file([ARTICLE]), address="a").value["entries"]
