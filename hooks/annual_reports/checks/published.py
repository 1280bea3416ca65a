"""What has been published must stay as it was, or say what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annual_reports.collection import Collection
from annual_reports.evidence import Body, places_of_quote
from annual_reports.findings import Finding, Place, finding
from annual_reports.ledger.alterations import Alteration, alterations, quotation, shown, unexplained
from annual_reports.ledger.canonical import canonical, key_of, signed_text
from annual_reports.ledger.chain import Entry
from annual_reports.ledger.history import superseded
from annual_reports.ledger.texts import name_of
from annual_reports.model import Correction, Report

_MOST = 20
"""Alterations of one report that are told."""


def altered(collection: Collection) -> Iterator[Finding]:
    """Words and figures that are not those that were published, and of which no correction tells."""
    for report in collection.reports:
        entry, now = collection.ledger.last(key_of(report)), collection.stated[key_of(report)]
        if entry is None or entry.stated == now:
            continue
        published = entry.stated.corrections
        if now.corrections[: len(published)] != published:
            yield finding("correction-dropped", _at(report), count=len(published))
        if name_of(entry) not in collection.catalog.withdrawn:  # else it must not even be told what was there
            new = report.corrections[len(published) :]
            yield from _words(collection, report, entry, new)
            yield from _figures(collection, report, entry, new)


def missing(collection: Collection) -> Iterator[Finding]:
    """Reports that were published and are gone, or are there and should not be."""
    withdrawn = collection.catalog.withdrawn
    for report in collection.ledger.of:
        path = f"reports/{report}.md"
        there = report in collection.stated or path in collection.unread
        if there and report in withdrawn:
            yield finding("withdrawn-report-there", Place(f"docs/{path}"), found=report)
        if not there and report not in withdrawn:
            yield finding("published-report-missing", Place(f"docs/{path}"), found=report)


def texts(collection: Collection) -> Iterator[Finding]:
    """Earlier texts that readers are owed, and that are not there as they were published."""
    for report in collection.reports:
        for entry in superseded(collection.versions(report)):
            if name_of(entry) not in collection.catalog.withdrawn and collection.texts.of(entry) is None:
                yield text_missing(entry)


def unknown_texts(collection: Collection) -> Iterator[Finding]:
    """Texts of which the ledger knows nothing: then it has lost its end."""
    known = set(map(name_of, collection.ledger.entries))
    for name in collection.texts.names():
        if name not in known and collection.ledger.whole:
            yield finding("published-text-unknown", Place(f"data/published/{name}.txt"), found=name)


def _words(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> Iterator[Finding]:
    if entry.stated.text == collection.stated[key_of(report)].text:
        return
    text = collection.texts.of(entry)
    if text is None:
        yield text_missing(entry)
        return
    before, after = canonical(text), canonical(signed_text(report))
    body = Body(report.body)
    for one in islice(unexplained(alterations(before, after), before, after, corrections), _MOST):
        yield finding(
            "published-words-changed",
            _place(report, body, after, one),
            before=shown(before, one.before),
            after=shown(after, one.after),
            old=quotation(before, one.before),
            new=quotation(after, one.after),
        )


def _figures(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> Iterator[Finding]:
    """Figures that changed or went; one that is new takes nothing back."""
    now = collection.stated[key_of(report)].figures
    places = {figure.indicator.id: figure.place for figure in report.figures}
    for id_, before in entry.stated.figures.items():
        indicator = collection.catalog.indicators.get(id_)
        name = indicator.name if indicator else id_
        if now.get(id_) != before and not _told(corrections, name, before, now.get(id_)):
            what = f"改成了“{now[id_]}”" if id_ in now else "没有了"
            yield finding(
                "published-figure-changed", places.get(id_, _at(report)), found=name, before=before, what=what
            )


def _told(corrections: Iterable[Correction], indicator: str, before: str, now: str | None) -> bool:
    """Whether a correction says what the figure was, and what it is if it is still there."""
    told = ((canonical(c.before), canonical(c.after)) for c in corrections if c.subject == indicator)
    return any(was == before and now in (None, after) for was, after in told)


def text_missing(entry: Entry) -> Finding:
    """The finding for a text that is not there as it was published."""
    place = Place(f"data/published/{name_of(entry)}.txt")
    return finding("published-text-missing", place, found=entry.report, version=entry.version)


def _place(report: Report, body: Body, text: str, one: Alteration) -> Place:
    """Where the changed words stand in the file, as near as the words around them tell."""
    words = text[slice(*one.after)]
    for around in (12, 6, 3):
        stretch = text[max(0, one.after[0] - around) : one.after[1] + around]
        if places := places_of_quote(body, stretch):
            start = places[0][0]
            return report.place(next((at for at, _ in places_of_quote(body, words) if at >= start), start))
    return _at(report)


def _at(report: Report) -> Place:
    return report.places.get("title", Place(f"docs/{report.path}"))
