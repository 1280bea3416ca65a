"""Entries that a publication adds are brought home, and nothing that does not follow from the ledger."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from annual_reports.ledger import chain
from annual_reports.ledger.canonical import ContentDigests, canonical_digest
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.lines import MEANINGS, Line
from annual_reports.ledger.statements import content_digest, serialize
from annual_reports.ledger.texts import PublishedTexts
from annual_reports.publish import ledger_sync
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.ledger_sync import LedgerConflict, ReadFile, folder_reader
from annual_reports.rendering.urls import LEDGER, text_of

DAY = date(2026, 3, 20)
TEXT = "示范镇\n全年排查矛盾纠纷 526 余件。\n"


def keep(data: Path, site: ReadFile) -> list[Line]:
    return ledger_sync.copy_new_entries(data, site, lambda report: report == "jia/2024")


def publications(*texts: str) -> Ledger:
    ledger = Ledger()
    for number, text in enumerate(texts):
        ledger = ledger.extended(
            {
                "jia/2024": ContentDigests(
                    canonical_digest(text), canonical_digest(text), {}, (canonical_digest("更正"),) * number
                )
            }
        )
    return ledger


def published(ledger: Ledger, *texts: str) -> ReadFile:
    files = {text_of(entry): text.encode() for entry, text in zip(ledger.entries, texts, strict=True)}
    return {LEDGER: ledger.content, **files}.get


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_the_first_publication_begins_the_ledger(data: Path):
    ledger = publications(TEXT)
    assert keep(data, published(ledger, TEXT)) == list(ledger.entries)
    assert chain.read_ledger(data) == (ledger, [])
    assert PublishedTexts(data).get(ledger.entries[0]) == TEXT
    assert keep(data, published(ledger, TEXT)) == []


def test_a_later_publication_goes_on_and_keeps_the_earlier_text(data: Path):
    first, second = publications(TEXT), publications(TEXT, TEXT + "更正。")
    keep(data, published(first, TEXT))
    assert keep(data, published(second, TEXT, TEXT + "更正。")) == [second.entries[1]]
    assert [PublishedTexts(data).get(entry) for entry in second.entries] == [TEXT, TEXT + "更正。"]
    assert keep(data, published(first, TEXT)) == [], "an older site adds nothing and takes nothing away"
    assert chain.read_ledger(data)[0] == second


def test_ledgers_that_part_are_told_and_nothing_is_written(data: Path):
    keep(data, published(publications(TEXT), TEXT))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    with pytest.raises(LedgerConflict, match="从第 1 行起不同"):
        keep(data, published(publications("别的"), "别的"))
    with pytest.raises(LedgerConflict, match="从第 1 行起是坏的"):
        keep(data, {LEDGER: b"{}\n"}.get)
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_ledger_that_is_broken_here_is_not_written_over(data: Path):
    """Its entries after the break may stand nowhere else: version control has them."""
    first, second = publications(TEXT), publications(TEXT, TEXT + "更正。")
    keep(data, published(first, TEXT))
    conflict = first.content + b"<<<<<<< HEAD\n"
    (data / chain.FILE_NAME).write_bytes(conflict)
    with pytest.raises(LedgerConflict, match="从第 2 行起是坏的"):
        keep(data, published(second, TEXT, TEXT + "更正。"))
    assert (data / chain.FILE_NAME).read_bytes() == conflict


def test_a_text_that_was_altered_since_is_put_right(data: Path):
    ledger = publications(TEXT)
    path = PublishedTexts(data).path_of(ledger.entries[0])
    assert path
    path.parent.mkdir(parents=True)
    path.write_text("别的", encoding="utf-8")
    assert PublishedTexts(data).get(ledger.entries[0]) is None
    keep(data, published(ledger, TEXT))
    assert PublishedTexts(data).get(ledger.entries[0]) == TEXT


def test_a_text_is_read_from_files_only(data: Path):
    ledger = publications(TEXT)
    keep(data, published(ledger, TEXT))
    path = PublishedTexts(data).path_of(ledger.entries[0])
    assert path
    shutil.move(path, data / "elsewhere.txt")
    path.symlink_to(data / "elsewhere.txt")
    assert PublishedTexts(data).get(ledger.entries[0]) is None
    assert PublishedTexts().get(ledger.entries[0]) is None


def test_a_site_without_a_ledger_adds_nothing(data: Path, tmp_path: Path):
    assert keep(data, folder_reader(tmp_path / "nothing")) == []
    assert not (data / chain.FILE_NAME).exists()


def test_another_sites_reports_are_not_taken_over(data: Path):
    ledger = Ledger().extended(
        {"yi/2024": ContentDigests(canonical_digest(TEXT), canonical_digest(TEXT), {}, ())}
    )
    with pytest.raises(LedgerConflict, match="这里没有的报告 yi/2024"):
        keep(data, published(ledger, TEXT))
    assert not list(data.iterdir())


def test_a_text_that_is_not_what_was_recorded_is_not_kept(data: Path):
    with pytest.raises(LedgerConflict, match="与登记的指纹对不上"):
        keep(data, published(publications(TEXT), "<html>404"))
    assert not list(data.iterdir())


def test_a_disk_that_is_full_leaves_nothing_half_written(data: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match=r"2024-1\.txt"):
        keep(data, published(publications(TEXT), TEXT))
    assert not [path for path in data.rglob("*") if path.is_file()]


TOLD = serialize({"answers": {"study": "done"}})
PUBLISHED = Ledger().extended({}, {"jia/2024": content_digest(TOLD), MEANINGS: content_digest(TOLD)}, DAY)
SITE = {LEDGER: PUBLISHED.content, "reports/jia/2024/told-1.json": TOLD, "data/told-1.json": TOLD}


def test_statements_are_brought_home_with_their_line(data: Path):
    assert keep(data, SITE.get) == list(PUBLISHED.lines)
    kept = PublishedTexts(data)
    (line,) = PUBLISHED.told_by_subject[MEANINGS]
    assert kept.get_told(MEANINGS, line) == kept.get_told("jia/2024", line) == TOLD
    assert kept.told_ids() == ["jia/2024-told-1", "meanings-told-1"]
    assert kept.version_ids() == []
    assert keep(data, SITE.get) == []


def test_statements_that_were_altered_on_the_site_are_not_kept(data: Path):
    with pytest.raises(LedgerConflict, match=r"data/told-1\.json 与登记的指纹对不上"):
        keep(data, (SITE | {"data/told-1.json": b"{}"}).get)
    assert not list(data.iterdir())


def test_statements_that_were_withdrawn_are_not_kept_and_their_line_is(data: Path):
    keep(data, {name: content for name, content in SITE.items() if "reports" not in name}.get)
    assert PublishedTexts(data).told_ids() == ["meanings-told-1"]
    assert chain.read_ledger(data)[0] == PUBLISHED


def test_statements_of_another_sites_reports_are_not_taken_over(data: Path):
    ledger = Ledger().extended({}, {"yi/2024": content_digest(TOLD)}, DAY)
    with pytest.raises(LedgerConflict, match="这里没有的报告 yi/2024"):
        keep(data, {LEDGER: ledger.content, "reports/yi/2024/told-1.json": TOLD}.get)


def test_a_day_before_the_last_one_is_refused(data: Path):
    keep(data, SITE.get)
    ledger_sync.check_day(data.parent, DAY)
    with pytest.raises(NotPublished, match="校准"):
        ledger_sync.check_day(data.parent, DAY - timedelta(days=1))


def test_a_site_that_was_built_for_another_day_is_refused(data: Path, tmp_path: Path):
    (tmp_path / "built/data").mkdir(parents=True)
    (tmp_path / "built" / LEDGER).write_bytes(PUBLISHED.content)
    ledger_sync.check_day(data.parent, DAY, tmp_path / "built")
    with pytest.raises(NotPublished, match="重新做网站"):
        ledger_sync.check_day(data.parent, DAY + timedelta(days=1), tmp_path / "built")
    keep(data, SITE.get)
    ledger_sync.check_day(data.parent, DAY + timedelta(days=1), tmp_path / "built")


def test_a_site_that_was_built_without_a_day_is_told(data: Path, tmp_path: Path):
    (tmp_path / "built/data").mkdir(parents=True)
    (tmp_path / "built" / LEDGER).write_bytes(PUBLISHED.content)
    assert not ledger_sync.lacks_day(data.parent, tmp_path / "built")
    added = PUBLISHED.extended({}, {"yi/2024": content_digest(TOLD)}, None)
    (tmp_path / "built" / LEDGER).write_bytes(added.content)
    assert ledger_sync.lacks_day(data.parent, tmp_path / "built")
    assert not ledger_sync.lacks_day(tmp_path / "without-sources", tmp_path / "built")
