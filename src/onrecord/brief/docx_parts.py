"""Elements of WordprocessingML (ECMA-376, part 1): paragraphs, runs and marks of footnotes, built as trees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from onrecord.brief.page import Run, Runs, Style

WIDTH = 9978
"""Width of the text in twentieths of a point."""
FOOTER = "ftr"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {Style.STRONG: "Strong", Style.QUIET: "Quiet", Style.CODE: "Command"}
# Hebrew, Arabic and their neighbours, with what stands between their words: Word is told which runs go from right to left.
_TURNED = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff](?:[^A-Za-z\u00c0-\u058f\u2069]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])?)")  # fmt: skip


def element(
    tag: str, /, *children: etree._Element, text: str | None = None, **attributes: str
) -> etree._Element:
    """An element of the main name space; attributes too, but for those of relations ("r:id")."""
    made = etree.Element(f"{{{_WORDS}}}{tag}", nsmap={"w": _WORDS, "r": _RELATIONS})
    for key, value in attributes.items():
        space, _, local = key.rpartition(":")
        made.set(f"{{{_RELATIONS if space == 'r' else _WORDS}}}{local}", value)
    if text is not None:
        made.text = text
        made.set(_SPACE, "preserve")
    made.extend(children)
    return made


def part(root: etree._Element) -> bytes:
    """The bytes of a part."""
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def paragraph(style: str | None, runs: Runs, known: set[int] | None = None) -> etree._Element:
    """A paragraph; `known` are the footnotes that were referred to before."""
    properties = element("pPr", *((element("pStyle", val=style),) if style else ()))
    made = element("p", properties)
    made.extend(runs_of(runs, known if known is not None else set()))
    return made


def runs_of(runs: Runs, known: set[int], *, character: str | None = None) -> Iterator[etree._Element]:
    """The runs, each followed by the mark of its footnote, if it has one."""
    for run in runs:
        style = character or _STYLES.get(run.style)
        for words in _TURNED.split(run.text):
            if words:
                yield _run(words, style, turned=_TURNED.fullmatch(words) is not None)
        if run.note is not None:
            yield from _mark(run, known)


def _run(words: str, style: str | None, *, turned: bool) -> etree._Element:
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    if turned:
        properties.append(element("rtl"))
    return element("r", *((properties,) if len(properties) else ()), element("t", text=words))


def _mark(run: Run, known: set[int]) -> Iterator[etree._Element]:
    """A footnote where it is first referred to; after that a link to its first mark."""
    number = str(run.note)
    look = element("rPr", element("rStyle", val="FootnoteReference"))
    assert run.note is not None
    if run.note not in known:
        known.add(run.note)
        yield element("bookmarkStart", id=number, name=f"note{number}")
        yield element("r", look, element("footnoteReference", id=number))
        yield element("bookmarkEnd", id=number)
    else:
        yield element("hyperlink", element("r", look, element("t", text=number)), anchor=f"note{number}")
