"""Read a report's file into a `Report`.

In steps: the header against its schema, its names against the catalog, its claims (every figure and
quotation) against the body. Each step adds all its findings and goes on with the entries that have none.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from annual_reports.domain.acknowledgements import silence
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.findings import Finding, errors
from annual_reports.domain.model import Report
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.proofreading.rules import ProofText
from annual_reports.sources import acknowledged_codes, text_checks
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.front_matter import Source, read_source
from annual_reports.sources.report_claims import ReportClaims, resolve_claims
from annual_reports.sources.report_schema import Claims, Header
from annual_reports.sources.validation import failed_locs, guess, validate
from annual_reports.sources.yaml_reader import Loc, Marked

_LOCATED = ("title", "issued", "published", "document_number")
"""Keys at which checks between reports place their findings."""


def read_report(
    data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str] = ()
) -> tuple[Report | None, list[Finding]]:
    """Read a report from its file's bytes.

    Args:
        data: the file.
        path: its source path below `docs/`: `reports/<government>/<year>.md`.
        shown_as: its path in the findings.
        catalog: the known governments and indicators.
        others: source paths of all reports, to recognise a second report of the same year.

    Returns:
        The report, or None if it has an error; and all findings.

    """
    source, findings = read_source(data, shown_as)
    if source is None or not isinstance(source.header.values, dict):
        return None, findings
    header = validate(Header, source.header, source.header.values)
    entries = header or Claims.model_validate(_entries_without_faults(source.header.values))
    year = source.header.values.get("year")
    body = ProofText(source.body, year if isinstance(year, int) else None)
    findings += text_checks.check_text(source, body)
    _check_path(source.header, PurePosixPath(path), catalog, others)
    claims = resolve_claims(entries, source.header, body, catalog)
    lookup = ClaimLookup(source.header, body, catalog)
    acknowledged = acknowledged_codes.of_report(entries.acknowledged, lookup, source)
    _check_left_to_confirm(source.header)
    if header:
        _check_dates(header, source.header)
    findings, met = silence(findings, acknowledged)
    if header is None or errors(findings):
        return None, findings
    report = _report(path, header, claims, catalog.governments[header.government], source)
    known = tuple(replace(each, met=each.met or each in met) for each in acknowledged)
    return replace(report, acknowledged=known), findings


def _report(
    path: str, header: Header, claims: ReportClaims, government: Government, source: Source
) -> Report:
    return Report(
        path=path,
        government=government,
        year=header.year,
        title=header.title,
        issuers=tuple(header.issuers),
        letterhead=header.letterhead,
        document_number=header.document_number,
        index_number=header.index_number,
        issued=header.issued,
        published=header.published,
        compared_with_scan=header.compared_with_scan,
        signature=tuple(header.signature),
        figures=claims.figures,
        shortcomings=claims.shortcomings,
        commitments=claims.commitments,
        answers=claims.answers,
        corrections=claims.corrections,
        body=source.body,
        sentences=claims.sentences,
        source_digest=source.digest,
        places={key: source.header.place((key,)) for key in _LOCATED},
        body_line=source.place(source.body_start).line,
    )


def _entries_without_faults(values: dict[str, Any]) -> dict[str, Any]:
    """Return the claims of a header without the entries that do not fit the schema."""
    claims = {key: values[key] for key in Claims.model_fields if values.get(key) is not None}
    faults = {loc[:2] for loc in failed_locs(Claims, claims)}
    return {key: _without(content, key, faults) for key, content in claims.items() if (key,) not in faults}


def _without(content: Any, key: str, faults: set[Loc]) -> Any:
    if isinstance(content, dict):
        return {name: entry for name, entry in content.items() if (key, name) not in faults}
    return [entry for index, entry in enumerate(content) if (key, index) not in faults]


def _check_path(marked: Marked, path: PurePosixPath, catalog: Catalog, others: Container[str]) -> None:
    """Compare year and government with the file's path; values of a wrong type have a finding already."""
    year, government = marked.values.get("year"), marked.values.get("government")
    if isinstance(year, int) and str(year) != path.stem:
        same = str(path.with_name(f"{year}.md"))
        code = "duplicate-report" if same in others else "year-mismatch"
        marked.add(code, ("year",), found=year, expected=path.stem, other=f"docs/{same}")
    if not isinstance(government, str):
        return
    if government != path.parent.name:
        folder = path.parent.name
        example = yaml_line("government", folder)
        marked.add("government-mismatch", ("government",), found=government, expected=folder, example=example)
    if government not in catalog.governments:
        question = guess(government, catalog.governments)
        marked.add("unknown-government", ("government",), found=government, guess=question)


def _check_dates(header: Header, marked: Marked) -> None:
    if header.issued and header.published and header.published < header.issued:
        marked.add(
            "published-before-issued", ("published",), published=header.published, issued=header.issued
        )
    compared = header.compared_with_scan
    if header.issued and compared and compared < header.issued:
        marked.add("compared-before-issued", ("compared_with_scan",), compared=compared, issued=header.issued)


def _check_left_to_confirm(marked: Marked) -> None:
    """Add findings for entries left to confirm after an import."""
    left = marked.values.get("to_confirm")
    for index, text in enumerate(left if isinstance(left, list) else ()):
        marked.add("unconfirmed", ("to_confirm", index), found=text)
