"""Templates: strict, autoescaped, and the few filters they may use.

Whatever a template prints is escaped; a name it does not know is an error, never an empty place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

from annual_reports import addresses, annotate
from annual_reports.addresses import page_of
from annual_reports.changes import JUDGEMENTS, in_words
from annual_reports.citations import STANDING_NAMES
from annual_reports.commitments import STATE_NAMES
from annual_reports.document import Document, Link
from annual_reports.evidence import excerpt
from annual_reports.findings import SEVERITY_NAMES, Finding, errors
from annual_reports.metadata import Around, labels, linked_data, open_graph
from annual_reports.reference import reference
from annual_reports.rewording import worded
from annual_reports.text import chinese_date

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TEMPLATES = Path(__file__).parent.parent / "templates"


def page(document: Document, content: str, link: Link, address: str | None = None) -> str:
    """Render a document's content.

    Args:
        document: the page.
        content: the HTML of the Markdown that people wrote for it.
        link: addresses as seen from the page.
        address: its own whole address; None where the site's is not known.

    """
    template = _environment().get_template(document.template)
    link = cache(link)
    return template.render(
        document.told(),
        content=Markup(content),  # noqa: S704  # the generator made it from Markdown
        headings={heading.id: heading for heading in document.headings},
        link=link,
        address=address,
        href=lambda target, anchor="": link(page_of(target)) + (f"#{anchor}" if anchor else ""),
    )


def head(document: Document, around: Around) -> str:
    """Render what the page tells machines of itself."""
    template = _environment().get_template("head.html")
    return template.render(
        document=document,
        address=around.address_of(document.path),
        labels=labels(document, around),
        open_graph=open_graph(document, around),
        linked_data=linked_data(document, around),
    )


def official(context: Mapping[str, Any]) -> str:
    """Render a report in the form of an official document, as one whole HTML file."""
    return _environment().get_template("official.html").render(context)


def plain(template: str, context: Mapping[str, Any]) -> str:
    """Render a file that is no HTML; its template says that nothing is escaped."""
    return _environment().get_template(template).render(context).lstrip()


def findings(found: Sequence[Finding], link: Link) -> str:
    """Render the panel of findings that a preview shows above a page."""
    template = _environment().get_template("panel.html")
    return template.render(found=found, errors=errors(found), link=link)


def once(macro: Callable[..., Markup], *first: object) -> Callable[..., Markup]:
    """A macro with its first values, worked out once for the same others; they outlive the page."""
    known: dict[tuple[int, ...], Markup] = {}

    def remembered(*values: object) -> Markup:
        key = (*map(id, values),)
        if (found := known.get(key)) is None:
            found = known[key] = macro(*first, *values)
        return found

    return remembered


_GLOBALS: Mapping[str, Any] = {
    "addresses": addresses,
    "excerpt": excerpt,
    "in_words": in_words,
    "once": once,
    "reference": reference,
    "JUDGEMENTS": JUDGEMENTS,
    "SEVERITY_NAMES": SEVERITY_NAMES,
    "STATE_NAMES": STATE_NAMES,
    "STANDING_NAMES": STANDING_NAMES,
}
"""What every template may use: addresses, and the words for what the core found out."""


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined  # noqa: PLC0415  # checking needs none of it

    from annual_reports.templating import Templates  # noqa: PLC0415

    environment = Templates(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "chinese_date": _chinese_date,
        "clause": annotate.clause,
        "evidence_anchor": addresses.evidence_anchor,
        "figure_anchor": addresses.figure_anchor,
        "or_unsaid": _or_unsaid,
        "script_data": _script_data,
        "sentence_anchor": addresses.sentence_anchor,
        "unmarked": _unmarked,
        "worded": worded,
    }
    environment.globals |= _GLOBALS
    return environment


def _chinese_date(day: date | None) -> str | None:
    return chinese_date(day) if day else None


def _or_unsaid(value: Any) -> Any:
    """What the document does not say is said to be unsaid."""
    return Markup('<span class="ar-unsaid">原文未载明</span>') if value is None else value


def _unmarked(content: Markup) -> Markup:
    return Markup(annotate.unmarked(content))  # noqa: S704  # only tags are taken out


def _script_data(value: Any) -> Markup:
    """JSON inside a script element, in which no HTML parser finds an end."""
    text = _JSON.encode(value)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704  # escaped here
