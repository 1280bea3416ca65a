"""Tables and data sets to download: CSV that opens right in Excel and WPS, and JSON.

Every row of figures bears the sentence that it was taken from, and that sentence's address.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from annual_reports import addresses
from annual_reports.changes import in_words, number
from annual_reports.citations import STANDING_NAMES, Citation
from annual_reports.commitments import STATE_NAMES, Followed
from annual_reports.comparison import Comparison
from annual_reports.document import Link
from annual_reports.model import Catalog, Evidence, Figure, Qualifier, Report
from annual_reports.similarity import Likeness
from annual_reports.text import runs_in_a_spreadsheet
from annual_reports.timeliness import before_the_year_ended, timeliness
from annual_reports.updates import Removal, Update

Row = Mapping[str, Any]
Found = tuple[Report, Figure]

_BOM = b"\xef\xbb\xbf"

QUALIFIER_NAMES = {
    Qualifier.EXACT: "准确",
    Qualifier.OVER: "超过",
    Qualifier.NEARLY: "不足",
    Qualifier.ABOUT: "大约",
}


def figures_csv(figures: Iterable[Found], link: Link) -> bytes:
    """Figures as a table."""
    return _csv(_figure_row(report, figure, link) for report, figure in figures)


def figures_json(figures: Iterable[Found], link: Link) -> bytes:
    """Figures as a list of objects, one a line."""
    lines = (json.dumps(_figure(*found, link), ensure_ascii=False) for found in figures)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def changes_csv(comparisons: Iterable[Comparison], link: Link) -> bytes:
    """Every indicator of every pair of years as a table."""
    return _csv(row for comparison in comparisons for row in _change_rows(comparison, link))


def commitments_csv(followed: Iterable[Followed], link: Link) -> bytes:
    """Commitments with their answers as a table."""
    return _csv(_commitment_row(item, link) for item in followed)


def citations_csv(citations: Iterable[Citation], link: Link) -> bytes:
    """Citations as a table."""
    return _csv(_citation_row(citation, link) for citation in citations)


def reports_csv(reports: Iterable[Report], catalog: Catalog, link: Link) -> bytes:
    """Reports with their particulars and whether they came in time."""
    return _csv(_report_row(report, catalog, link) for report in reports)


def likeness_csv(likenesses: Iterable[Likeness], link: Link) -> bytes:
    """For each report the closest other one of its year."""
    return _csv(_likeness_row(likeness, link) for likeness in likenesses)


def updates_csv(updates: Iterable[Update], removals: Iterable[Removal], link: Link) -> bytes:
    """Publications, corrections and withdrawals as a table."""
    rows = [_update_row(update, link) for update in updates]
    return _csv([*rows, *map(_removal_row, removals)])


def _figure(report: Report, figure: Figure, link: Link) -> Row:
    quantity = figure.quantity
    return {
        "government": report.government.id,
        "government_name": report.government.name,
        "year": report.year,
        "indicator": figure.indicator.id,
        "indicator_name": figure.indicator.name,
        "value": _plain(quantity.value),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "text": figure.text,
        "counted": figure.counted,
        "comparable": figure.incomparable is None,
        "reason": figure.incomparable,
        "new_scope": figure.new_scope,
        "note": figure.note,
        "quote": figure.evidence.sentence.text,
        "address": f"{link(report.path)}#{addresses.evidence_anchor(figure)}",
    }


def _plain(value: Decimal) -> int | float:
    """A number that JSON knows."""
    return int(value) if value == value.to_integral_value() else float(value)


def _figure_row(report: Report, figure: Figure, link: Link) -> Row:
    known = _figure(report, figure, link)
    return {
        "政府代号": known["government"],
        "政府": known["government_name"],
        "年度": known["year"],
        "指标代号": known["indicator"],
        "指标": known["indicator_name"],
        "数值": number(figure.quantity.value),
        "单位": known["unit"],
        "限定": QUALIFIER_NAMES[figure.quantity.qualifier],
        "原文写法": known["text"],
        "列举计数": "是" if known["counted"] else "",
        "不可比原因": known["reason"],
        "新口径": known["new_scope"],
        "说明": known["note"],
        "原文": known["quote"],
        "网址": known["address"],
    }


def _change_rows(comparison: Comparison, link: Link) -> Iterator[Row]:
    for row in comparison.rows:
        change = row.change
        yield {
            "政府": comparison.later.government.name,
            "指标": row.indicator.name,
            "前一年度": comparison.earlier.year,
            "前一年度数据": row.earlier.text if row.earlier else "未公布",
            "后一年度": comparison.later.year,
            "后一年度数据": row.later.text if row.later else "未公布",
            "变化": in_words(change, comparison.since(row)),
            "差": "" if change.difference is None else number(change.difference),
            "差的单位": change.unit,
            "百分比": "" if change.percent is None else number(change.percent),
            "大约": "是" if change.approximate else "",
            "前一年度原文": row.earlier.evidence.sentence.text if row.earlier else "",
            "后一年度原文": row.later.evidence.sentence.text if row.later else "",
            "前一年度网址": _address(comparison.earlier, row.earlier, link),
            "后一年度网址": _address(comparison.later, row.later, link),
        }


def _address(report: Report, figure: Figure | None, link: Link) -> str:
    return f"{link(report.path)}#{addresses.evidence_anchor(figure)}" if figure else ""


def _sentence_address(report: Report, evidence: Evidence | None, link: Link) -> str:
    return f"{link(report.path)}#{addresses.sentence_anchor(evidence)}" if evidence else ""


def _commitment_row(item: Followed, link: Link) -> Row:
    answered = item.answers[-1] if item.answers else None
    return {
        "政府": item.report.government.name,
        "作出安排的年度报告": item.report.year,
        "代号": item.commitment.id,
        "安排": item.commitment.quote,
        "现状": STATE_NAMES[item.state],
        "回应的年度报告": answered[0].year if answered else "",
        "回应": (answered[1].quote or "") if answered else "",
        "安排的网址": _sentence_address(item.report, item.commitment.evidence, link),
        "回应的网址": _sentence_address(answered[0], answered[1].evidence, link) if answered else "",
    }


def _citation_row(citation: Citation, link: Link) -> Row:
    law = citation.law
    return {
        "政府": citation.report.government.name,
        "年度": citation.report.year,
        "引用": f"《{citation.name}》",
        "状态": STANDING_NAMES[citation.standing],
        "登记名称": law.name if law else "",
        "失效日期": law.replaced_on if law else "",
        "原文": citation.evidence.sentence.text,
        "网址": _sentence_address(citation.report, citation.evidence, link),
    }


def _report_row(report: Report, catalog: Catalog, link: Link) -> Row:
    due = timeliness(report, catalog)
    return {
        "政府代号": report.government.id,
        "政府": report.government.name,
        "年度": report.year,
        "标题": report.title,
        "发文机关": "、".join(report.issuers),
        "发文字号": report.document_number,
        "成文日期": report.issued,
        "发布日期": report.published,
        "是否按时": "；".join(f"{found.deadline.name}：{found.in_words()}" for found in due),
        "年度结束前成文": "是" if before_the_year_ended(report) else "",
        "数据项数": len(report.figures),
        "网址": link(report.path),
    }


def _likeness_row(likeness: Likeness, link: Link) -> Row:
    return {
        "年度": likeness.report.year,
        "报告": likeness.report.government.name,
        "最接近的报告": likeness.other.government.name,
        "句数": likeness.total,
        "相同句数": likeness.shared,
        "报告网址": link(likeness.report.path),
        "最接近的报告网址": link(likeness.other.path),
    }


def _update_row(update: Update, link: Link) -> Row:
    correction = update.correction
    return {
        "日期": update.day or "",
        "事项": "更正" if correction else "发布",
        "政府": update.report.government.name,
        "年度": update.report.year,
        "报告": update.report.title,
        "更正内容": correction.subject if correction else "",
        "更正前": correction.before if correction else "",
        "更正后": correction.after if correction else "",
        "原因": correction.reason if correction else "",
        "网址": (correction and _sentence_address(update.report, correction.evidence, link))
        or link(update.report.path),
    }


def _removal_row(removal: Removal) -> Row:
    return {"日期": removal.day, "事项": "撤下", "报告": removal.what, "原因": removal.reason}


def _csv(rows: Iterable[Row]) -> bytes:
    """A table with a byte-order mark, by which Excel and WPS know that it is UTF-8."""
    rows = list(rows)
    names = list(rows[0])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name, "")) for name in names] for row in rows)
    return _BOM + text.getvalue().encode()


def _cell(value: Any) -> Any:
    return _harmless(value) if isinstance(value, str) else value


@lru_cache(maxsize=1 << 14)
def _harmless(text: str) -> str:
    """Text on one line; what begins like a formula gets an apostrophe, as spreadsheets do."""
    line = " ".join(text.split("\n"))
    return f"'{line}" if runs_in_a_spreadsheet(line) else line
