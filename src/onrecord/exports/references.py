"""Documents as references for a reference manager or a paper: RIS and BibTeX.

RIS tags are those of the format's specification (Research Information Systems, 2001, with the types that Zotero and
EndNote read); BibTeX fields are those of BibTeX and, for the whole date, of BibLaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.exports.addresses import page_address
from onrecord.exports.exported import Exported
from onrecord.harmless import visible
from onrecord.vocabulary import Document, DocumentKind

_RIS_TYPES: Mapping[DocumentKind, str] = {
    DocumentKind.REPORT: "NEWS",
    DocumentKind.RESOLUTION: "GOVDOC",
    DocumentKind.COMMUNIQUE: "GOVDOC",
}
"""Every other kind is GEN, with its name as the type of work."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    # `\{` would count as an open brace where BibTeX looks for the end of a field.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SIGNS = re.compile(r"[\\{}$&#%_~^]")
_BLANKS = re.compile(r"\s+")


def references_ris(documents: Sequence[Document]) -> Exported:
    """One record a document, in the order given. No line of a document's can end a record or start a field."""
    return Exported(text="".join(_ris(document) for document in documents), rows=len(documents))


def references_bibtex(documents: Sequence[Document]) -> Exported:
    """One entry a document, its key the document's id. Signs that TeX obeys are written as TeX prints them."""
    return Exported(text="\n".join(_bibtex(document) for document in documents), rows=len(documents))


# --- RIS --------------------------------------------------------------------------------------


def _ris(document: Document) -> str:
    lines = [
        ("TY", _RIS_TYPES.get(document.kind, "GEN")),
        ("ID", document.id),
        ("TI", document.title or document.name),
        *(("AU", name) for name in _authors(document)),
        ("T2", document.outlet),
        ("PB", _publisher(document)),
        ("PY", f"{document.date.year:04d}" if document.date else None),
        ("DA", _ris_day(document)),
        ("M3", document.kind.value),
        ("LA", document.language),
        ("UR", page_address(document)),
        ("N1", f"File {document.name}; SHA-256 {document.provenance.digest}"),
    ]
    told = "".join(f"{tag}  - {line}\n" for tag, value in lines if value and (line := _line(value)))
    return f"{told}ER  - \n\n"


def _ris_day(document: Document) -> str | None:
    """`2019/05/03/`, as much of it as is known; the specification keeps the slashes."""
    if document.date is None:
        return None
    parts = [f"{part:02d}" if part else "" for part in (document.date.month, document.date.day)]
    return f"{document.date.year:04d}/{'/'.join(parts)}/"


# --- BibTeX -----------------------------------------------------------------------------------


def _bibtex(document: Document) -> str:
    day = document.date
    fields = [
        # The inner braces keep capitals as they are.
        ("title", f"{{{_tex(document.title or document.name)}}}"),
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in _authors(document))),
        ("journal" if document.kind is DocumentKind.REPORT else "publisher", _tex(document.outlet or "")),
        ("organization", _tex(_publisher(document) or "")),
        ("year", f"{day.year:04d}" if day else ""),
        ("month", str(day.month) if day and day.month else ""),
        ("date", str(day) if day else ""),
        (
            "howpublished",
            "" if document.kind is DocumentKind.REPORT else _tex(document.kind.value.capitalize()),
        ),
        ("language", _tex(document.language or "")),
        ("url", _address(document)),
        ("note", _tex(f"File {document.name}; SHA-256 {document.provenance.digest}")),
    ]
    kind = "article" if document.kind is DocumentKind.REPORT and document.outlet else "misc"
    told = "".join(
        f"  {name} = {_MONTHS[int(value) - 1] if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields
        if value and value != "{}"
    )
    return f"@{kind}{{{document.id},\n{told}}}\n"


def _tex(text: str) -> str:
    return _TEX_SIGNS.sub(lambda match: _TEX[match[0]], _line(text))


def _address(document: Document) -> str:
    """An address stands as it is: BibTeX's styles take it verbatim, and no sign in it can close the braces."""
    return page_address(document) or ""


# --- What both share --------------------------------------------------------------------------


def _authors(document: Document) -> tuple[str, ...]:
    """The byline's names as printed, else the speaker, else the issuer of what is no report."""
    if document.author:
        names = tuple(name.strip() for name in re.split(r"[,;]", document.author) if name.strip())
        # "Silva, Ana" is one name: where a part is a single word nobody can tell, and the byline stays whole.
        return names if all(" " in name for name in names) else (document.author,)
    found = document.speaker or (None if document.kind is DocumentKind.REPORT else document.issuer)
    return (found,) if found else ()


def _publisher(document: Document) -> str | None:
    """The issuer, where no other field names it."""
    told = (document.outlet, *_authors(document))
    return None if document.issuer in told else document.issuer


def _line(text: str) -> str:
    """The text on one line, with nothing that a terminal or the other program obeys."""
    return _BLANKS.sub(" ", visible(_BLANKS.sub(" ", text))).strip()
