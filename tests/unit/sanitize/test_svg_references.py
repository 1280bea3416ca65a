"""Elements that a drawing shows, counted with its references."""

from __future__ import annotations

import pytest

from annual_reports.sanitize.svg import find_active_content

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def levels(count: int, uses: int) -> str:
    """Groups one using the other; the last shows uses ** count rectangles."""
    groups = "".join(f'<g id="l{n + 1}">' + f'<use href="#l{n}"/>' * uses + "</g>" for n in range(count))
    return f'<defs><rect id="l0"/>{groups}</defs><use href="#l{count}"/>'


@pytest.mark.parametrize(
    "content",
    [
        levels(3, 10),
        '<linearGradient id="a"><stop/><stop/></linearGradient>' + '<path fill="url(#a)"/>' * 10_000,
        '<filter id="a"><feGaussianBlur/></filter>' + '<g filter="url(#a)"><rect/></g>' * 100,
        '<use href="#nowhere"/><rect fill="url(#nowhere)"/>',
    ],
)
def test_a_usual_drawing_passes(content: str):
    assert list(find_active_content(SVG.format(content).encode())) == []


@pytest.mark.parametrize(
    "content",
    [
        levels(5, 10),
        levels(12, 10),
        levels(400, 1),
        '<g id="a"><use xlink:href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<filter id="a">' + "<feTile/>" * 100 + "</filter>" + '<g filter="url(#a)"/>' * 100,
        '<filter id="a"><feTile/></filter>' + '<rect style="FILTER: URL( #a )"/>' * 2000,
    ],
)
def test_a_drawing_that_multiplies_itself_is_told(content: str):
    ((_, found),) = find_active_content(SVG.format(content).encode())
    assert "展开后" in found
