"""Metadata of a page for machines: labels of government sites, Open Graph, schema.org.

The labels are those of 国办发〔2017〕47号, annex. An unknown value has no label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from annual_reports.domain.catalog import Publisher
from annual_reports.domain.model import Report
from annual_reports.rendering.document import Document, Link
from annual_reports.rendering.urls import HOME

SCHEMA = "https://schema.org"
_TABLE_TYPES = {"csv": "text/csv", "json": "application/json"}


class SiteContext(NamedTuple):
    """Values of the site that a page's metadata contain."""

    site_name: str
    publisher: Publisher
    absolute: Link | None
    """Source path -> whole address; None if the site's own address is not known."""

    def address_of(self, path: str) -> str | None:
        """Return the whole address of a page, or None if it is not known."""
        return self.absolute(path) if self.absolute else None


def labels(document: Document, site_context: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield name and content of each `meta` element whose value is known."""
    address = site_context.address_of(document.path)
    found = {
        **_site_labels(site_context),
        **_column_labels(site_context.publisher),
        **(_article_labels(document.report) if document.report else {}),
        "Description": document.description,
        "Keywords": ",".join(keywords(document)),
        "Url": address,
    }
    return ((name, content) for name, content in found.items() if content)


def _site_labels(site_context: SiteContext) -> Mapping[str, str | None]:
    home = site_context.address_of(HOME)
    return {
        "SiteName": site_context.publisher.site_name or site_context.site_name,
        "SiteDomain": urlsplit(home).hostname if home else None,
        "SiteIDCode": site_context.publisher.site_code,
    }


def _column_labels(publisher: Publisher) -> Mapping[str, str | None]:
    column = publisher.column
    return {
        "ColumnName": column.name,
        "ColumnDescription": column.description,
        "ColumnKeywords": column.keywords,
        "ColumnType": column.type,
    }


def _article_labels(report: Report) -> Mapping[str, str | None]:
    """Return the labels of an article. `PubDate` is a day without a time, since the hour is not known."""
    return {
        "ArticleTitle": report.title,
        "PubDate": report.published.isoformat() if report.published else None,
        "ContentSource": "、".join(report.issuers),
    }


def keywords(document: Document) -> list[str]:
    """Return the keywords of a page."""
    about = [document.government.name] if document.government else []
    return [*about, *([f"{document.year}年"] if document.year else []), "法治政府建设", "年度报告"]


def open_graph(document: Document, site_context: SiteContext) -> Iterator[tuple[str, str]]:
    """Yield property and content of each Open Graph element whose value is known."""
    published = document.report.published if document.report else None
    found = {
        "og:type": "article" if document.report else "website",
        "og:title": document.title,
        "og:description": document.description,
        "og:site_name": site_context.site_name,
        "og:locale": "zh_CN",
        "og:url": site_context.address_of(document.path),
        "article:published_time": published.isoformat() if published else None,
    }
    return ((name, content) for name, content in found.items() if content)


def linked_data(document: Document, site_context: SiteContext) -> list[Mapping[str, Any]]:
    """Return the page as objects of schema.org: a Report, and a Dataset for its tables."""
    found = [_report(document.report, site_context)] if document.report else []
    if document.tables:
        found.append(_dataset(document, site_context))
    return found


def _report(report: Report, site_context: SiteContext) -> Mapping[str, Any]:
    return _without_none(
        {
            "@context": SCHEMA,
            "@type": "Report",
            "name": report.title,
            "reportNumber": report.document_number,
            "identifier": report.index_number,
            "inLanguage": "zh-CN",
            "author": [_organization(name) for name in report.issuers],
            "dateCreated": report.issued.isoformat() if report.issued else None,
            "datePublished": report.published.isoformat() if report.published else None,
            "temporalCoverage": str(report.year),
            "spatialCoverage": report.government.name,
            "url": site_context.address_of(report.path),
        }
    )


def _dataset(document: Document, site_context: SiteContext) -> Mapping[str, Any]:
    return _without_none(
        {
            "@context": SCHEMA,
            "@type": "Dataset",
            "name": document.title,
            "description": document.description,
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "creator": _organization(site_context.publisher.particulars.get("主办单位")),
            "url": site_context.address_of(document.path),
            "distribution": [_distribution(path, site_context) for path in document.tables]
            if site_context.absolute
            else None,
        }
    )


def _distribution(path: str, site_context: SiteContext) -> Mapping[str, Any]:
    return _without_none(
        {
            "@type": "DataDownload",
            "encodingFormat": _TABLE_TYPES[path.rpartition(".")[2]],
            "contentUrl": site_context.address_of(path),
        }
    )


def _organization(name: str | None) -> Mapping[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _without_none(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
