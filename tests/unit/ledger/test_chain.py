"""A chain holds, and nothing can be done to it unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.chain import Ledger, parse_ledger, read_ledger

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


def after(publications: list[dict[str, ContentDigests]]) -> Ledger:
    ledger = Ledger()
    for now in publications:
        ledger = ledger.extended(now)
    return ledger


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
