"""Hide findings that a person looked into and gave a reason for. Certain errors stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from annual_reports.analysis.collection import Collection
from annual_reports.domain.acknowledgements import Acknowledgement, silence
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import Report


def apply_acknowledgements(findings: Iterable[Finding], collection: Collection) -> list[Finding]:
    """Remove acknowledged findings, and add a finding for each acknowledgement that matches none.

    What a report's own text shows was acknowledged when it was read.
    """
    acknowledged = list(chain.from_iterable(map(_all_of, collection.reports)))
    left, met = silence(findings, acknowledged)
    unmet = (each for each in acknowledged if not each.met and each not in met)
    return left + [finding("nothing-acknowledged", each.place, found=each.code) for each in unmet]


def _all_of(report: Report) -> Iterator[Acknowledgement]:
    yield from report.acknowledged
    for figure in report.figures:
        yield from figure.acknowledged
