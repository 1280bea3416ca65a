"""The day of a publication: the only place where the program reads the clock."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

from annual_reports.ledger.lines import DAY_VARIABLE, read_day
from annual_reports.publish.failures import NotPublished

_CHINA = timezone(timedelta(hours=8))
"""China has one time all over the year; a machine elsewhere may live on another day."""


def today() -> date:
    """Return the day in China, or the one that the environment says. Raises NotPublished."""
    said = os.environ.get(DAY_VARIABLE, "")
    try:
        return read_day(said) or datetime.now(_CHINA).date()
    except ValueError as error:
        raise NotPublished("bad-day", found=said) from error
