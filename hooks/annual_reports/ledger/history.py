"""Find the earlier versions of a report that corrections replaced; their texts stay available to readers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.lines import Entry


def superseded_versions(versions: Sequence[Entry]) -> list[Entry]:
    """Return the versions whose text differs from the latest; of successive ones with equal text, the last.

    `versions` are all versions of one report, oldest first.
    """
    return [
        entry
        for entry, following in pairwise(versions)
        if entry.content_digests.text
        not in (following.content_digests.text, versions[-1].content_digests.text)
    ]


def declaring_version(report: Report, correction: Correction, versions: Sequence[Entry]) -> Entry:
    """Return the version that a correction made: the first that declares as many corrections.

    So the corrections of one day need no order.
    """
    declared = report.corrections.index(correction) + 1
    return next(entry for entry in versions if len(entry.content_digests.corrections) >= declared)


def replaced_version(report: Report, correction: Correction, versions: Sequence[Entry]) -> Entry | None:
    """Return the version that a correction replaced; None if the first published one declares it already."""
    index = versions.index(declaring_version(report, correction, versions))
    return versions[index - 1] if index else None
