"""The brief: two pages on a case, for somebody who decides and has five minutes.

`gather` asks the ledger, `compose` makes the frozen `Brief`, `pages` says it in words, and one writer a format prints those.
"""

from onrecord.brief.content import Brief
from onrecord.brief.making import BriefFormat, make_brief, render_brief, write_brief

__all__ = ["Brief", "BriefFormat", "make_brief", "render_brief", "write_brief"]
