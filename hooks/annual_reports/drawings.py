"""SVG: a picture within a page, and a page of its own when its address is opened. It may only draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from annual_reports.harmless import lines, words

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = words("drawing_elements")
_NOTES = lines("drawing_notes")
_WITHIN = re.compile(r"#[\w.-]*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LOADS = re.compile(r"\\|@import|expression|javascript:|url\(\s*[\"']?(?!#)", re.IGNORECASE)
_DEEPEST = 100


class _Refused(Exception):  # noqa: N818  # not an error of ours, a finding on its way
    """What is active, or cannot be judged; carries it as it is shown."""


def active(data: bytes) -> Iterator[tuple[int, str]]:
    """The first thing in an SVG that does more than draw, with its line; so also what is no XML at all."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _declaration
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _Refused(name)
        _check(name, attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)  # noqa: FBT003  # the library's own signature
    except _Refused as refusal:
        yield parser.CurrentLineNumber, refusal.args[0]
    except expat.ExpatError as error:
        yield error.lineno, expat.ErrorString(error.code)
    except (LookupError, ValueError):
        yield 1, "encoding"


def _declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() != "utf-8":
        raise _Refused(f'encoding="{encoding}"')


def _doctype(name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
    if has_subset:
        raise _Refused(f"<!DOCTYPE {name} [")


def _instruction(target: str, _data: str) -> None:
    raise _Refused(f"<?{target}")


def _check(name: str, attributes: dict[str, str]) -> None:
    space, _, element = name.rpartition(" ")
    if space in _NOTES:
        return
    if space != _SVG or element not in _ELEMENTS:
        raise _Refused(f"<{element}")
    for attribute, value in attributes.items():
        key = attribute.rpartition(" ")[2].lower()
        leads = key in ("href", "src") and not _WITHIN.fullmatch(value.strip())
        if key.startswith("on") or leads or _LOADS.search(value):
            raise _Refused(f'{key}="{value}"')
