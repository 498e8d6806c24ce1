"""A run whose stages find one statement in every text: real reading, grouping and storing, and no language model."""

from __future__ import annotations

from onrecord.identity import make_id
from onrecord.origins import edits, join_origins
from onrecord.read import Source, read_bytes
from onrecord.runs import Stages
from onrecord.vocabulary import Analysis, Document, Form, Link, Span, Statement


def analyse(document: Document) -> Analysis:
    """One statement: all that is said, by the first letter."""
    end = len(document.text)
    statement = Statement(
        id=make_id("statement", document.id, 0, 0, end),
        document=document.id,
        chain=(Link(name="Silva", actor=None, source=Span(0, 1)),),
        source=Span(0, 1),
        cue=Span(0, 1),
        content=(Span(0, end),),
        form=Form.INDIRECT,
        rule="made for a test",
    )
    return Analysis(document=document, statements=(statement,))


def stages(method: str = "m1") -> Stages[Source]:
    """Stages that take texts for paths."""
    return Stages(
        find=lambda texts: [
            Source(address=f"{place}.txt", load=text.encode) for place, text in enumerate(texts)
        ],
        open=lambda source: (source,),
        read=lambda source: read_bytes(source.load(), address=source.address),
        analyse=analyse,
        group=join_origins,
        edits=edits,
        method=method,
    )
