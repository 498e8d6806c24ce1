"""All pages of the room, in the order of its menu: one list, so that nothing is reached by a detour."""

from __future__ import annotations

from onrecord.web.page import Place, RowPlace
from onrecord.web.pages import (
    actors,
    claims,
    documents,
    figures,
    home,
    matrix,
    method,
    origins,
    positions,
    review,
    search,
    statements,
    timeline,
    votes,
    words,
)

PLACES: tuple[Place, ...] = (
    Place(path="/", label="Case", view=home.home),
    Place(
        path="/matrix", label="Matrix", view=matrix.matrix, filters=matrix.FILTERS, table=matrix.matrix_sheet
    ),
    Place(
        path="/positions",
        label="Positions",
        view=positions.positions,
        filters=positions.FILTERS,
        table=positions.positions_sheet,
    ),
    Place(
        path="/words",
        label="Words and votes",
        view=words.words,
        filters=words.FILTERS,
        table=words.words_sheet,
    ),
    Place(
        path="/claims", label="Claims", view=claims.claims, filters=claims.FILTERS, table=claims.claims_sheet
    ),
    Place(
        path="/figures",
        label="Figures",
        view=figures.figures,
        filters=figures.FILTERS,
        table=figures.figures_sheet,
    ),
    Place(
        path="/timeline",
        label="Timeline",
        view=timeline.timeline,
        filters=timeline.FILTERS,
        table=timeline.timeline_sheet,
    ),
    Place(
        path="/origins",
        label="Origins",
        view=origins.origins,
        filters=origins.FILTERS,
        table=origins.origins_sheet,
    ),
    Place(
        path="/documents",
        label="Documents",
        view=documents.documents,
        filters=documents.FILTERS,
        table=documents.documents_sheet,
    ),
    Place(path="/votes", label="Votes", view=votes.votes, filters=votes.FILTERS, table=votes.votes_sheet),
    Place(
        path="/actors", label="Actors", view=actors.actors, filters=actors.FILTERS, table=actors.actors_sheet
    ),
    Place(
        path="/search",
        label="Search",
        view=search.search,
        filters=search.FILTERS,
        table=search.search_sheet,
        in_menu=False,
    ),
    Place(
        path="/review", label="Review", view=review.review, filters=review.FILTERS, table=review.review_sheet
    ),
    Place(path="/method", label="Method", view=method.method),
)
"""The pages that stand by themselves."""

ROW_PLACES: tuple[RowPlace, ...] = (
    RowPlace(kind="position", view=positions.position),
    RowPlace(kind="statement", view=statements.statement),
    RowPlace(kind="claim", view=claims.claim),
    RowPlace(kind="document", view=documents.document),
    RowPlace(kind="origin", view=origins.origin),
    RowPlace(kind="vote", view=votes.vote, table=votes.vote_sheet),
    RowPlace(kind="actor", view=actors.actor, filters=actors.ACTOR_FILTERS, table=actors.actor_sheet),
)
"""The pages of rows: each row's permanent address."""
