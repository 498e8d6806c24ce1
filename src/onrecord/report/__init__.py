"""The report: what the stages found, as one self-contained HTML page that needs no network.

The caller fills a `ReportContent` from ledger, registry and record; `render_report` does the rest.
"""

from onrecord.charts import StateVote, Tally
from onrecord.report.content import BlocSplit, ReportContent, VoteTable, WordsBesideVote
from onrecord.report.page import Limits, render_report
from onrecord.report.wiring import bloc_split, content_from, vote_table, words_beside_votes

__all__ = [
    "BlocSplit",
    "Limits",
    "ReportContent",
    "StateVote",
    "Tally",
    "VoteTable",
    "WordsBesideVote",
    "bloc_split",
    "content_from",
    "render_report",
    "vote_table",
    "words_beside_votes",
]
