"""Small PDF files made in code: lines of text at places, pages, pictures instead of text.

Only what the tests need of the format (ISO 32000-1): a catalogue, pages, one of the fonts that every reader has.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
"""Points: A4."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text with its left end and base line in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 11


def pdf(
    pages: Sequence[Sequence[Printed]],
    *,
    info: Mapping[str, str] | None = None,
    pictures: bool = False,
    compressed: bool = True,
    trailer: str = "",
) -> bytes:
    """A PDF file of these pages; with `pictures` each page also shows a picture."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    catalogue, tree = add(b""), add(b"")
    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    picture = add(
        _stream(
            b"\x80" * 64,
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        )
    )
    kids = []
    for page in pages:
        shown = b"\n".join(_operators(line) for line in page)
        if pictures:
            shown += f"\nq {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q".encode()
        content = add(_stream(zlib.compress(shown), "/Filter /FlateDecode") if compressed else _stream(shown))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R "
                f"/Resources << /Font << /F1 {font} 0 R >> /XObject << /Im1 {picture} 0 R >> >> >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[catalogue - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects[tree - 1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    if info:
        cells = b" ".join(b"/%b (%b)" % (key.encode(), _escaped(value)) for key, value in info.items())
        trailer += f" /Info {add(b'<< ' + cells + b' >>')} 0 R"
    return _file(objects, f"/Root {catalogue} 0 R{trailer}")


def column(
    lines: Sequence[str], *, x: float = 72, top: float = 770, leading: float = 14, size: float = 11
) -> list[Printed]:
    """Lines below one another; an empty line leaves a gap."""
    return [Printed(text, x, top - leading * number, size) for number, text in enumerate(lines) if text]


def _operators(line: Printed) -> bytes:
    return b"BT /F1 %.1f Tf %.2f %.2f Td (%b) Tj ET" % (line.size, line.x, line.y, _escaped(line.text))


def _escaped(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _stream(content: bytes, keys: str = "") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), keys.encode(), content)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(sum(map(len, parts[-1:])) + (places[-1] if places else 0))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, rows, len(objects) + 1, trailer.encode(), start)
    )
    return b"".join(parts)
