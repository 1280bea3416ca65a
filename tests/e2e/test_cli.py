"""The command as staff use it: from a document to a checked report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annual_reports.build import read
from support.commands import ENVIRONMENT, run_command
from support.pdf_files import pdf_file
from support.sites import COUNTY, REPORT, SEED, contents
from support.word_documents import word

IMPORT = ("import", "--government", "pingshi")


def seed_as_word(folder: Path) -> str:
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    (folder / "签发稿.docx").write_bytes(word(lines))
    return "签发稿.docx"


def test_the_signed_document_becomes_the_published_report(project: Path):
    """Body, particulars and all figures; left to confirm: three mends, the count and the date."""
    published, _ = read(project)
    (project / REPORT).rename(project / "2024.old")
    done = run_command(project, *IMPORT, "--year", "2024", seed_as_word(project))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("接上了断开的句子") == 3
    draft = (project / REPORT).read_text(encoding="utf-8")
    told = run_command(project, "check", REPORT)
    assert told.returncode == 1
    assert told.stdout.count(" unconfirmed ") == 5
    assert " 错误 " not in told.stdout.replace(" 错误 unconfirmed ", "")

    confirmed = draft.partition("to_confirm:")[0] + "---\n" + draft.split("---\n", 2)[2]
    (project / REPORT).write_text(confirmed, encoding="utf-8")
    assert run_command(project, "check").returncode == 0
    again, _ = read(project)
    ours, theirs = again.reports[0], published.reports[0]
    assert (ours.body.strip(), ours.title, ours.issuers) == (
        theirs.body.strip(),
        theirs.title,
        theirs.issuers,
    )
    assert (ours.letterhead, ours.document_number) == (theirs.letterhead, theirs.document_number)
    assert [(f.indicator.id, f.text) for f in ours.figures] == [
        (f.indicator.id, f.text) for f in theirs.figures
    ]


def test_an_import_overwrites_nothing(project: Path):
    before = contents(project / "docs")
    done = run_command(project, *IMPORT, "--year", "2024", seed_as_word(project))
    assert done.returncode == 1
    assert "target-exists" in done.stderr
    assert contents(project / "docs") == before


def test_an_import_that_cannot_be_written_leaves_no_part(project: Path):
    """A limit of a thousand bytes a file stands for a full disk."""
    (project / REPORT).unlink()
    name = seed_as_word(project)
    command = (sys.executable, "-m", "annual_reports", *IMPORT, "--year", "2024", name)
    limited = ("sh", "-c", 'ulimit -f 2; exec "$@"', "sh", *command)
    done = subprocess.run(limited, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "unreadable-file" in done.stderr
    assert not (project / REPORT).exists()


@pytest.mark.parametrize("government", ["../../..", "/etc", "pingshi/..", "PINGSHI", "", "平氏"])
def test_a_government_is_no_path(project: Path, government: str):
    before = contents(project.parent)
    name = seed_as_word(project)
    done = run_command(project, "import", "--government", government, "--year", "2025", name)
    assert done.returncode == 1
    assert " unknown-government " in done.stderr
    (project / name).unlink()
    assert contents(project.parent) == before


def test_next_years_file_asks_what_last_year_promised(project: Path):
    done = run_command(project, "new", "--government", "pingshi", "--year", "2025")
    assert done.returncode == 0, done.stderr
    text = (project / "docs/reports/pingshi/2025.md").read_text(encoding="utf-8")
    assert "  排查矛盾纠纷:  # 2024 年：526 余件\n" in text
    assert (
        "  # 2024 年的安排：抓住群众的普法教育不放松\n  public-legal-education: {status: null, quote: null}"
        in text
    )
    told = run_command(project, "check", "docs/reports/pingshi/2025.md")
    assert told.returncode == 1
    assert told.stdout.count(" figure-unfilled ") == 7
    assert (
        run_command(project, "new", "--government", "pingshi", "--year", "2023").stderr.count(
            "no-earlier-report"
        )
        == 1
    )


def test_figures_are_listed_ready_to_paste(project: Path):
    done = run_command(project, "figures", REPORT)
    assert "figures:\n  党委专题学法:\n    value: 46 次\n    note: 据不完全统计\n" in done.stdout
    assert "  排查矛盾纠纷: 526 余件\n" in done.stdout
    report = COUNTY / "docs/reports/jia/2024.md"
    done = run_command(project, "figures", str(report), "--site", str(COUNTY))
    (line,) = re.findall(r"  # 没有用上：9 个（第 (\d+) 行）", done.stdout)
    assert "9个" in report.read_text(encoding="utf-8").splitlines()[int(line) - 1].replace(" ", "")
    assert "份，本年正文里没有找到" in done.stdout


def test_figures_of_a_document_are_compared_with_the_year_before_if_its_year_is_given(project: Path):
    text = "关于法治建设情况的报告\n全年排查矛盾纠纷 530 件。种树 97 棵。\n"
    (project / "数.txt").write_text(text, encoding="utf-8")
    of_next_year = ("figures", "数.txt", "--government", "pingshi", "--year", "2025")
    asked = "  # 矛盾纠纷化解率：2024 年是 100%，本年正文里没有找到\n"
    assert asked in run_command(project, *of_next_year).stdout
    alone = run_command(project, "figures", "数.txt").stdout
    assert asked not in alone
    assert alone.endswith("  # 没有用上：97 棵（第 1 段）\n")
    assert " unknown-government " in run_command(project, "figures", "数.txt", "--government", "无").stderr


def test_amounts_that_are_left_over_are_listed_with_their_sentences(project: Path):
    text = "关于法治建设情况的报告\n2025年排查矛盾纠纷 530 件。种树 97 棵，挖渠 3 公里。\n"
    (project / "报告.txt").write_text(text, encoding="utf-8")
    done = run_command(project, "import", "报告.txt", "--government", "pingshi", "--year", "2025")
    assert "正文里还有 2 个数没有用上：\n  第 1 段 97 棵、3 公里：种树 97 棵，挖渠 3 公里。\n" in done.stdout


def test_a_check_counts_the_files_that_it_read_and_those_with_errors(project: Path):
    (project / "docs/reports/pingshi/2023.md").write_text("没有开头", encoding="utf-8")
    last = run_command(project, "check").stdout.splitlines()[-1]
    assert last.startswith("检查了 2 份报告，其中 1 份有错误：错误 1 处，")


def test_a_check_of_one_file_says_nothing_of_others(project: Path):
    (project / "docs/reports/pingshi/2023.md").write_text("没有开头", encoding="utf-8")
    assert run_command(project, "check").returncode == 1
    done = run_command(project, "check", REPORT)
    assert done.returncode == 0
    assert "2023.md" not in done.stdout


def test_a_file_is_checked_from_any_folder(project: Path, tmp_path: Path):
    """The findings name their files from the site's folder then."""
    other = tmp_path / "elsewhere"
    other.mkdir()
    (project / "docs/reports/pingshi/2023.md").write_text("没有开头", encoding="utf-8")
    done = run_command(other, "check", "--site", str(project), str(project / "docs/reports/pingshi/2023.md"))
    assert done.returncode == 1
    assert done.stdout.startswith("docs/reports/pingshi/2023.md:1:1: 错误 ")


def test_a_file_that_is_no_report_is_not_passed_over_in_silence(project: Path):
    (project / "下载.md").write_text("随便写写", encoding="utf-8")
    done = run_command(project, "check", "下载.md")
    assert done.returncode == 1
    assert done.stderr.startswith("下载.md:1:1: 错误 no-report-file ")
    assert "no-report-file" in done.stderr


def test_figures_of_a_document(project: Path):
    done = run_command(project, "figures", seed_as_word(project))
    assert "  排查矛盾纠纷: 526 余件\n" in done.stdout
    (project / "坏.docx").write_bytes(b"x")
    assert "document-broken" in run_command(project, "figures", "坏.docx").stderr


@pytest.mark.parametrize("format_", ["json", "gitlab", "sarif"])
def test_machines_get_nothing_but_their_format(project: Path, format_: str):
    done = run_command(project, "check", "--format", format_)
    assert json.loads(done.stdout)
    assert done.returncode == 0


def test_a_document_that_cannot_be_read_is_refused(project: Path):
    (project / "扫描.jpg").write_bytes(b"x")
    done = run_command(project, *IMPORT, "--year", "2025", "扫描.jpg")
    assert done.returncode == 1
    assert done.stderr.startswith("扫描.jpg:1:1: 错误 document-kind ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import"], "少了 文件：请写上一个已有文件的位置"),
        (["import", SEED.name], "文件 写得不对：请写上一个已有文件的位置"),
        (["new", "--year", "2025"], "少了 --government：政府代号，例如 pingshi"),
        (["new", "--government", "pingshi", "--year", "今年"], "--year 写得不对：报告年度，例如 2025"),
        (["check", "--format", "html"], "--format 写得不对：输出的格式：text、json、github、gitlab、sarif"),
        (["check", "--all"], "没有 --all 这个选项"),
        (
            ["pdf", "--address", "示范县"],
            "--address 写得不对：网站的网址，写到目录为止，印在 PDF 末尾，例如 https://example.gov.cn/nianbao/",
        ),
        (["export"], "没有 export 这个命令"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(project: Path, arguments: list[str], told: str):
    done = run_command(project, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"错误：{told}")
    assert "看用法：annual-reports" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-h"]])
def test_the_usage_is_shown_in_chinese(project: Path, arguments: list[str]):
    done = run_command(project, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("用法：annual-reports")
    assert "-h, --help" in done.stdout
    assert "显示用法" in done.stdout


def test_nothing_is_printed_of_reports_with_errors(project: Path):
    path = project / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace("issued: null", "issued: 2026-02-30"), "utf-8")
    done = run_command(project, "pdf")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{REPORT}:9:9: 错误 bad-date ")
    assert not (project / ".cache").exists()


def test_a_file_that_is_no_report_is_not_printed(project: Path):
    (project / "下载.md").write_text("随便写写", encoding="utf-8")
    done = run_command(project, "pdf", "下载.md")
    assert done.returncode == 1
    assert done.stderr.startswith("下载.md:1:1: 错误 no-report-file ")


def test_what_printing_needs_is_told_where_it_is_missing(project: Path):
    (project / "weasyprint.py").write_text("raise OSError('no pango')", encoding="utf-8")
    done = run_command(project, "pdf")
    assert done.returncode == 1
    assert done.stderr.startswith("还不能做 PDF：没有装 WeasyPrint 或它要用的 Pango。请运行 make pdf")
    assert len(done.stderr.splitlines()) == 1


def test_a_pdf_that_cannot_be_written_is_told(project: Path):
    (project / "weasyprint.py").write_text("__version__ = '1'", encoding="utf-8")
    (project / ".cache").write_text("", encoding="utf-8")
    done = run_command(project, "pdf")
    assert done.returncode == 1
    assert done.stderr.startswith("PDF 没有写成：")


def test_a_report_is_compared_with_its_scan(project: Path):
    lines = ("一年来，全镇共排查", "各类矛盾纠纷562余件", "化解率100%。")
    shown = "".join(f"BT /F 16 Tf 80 {700 - 30 * row} Td «{line}» Tj ET\n" for row, line in enumerate(lines))
    (project / "扫描件.pdf").write_bytes(pdf_file(f"=== page ===\n{shown}"))
    done = run_command(project, "compare-scan", REPORT, "扫描件.pdf")
    assert done.returncode == 0, done.stderr
    assert re.search(r"2024\.md:\d+ 没有找到“526 余件”，扫描件第 \d 页最像的是“[^”]*562余件", done.stdout)
    assert re.search(r"查找了 \d+ 处，找到 \d+ 处，没有找到 \d+ 处。", done.stdout)


def test_a_scan_that_cannot_be_read_is_told(project: Path):
    (project / "坏.pdf").write_bytes(b"x")
    done = run_command(project, "compare-scan", REPORT, "坏.pdf")
    assert done.returncode == 1
    assert done.stderr.startswith("坏.pdf:1:1: 错误 document-broken ")
