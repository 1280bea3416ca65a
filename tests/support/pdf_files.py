"""PDFs for tests, written by hand: content streams and objects as text, without a library.

The notation consists of parts, each below a line `=== name entries ===`; `entries` go into its dictionary.
    page       operators of a page; «text» is shown by the fonts /F (which says its characters) and /N (which
               does not), ‹text› by /Z, a font that is not in the file
    stream N   object N, a stream of the same kind
    object N   object N, anything else
    catalog    only its entries
A glyph of /F or /N is a black box that fills most of its square. Objects 10 to 29 are resources of all
pages, as pictures and forms /X10, layers /P10, states /G10, shadings /S10 and so on.
"""

from __future__ import annotations

import re
from itertools import count

PART = re.compile(r"^=== (?P<name>page|stream|object|catalog)(?: (?P<rest>.*?))? ===\n", re.MULTILINE)
_FIRST_PAGE = 1000
_RESOURCES = 900
_BOX = b"1000 0 0 0 1000 800 d1 100 0 700 700 re f"


def pdf_file(notation: str) -> bytes:
    parts = [(match["name"], match["rest"] or "", body) for match, body in _parts(notation)]
    signs = "".join(dict.fromkeys("".join(re.findall("«(.*?)»", notation))))
    objects = _fonts(signs)
    numbers = count(_FIRST_PAGE, 2)
    pages, catalog = [], ""
    for name, rest, body in parts:
        if name == "page":
            pages.append(number := next(numbers))
            objects[number] = _page(number, rest)
            objects[number + 1] = stream(_operators(body, signs))
        elif name == "catalog":
            catalog = rest
        else:
            number, _, entries = rest.partition(" ")
            is_stream = name == "stream"
            objects[int(number)] = stream(_operators(body, signs), entries) if is_stream else body.encode()
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 595 842] >>".encode()
    return written(objects)


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def written(objects: dict[int, bytes]) -> bytes:
    """Write a file of objects; the first is the catalog."""
    data, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places.items())
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, len(data))
    return data + b"xref\n0 1\n0000000000 65535 f \n" + table + trailer


def _parts(notation: str):
    matches = list(PART.finditer(notation))
    ends = [match.start() for match in matches[1:]] + [len(notation)]
    return [(match, notation[match.end() : end]) for match, end in zip(matches, ends, strict=True)]


def _operators(body: str, signs: str) -> bytes:
    shown = re.sub(
        "«(.*?)»", lambda text: "<" + "".join(f"{signs.index(c) + 1:02x}" for c in text[1]) + ">", body
    )
    return re.sub("‹(.*?)›", lambda text: f"<{text[1].encode('utf-16-be').hex()}>", shown).encode()


def _page(number: int, entries: str) -> bytes:
    fixed = f"/Type /Page /Parent 2 0 R /Resources {_RESOURCES} 0 R /Contents {number + 1} 0 R"
    return f"<< {fixed} {entries} >>".encode()


def _fonts(signs: str) -> dict[int, bytes]:
    """Return the objects of the fonts and of the resources."""
    names = " ".join(f"/g{code}" for code in range(1, len(signs) + 1))
    glyphs = " ".join(f"/g{code} 903 0 R" for code in range(1, len(signs) + 1))
    common = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 800] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /CharProcs << {glyphs} >> /Encoding << /Type /Encoding /Differences [1 {names}] >>"
        f" /FirstChar 1 /LastChar {len(signs)} /Widths [{'1000 ' * len(signs)}]"
    )
    song = "/Subtype /CIDFontType0 /BaseFont /STSong-Light"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 906 0 R"
    metrics = "/Flags 6 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 /ItalicAngle 0 /StemV 80"
    return {
        _RESOURCES: f"<< /Font << /F 901 0 R /N 902 0 R /Z 905 0 R >> {_named()} >>".encode(),
        901: f"{common} /ToUnicode 904 0 R >>".encode(),
        902: f"{common} >>".encode(),
        903: stream(_BOX),
        904: stream(_to_unicode(signs)),
        905: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [907 0 R] >>",
        906: f"<< /Type /FontDescriptor /FontName /STSong-Light {metrics} >>".encode(),
        907: f"<< /Type /Font {song} {system} /DW 1000 >>".encode(),
    }


def _named() -> str:
    kinds = {"XObject": "X", "Properties": "P", "ExtGState": "G", "Shading": "S"}
    return " ".join(
        f"/{kind} << {' '.join(f'/{letter}{n} {n} 0 R' for n in range(10, 30))} >>"
        for kind, letter in kinds.items()
    )


def _to_unicode(signs: str) -> bytes:
    rows = "".join(f"<{code:02x}> <{sign.encode('utf-16-be').hex()}>\n" for code, sign in enumerate(signs, 1))
    return (
        "begincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        f"{len(signs)} beginbfchar\n{rows}endbfchar\nendcmap\n"
    ).encode()
