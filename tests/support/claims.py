"""The claims of a header, resolved against a body."""

from __future__ import annotations

from collections.abc import Mapping

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Evidence
from annual_reports.sources.front_matter import read_source
from annual_reports.sources.report_claims import ReportClaims, resolve_claims
from annual_reports.sources.report_schema import Claims
from annual_reports.sources.yaml_reader import Marked
from support.reports import written_report

DISPUTES = "排查矛盾纠纷"
LECTURES = "法治讲座"
BODY = (
    "演示数据。全年共排查矛盾纠纷 526 余件，举办法治讲座12场。\n\n"
    "完成东村、西村创建。第一季度培训30人次，第二季度培训30人次。\n\n"
    "宣传还不够。下一步，抓好学法用法。"
)


def resolved(catalog: Catalog, body: str, header: Mapping[str, object]) -> tuple[ReportClaims, Marked]:
    """Resolve what a header claims against a body; return the claims, and the header with its findings."""
    source, findings = read_source(written_report(body, **header), "f.md")
    assert source
    assert not findings
    values = {key: value for key, value in source.header.values.items() if key in Claims.model_fields}
    claims = resolve_claims(Claims.model_validate(values), source.header, Body(source.body), catalog)
    return claims, source.header


def told(marked: Marked) -> list[str]:
    """Return the codes of a header's findings."""
    return [finding.code for finding in marked.findings]


def words(body: str, found: Evidence | None) -> str:
    """Return the text of a report's body to which evidence points."""
    assert found
    return f"\n{body}\n"[slice(*found.span)]
