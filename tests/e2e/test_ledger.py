"""Published reports stay as they were or say what changed: with the real commands, from edit to page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.ledger.canonical import canonicalize, report_id, signed_text
from annual_reports.ledger.history import superseded_versions
from support.commands import run_command, run_mkdocs
from support.html_page import Html
from support.sites import COUNTY, PINGSHI, REPORT, contents, copy_of, edit

FIGURE = "526 余件"
WRONG = "562 余件"
PRIVATE, MENDED = "踊跃性和积极性", "积极性"
WHAT = f"figure: 排查矛盾纠纷, before: {FIGURE}, after: {WRONG}"
CORRECTION = f"corrections: [{{date: 2026-04-15, {WHAT}, reason: 试一试}}]\n---\n\n"


def built(project: Path) -> Path:
    done = run_mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose report was published once; each test works in a copy of it."""
    project = copy_of(PINGSHI, tmp_path_factory.mktemp("published") / "project")
    built(project)
    done = run_command(project, "record")
    assert done.returncode == 0
    assert done.stdout == "新登记 1 条。\n"
    return project


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published_once, tmp_path / "project", symlinks=True)


def page(folder: Path, path: str, part: str = "ar-content") -> str:
    return Html.of((folder / path).read_text(encoding="utf-8"), part).text


def test_a_quiet_change_stops_the_build_and_leaves_the_site(published: Path):
    before = contents(published / "site")
    edit(published, (FIGURE, WRONG))
    done = run_mkdocs(published, "build")
    assert done.returncode == 1
    assert "published-words-changed 已公布的文字" in done.stderr
    assert "〖526〗余件" in done.stderr
    assert "〖562〗余件" in done.stderr
    assert "published-figure-changed “排查矛盾纠纷”公布时是“526余件”，现在改成了“562余件”" in done.stderr
    assert contents(published / "site") == before
    told = run_command(published, "verify")
    assert told.returncode == 1
    assert "published-words-changed" in told.stdout


def test_a_correction_shows_before_and_after_and_the_old_text_stays(published: Path):
    edit(published, (FIGURE, WRONG), ("---\n\n", CORRECTION))
    folder = built(published)
    updates = page(folder, "updates/index.html")
    for words in ("2026年4月15日", FIGURE, WRONG, "试一试", "更正前的全文"):
        assert words in updates
    old = page(folder, "reports/pingshi/2024/version-1/index.html")
    assert "这是更正前的文本" in old
    assert canonicalize(FIGURE) in canonicalize(old)
    assert "第 2 版" in page(folder, "reports/pingshi/2024/index.html")
    assert (folder / "reports/pingshi/2024/text-1.txt").read_bytes() == (
        published / "data/published/pingshi/2024-1.txt"
    ).read_bytes()
    assert run_command(published, "record").stdout == "新登记 1 条。\n"
    assert run_command(published, "verify").returncode == 0
    edit(published, (CORRECTION, "---\n\n"))
    assert "correction-dropped 公布过 1 条更正说明" in run_mkdocs(published, "build").stderr


def test_what_takes_nothing_back_needs_no_correction(published: Path):
    """White space adds nothing; a date that became known adds a line that tells it, and no version."""
    recorded = (published / "data/ledger.jsonl").read_bytes()
    edit(published, ("。", "。 "))
    assert (built(published) / "data/ledger.jsonl").read_bytes() == recorded
    edit(published, ("published: null", "published: 2025-01-20"))
    ledger = (built(published) / "data/ledger.jsonl").read_bytes()
    assert ledger.startswith(recorded)
    assert b'"version"' not in ledger.removeprefix(recorded)
    told = page(published / "site", "updates/index.html")
    assert "发布日期，前 未载明，后 2025年1月20日" in " ".join(told.split())


def test_the_title_too_is_corrected_in_the_open(published: Path):
    edit(published, ("title: 中共平氏镇委员会", "title: 中共平氏镇党委会"))
    done = run_mkdocs(published, "build")
    assert "中共平氏镇〖委员〗会" in done.stderr
    what = "quote: 中共平氏镇党委会, before: 中共平氏镇委员会, after: 中共平氏镇党委会"
    edit(published, ("---\n\n", f"corrections: [{{date: 2026-04-15, {what}, reason: 试一试}}]\n---\n\n"))
    folder = built(published)
    link = 'href="#document">中共平氏镇党委会</a>'
    assert link in (folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8")
    assert "中共平氏镇党委会" in page(folder, "updates/index.html")


def test_a_figure_that_is_added_needs_no_correction_and_one_that_goes_does(project: Path):
    figure = ("  矛盾纠纷化解率: 100%\n", "")
    edit(project, figure)
    built(project)
    run_command(project, "record")
    edit(project, ("figures:\n", "figures:\n" + figure[0]))
    built(project)
    assert run_command(project, "record").stdout == "新登记 1 条。\n"
    edit(project, figure)
    assert "“矛盾纠纷化解率”公布时是“100%”，现在没有了" in run_mkdocs(project, "build").stderr


def test_a_report_that_was_published_does_not_vanish(published: Path):
    other = published / "docs/reports/pingshi/2023.md"
    shutil.copy(published / REPORT, other)
    other.write_text(other.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    built(published)
    run_command(published, "record")
    other.unlink()
    assert (
        "published-report-missing 已公布的报告不见了：pingshi/2023" in run_mkdocs(published, "build").stderr
    )
    withdrawn = "pingshi/2023: {date: 2026-05-01, reason: 试一试撤下}\n"
    (published / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    updates = page(built(published), "updates/index.html")
    assert "2026年5月1日　撤下平氏镇2023年报告。原因：试一试撤下" in updates


def test_an_old_text_that_must_not_be_shown_is_gone_and_its_digest_stays(published: Path):
    edit(published, (FIGURE, WRONG), ("---\n\n", CORRECTION))
    built(published)
    run_command(published, "record")
    (published / "data/published/pingshi/2024-1.txt").unlink()
    assert "published-text-missing" in run_mkdocs(published, "build").stderr
    withdrawn = "pingshi/2024-1: {date: 2026-05-01, reason: 含个人信息}\n"
    (published / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    folder = built(published)
    old = page(folder, "reports/pingshi/2024/version-1/index.html")
    assert "已于2026年5月1日依法撤下" in old
    assert FIGURE not in old.replace("改为", "").partition("更正前的数据")[0].replace(f"”：{FIGURE}", "")
    assert not (folder / "reports/pingshi/2024/text-1.txt").exists()
    assert run_command(published, "verify").returncode == 0


def test_before_there_is_a_site_nothing_can_be_recorded(project: Path):
    (project / "empty").mkdir()
    for folder in ((), ("empty",), ("nowhere",)):
        done = run_command(project, "record", *folder)
        assert done.returncode == 1
        assert "里没有做好的网站。请先运行 make site" in done.stderr
    assert not (project / "data/ledger.jsonl").exists()


def test_what_must_not_be_public_is_mended_without_saying_it_again(published: Path):
    edit(published, (PRIVATE, MENDED))
    (published / "data/published/pingshi/2024-1.txt").unlink()
    withdrawn = "pingshi/2024-1: {date: 2026-05-01, reason: 含个人信息}\n"
    (published / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    folder = built(published)
    assert run_command(published, "record").stdout == "新登记 1 条。\n"
    assert "撤下平氏镇2024年报告第 1 版更正前的文本" in page(folder, "updates/index.html")
    assert not {name for name, content in contents(folder).items() if PRIVATE.encode() in content}
    assert "依法撤下" in page(folder, "reports/pingshi/2024/version-1/index.html")
    kept = {file.name for file in (published / "data/published/pingshi").iterdir()}
    assert "2024-told-2.json" in kept
    assert "2024-told-2-words.json" not in kept, "the command deletes the words that were told beside it"


def test_another_sites_ledger_is_not_taken(published: Path, tmp_path: Path):
    other = tmp_path / "other"
    (other / "data").mkdir(parents=True)
    shutil.copy(COUNTY / "data/ledger.jsonl", other / "data")
    done = run_command(published, "record", str(other))
    assert done.returncode == 1
    assert "从第 1 行起不同" in done.stderr


@pytest.mark.parametrize("root", [PINGSHI, COUNTY], ids=["real", "county"])
def test_what_is_counted_is_what_the_page_prints(root: Path, site_folder: Path, county_folder: Path):
    folder = county_folder if root == COUNTY else site_folder
    library, _ = build.read(root)
    for report in library.reports:
        alone = (folder / report.path.removesuffix(".md") / "embed.html").read_text(encoding="utf-8")
        printed = Html.of(alone, "main").text.replace(Html.of(alone, "source").text, "")
        notice = library.catalog.publisher.notice or ""
        assert canonicalize(printed.replace(notice, "")) == canonicalize(signed_text(report))


def test_the_ledger_of_the_county_is_sound_and_has_a_replaced_text():
    library, _ = build.read(COUNTY)
    done = run_command(COUNTY, "verify")
    assert done.returncode == 0
    assert library.ledger.entries[-1].digest in done.stdout
    replaced = [
        e
        for report in library.reports
        for e in superseded_versions(library.ledger.by_report[report_id(report)])
    ]
    assert [(entry.report, entry.version) for entry in replaced] == [("bing/2024", 1)]
    assert library.next_ledger.entries == library.ledger.entries
