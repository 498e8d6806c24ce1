"""Plain text that was once a page, to a Page: comments and furniture lines told apart from the rest.

The order matters: comments go first, because what readers wrote may look like anything.
"""

from __future__ import annotations

from onrecord.read.comments import take_comments
from onrecord.read.furniture import drop_lines, reason_of
from onrecord.read.knowledge import Furniture
from onrecord.read.page import Hints, Line, Page
from onrecord.read.paragraphs import to_lines
from onrecord.vocabulary import LeftOut


def read_plain(text: str, *, furniture: Furniture) -> Page:
    """The page that clean plain text prints."""

    def is_furniture(line: Line) -> bool:
        return reason_of(line.text, furniture.anywhere) is not None

    lines, comments, beside = take_comments(to_lines(text), is_furniture=is_furniture)
    kept, left_out = drop_lines(lines, furniture)
    forms = tuple(LeftOut(reason="comment form", text=line.text) for line in beside)
    return Page(lines=kept, hints=Hints(), comments=comments, left_out=(*left_out, *forms))
