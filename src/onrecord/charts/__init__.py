"""Charts of positions, votes, agreement, cohesion and ideal points, each from plain values and each with its rows for a CSV file.

A chart is an Altair object, which a notebook shows; `svg`, `inline_svg` and `png` make a picture of it offline.
"""

from onrecord.charts import answers
from onrecord.charts.agreement import agreement_lines, agreement_table
from onrecord.charts.cohesion import cohesion_lines, cohesion_table
from onrecord.charts.drawings import (
    Drawing,
    agreement_chart,
    cohesion_chart,
    ideal_points_chart,
    stance_matrix_chart,
    stance_years_chart,
    vote_map_chart,
)
from onrecord.charts.ideal_points import (
    ideal_point_dots,
    ideal_point_dots_table,
    ideal_point_lines,
    ideal_point_lines_table,
)
from onrecord.charts.palette import DARK, LIGHT, Paper
from onrecord.charts.render import inline_svg, png, svg
from onrecord.charts.stance_matrix import stance_matrix, stance_matrix_table
from onrecord.charts.stance_years import stance_years, stance_years_table
from onrecord.charts.stances import StanceCount, stance_counts
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
    "Drawing",
    "Estimate",
    "IdealPointDot",
    "IdealPointLine",
    "Paper",
    "StanceCount",
    "StateRow",
    "StateVote",
    "Table",
    "Tally",
    "agreement_chart",
    "agreement_lines",
    "agreement_table",
    "answers",
    "cohesion_chart",
    "cohesion_lines",
    "cohesion_table",
    "ideal_point_dots",
    "ideal_point_dots_table",
    "ideal_point_lines",
    "ideal_point_lines_table",
    "ideal_points_chart",
    "inline_svg",
    "png",
    "stance_counts",
    "stance_matrix",
    "stance_matrix_chart",
    "stance_matrix_table",
    "stance_years",
    "stance_years_chart",
    "stance_years_table",
    "svg",
    "vote_bars",
    "vote_bars_table",
    "vote_map",
    "vote_map_chart",
    "vote_map_table",
    "vote_matrix",
    "vote_matrix_table",
]
