import json
from pathlib import Path

import pytest

from onrecord.read import find_sources, read_bytes

SHARED = Path(__file__).parents[2] / "../shared"
FACTS = SHARED / "gold" / "seed_documents.jsonl"


@pytest.mark.skipif(not FACTS.exists(), reason="the shared folder with the source documents is absent")
def test_every_fact_of_the_source_documents_is_right() -> None:
    """Title, outlet, origin, author, date, kind, comments, bounds of the body, furniture and paragraphs are as by hand."""
    documents = {}
    for source in find_sources([str(SHARED / "seeds")]):
        document = read_bytes(source.load(), address=source.address)
        documents[document.name[:3]] = document
    for line in FACTS.read_text(encoding="utf8").splitlines():
        fact = json.loads(line)
        document = documents[fact["doc"]]
        assert document.title == fact["title"]
        assert document.outlet == fact["outlet"]
        assert document.issuer == fact["origin"]
        assert document.author == fact.get("author")
        assert document.speaker == fact.get("speaker")
        assert (str(document.date) if document.date else None) == fact["date"]
        assert document.kind.value == fact["kind"]
        assert len(document.comments) == fact["comments"]
        assert document.text.startswith(fact["body_starts"])
        assert document.text.endswith(fact["body_ends"])
        assert not [piece for piece in fact["furniture"] if piece in document.text]
        labels = sum(paragraph.label is not None for paragraph in document.paragraphs)
        assert labels == fact.get("paragraphs", 0)
