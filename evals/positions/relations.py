"""A prediction as the benchmark's scorer reads it: two ends, a polarity, a PLOVER type and its quad class."""

from __future__ import annotations

from collections.abc import Iterator

from evals.positions.reading import Reading
from onrecord.events import Root
from onrecord.vocabulary import JsonValue, Position, Span, Stance

Relation = dict[str, JsonValue]


def root_of(position: Position) -> Root | None:
    """The PLOVER type of a position: its frame's, else its stance's; None where there is none."""
    name = position.event or position.stance.plover
    return Root(name) if name is not None and name in Root.__members__ else None


def polarity_of(position: Position) -> int:
    """As the benchmark counts it: by the PLOVER type, where there is one."""
    root = root_of(position)
    return root.polarity if root is not None else -1 if position.stance is Stance.CONCERNED else 0


def end_at(span: Span, reading: Reading) -> JsonValue:
    """An end as `{text, span}` of the row's text; the span is left out where it lies in the context."""
    text = span.of(reading.document.text)
    if not reading.asked.covers(span):
        return {"text": text}
    start = reading.row.offset
    return {"text": text, "span": [span.start - start, span.end - start]}


def position_relations(reading: Reading) -> Iterator[Relation]:
    """The positions of a row whose ends the text names."""
    for position in reading.positions:
        root = root_of(position)
        toward = position.toward
        if toward is None or toward.mention is None or position.holder.mention is None:
            continue
        yield {
            "source": end_at(position.holder.mention, reading),
            "target": end_at(toward.mention, reading),
            "polarity": polarity_of(position),
            "root": str(root) if root is not None else None,
            "quad": root.quad if root is not None else None,
            "rule": position.rule,
        }


def event_relations(reading: Reading) -> Iterator[Relation]:
    """The events of a row."""
    for event in reading.events:
        yield {
            "source": end_at(event.source.span, reading),
            "target": end_at(event.target.span, reading),
            "polarity": event.polarity,
            "root": str(event.root),
            "quad": event.quad,
            "rule": f"{event.rule} ({event.how})",
        }
