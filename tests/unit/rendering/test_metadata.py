"""Metadata of pages: the labels of government sites, Open Graph, schema.org; nothing that is null."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annual_reports.build import Site, build
from annual_reports.domain.catalog import Column, Publisher
from annual_reports.rendering import metadata
from annual_reports.rendering.document import Document
from annual_reports.rendering.metadata import SiteContext
from support.sites import COUNTY

KNOWN = Publisher(
    site_name="示范县人民政府",
    particulars={"主办单位": "示范县人民政府办公室"},
    site_code="0000000000",
    column=Column("年度报告", "各镇报告", "法治,报告", "政务公开"),
)
SITE = "https://example.gov.cn/zwgk/nianbao/"


def absolute(path: str) -> str:
    return SITE + path.removesuffix("index.md").replace(".md", "/")


ALL = SiteContext("年度报告", KNOWN, absolute)
NOTHING = SiteContext("年度报告", Publisher(), None)


@pytest.fixture(scope="module")
def site() -> Site:
    return build(COUNTY)


@pytest.fixture
def report(site: Site) -> Document:
    return site.by_path["reports/jia/2024.md"]


def test_the_labels_of_a_report(report: Document):
    assert dict(metadata.labels(report, ALL)) == {
        "SiteName": "示范县人民政府",
        "SiteDomain": "example.gov.cn",
        "SiteIDCode": "0000000000",
        "ColumnName": "年度报告",
        "ColumnDescription": "各镇报告",
        "ColumnKeywords": "法治,报告",
        "ColumnType": "政务公开",
        "ArticleTitle": "甲镇人民政府关于2024年法治政府建设情况的报告",
        "PubDate": "2025-02-21",
        "ContentSource": "甲镇人民政府",
        "Description": report.description,
        "Keywords": "甲镇,2024年,法治政府建设,年度报告",
        "Url": f"{SITE}reports/jia/2024/",
    }


def test_what_is_null_has_no_label(report: Document):
    bare = replace(report, report=replace(report.report, published=None, issued=None))  # type: ignore[type-var]
    assert set(dict(metadata.labels(bare, NOTHING))) == {
        "SiteName",
        "ArticleTitle",
        "ContentSource",
        "Description",
        "Keywords",
    }
    assert "article:published_time" not in dict(metadata.open_graph(bare, NOTHING))
    assert "og:url" not in dict(metadata.open_graph(bare, NOTHING))
    assert not {"datePublished", "dateCreated", "url", "identifier"} & set(
        metadata.linked_data(bare, NOTHING)[0]
    )


def test_a_list_is_no_article(site: Site):
    labels = dict(metadata.labels(site.by_path["years/2024.md"], ALL))
    assert not {"ArticleTitle", "PubDate", "ContentSource"} & set(labels)
    assert labels["Keywords"] == "2024年,法治政府建设,年度报告"


def test_open_graph_of_a_report(report: Document):
    assert dict(metadata.open_graph(report, ALL)) == {
        "og:type": "article",
        "og:title": report.title,
        "og:description": report.description,
        "og:site_name": "年度报告",
        "og:locale": "zh_CN",
        "og:url": f"{SITE}reports/jia/2024/",
        "article:published_time": "2025-02-21",
    }


def test_a_report_in_the_words_of_schema_org(report: Document):
    (said,) = metadata.linked_data(report, ALL)
    assert said["@type"] == "Report"
    assert said["reportNumber"] == "甲政发〔2025〕1号"
    assert said["author"] == [{"@type": "GovernmentOrganization", "name": "甲镇人民政府"}]
    assert (said["dateCreated"], said["datePublished"]) == ("2025-01-14", "2025-02-21")


@pytest.mark.parametrize(
    ("path", "formats"),
    [
        ("data/index.md", ["text/csv", "application/json"]),
        ("reports/jia/index.md", ["text/csv"]),
        ("indicators/disputes-examined.md", ["text/csv"]),
        ("about/index.md", None),
    ],
)
def test_pages_with_tables_are_data_sets(site: Site, path: str, formats: list[str] | None):
    found: list[Any] = metadata.linked_data(site.by_path[path], ALL)
    assert ([d["encodingFormat"] for d in found[0]["distribution"]] if found else None) == formats
    assert not found or found[0]["@type"] == "Dataset"
    assert not found or found[0]["distribution"][0]["contentUrl"].startswith(SITE)
    unknown = metadata.linked_data(site.by_path[path], NOTHING)
    assert not [said for said in unknown if "distribution" in said], (
        "a file without an address is not offered"
    )
