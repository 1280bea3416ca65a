"""What a page tells machines of itself: the labels of government sites, Open Graph, schema.org.

The labels are those of 国办发〔2017〕47号, annex. What is not known has no label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from annual_reports.addresses import HOME
from annual_reports.document import Document, Link
from annual_reports.model import Publisher, Report

SCHEMA = "https://schema.org"
_TABLE_TYPES = {"csv": "text/csv", "json": "application/json"}


class Around(NamedTuple):
    """What a page must know of the site that it belongs to."""

    site_name: str
    publisher: Publisher
    absolute: Link | None
    """Source path -> whole address; None where the site's own address is not known."""

    def address_of(self, path: str) -> str | None:
        """The whole address of a page, if it is known."""
        return self.absolute(path) if self.absolute else None


def labels(document: Document, around: Around) -> Iterator[tuple[str, str]]:
    """Name and content of each `meta` element that has something to say."""
    address = around.address_of(document.path)
    found = {
        **_of_site(around),
        **_of_column(around.publisher),
        **(_of_article(document.report) if document.report else {}),
        "Description": document.description,
        "Keywords": ",".join(keywords(document)),
        "Url": address,
    }
    return ((name, content) for name, content in found.items() if content)


def _of_site(around: Around) -> Mapping[str, str | None]:
    home = around.address_of(HOME)
    return {
        "SiteName": around.publisher.site_name or around.site_name,
        "SiteDomain": urlsplit(home).hostname if home else None,
        "SiteIDCode": around.publisher.site_code,
    }


def _of_column(publisher: Publisher) -> Mapping[str, str | None]:
    column = publisher.column
    return {
        "ColumnName": column.name,
        "ColumnDescription": column.description,
        "ColumnKeywords": column.keywords,
        "ColumnType": column.type,
    }


def _of_article(report: Report) -> Mapping[str, str | None]:
    """The day alone: at which hour a report was published is not known, and not made up."""
    return {
        "ArticleTitle": report.title,
        "PubDate": report.published.isoformat() if report.published else None,
        "ContentSource": "、".join(report.issuers),
    }


def keywords(document: Document) -> list[str]:
    """By which words a page may be filed."""
    about = [document.government.name] if document.government else []
    return [*about, *([f"{document.year}年"] if document.year else []), "法治政府建设", "年度报告"]


def open_graph(document: Document, around: Around) -> Iterator[tuple[str, str]]:
    """Property and content of each Open Graph element that has something to say."""
    published = document.report.published if document.report else None
    found = {
        "og:type": "article" if document.report else "website",
        "og:title": document.title,
        "og:description": document.description,
        "og:site_name": around.site_name,
        "og:locale": "zh_CN",
        "og:url": around.address_of(document.path),
        "article:published_time": published.isoformat() if published else None,
    }
    return ((name, content) for name, content in found.items() if content)


def linked_data(document: Document, around: Around) -> list[Mapping[str, Any]]:
    """What the page is in the words of schema.org: a Report, and a Dataset for the tables it offers."""
    found = [_report(document.report, around)] if document.report else []
    if document.tables:
        found.append(_dataset(document, around))
    return found


def _report(report: Report, around: Around) -> Mapping[str, Any]:
    return _known(
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
            "url": around.address_of(report.path),
        }
    )


def _dataset(document: Document, around: Around) -> Mapping[str, Any]:
    return _known(
        {
            "@context": SCHEMA,
            "@type": "Dataset",
            "name": document.title,
            "description": document.description,
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "creator": _organization(around.publisher.particulars.get("主办单位")),
            "url": around.address_of(document.path),
            "distribution": [_distribution(path, around) for path in document.tables]
            if around.absolute
            else None,
        }
    )


def _distribution(path: str, around: Around) -> Mapping[str, Any]:
    return _known(
        {
            "@type": "DataDownload",
            "encodingFormat": _TABLE_TYPES[path.rpartition(".")[2]],
            "contentUrl": around.address_of(path),
        }
    )


def _organization(name: str | None) -> Mapping[str, str] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _known(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
