"""Files to documents, without a model or a ledger: what a user calls to see what is read.

One file is one document here, or an archive, mailbox, feed or table of many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import SkipItem
from onrecord.read import Source, documents_in, find_sources, read_source
from onrecord.settings import Settings
from onrecord.vocabulary import Document

if TYPE_CHECKING:
    from onrecord.read.fetch import Fetcher


def read_document(path: str | Path, *, fetch: bool = False) -> Document:
    """Read one file, or with `fetch` one web address. Raises SkipItem (UnreadableDocument, NotFetched ...) where it cannot be used, or holds several."""
    settings = Settings.read()
    fetcher = open_fetcher(settings) if fetch else None
    (file,) = find_sources([str(path)], limit=settings.max_bytes, fetch=fetcher.source if fetcher else None)
    return read_stamped(file, limit=settings.max_bytes, fetcher=fetcher)


def read_documents(
    path: str | Path, *, columns: Mapping[str, str] | None = None, fetch: bool = False
) -> Iterator[Document | SkipItem]:
    """Each document that a file, a folder or with `fetch` a web address holds, one at a time; for what cannot be used, the error that says why.

    Archives, mailboxes, feeds and tables are opened. `columns` names the columns of tables: field to column.
    """
    settings = Settings.read()
    fetcher = open_fetcher(settings) if fetch else None
    limit, fetching = settings.max_bytes, fetcher.source if fetcher else None
    for file in find_sources([str(path)], limit=limit, columns=columns, fetch=fetching):
        for source in documents_in(file, limit=limit, columns=columns):
            try:
                yield read_stamped(source, limit=limit, fetcher=fetcher)
            except SkipItem as error:
                yield error


def list_files(paths: Sequence[str], *, columns: Mapping[str, str] | None = None) -> Iterator[str]:
    """The files that paths name and a run would read, in order; settings and data in folders are left out."""
    for source in find_sources(paths, columns=columns):
        if source.open is not None:
            yield source.address


def open_fetcher(settings: Settings | None = None) -> Fetcher:
    """What fetches web pages, with the folder, ports and contact of the settings."""
    # Only here is a network library needed, which takes a tenth of a second to import.
    from onrecord.read.fetch import Fetcher, user_agent
    from onrecord.read.page_cache import PageCache
    from onrecord.read.wire import Limits, Wire

    settings = settings or Settings.read()
    limits = Limits(bytes=settings.max_bytes, ports=settings.fetch_ports)
    cache = PageCache(Path(settings.fetch_cache).expanduser())
    return Fetcher(cache=cache, agent=user_agent(settings.fetch_contact), wire=Wire(limits=limits))


def read_stamped(source: Source, *, limit: int, fetcher: Fetcher | None) -> Document:
    """The document of a source; one that was fetched tells from where and when."""
    document = read_source(source, limit=limit)
    return document if fetcher is None else fetcher.stamp(document)
