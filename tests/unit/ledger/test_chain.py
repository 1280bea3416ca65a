"""A chain holds, and nothing can be done to it unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.chain import Ledger, parse_ledger, read_ledger
from annual_reports.ledger.lines import MEANINGS
from support.clock import least_cpu_seconds

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
STATED = st.builds(
    ContentDigests,
    text=DIGESTS,
    body=DIGESTS,
    figures=st.dictionaries(st.text("abc-", min_size=1, max_size=5), st.text(max_size=8), max_size=3),
    corrections=st.lists(DIGESTS, max_size=2).map(tuple),
)
PUBLICATIONS = st.lists(
    st.dictionaries(st.sampled_from(["jia/2023", "jia/2024", "yi/2024"]), STATED), max_size=5
)


DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
TOLD = st.dictionaries(st.sampled_from(["jia/2023", "jia/2024", MEANINGS]), DIGESTS, max_size=3)


def after(publications: list[dict[str, ContentDigests]]) -> Ledger:
    ledger = Ledger()
    for now in publications:
        ledger = ledger.extended(now)
    return ledger


@given(st.lists(st.tuples(PUBLICATIONS.map(lambda all_: all_[0] if all_ else {}), TOLD, DAYS), max_size=5))
def test_lines_of_both_kinds_with_and_without_a_day_are_read_again(
    publications: list[tuple[dict[str, ContentDigests], dict[str, str], date | None]],
):
    ledger = Ledger()
    for now, told, day in publications:
        ledger = ledger.extended(now, told, day)
        assert ledger.extended(now, told, date(2031, 1, 1)) == ledger, "another day alone adds nothing"
    assert parse_ledger(ledger.content, "ledger.jsonl") == (ledger, [])
    for subject, lines in ledger.told_by_subject.items():
        assert all(subject in line.told for line in lines)
    assert list(ledger.publications) == sorted(ledger.publications)


def test_old_lines_stay_as_they_are_and_new_ones_go_on_from_them():
    old = ledger_of_five()
    new = old.extended({}, {"jia/2019": "a" * 64, MEANINGS: "b" * 64}, date(2026, 3, 20))
    assert new.content.startswith(old.content)
    assert b'"day"' not in old.content
    assert new.content[len(old.content) :].startswith(
        b'{"number":6,"day":"2026-03-20","told":{"jia/2019":"aa'
    )
    assert [line.number for line in new.lines] == [1, 2, 3, 4, 5, 6]
    assert new.day_of("jia/2019") is None
    assert new.publications == (0, 0, 0, 0, 0, 1)
    more = new.extended({"yi/2024": ContentDigests("1" * 64, "2" * 64, {}, ())}, {}, date(2026, 4, 1))
    assert more.day_of("yi/2024") == date(2026, 4, 1)
    assert more.version_at("yi/2024", new.lines[-1]) is None


@pytest.mark.parametrize("day", [None, date(2026, 3, 20)])
def test_a_line_says_how_its_sentences_were_named_and_an_old_one_stays_without(day: date | None):
    now = {"yi/2024": ContentDigests("1" * 64, "2" * 64, {}, ())}
    written = Ledger().extended(now, {}, day).content
    assert b',"names":"words","previous":' in written
    old = written.replace(b',"names":"words"', b"")
    ledger, findings = parse_ledger(old, "ledger.jsonl")
    assert (ledger.content, findings) == (old, [])
    assert ledger.extended(now, {}, date(2031, 1, 1)) == ledger
    changed = ledger.extended({"yi/2024": ContentDigests("3" * 64, "2" * 64, {}, ())})
    assert [entry.names for entry in changed.entries] == [None, "words"]
    assert parse_ledger(changed.content, "ledger.jsonl") == (changed, [])


@pytest.mark.parametrize("names", ['"numbers"', "null", '""'])
def test_other_names_break_the_chain(names: str):
    now = {"yi/2024": ContentDigests("1" * 64, "2" * 64, {}, ())}
    content = Ledger().extended(now).content.replace(b'"words"', names.encode())
    assert [finding.code for finding in parse_ledger(content, "ledger.jsonl")[1]] == ["ledger-broken"]


def test_reading_many_lines_with_days_and_statements_is_as_fast_as_the_added_bytes():
    figures = {f"indicator-{number}": f"{number}件" for number in range(12)}
    now = {
        f"town-{number // 10}/{2015 + number % 10}": ContentDigests(
            f"{number:064}", f"{number:064}", figures, ()
        )
        for number in range(1000)
    }
    old = Ledger().extended(now).content
    new = Ledger().extended(now, dict.fromkeys(now, "a" * 64), date(2026, 3, 20)).content
    before, after = (least_cpu_seconds(lambda c=content: parse_ledger(c, "")) for content in (old, new))
    assert after < before * 1.5 * len(new) / len(old)


@given(PUBLICATIONS)
def test_what_is_written_is_read_again(publications: list[dict[str, ContentDigests]]):
    ledger = after(publications)
    again, findings = parse_ledger(ledger.content, "ledger.jsonl")
    assert (again, findings) == (ledger, [])
    assert parse_ledger(ledger.content.replace(b"\n", b"\r\n"), "ledger.jsonl")[0] == ledger
    for publication in publications[-1:]:
        assert again.extended(publication) == ledger, "what was published once adds nothing the second time"


@given(PUBLICATIONS)
def test_each_version_is_the_next_of_its_report(publications: list[dict[str, ContentDigests]]):
    for report, versions in after(publications).by_report.items():
        assert [entry.version for entry in versions] == list(range(1, len(versions) + 1))
        assert {entry.report for entry in versions} == {report}


@given(PUBLICATIONS, st.data())
def test_a_ledger_goes_on_from_its_own_beginning_only(
    publications: list[dict[str, ContentDigests]], data: st.DataObject
):
    whole = after(publications)
    part = after(publications[: data.draw(st.integers(0, len(publications)))])
    assert whole.continues(part)
    assert part.continues(whole) == (len(part.entries) == len(whole.entries))


def ledger_of_five() -> Ledger:
    now = {
        f"jia/{2019 + n}": ContentDigests(f"{n}" * 64, f"{n + 5}" * 64, {"a": f"{n}件"}, ()) for n in range(5)
    }
    return Ledger().extended(now)


TOLD_LINE = Ledger().extended({}, {"a/2024": "a" * 64}, date(2026, 3, 20)).content.strip()
LINES = ledger_of_five().content.splitlines(keepends=True)


@pytest.mark.parametrize("at", range(4))
def test_a_line_that_is_left_out_breaks_the_chain(at: int):
    ledger, findings = parse_ledger(b"".join(LINES[:at] + LINES[at + 1 :]), "ledger.jsonl")
    assert [(f.code, f.line) for f in findings] == [("ledger-broken", at + 1)]
    assert len(ledger.entries) == at


@pytest.mark.parametrize("at", range(4))
def test_lines_that_change_places_break_the_chain(at: int):
    swapped = [*LINES[:at], LINES[at + 1], LINES[at], *LINES[at + 2 :]]
    assert [f.code for f in parse_ledger(b"".join(swapped), "ledger.jsonl")[1]] == ["ledger-broken"]


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize(
    "change", [(b'"0', b'"1'), ("件".encode(), "起".encode()), (b'"version":1', b'"version":2')]
)
def test_a_line_that_is_changed_breaks_the_chain(at: int, change: tuple[bytes, bytes]):
    lines = list(LINES)
    lines[at] = lines[at].replace(*change)
    if lines[at] != LINES[at]:
        assert [f.code for f in parse_ledger(b"".join(lines), "ledger.jsonl")[1]] == ["ledger-broken"]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b"null",
        LINES[0].replace(b'"number":1', b'"number":1.0').strip(),
        LINES[0].replace(b'"number":1', b'"number":true').strip(),
        LINES[0].replace(b",", b", ").strip(),
        LINES[0].replace(b'"corrections":[],', b"").strip(),
        LINES[0].replace(b'{"number"', b'{"more":1,"number"').strip(),
        b"[" * 100_000,
        LINES[0].replace(b"jia/2019", b"../../x/2019").strip(),
        LINES[0].replace(b"jia/2019", b"jia/2019/../..").strip(),
        LINES[0].replace(b"jia/2019", "jia/２０１９".encode()).strip(),
        LINES[0].replace(b"jia/2019", b"jia/2019\\n").strip(),
        LINES[0].replace(b'"text":"0', b'"text":"g').strip(),
        LINES[0].replace(b'"number":1', b'"number":1,"day":"2026-02-30"').strip(),
        LINES[0].replace(b'"number":1', b'"number":1,"day":"2026-03-20T00:00:00"').strip(),
        LINES[0].replace(b'"number":1', b'"number":1,"day":null').strip(),
        TOLD_LINE.replace(b'"a/2024"', b'"../2024"'),
        TOLD_LINE.replace(b'"aa', b'"ga'),
        TOLD_LINE.replace(b'"told":{', b'"told":{"a/2024":1,'),
        TOLD_LINE.replace(b"}", b',"more":1}', 1),
        TOLD_LINE.replace(b'"day":"2026-03-20"', b'"day":20260320'),
    ],
)
def test_what_is_no_entry_is_told_and_never_a_traceback(line: bytes):
    ledger, findings = parse_ledger(line + b"\n", "ledger.jsonl")
    assert [(f.code, f.line) for f in findings] == [("ledger-broken", 1)]
    assert not ledger.entries


def test_before_the_first_publication_there_is_no_ledger(tmp_path: Path):
    assert read_ledger(tmp_path) == (Ledger(), [])
    (tmp_path / "ledger.jsonl").mkdir()
    assert [f.code for f in read_ledger(tmp_path)[1]] == ["unreadable-file"]
