"""Render templates with Jinja: strict, autoescaped, with few filters.

Every value that a template prints is escaped; a name that it does not know is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

from annual_reports.analysis.changes import JUDGEMENT_NAMES, describe_change
from annual_reports.analysis.commitments import STATE_NAMES
from annual_reports.domain.evidence import excerpt
from annual_reports.domain.figure_keys import key_labels
from annual_reports.domain.findings import SEVERITY_NAMES, Finding, errors
from annual_reports.domain.model import Evidence
from annual_reports.domain.text import chinese_date
from annual_reports.rendering import annotate, urls
from annual_reports.rendering.citation_format import format_citation
from annual_reports.rendering.compared_text import mark_changes
from annual_reports.rendering.document import Document, Link
from annual_reports.rendering.metadata import SiteContext, labels, linked_data, open_graph
from annual_reports.rendering.urls import page_of
from annual_reports.sanitize.html import tokens

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TEMPLATES = Path(__file__).parent.parent / "templates"
_THEME = _TEMPLATES.parent / "theme"
_ID = re.compile(r'\sid="([^"{}]+)"')


def render_page(document: Document, content: str, link: Link, address: str | None = None) -> str:
    """Render the content of a page.

    Args:
        document: the page.
        content: HTML of its Markdown, or of a report's text.
        link: gives addresses as seen from the page.
        address: the page's own whole address; None if the site's is not known.

    """
    template = _environment().get_template(document.template)
    return template.render(
        document.template_context(),
        content=Markup(content),  # noqa: S704  # made from Markdown or by `signed_text`
        headings={heading.id: heading for heading in document.headings},
        link=link,
        address=address,
        href=lambda target, anchor="": link(page_of(target)) + (f"#{anchor}" if anchor else ""),
    )


def render_head(document: Document, site_context: SiteContext) -> str:
    """Render the metadata of a page for its `head` element."""
    template = _environment().get_template("head.html")
    return template.render(
        document=document,
        address=site_context.address_of(document.path),
        labels=labels(document, site_context),
        open_graph=open_graph(document, site_context),
        linked_data=linked_data(document, site_context),
    )


def render_official(context: Mapping[str, Any]) -> str:
    """Render a report in the form of an official document, as a whole HTML file."""
    return _environment().get_template("official.html").render(context)


def render_plain(template: str, context: Mapping[str, Any]) -> str:
    """Render a file that is not HTML; its template must turn autoescaping off."""
    return _environment().get_template(template).render(context).lstrip()


def render_panel(findings: Sequence[Finding], link: Link, *, review: bool) -> str:
    """Render the panel that a preview shows above a page: findings, and the switch for marks of a review."""
    template = _environment().get_template("panel.html")
    return template.render(findings=findings, errors=errors(findings), link=link, review=review)


_GLOBALS: Mapping[str, Any] = {
    "addresses": urls,
    "describe_change": describe_change,
    "format_citation": format_citation,
    "JUDGEMENT_NAMES": JUDGEMENT_NAMES,
    "SEVERITY_NAMES": SEVERITY_NAMES,
    "STATE_NAMES": STATE_NAMES,
}
"""Values for all templates: addresses, and the Chinese words for results of the analysis."""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # commands that only check start without it

    environment = Environment(
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
        "evidence_anchor": urls.evidence_anchor,
        "figure_anchor": urls.figure_anchor,
        "key_labels": key_labels,
        "mark_changes": mark_changes,
        "or_unsaid": _or_unsaid,
        "quoted_words": _quoted_words,
        "script_data": _script_data,
        "sentence_anchor": urls.sentence_anchor,
    }
    environment.globals |= _GLOBALS
    return environment


def _chinese_date(day: date | None) -> str | None:
    return chinese_date(day) if day else None


def _or_unsaid(value: Any) -> Any:
    """Return the value; in place of None, a note that the document does not give it."""
    return Markup('<span class="ar-unsaid">原文未载明</span>') if value is None else value


def _quoted_words(evidence: Evidence) -> str:
    """Return the words of the text in which something stands."""
    return excerpt(evidence).itself


def _script_data(value: Any) -> Markup:
    """Return a value as JSON for a script element, escaped so that no HTML parser finds its end in it."""
    text = _JSON.encode(value)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704  # escaped here


def ids_of(html: str) -> frozenset[str]:
    """Return the ids of the elements of HTML."""
    return frozenset(value for token in tokens(html) for key, value in token.attributes if key == "id")


@cache
def ids_of_shell() -> frozenset[str]:
    """Return the ids of the shell, which all pages have."""
    shell = (path.read_text(encoding="utf-8") for path in sorted(_THEME.rglob("*.html")))
    return frozenset(_ID.findall("".join(shell)))
