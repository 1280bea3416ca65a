"""The release that goes live next, and those that are deleted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.publish import server


def name(number: int) -> str:
    return f"{number:04}-0123456789ab"


NAMES = st.sets(st.integers(1, 20000), min_size=1, max_size=12).map(
    lambda found: [name(n) for n in sorted(found)]
)


@given(NAMES, st.data())
def test_the_live_site_is_never_thrown_away_and_five_stay(names: list[str], data: st.DataObject):
    live = data.draw(st.sampled_from(names))
    gone = server.outdated_releases(names, live)
    assert live not in gone
    assert [n for n in names if n not in gone][-5:] == names[-5:]
    assert len(names) - len(gone) <= server.KEPT_RELEASES + 1
    assert not set(gone) & set(server.newer_releases(names, live)) or live in names[:-5]


def test_back_means_to_the_one_before_and_on_to_the_one_before_that():
    names = [name(n) for n in (7, 9, 10000)]
    assert server.previous_release(names, name(10000)) == name(9)
    assert server.previous_release(names, name(9)) == name(7)
    assert server.previous_release(names, name(7)) is None
    assert server.previous_release(names, None) is None
    assert server.newer_releases(names, name(9)) == [name(10000)]
    assert server.newer_releases(names, None) == []
