"""Errors in one shape: what failed, where, and what to do next, as a page for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from onrecord.errors import OnRecordError, UsageError
from onrecord.harmless import visible

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is an error."""

    status: int
    what: str
    where: str | None = None
    remedy: str | None = None

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it as plain text: whoever asked has not come in yet."""
        headers = (
            {"WWW-Authenticate": 'Basic realm="OnRecord", charset="UTF-8"'} if self.status == 401 else {}
        )
        text = f"{self.what}{'; ' + self.remedy if self.remedy else ''}\n"
        response = Response(text, status_code=self.status, media_type="text/plain", headers=headers)
        await response(scope, receive, send)

    def as_json(self) -> JSONResponse:
        """`{"error": {"status": ..., "what": ..., "where": ..., "remedy": ...}}`."""
        error = {"status": self.status, "what": self.what, "where": self.where, "remedy": self.remedy}
        return JSONResponse({"error": error}, status_code=self.status)


class NotHeld(UsageError):
    """Nothing of this id or path is there."""


def refusal_of(error: OnRecordError) -> Refusal:
    """Our own error as an answer."""
    status = 404 if isinstance(error, NotHeld) else 400 if isinstance(error, UsageError) else 500
    return Refusal(
        status,
        visible(error.what)[:_LONGEST],
        where=None if error.where is None else visible(error.where)[:_LONGEST],
        remedy=None if error.remedy is None else visible(error.remedy)[:_LONGEST],
    )
