"""Export tables and data sets: CSV that Excel and WPS open correctly, and JSON.

Every row of figures contains the sentence from which the figure was taken, and that sentence's address.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from annual_reports.analysis.changes import format_number
from annual_reports.analysis.citations import STANDING_NAMES, Citation
from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import STATE_NAMES, TrackedCommitment
from annual_reports.analysis.comparison import Comparison, FigureRow
from annual_reports.analysis.distribution import ReportFigure
from annual_reports.analysis.similarity import SimilarReport
from annual_reports.analysis.timeline import Update, WithdrawnReport, WithdrawnText
from annual_reports.analysis.timeliness import is_dated_before_year_end
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.domain.figure_keys import key_labels
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Evidence, Figure, Report
from annual_reports.domain.text import is_spreadsheet_formula
from annual_reports.rendering import urls
from annual_reports.rendering.document import Link
from annual_reports.rendering.figure_exports import Row, figure_object, figure_row
from annual_reports.rendering.told_words import PageChange, ToldWords

_JSON = json.JSONEncoder(ensure_ascii=False)


def figures_csv(figures: Iterable[ReportFigure], link: Link) -> bytes:
    """Return figures as a table."""
    address = cache(link)
    return _csv(figure_row(report, figure, address) for report, figure in figures)


def figures_json(figures: Iterable[ReportFigure], link: Link) -> bytes:
    """Return figures as a list of objects, one on each line."""
    address = cache(link)
    content = io.BytesIO()
    for position, (report, figure) in enumerate(figures):
        content.write(b",\n" if position else b"[\n")
        content.write(_JSON.encode(figure_object(report, figure, address)).encode())
    content.write(b"\n]\n")
    return content.getvalue()


def changes_csv(comparisons: Iterable[Comparison], link: Link) -> bytes:
    """Return every indicator of every pair of years as a table."""
    side_of = _cached_sides(link)
    return _csv(row for comparison in comparisons for row in _change_rows(comparison, side_of))


def commitments_csv(items: Iterable[TrackedCommitment], link: Link) -> bytes:
    """Return commitments with their last answers as a table."""
    return _csv(_commitment_row(item, link) for item in items)


def citations_csv(citations: Iterable[Citation], link: Link) -> bytes:
    """Return citations as a table."""
    return _csv(_citation_row(citation, link) for citation in citations)


def reports_csv(collection: Collection, link: Link) -> bytes:
    """Return reports as a table, with their particulars and whether they were in time."""
    return _csv(_report_row(report, collection, link) for report in collection.reports)


def similar_reports_csv(similar_reports: Iterable[SimilarReport], link: Link) -> bytes:
    """Return a table of reports, each with the most similar other report of its year."""
    return _csv(_similar_report_row(similar, link) for similar in similar_reports)


def updates_csv(
    updates: Iterable[Update],
    own: Iterable[ToldChange | PageChange],
    withdrawn: Iterable[WithdrawnText],
    describe: Callable[[ToldChange], ToldWords],
    link: Link,
) -> bytes:
    """Return publications, corrections, other changes and withdrawals as a table.

    `own` are the changes of what the site says itself; `describe` gives the words of a change.
    """
    rows = [_update_row(update, describe, link) for update in updates]
    rows += [
        _page_row(one, link)
        if isinstance(one, PageChange)
        else _told_row(one, describe(one), "", link(urls.UPDATES))
        for one in own
    ]
    return _csv([*rows, *(row for text in withdrawn for row in _withdrawal_rows(text, link))])


class _Side(NamedTuple):
    """Cells of one figure in the table of changes; they are the same for all pairs that contain it."""

    amount: str
    sentence: str
    address: str
    counts: str
    """Extent of the figure, if not the whole year, the own government and the whole."""


_NO_SIDE = _Side("未公布", "", "", "")


def _cached_sides(link: Link) -> Callable[[Report, Figure | None], _Side]:
    """Return a function that makes the cells of each figure once."""
    sides: dict[tuple[str, str, str], _Side] = {}

    def side_of(report: Report, figure: Figure | None) -> _Side:
        if figure is None:
            return _NO_SIDE
        key = report.path, figure.indicator.id, figure.suffix
        if key not in sides:
            address = f"{link(report.path)}#{urls.evidence_anchor(figure)}"
            counts = "，".join(key_labels(figure, report.year))
            sides[key] = _Side(figure.text, figure.quote, address, counts)
        return sides[key]

    return side_of


def _change_rows(comparison: Comparison, side_of: Callable[[Report, Figure | None], _Side]) -> Iterator[Row]:
    government = comparison.later.government.name
    years = comparison.earlier.year, comparison.later.year
    for row, words, earlier, later in comparison.rows_with_cells(side_of):
        change = row.change
        low, high = _bounds_of_difference(row)
        yield {
            "政府": government,
            "指标": row.indicator.name,
            "前一年度": years[0],
            "前一年度数据": earlier.amount,
            "后一年度": years[1],
            "后一年度数据": later.amount,
            "变化": words,
            "差": "" if change.difference is None else format_number(change.difference),
            "差的单位": change.unit,
            "百分比": "" if change.percent is None else format_number(change.percent),
            "大约": "是" if change.approximate else "",
            "前一年度原文": earlier.sentence,
            "后一年度原文": later.sentence,
            "前一年度网址": earlier.address,
            "后一年度网址": later.address,
            "差的下限": low,
            "差的上限": high,
            "前一年度数据所指": earlier.counts,
            "后一年度数据所指": later.counts,
            "与哪个数比": row.base_note,
        }


def _bounds_of_difference(row: FigureRow) -> tuple[str, str]:
    """Return the least and the greatest difference that approximate figures allow; otherwise empty cells."""
    if not row.change.approximate or row.base is None or row.later is None:
        return "", ""
    base, later = interval(row.base[1].quantity), interval(row.later.quantity)
    return format_number(later.low - base.high), format_number(later.high - base.low)


def _sentence_address(report: Report | WithdrawnReport, evidence: Evidence | None, link: Link) -> str:
    return f"{link(report.path)}#{urls.sentence_anchor(evidence)}" if evidence else ""


def _commitment_row(item: TrackedCommitment, link: Link) -> Row:
    last = item.answers[-1] if item.answers else None
    return {
        "政府": item.report.government.name,
        "作出安排的年度报告": item.report.year,
        "代号": item.commitment.id,
        "安排": item.commitment.quote,
        "现状": STATE_NAMES[item.state],
        "回应的年度报告": last[0].year if last else "",
        "回应": (last[1].quote or "") if last else "",
        "安排的网址": _sentence_address(item.report, item.commitment.evidence, link),
        "回应的网址": _sentence_address(last[0], last[1].evidence, link) if last else "",
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


def _report_row(report: Report, collection: Collection, link: Link) -> Row:
    results = collection.timeliness(report)
    return {
        "政府代号": report.government.id,
        "政府": report.government.name,
        "年度": report.year,
        "标题": report.title,
        "发文机关": "、".join(report.issuers),
        "发文字号": report.document_number,
        "成文日期": report.issued,
        "发布日期": report.published,
        "是否按时": "；".join(f"{result.deadline.name}：{result.describe()}" for result in results),
        "年度结束前成文": "是" if is_dated_before_year_end(report) else "",
        "数据项数": len(report.figures),
        "网址": link(report.path),
    }


def _similar_report_row(similar: SimilarReport, link: Link) -> Row:
    return {
        "年度": similar.report.year,
        "报告": similar.report.government.name,
        "最接近的报告": similar.other.government.name,
        "句数": similar.total,
        "相同句数": similar.shared,
        "报告网址": link(similar.report.path),
        "最接近的报告网址": link(similar.other.path),
    }


def _update_row(update: Update, describe: Callable[[ToldChange], ToldWords], link: Link) -> Row:
    correction = update.correction
    if update.told:
        return _told_row(update.told, describe(update.told), update.report.title, link(update.report.path))
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


def _told_row(told: ToldChange, words: ToldWords, report: str, address: str) -> Row:
    return {
        "日期": told.day or "",
        "事项": "整理的内容有改动",
        "政府": told.report.government.name if told.report else "",
        "年度": told.report.year if told.report else "",
        "报告": report,
        "更正内容": words.what,
        "更正前": words.before,
        "更正后": words.after,
        "原因": "",
        "网址": address,
    }


def _page_row(change: PageChange, link: Link) -> Row:
    words = ToldWords("、".join(change.names), "", "")
    told = ToldChange(0, change.day, None, "", None)
    return {**_told_row(told, words, "", link(urls.UPDATES)), "事项": "本站网页和文件有改动"}


def _withdrawal_rows(text: WithdrawnText, link: Link) -> Iterator[Row]:
    if text.is_over:
        yield {**_withdrawal_row(text, link), "日期": text.restored or "", "事项": "重新公开"}
    yield _withdrawal_row(text, link)


def _withdrawal_row(text: WithdrawnText, link: Link) -> Row:
    return {
        "日期": text.day,
        "事项": "撤下",
        "政府": "",
        "年度": "",
        "报告": text.name,
        "更正内容": "",
        "更正前": "",
        "更正后": "",
        "原因": text.reason or "不再写出",
        "网址": link(urls.withdrawal_of(text.key)),
    }


def _csv(rows: Iterable[Row]) -> bytes:
    """Return rows, of which there must be one at least, as CSV with a byte-order mark.

    Excel and WPS take a file without this mark for another encoding than UTF-8.
    """
    ordered = iter(rows)
    first = next(ordered)
    table = io.BytesIO()
    with io.TextIOWrapper(table, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(first)
        writer.writerows(
            [_escape_cell(value) if type(value) is str else value for value in row.values()]
            for row in chain([first], ordered)
        )
        text.flush()
        return table.getvalue()


@lru_cache(maxsize=1 << 14)
def _escape_cell(text: str) -> str:
    """Return text on one line; text that begins like a formula gets an apostrophe, as in spreadsheets."""
    line = " ".join(text.split("\n"))
    return f"'{line}" if is_spreadsheet_formula(line) else line
