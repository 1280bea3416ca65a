"""The day of a publication is that in China, unless the environment says it."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest

from annual_reports.publish import calendar_day
from annual_reports.publish.failures import NotPublished


class LateInLondon(datetime):
    """A clock that stands at 17:00 UTC on 31 March."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 3, 31, 17, tzinfo=UTC).astimezone(tz)


def test_the_day_is_that_in_china(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ANNUAL_REPORTS_DAY", raising=False)
    monkeypatch.setattr(calendar_day, "datetime", LateInLondon)
    assert calendar_day.today() == date(2026, 4, 1)


def test_the_environment_may_say_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANNUAL_REPORTS_DAY", "2026-03-31")
    assert calendar_day.today() == date(2026, 3, 31)
    monkeypatch.setenv("ANNUAL_REPORTS_DAY", "3月31日")
    with pytest.raises(NotPublished, match="年-月-日"):
        calendar_day.today()
