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


def replaced_version(report: Report, correction: Correction, versions: Sequence[Entry]) -> Entry | None:
    """Return the version that a correction replaced; None if the first published version declares it already.

    A correction belongs to the first version that declares as many corrections, so that the corrections of
    one day need no order.
    """
    declared = report.corrections.index(correction) + 1
    counts = (len(entry.content_digests.corrections) for entry in versions)
    index = next((index for index, count in enumerate(counts) if count >= declared), 0)
    return versions[index - 1] if index else None
