"""Which sources a checkout knows, and which it would take back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.publish import sources


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (
        "docs/a.md",
        "docs/.a.md.swp",
        "data/laws.yml",
        "data/ledger.jsonl",
        "data/published/x/1.txt",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n", encoding="utf-8")
    return tmp_path


def test_what_people_write_is_listed_whatever_its_line_ends_are(root: Path):
    listed = sources.list_sources(root, {})
    assert list(listed) == ["docs/a.md", "data/laws.yml"]
    (root / "docs/a.md").write_bytes(b"docs/a.md\r\n")
    assert sources.list_sources(root, {}) == listed


def test_only_what_was_never_here_is_taken_back(root: Path):
    first = sources.list_sources(root, {})
    assert sources.taken_back(root, first) == []
    unseen = {**first, "docs/a.md": "f" * 64, "docs/b.md": "e" * 64}
    assert sources.taken_back(root, unseen) == ["docs/a.md", "docs/b.md"]
    sources.keep(root, first, unseen)
    assert sources.taken_back(root, unseen) == []
    assert sources.taken_back(root, {**unseen, "docs/b.md": "d" * 64}) == ["docs/b.md"]


def test_a_source_that_somebody_deleted_would_come_back(root: Path):
    first = sources.list_sources(root, {})
    (root / "docs/a.md").unlink()
    later = sources.list_sources(root, first)
    assert list(later) == ["docs/a.md", "data/laws.yml"]
    assert sources.taken_back(root, later) == []
    (root / "docs/a.md").write_text("docs/a.md\n", encoding="utf-8")
    assert sources.taken_back(root, later) == ["docs/a.md"]


def test_both_sides_of_a_conflict_are_known(root: Path):
    kept = root / "data/published/sources.sha256"
    lines = [f"{digest * 64}  docs/b.md" for digest in "ab"]
    kept.write_text(
        "\n".join(["<<<<<<< HEAD", lines[0], "=======", lines[1], ">>>>>>> x", ""]), encoding="utf-8"
    )
    for digest in "ab":
        assert sources.taken_back(root, {"docs/b.md": digest * 64}) == []
    sources.keep(root, {})
    assert kept.read_text(encoding="utf-8").splitlines() == lines
