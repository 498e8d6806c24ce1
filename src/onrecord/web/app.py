"""The web application: paths to pages, pages to HTML or CSV, errors in one shape.

Pages are made by threads, each with a connection of its own, and kept for as long as nothing was decided.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from importlib.resources import files
from threading import Lock
from typing import Any
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.review import export_decisions
from onrecord.sheet import sheet_parts
from onrecord.web.asked import Asked, row_address
from onrecord.web.deciding import read_form, take_decision
from onrecord.web.page import Page, Place, RowPlace, Sheet
from onrecord.web.pages.words import prepare
from onrecord.web.places import PLACES, ROW_PLACES
from onrecord.web.refusals import NotHeld, Refusal, refusal_of
from onrecord.web.rendering import make_templates
from onrecord.web.room import Room
from onrecord.web.security import Door, Guard

_KEPT = 32_000_000
"""Bytes of pages that are kept, all together."""
_STATIC = {"room.css": "text/css", "room.js": "text/javascript", "icon.svg": "image/svg+xml"}
_LOG = logging.getLogger("onrecord.web")


class _Kept:
    """Pages that were made, the ones that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[tuple[int, str], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[int, str]) -> bytes | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: tuple[int, str], text: bytes) -> None:
        with self._lock:
            if key not in self._pages and len(text) < self._most // 8:
                self._pages[key] = text
                self._size += len(text)
            while self._size > self._most:
                _, old = self._pages.popitem(last=False)
                self._size -= len(old)


class _Desk:
    """Makes the answers: one for the whole application."""

    def __init__(self, room: Room, door: Door) -> None:
        self.room = room
        self.door = door
        self.templates = make_templates()
        self.kept = _Kept(_KEPT)
        self.menu = tuple(place for place in PLACES if place.in_menu)

    # --- HTML -----------------------------------------------------------------------------

    def place(self, request: Request, place: Place) -> Response:
        """A page of the room."""
        asked = Asked.read(place.path, request.url.query, place.filters)
        return self._html(request, asked, lambda ledger: place.view(self.room, ledger, asked), place)

    def row(self, request: Request, place: RowPlace) -> Response:
        """The page of one row."""
        id_ = _id_of(request)
        asked = Asked.read(row_address(place.kind, id_), request.url.query, place.filters)
        return self._html(request, asked, lambda ledger: place.view(self.room, ledger, asked, id_), place)

    def _html(self, request: Request, asked: Asked, make: Any, place: Place | RowPlace) -> Response:
        reviewer = unquote(request.cookies.get("reviewer", ""))[:100] if self.door.review else ""
        return Response(self._text(reviewer, asked, make, place), media_type="text/html")

    def _text(self, reviewer: str, asked: Asked, make: Any, place: Place | RowPlace) -> bytes:
        key = self.room.edition, f"{reviewer}\n{asked.address}"
        text = self.kept.get(key)
        if text is None:
            with self.room.open() as ledger:
                page: Page = make(ledger)
            text = self._render(page, asked, reviewer=reviewer, csv=place.table is not None).encode()
            if page.kept:
                self.kept.put(key, text)
        return text

    def warm(self) -> None:
        """Make the pages of the menu, so that what is worked out once is there before anybody asks."""
        for place in self.menu:
            if self.room.closed:
                return
            asked = Asked(path=place.path)
            try:
                self._text("", asked, partial(_view, place, self.room, asked), place)
            except OnRecordError:
                _LOG.exception("a page failed: %s", place.path)  # whoever asks is told
        with suppress(OnRecordError), self.room.open() as ledger:
            prepare(self.room, ledger)

    def _render(self, page: Page, asked: Asked, *, reviewer: str = "", csv: bool = False) -> str:
        return self.templates.get_template(page.template).render(
            page.values,
            title=page.title,
            asked=asked,
            here=asked.path,
            reviewer=reviewer,
            menu=self.menu,
            room=self.room,
            door=self.door,
            csv_address=asked.changed(path=f"{asked.path}.csv") if csv else None,
        )

    # --- CSV ------------------------------------------------------------------------------

    def place_csv(self, request: Request, place: Place) -> Response:
        """A table of the room, whole."""
        table = place.table
        assert table is not None
        asked = Asked.read(place.path, request.url.query, place.filters)
        return self._sheet(asked.path, lambda ledger: table(self.room, ledger, asked))

    def row_csv(self, request: Request, place: RowPlace) -> Response:
        """A table that belongs to one row, whole."""
        table = place.table
        assert table is not None
        id_ = _id_of(request)
        asked = Asked.read(row_address(place.kind, id_), request.url.query, place.filters)
        return self._sheet(asked.path, lambda ledger: table(self.room, ledger, asked, id_))

    def _sheet(self, path: str, make: Any) -> Response:
        ledger = self.room.connect()
        try:
            made: Sheet = make(ledger)
        except BaseException:
            ledger.close()
            raise
        name = path.strip("/").replace("/", "-") or "case"
        return StreamingResponse(
            _parts(made, ledger),
            media_type="text/csv",
            headers={"Content-Disposition": f'attachment; filename="onrecord-{name}.csv"'},
        )

    # --- Review ---------------------------------------------------------------------------

    def decisions(self, request: Request) -> Response:
        """All decisions, as `onrecord review import` takes them."""
        with self.room.open() as ledger:
            text = "".join(export_decisions(ledger))
        return Response(
            text,
            media_type="application/x-ndjson",
            headers={"Content-Disposition": 'attachment; filename="onrecord-decisions.jsonl"'},
        )

    async def decide(self, request: Request) -> Response:
        """Take the decision that a form of this server brings, and go back to where it was taken."""
        fields = read_form(await request.body())
        if not self.door.review or not self.door.knows(fields.get("token", "")):
            raise HTTPException(
                403, "the form is not of this page; open the page again and send it from there"
            )
        there, reviewer = await run_in_threadpool(take_decision, self.room, fields)
        answer = RedirectResponse(there, status_code=303)
        answer.set_cookie("reviewer", quote(reviewer), httponly=True, samesite="strict", max_age=86400 * 365)
        return answer

    # --- Errors ---------------------------------------------------------------------------

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """An error as a page, or as JSON for whoever does not want one."""
        wants = request.headers.get("accept", "")
        if request.url.path.endswith(".csv") or ("text/html" not in wants and "*/*" not in wants and wants):
            return refusal.as_json()
        title = "Not found" if refusal.status == 404 else "Not possible"
        page = Page(template="refusal.html.j2", title=title, values={"refusal": refusal})
        text = self._render(page, Asked(path=request.url.path))
        return Response(text, status_code=refusal.status, media_type="text/html")


def make_app(room: Room, door: Door) -> Starlette:
    """The application over an open room."""
    desk = _Desk(room, door)
    room.beside(desk.warm)
    routes = [
        Route("/static/{name}", _static),
        Route("/decisions.jsonl", desk.decisions),
        Route("/decide", desk.decide, methods=["POST"]),
        *(
            Route(f"{place.path}.csv", partial(desk.place_csv, place=place))
            for place in PLACES
            if place.table
        ),
        *(Route(place.path, partial(desk.place, place=place)) for place in PLACES),
        *(
            Route(f"/{place.kind}/{{id:path}}.csv", partial(desk.row_csv, place=place))
            for place in ROW_PLACES
            if place.table
        ),
        *(Route(f"/{place.kind}/{{id:path}}", partial(desk.row, place=place)) for place in ROW_PLACES),
    ]

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, OnRecordError)
        return desk.refuse(request, refusal_of(error))

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        what = "there is no such page" if error.status_code == 404 else str(error.detail)
        return desk.refuse(request, Refusal(error.status_code, what, remedy="go on from the menu above"))

    def fault(request: Request, error: Exception) -> Response:
        _LOG.exception("a page failed: %s", request.url.path, exc_info=error)
        told = f"this page failed inside the program ({type(error).__name__})"
        return desk.refuse(request, Refusal(500, told, remedy="the server's own output tells where"))

    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, door=door)],
        exception_handlers={OnRecordError: ours, HTTPException: http, Exception: fault},
    )


def _view(place: Place, room: Room, asked: Asked, ledger: Ledger) -> Page:
    return place.view(room, ledger, asked)


def _id_of(request: Request) -> str:
    id_: str = request.path_params["id"]
    if not id_ or len(id_) > 300 or not id_.isprintable():
        raise NotHeld("no row has such an id", remedy="follow a link of the room")
    return id_


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    return Response(static_text(name), media_type=_STATIC[name], headers={"Cache-Control": "max-age=3600"})


def static_text(name: str) -> str:
    """A bundled file; the style is the report's with the room's own after it."""
    own = files("onrecord.web").joinpath("static", name).read_text(encoding="utf-8")
    if name != "room.css":
        return own
    return files("onrecord.report").joinpath("templates/report.css").read_text(encoding="utf-8") + own


def _parts(sheet: Sheet, ledger: Ledger) -> Iterator[str]:
    """A CSV file, some lines at a time; the connection is closed at the end."""
    with closing(ledger):
        yield from sheet_parts(sheet.columns, sheet.rows)
