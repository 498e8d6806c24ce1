"""The report: what the stages found, as one self-contained HTML page that needs no network.

`votes_for_report` and `content_from` gather a `ReportContent` from ledger, registry and record; `render_report` does the rest.
"""

from onrecord.charts import StateVote, Tally
from onrecord.report.content import (
    BlocSplit,
    BlocYears,
    OverTime,
    ReportContent,
    RollCallsBeside,
    VoteTable,
    WordsBesideVote,
)
from onrecord.report.from_record import bloc_split, vote_table, votes_for_report
from onrecord.report.page import Limits, render_report
from onrecord.report.wiring import content_from, words_beside_votes

__all__ = [
    "BlocSplit",
    "BlocYears",
    "Limits",
    "OverTime",
    "ReportContent",
    "RollCallsBeside",
    "StateVote",
    "Tally",
    "VoteTable",
    "WordsBesideVote",
    "bloc_split",
    "content_from",
    "render_report",
    "vote_table",
    "votes_for_report",
    "words_beside_votes",
]
