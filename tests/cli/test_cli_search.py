"""What `onrecord search` prints: documents with snippets in each format, and how to go on."""

from __future__ import annotations

import json
from pathlib import Path

from made_ledger import Call


def test_search_prints_documents_with_snippets(call: Call, ledger_path: Path) -> None:
    """Each row names the document, shows its words and tells which of them were found."""
    result = call("search", "ruritania", "council", "--ledger", ledger_path, "--format", "jsonl")
    first, *_ = map(json.loads, result.stdout.splitlines())
    assert first["id"].startswith("doc-")
    assert "Council of Ruritania" in first["snippet"]
    assert {hit.casefold() for hit in first["hits"]} == {"council", "ruritania"}
    assert "documents indexed" in result.stderr


def test_search_tells_how_to_go_on(call: Call, ledger_path: Path) -> None:
    """Where more documents fit than are shown, the next page is named."""
    result = call("search", "council", "--limit", 1, "--ledger", ledger_path)
    assert "the next ones: --offset 1" in result.stderr
    last = call("search", "council", "--offset", 1, "--ledger", ledger_path, "--format", "jsonl")
    assert "the next ones" not in last.stderr


def test_a_wrong_query_is_told_in_one_line(call: Call, ledger_path: Path) -> None:
    """What cannot be searched for is a wrong usage with a remedy, and never an error of the database."""
    result = call("search", "co*", "--ledger", ledger_path)
    assert result.exit_code == 2
    assert "at least 3 letters" in result.stderr
    assert call("search", 'NEAR( "x OR', "--ledger", ledger_path).exit_code == 0
