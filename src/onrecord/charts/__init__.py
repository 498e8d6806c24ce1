"""Charts of votes, agreement, cohesion and ideal points, each from plain values and each with its rows for a CSV file.

A chart is an Altair object, which a notebook shows; `svg`, `inline_svg` and `png` make a picture of it offline.
"""

from onrecord.charts import answers
from onrecord.charts.agreement import agreement_lines, agreement_table
from onrecord.charts.cohesion import cohesion_lines, cohesion_table
from onrecord.charts.ideal_points import (
    ideal_point_dots,
    ideal_point_dots_table,
    ideal_point_lines,
    ideal_point_lines_table,
)
from onrecord.charts.palette import DARK, LIGHT, Paper
from onrecord.charts.render import inline_svg, png, svg
from onrecord.charts.values import (
    AgreementLine,
    AgreementYear,
    Bar,
    CohesionYear,
    Estimate,
    IdealPointDot,
    IdealPointLine,
    StateRow,
    StateVote,
    Table,
    Tally,
)
from onrecord.charts.vote_bars import vote_bars, vote_bars_table
from onrecord.charts.vote_map import vote_map, vote_map_table
from onrecord.charts.vote_matrix import vote_matrix, vote_matrix_table

__all__ = [
    "DARK",
    "LIGHT",
    "AgreementLine",
    "AgreementYear",
    "Bar",
    "CohesionYear",
    "Estimate",
    "IdealPointDot",
    "IdealPointLine",
    "Paper",
    "StateRow",
    "StateVote",
    "Table",
    "Tally",
    "agreement_lines",
    "agreement_table",
    "answers",
    "cohesion_lines",
    "cohesion_table",
    "ideal_point_dots",
    "ideal_point_dots_table",
    "ideal_point_lines",
    "ideal_point_lines_table",
    "inline_svg",
    "png",
    "svg",
    "vote_bars",
    "vote_bars_table",
    "vote_map",
    "vote_map_table",
    "vote_matrix",
    "vote_matrix_table",
]
