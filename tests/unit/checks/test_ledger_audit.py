"""The ledger against its texts and all reports."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.checks import ledger_audit
from annual_reports.domain.findings import errors
from annual_reports.publish.ledger_sync import copy_new_entries
from support.reports import written_report
from support.sites import COUNTY, ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("data", "docs"):
        shutil.copytree(COUNTY / name, tmp_path / name)
    return tmp_path


def codes(root: Path) -> set[str]:
    library, findings = build.read(root)
    return {found.code for found in (*errors(findings), *ledger_audit.ledger_and_texts(library))}


def test_a_sound_ledger_has_nothing_to_tell(copy: Path):
    library, _ = build.read(copy)
    assert codes(copy) == set()
    assert ledger_audit.count_reports(library) == (17, 16, 0, 0)


def test_a_ledger_that_was_cut_short_is_told_by_the_texts_that_are_left(copy: Path):
    ledger = copy / "data/ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(lines[:-3]))
    assert codes(copy) == {"published-text-unknown"}
    ledger.unlink()
    assert codes(copy) == {"published-text-unknown"}


def test_a_kept_text_that_nobody_needs_yet_is_held_too(copy: Path):
    text = copy / "data/published/jia/2024-1.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("398", "389"), encoding="utf-8")
    library, _ = build.read(copy)
    assert [found.code for found in ledger_audit.ledger_and_texts(library)] == ["published-text-missing"]


def test_a_withdrawn_text_explains_what_changed_without_saying_what_was_there(copy: Path):
    report = copy / "docs/reports/jia/2024.md"
    report.write_text(report.read_text(encoding="utf-8").replace("全年", "一年来"), encoding="utf-8")
    assert "published-words-changed" in codes(copy)
    (copy / "data/published/jia/2024-1.txt").unlink()
    withdrawn = "jia/2024-1: {date: 2026-05-01, reason: 含个人信息}\n"
    (copy / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    assert codes(copy) == set()


def record(root: Path) -> None:
    """Publish what a site is made of, as far as its ledger goes."""
    made = build.build(root)
    assert not errors(made.findings), list(map(str, made.findings))
    downloads = {one.path: one for one in made.downloads}

    def published(path: str) -> bytes | None:
        return downloads[path].content(str) if path in downloads else None

    copy_new_entries(root / "data", published, lambda _: True)


def write(root: Path, body: str, *corrections: dict[str, str]) -> None:
    path = root / "docs/reports/demo/2024.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    written = written_report(body, corrections=list(corrections))
    path.write_bytes(re.sub(rb'"([0-9-]{10})"', rb"\1", written))  # a date has no quotes


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A report that was published, and once more with a correction of one of two equal amounts."""
    shutil.copytree(ROOT / "tests/golden/catalog", tmp_path / "data")
    write(tmp_path, "演示数据。甲类 562 件，乙类 562 件。")
    record(tmp_path)
    write(tmp_path, "演示数据。甲类 526 件，乙类 562 件。", FIRST)
    record(tmp_path)
    return tmp_path


FIRST = {
    "date": "2026-04-15",
    "quote": "甲类 526 件",
    "before": "562 件",
    "after": "526 件",
    "reason": "颠倒",
}
SECOND = {**FIRST, "date": "2026-05-15", "quote": "乙类 526 件"}
BOTH = "演示数据。甲类 526 件，乙类 526 件。"


def test_a_correction_that_was_published_excuses_nothing_more(demo: Path):
    write(demo, BOTH, FIRST)
    assert codes(demo) == {"published-words-changed"}
    write(demo, BOTH, FIRST, SECOND)
    assert codes(demo) == set()


def test_the_same_words_are_corrected_twice(demo: Path):
    """The first correction stays as it was published, and leads to the words that are there now."""
    again = {**FIRST, "date": "2026-05-15", "quote": "甲类 527 件", "before": "526 件", "after": "527 件"}
    write(demo, "演示数据。甲类 527 件，乙类 562 件。", FIRST, again)
    assert codes(demo) == set()
    record(demo)
    third = {**again, "quote": "甲类若干，乙类", "before": "甲类 527 件，乙类", "after": "甲类若干，乙类"}
    write(demo, "演示数据。甲类若干，乙类 562 件。", FIRST, again, third)
    assert codes(demo) == set()
    library, _ = build.read(demo)
    assert len({one.evidence.sentence.number for one in library.reports[0].corrections if one.evidence}) == 1


def test_a_correction_whose_words_are_nowhere_needs_a_later_one_of_the_same_words(demo: Path):
    elsewhere = {**FIRST, "date": "2026-05-15", "quote": "乙类若干", "before": "562 件", "after": "若干"}
    write(demo, "演示数据。甲类 527 件，乙类若干。", FIRST, elsewhere)
    assert codes(demo) == {"quote-not-in-body", "correction-not-in-body"}


def test_a_published_correction_is_not_rewritten(demo: Path):
    text = "演示数据。甲类 526 件，乙类 562 件。"
    write(demo, text, {**FIRST, "reason": "原文模糊"})
    assert codes(demo) == {"correction-dropped"}
    write(demo, text, SECOND | {"quote": "甲类 526 件"}, FIRST)
    assert codes(demo) == {"correction-dropped"}


def test_words_that_are_withdrawn_in_another_version_are_not_said_again(demo: Path):
    back = {**FIRST, "quote": "甲类 562 件", "before": "526 件", "after": "562 件", "date": "2026-05-15"}
    write(demo, "演示数据。甲类 562 件，乙类 562 件。", FIRST, back)
    record(demo)
    withdrawn = "demo/2024-1: {date: 2026-06-01, reason: 含个人信息}\n"
    (demo / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    mended = {**back, "quote": "甲类若干", "after": "若干"}
    write(demo, "演示数据。甲类若干，乙类 562 件。", FIRST, mended)
    assert codes(demo) == set()
    write(demo, "演示数据。甲类若干，乙类 562 件。")
    assert codes(demo) == {"correction-dropped"}
    (demo / "data/withdrawn.yml").unlink()
    assert codes(demo) == {"correction-dropped", "published-words-changed"}


def test_what_changed_cannot_be_told_without_the_text_before(demo: Path):
    (demo / "data/published/demo/2024-2.txt").unlink()
    write(demo, BOTH, FIRST, SECOND)
    assert codes(demo) == {"published-text-missing"}


def test_a_correction_of_a_figure_says_what_it_is_now(demo: Path):
    """One that names the indicator and something else that stands in the text explains nothing."""
    path = demo / "docs/reports/demo/2024.md"

    def say(text: str, amount: str, *corrections: dict[str, str]) -> None:
        write(demo, text, FIRST, *corrections)
        written = path.read_text(encoding="utf-8")
        path.write_text(
            written.replace("---\n\n", f"figures: {{排查矛盾纠纷: {amount}}}\n---\n\n"), encoding="utf-8"
        )

    told = {**FIRST, "figure": "排查矛盾纠纷", "before": "562 件", "after": "526 件"}
    del told["quote"]
    say("演示数据。甲类 526 件，乙类 562 件。", "526 件")
    record(demo)
    say("演示数据。甲类 526 件，乙类 562 件。", "562 件", {**told, "before": "526 件", "after": "526 件"})
    assert codes(demo) == {"published-figure-changed"}
    say("演示数据。甲类 526 件，乙类 562 件。", "562 件", {**told, "before": "526 件", "after": "562 件"})
    assert codes(demo) == set()
