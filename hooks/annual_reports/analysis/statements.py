"""State what a site tells readers beside the signed texts, for the ledger.

Each kind maps subjects to plain values: dates as 2025-01-20, states as in the header, words as they stand.
`rendering/told.yml` has the words in which a change is told; a kind that is added here needs its words there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from annual_reports.analysis.timeliness import check_deadlines
from annual_reports.domain.catalog import Catalog, Deadline, Government, Indicator, Law, Publisher
from annual_reports.domain.model import Figure, Report, Restatement, WrittenPage
from annual_reports.ledger.canonical import figures_by_id
from annual_reports.ledger.statements import Statements, content_digest

_LIST_MARK = "、"


def statements_of_report(report: Report, catalog: Catalog) -> Statements:
    """Return what is told about a report, without its scan."""
    return {
        "particulars": _told(
            {
                "issued": report.issued,
                "published": report.published,
                "compared_with_scan": report.compared_with_scan,
                "index_number": report.index_number,
                "issuers": _LIST_MARK.join(report.issuers),
            }
        ),
        "timeliness": {
            result.deadline.id: "" if result.days_late is None else str(result.days_late)
            for result in check_deadlines(report, catalog)
        },
        "answers": {answer.commitment: answer.status for answer in report.answers},
        "answer_quotes": _told({answer.commitment: answer.quote for answer in report.answers}),
        "shortcomings": {shortcoming.quote: shortcoming.quote for shortcoming in report.shortcomings},
        "commitments": {commitment.id: commitment.quote for commitment in report.commitments},
        "commitment_indicators": _told(
            {c.id: _LIST_MARK.join(one.id for one in c.indicators) for c in report.commitments}
        ),
        **_statements_of_figures(figures_by_id(report)),
        "quoted_words": _quoted_words(report),
    }


def _statements_of_figures(figures: Mapping[str, Figure]) -> Statements:
    """Return what is told about figures: where they stand, and what is said of them."""
    return {
        "amounts": {id_: figure.text for id_, figure in figures.items()},
        "quotes": {id_: figure.quote for id_, figure in figures.items()},
        "notes": _told({id_: figure.note for id_, figure in figures.items()}),
        "remarks": _told({id_: figure.remark for id_, figure in figures.items()}),
        "incomparable": _told({id_: figure.incomparable for id_, figure in figures.items()}),
        "new_scopes": _told({id_: figure.new_scope for id_, figure in figures.items()}),
        "counted": {id_: "counted" for id_, figure in figures.items() if figure.counted},
        "zero_in_words": {id_: "zero" for id_, figure in figures.items() if figure.zero_in_words},
        "restated_amounts": {subject: restated.text for subject, restated in _restatements(figures)},
        "restated_reasons": {subject: restated.reason for subject, restated in _restatements(figures)},
    }


def _restatements(figures: Mapping[str, Figure]) -> Iterator[tuple[str, Restatement]]:
    """Yield the amounts that figures give for earlier years, by the figure's id and the year."""
    for id_, figure in figures.items():
        for restatement in figure.restated:
            yield f"{id_} {restatement.year}", restatement


def _quoted_words(report: Report) -> dict[str, str]:
    """Return the words shown for a figure that is no amount of the text: those that say none, or the list."""
    return {
        id_: " ".join(report.body[slice(*figure.evidence.span)].split())
        for id_, figure in figures_by_id(report).items()
        if figure.counted or figure.zero_in_words
    }


def statement_of_scan(digest: str | None) -> Statements:
    """Return what is told by the scan beside a report, by its SHA-256; None without a scan."""
    return {"scan": _told({"sha256": digest})}


def statements_of_catalog(catalog: Catalog) -> Statements:
    """Return the meanings by which all reports are read: of indicators, laws, governments, deadlines."""
    return {
        **_statements_of_indicators(catalog.indicators.values()),
        **_statements_of_laws(catalog.laws.values()),
        **_statements_of_governments(catalog.governments.values()),
        **_statements_of_deadlines(catalog.deadlines.values()),
        "withdrawals": {id_: withdrawal.date.isoformat() for id_, withdrawal in catalog.withdrawn.items()},
        "withdrawal_words": {id_: withdrawal.reason for id_, withdrawal in catalog.withdrawn.items()},
    }


def statements_of_pages(
    written: Iterable[WrittenPage],
    files: Mapping[str, str],
    publisher: Publisher,
    settings: Mapping[str, str],
) -> Statements:
    """Return what the site says by its own pages, by the files beside them, and in words on all pages.

    Args:
        written: pages that people write.
        files: source path -> SHA-256 of the files beside them.
        publisher: the contents of `site.yml`.
        settings: the generator's settings that stand on all pages.

    """
    pages = list(written)
    return {
        "page_texts": {page.path: content_digest(page.text.encode()) for page in pages},
        "page_titles": {page.path: page.title for page in pages},
        "page_files": files,
        "site_words": _told({**settings, **_words_of(publisher)}),
        "site_links": {link.name: link.url for link in publisher.links},
    }


def _words_of(publisher: Publisher) -> dict[str, str | None]:
    own_box = publisher.errors_to not in publisher.particulars.values()
    return {
        "notice": publisher.notice,
        "label": publisher.site_name,
        "errors_to": publisher.errors_to if own_box else None,
        **publisher.particulars,
    }


def _statements_of_indicators(indicators: Iterable[Indicator]) -> Statements:
    given = list(indicators)
    return {
        "indicator_names": {one.id: one.name for one in given},
        "indicator_aliases": _told({one.id: _LIST_MARK.join(one.aliases) for one in given}),
        "indicator_themes": {one.id: one.theme for one in given},
        "indicator_headlines": {one.id: "headline" for one in given if one.is_headline},
        "indicator_definitions": {one.id: one.definition for one in given},
        "indicator_better": {one.id: one.better for one in given},
        "indicator_units": {one.id: _LIST_MARK.join((one.unit, *one.accepted_units)) for one in given},
        "indicator_stocks": {one.id: "stock" if one.is_stock else "flow" for one in given},
        "indicator_parts": _told({one.id: _LIST_MARK.join(one.parts) for one in given}),
        "indicator_parts_complete": {one.id: str(one.parts_complete).lower() for one in given if one.parts},
        "indicator_rates": {one.id: f"{one.rate.of}/{one.rate.in_}" for one in given if one.rate},
    }


def _statements_of_laws(laws: Iterable[Law]) -> Statements:
    given = list(laws)
    return {
        "law_names": {law.id: law.name for law in given},
        "law_aliases": _told({law.id: _LIST_MARK.join(law.aliases) for law in given}),
        "law_ends": {law.id: law.replaced_on.isoformat() if law.replaced_on else "" for law in given},
        "law_successors": _told({law.id: law.replaced_by for law in given}),
    }


def _statements_of_governments(governments: Iterable[Government]) -> Statements:
    given = list(governments)
    return {
        "government_names": {one.id: one.name for one in given},
        "government_former_names": _told({one.id: _LIST_MARK.join(one.former_names) for one in given}),
        "government_levels": {one.id: one.level for one in given},
        "government_collected": {one.id: "collected" if one.collected else "parent-only" for one in given},
        "government_parents": _told({one.id: one.parent for one in given}),
    }


def _statements_of_deadlines(deadlines: Iterable[Deadline]) -> Statements:
    given = list(deadlines)
    return {
        "deadline_names": {one.id: one.name for one in given},
        "deadline_days": {one.id: f"{one.month}月{one.day}日" for one in given},
        "deadline_dates": {one.id: one.of for one in given},
        "deadline_levels": {one.id: _LIST_MARK.join(one.levels) for one in given},
        "deadline_bases": {one.id: one.basis for one in given},
    }


def _told(values: Mapping[str, date | str | None]) -> dict[str, str]:
    """Return the values as text, without those that are not given."""
    return {subject: str(value) for subject, value in values.items() if value}
