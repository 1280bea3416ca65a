"""Find active content in SVG files.

An SVG shown within a page is only a picture, but a browser that opens its address treats it as a page and
runs its scripts. Therefore SVG files may contain only elements that draw, and their attributes only listed
functions of CSS. A drawing that multiplies itself by references, so that a browser hangs, is refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from annual_reports.sanitize.allowlist import listed_lines, listed_words
from annual_reports.sanitize.css import find_loading_value
from annual_reports.sanitize.svg_references import MOST_ELEMENTS, References

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = listed_words("svg_elements")
_METADATA_NAMESPACES = listed_lines("svg_metadata_namespaces")
_LOCAL_REFERENCE = re.compile(r"#[\w.-]*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_TEXT_ATTRIBUTES = listed_words("text_attributes")
_LOADS = re.compile(r"\\|@import|expression|javascript:", re.IGNORECASE)
_MAX_DEPTH = 100
_TOO_MUCH = f"<use> 等引用，展开后超过 {MOST_ELEMENTS} 个图形"


class _ActiveContent(Exception):  # noqa: N818  # carries a finding, not an error
    """Raised at active content, or content that cannot be judged; its argument is the text to show."""


def find_active_content(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield line and text of the first active content in an SVG, if there is any.

    A file that is not well-formed XML in UTF-8 counts as active, since nobody can judge it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _declaration
    parser.StartDoctypeDeclHandler = _doctype
    parser.ProcessingInstructionHandler = _instruction
    depth, references = 0, References()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise _ActiveContent(name)
        _check(name, attributes)
        references.start(_local(name), attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1
        references.end()
        if depth == 0 and references.shows_too_much():
            raise _ActiveContent(_TOO_MUCH)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)  # noqa: FBT003  # the library's own signature
    except _ActiveContent as active:
        yield parser.CurrentLineNumber, active.args[0]
    except expat.ExpatError as error:
        yield error.lineno, expat.ErrorString(error.code)
    except (LookupError, ValueError):
        yield 1, "encoding"


def _declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() != "utf-8":
        raise _ActiveContent(f'encoding="{encoding}"')


def _doctype(name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
    if has_subset:
        raise _ActiveContent(f"<!DOCTYPE {name} [")


def _instruction(target: str, _data: str) -> None:
    raise _ActiveContent(f"<?{target}")


def _check(name: str, attributes: dict[str, str]) -> None:
    namespace, _, element = name.rpartition(" ")
    if namespace in _METADATA_NAMESPACES:
        return
    if namespace != _SVG or element not in _ELEMENTS:
        raise _ActiveContent(f"<{element}")
    for attribute, value in attributes.items():
        if _is_active(attribute, value):
            raise _ActiveContent(f'{_local(attribute).lower()}="{value}"')


def _is_active(attribute: str, value: str) -> bool:
    """Return True for a handler, an address outside of the drawing, and CSS that may load something."""
    key = _local(attribute).lower()
    if key.startswith("on") or key == "base" or _LOADS.search(value):
        return True
    if key in ("href", "src"):
        return not _LOCAL_REFERENCE.fullmatch(value.strip())
    is_style = key == attribute.lower() and key not in _TEXT_ATTRIBUTES
    return is_style and find_loading_value(value) is not None


def _local(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]
