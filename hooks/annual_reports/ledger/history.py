"""Earlier texts that readers are owed: those that a correction replaced."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annual_reports.ledger.chain import Entry
from annual_reports.model import Correction, Report


def superseded(versions: Sequence[Entry]) -> list[Entry]:
    """The versions of one report whose words are not those of its last; of several with the same, one."""
    return [
        entry
        for entry, following in pairwise(versions)
        if entry.stated.text not in (following.stated.text, versions[-1].stated.text)
    ]


def replaced_by(report: Report, correction: Correction, versions: Sequence[Entry]) -> Entry | None:
    """The version that a correction replaced; None if it was made before the first publication here.

    A correction belongs to the first version that declares as many, so that those of one day need no order.
    """
    declared = report.corrections.index(correction) + 1
    at = next((place for place, entry in enumerate(versions) if len(entry.stated.corrections) >= declared), 0)
    return versions[at - 1] if at else None
