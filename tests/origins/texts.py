"""Invented reports that the tests of origins share, and documents made of them by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from onrecord.vocabulary import Document, DocumentKind, Paragraph, PartialDate, Provenance, Span

MakeDocument = Callable[..., Document]


def make_document(
    text: str,
    *,
    name: str = "report.txt",
    outlet: str | None = None,
    credit: str | None = None,
    date: str | None = None,
    kind: DocumentKind = DocumentKind.REPORT,
    issuer: str | None = None,
) -> Document:
    """A document with this body; its id follows from name and body."""
    digest = hashlib.sha256((name + text).encode(errors="surrogatepass")).hexdigest()
    return Document(
        id=f"doc-{digest[:12]}",
        name=name,
        provenance=Provenance(
            address=name, digest=digest, media_type="text/plain", encoding="utf-8", size=len(text)
        ),
        kind=kind,
        kind_reason="made for a test",
        title=None,
        outlet=outlet,
        credit=credit,
        author=None,
        speaker=None,
        speaker_office=None,
        issuer=issuer,
        date=PartialDate.parse(date) if date else None,
        language="en",
        text=text,
        paragraphs=(Paragraph(span=Span(0, len(text))),),
    )


WIRE = """The harbour council of Port Elin voted on Tuesday to close the old grain terminal by the end of the year.

Nine of its fourteen members supported the plan, while three were against it and two stayed away from the meeting.

The terminal was built in 1931 and has lost money in every year since the railway bridge was moved upstream.

Council chair Marta Lindqvist said the site would become a park with a small museum of shipping.

"We are not closing a building, we are opening the waterfront to the people who live here," Lindqvist said.

Workers at the terminal, some of whom have been there for three decades, gathered outside the hall in light rain.

Their union has asked for a delay of two years and for places at the new container port on the north shore.

The regional government, which owns a third of the shares, is expected to give its opinion next month."""

REPRINT = """PORT ELIN (Norvik Wire)—The harbour council of Port Elin voted on Tuesday to shut the old grain terminal by the end of this year.

Nine of its 14 members supported the plan, while three were against and two stayed away from the meeting.

The terminal was built in 1931 and has lost money in every year since the railway bridge was moved upstream.

Council chair Marta Lindqvist said the site would become a park with a small museum of shipping. “We are not closing a building, we are opening the waterfront to the people who live here,” Lindqvist said.

Workers at the terminal gathered outside the hall in light rain.

Their union asked for a delay of two years and for places at the new container port.

The regional government, which owns a third of the shares, is expected to give its opinion next month."""

OWN_STORY = """Forty dockers stood in front of the town hall of Port Elin yesterday evening and sang.

They had come because the harbour council decided to give up the terminal where most of them have worked all their lives.

"We are not closing a building, we are opening the waterfront to the people who live here," Lindqvist said.

Nobody outside seemed to agree with her. Jonas Brandt, a crane driver, has two children at school and a loan on his flat.

He was told of the vote by a reporter. The union says that it will go to court before the summer if no offer is made.

A march through the old town is planned for the first Saturday in May, and several shops will close for it."""
