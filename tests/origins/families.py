"""Invented families of texts: one wire report and what outlets make of it, an official text, translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.origins import find_families, group_origins
from onrecord.vocabulary import Document, OriginGroup, Relation
from tests.origins.texts import WIRE, make_document

PARAGRAPHS = WIRE.split("\n\n")
EXCERPT = "\n\n".join(PARAGRAPHS[:6])
ADDED = """The old terminal is also the home of a choir, which has sung there on the first Sunday of every month since 1974.

Its leader, Pia Holm, learned of the vote from the radio while she was at work in the bakery that she owns in the upper town.

She said that the choir had not been asked, and that the museum which is planned would have no room for forty singers.

The mayor's office answered in writing that a hall in the new library could be used on Sundays from the autumn on."""
EXTENDED = f"{WIRE}\n\n{ADDED}"
INSERT = "The vote was taken by a show of hands after a debate that lasted for almost five hours and was broken off twice."
WITH_INSERT = "\n\n".join([*PARAGRAPHS[:2], INSERT, *PARAGRAPHS[2:]])
INSERT_AGAIN = WITH_INSERT.replace("in light rain", "in the rain").replace("three decades", "thirty years")

COMMUNIQUE = """The ministers of the four lake states met in Port Elin on 12 May 2019 under the chairmanship of Norvia.

They took note of the report of the secretariat on the level of the lake and on the state of its fisheries.

They agreed that catches of white char will be limited to 4,200 tonnes in each of the years 2020, 2021 and 2022.

They called on all states of the basin to give figures of their catches to the secretariat every three months.

They welcomed the offer of Elvonia to build a station for the measurement of water at the mouth of the river Sarn.

They decided to hold their next meeting in the town of Karsund in the second half of the year 2020."""
RELEASE_REPRINT = f"""The ministers of four states on the lake agreed on Sunday to limit the catch of white char.

{COMMUNIQUE}"""

ENGLISH = """Port Elin will close its grain terminal on 31 December 2019, the council decided by 9 votes to 3.

The terminal, built in 1931, lost 4,500,000 crowns in 2018, said Marta Lindqvist, who chairs the council.

Of the 212 workers, 140 have been offered places at the container port in Karsund, Jonas Brandt of the union said.

The council will hear the regional government on 14 June."""
GERMAN = """Der Getreidehafen von Port Elin wird am 31. Dezember 2019 geschlossen, das beschloss der Rat mit 9 zu 3 Stimmen.

Der 1931 gebaute Hafen verlor im Jahr 2018 rund 4.500.000 Kronen, sagte Marta Lindqvist, die Vorsitzende des Rates.

Von den 212 Beschäftigten wurden 140 Stellen im Containerhafen von Karsund angeboten, sagte Jonas Brandt von der Gewerkschaft.

Am 14. Juni hört der Rat die Regionalregierung.

Aus dem Englischen übersetzt. Quelle: Norvik Wire"""


def made(name: str, text: str, *, language: str = "en", **fields: object) -> Document:
    """A document of the given name, which is its id as well."""
    document = make_document(text, name=name, **fields)  # type: ignore[arg-type]
    return replace(document, id=f"doc-{name}", language=language)


def families(*documents: Document) -> tuple[OriginGroup, ...]:
    """What a run makes of these documents."""
    return find_families(group_origins(documents), documents)


def told(documents: Sequence[Document]) -> dict[str, tuple[str, str | None]]:
    """Name of each document to its kind and its parent's name."""
    names = {document.id: document.name for document in documents}
    return {
        names[relation.document]: (relation.kind.value, names.get(relation.parent or ""))
        for group in families(*documents)
        for relation in group.relations
    }


def relation_of(document: Document, *documents: Document) -> Relation:
    """The relation of one document among others."""
    return next(
        relation
        for group in families(document, *documents)
        for relation in group.relations
        if relation.document == document.id
    )
