"""The fictional county, built by the real command: everything that real series have, on a whole site."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annual_reports.build import build
from support.commands import ENVIRONMENT, run_command, run_mkdocs
from support.html_page import Html
from support.reports import serious
from support.sites import COUNTY, ROOT, contents, copy_of, edit

PAGES = {
    "index.html",
    "compare/index.html",
    "compare/2024/index.html",
    "compare/2019/index.html",
    "compare/jia/index.html",
    "compare/jia/2023-2024/index.html",
    "compare/yi/2020-2022/index.html",
    "commitments/index.html",
    "citations/index.html",
    "updates/index.html",
    "data/index.html",
    "data/figures.csv",
    "data/figures.json",
    "data/reports.csv",
    "reports/shifan/index.html",
    "reports/shifan/likeness.csv",
    "reports/jia/figures.csv",
    "indicators/disputes-examined/figures.csv",
    "compare/jia/changes.csv",
    "compare/2024/figures.csv",
    "commitments/commitments.csv",
    "citations/citations.csv",
    "updates/updates.csv",
}


def text_of(folder: Path, name: str, part: str = "ar-content") -> str:
    html = (folder / name / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", Html.of(html, part).text)


def row_of(folder: Path, name: str, heading: str) -> str:
    """The text of the table row that begins with a heading."""
    html = (folder / name / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr>.*?</tr>", html, flags=re.DOTALL)
    return next(
        t
        for t in (re.sub(r"\s+", " ", Html.of(row, "tr").text).strip() for row in rows)
        if t.startswith(heading)
    )


def test_every_page_and_table_is_there(county_folder: Path):
    assert set(contents(county_folder)) >= PAGES
    assert not (county_folder / "compare/yi/2020-2021").exists(), (
        "a year without a report is compared with nothing"
    )


def test_every_page_says_that_it_is_made_up(county_folder: Path):
    for path in county_folder.rglob("*.html"):
        whole = path.read_text(encoding="utf-8")
        redirect = 'http-equiv="refresh"' in whole
        assert redirect or "演示数据" in Html.of(whole, "body").text, path


def test_the_warnings_are_those_it_was_written_for():
    told = [(f.path.removeprefix("docs/reports/"), f.code) for f in serious(build(COUNTY).findings)]
    assert [place for place in told if place[1] != "item-missing"] == [
        ("bing/2022.md", "commitment-unanswered"),
        ("bing/2022.md", "dated-before-year-end"),
        ("bing/2022.md", "citation-replaced"),
        ("bing/2023.md", "published-late"),
        ("bing/2023.md", "value-unchanged"),
        ("jia/2021.md", "commitment-unanswered"),
        ("jia/2021.md", "value-unchanged"),
        ("jia/2023.md", "value-unchanged"),
        ("jia/2024.md", "value-unchanged"),
        ("yi/2023.md", "value-unchanged"),
        ("yi/2023.md", "value-unchanged"),
        ("yi/2024.md", "commitment-unanswered"),
    ]


def test_a_year_against_the_year_before_with_both_sentences(county_folder: Path):
    row = row_of(county_folder, "compare/jia/2023-2024", "排查矛盾纠纷")
    assert "全年排查矛盾纠纷 446 件" in row
    assert "全年排查矛盾纠纷 398 余件" in row
    assert row.endswith("减少约 48 件（约11%）")
    links = Html.of((county_folder / "compare/jia/2023-2024/index.html").read_text(encoding="utf-8")).links
    assert "../../../reports/jia/2023/#evidence-disputes-examined" in links
    assert "../../../reports/jia/2024/#evidence-disputes-examined" in links


@pytest.mark.parametrize(
    ("page", "heading", "said"),
    [
        ("compare/jia/2020-2021", "行政复议案件", "增加 2 件"),
        ("compare/jia/2020-2021", "法治讲座", "增加 7 场次（140%） 单位由“场”改为“场次”"),
        ("compare/jia/2021-2022", "排查矛盾纠纷", "不可比：只统计到 2022 年 9 月底"),
        ("compare/jia/2021-2022", "发放宣传资料", "较 2020 年增加约 1500 份（约100%）"),
        ("compare/jia/2022-2023", "矛盾纠纷化解率", "大致持平"),
        ("compare/jia/2023-2024", "学法考试合格率", "上升 0.5 个百分点 ✓ 向好"),
        ("compare/jia/2023-2024", "矛盾纠纷化解率", "下降 0.6 个百分点 ! 变差"),
        ("compare/yi/2020-2022", "排查矛盾纠纷", "较 2020 年增加 32 起（18.7%）"),
        ("compare/yi/2022-2023", "排查矛盾纠纷", "持平"),
    ],
)
def test_every_rule_of_comparison_is_seen(county_folder: Path, page: str, heading: str, said: str):
    assert row_of(county_folder, page, heading).endswith(said)


def test_promises_stand_with_their_answers(county_folder: Path):
    page = text_of(county_folder, "compare/jia/2023-2024")
    assert "村法律顾问每月到村坐班一天" in page
    assert "9 个村的法律顾问做到每月坐班一天，还有 3 个村没有做到" in page
    assert "2021年报告没有回应" in text_of(county_folder, "compare/jia/2020-2021")
    everything = text_of(county_folder, "commitments")
    headings = re.findall(r"(未回应|待回应|结转下年|未完成|部分完成|已完成)（\d+ 项）", everything)
    assert headings == ["未回应", "待回应", "结转下年", "未完成", "部分完成", "已完成"]


def test_who_was_late_early_or_missing(county_folder: Path):
    assert "公布期限：晚 19 天" in row_of(county_folder, "compare/2023", "丙镇")
    assert "年度结束前成文，不是全年的数" in row_of(county_folder, "compare/2022", "丙镇")
    assert "本站没有收录 2021 年的报告" in row_of(county_folder, "compare/2021", "乙镇")
    assert "日期未载明，无法判断" in row_of(county_folder, "compare/2019", "乙镇")
    assert "示范县" not in text_of(county_folder, "compare/2024"), "the county itself is not missed"


def test_holes_are_shown_as_holes(county_folder: Path):
    assert row_of(county_folder, "indicators/disputes-examined", "乙镇").count("没有收录") == 1
    assert "未公布" in row_of(county_folder, "indicators/materials", "甲镇")
    assert row_of(county_folder, "indicators/democratic-villages", "甲镇").split()[1:] == ["未公布"] * 6
    html = (county_folder / "indicators/disputes-examined/index.html").read_text(encoding="utf-8")
    chart = re.search(r'<svg[^>]*aria-labelledby="chart-yi-title.*?</svg>', html, flags=re.DOTALL)
    assert chart
    assert "<title" in chart[0]
    assert "2021年没有数据" in chart[0]
    assert chart[0].count('class="ar-chart__line"') == 3


def test_a_correction_is_told_with_before_and_after(county_folder: Path):
    for name in ("updates", "reports/bing/2024"):
        page = text_of(county_folder, name)
        assert "219 宗 改为 291 宗" in page
        assert "录入时数字前后颠倒" in page


def test_a_report_written_from_anothers_is_told_to_the_county(county_folder: Path):
    row = row_of(county_folder, "reports/shifan", "丙镇 2024年")
    assert re.search(r"乙镇 \d+ 句里有 \d+ 句（\d+%）", row)


def checked(root: Path) -> subprocess.CompletedProcess[str]:
    """Run `make check-reports` on a site."""
    return run_command(ROOT / "hooks", "check", "--likeness", "--site", str(root))


def test_the_check_of_all_reports_tells_it_too():
    done = checked(COUNTY)
    assert done.returncode == 0
    assert (
        "docs/reports/bing/2024.md:1:1: 说明 closest-report 与 docs/reports/yi/2024.md 最接近" in done.stdout
    )
    assert done.stdout.splitlines()[-1].startswith("检查了 16 份报告：错误 0 处，提醒 23 处，说明 ")


def test_the_check_fails_on_an_error(project: Path):
    path = project / "docs/reports/pingshi/2024.md"
    path.write_text(path.read_text(encoding="utf-8").replace("526 余件\n", "527 余件\n"), encoding="utf-8")
    done = checked(project)
    assert done.returncode == 1
    assert "figure-not-in-body" in done.stdout


def test_the_list_of_reports_says_who_was_late(county_folder: Path):
    table = (county_folder / "data/reports.csv").read_bytes().decode("utf-8-sig")
    rows = {(r["政府"], r["年度"]): r for r in csv.DictReader(io.StringIO(table, newline=""))}
    assert len(rows) == 16
    assert rows["丙镇", "2023"]["是否按时"] == "公布期限：晚 19 天"
    assert rows["丙镇", "2022"]["年度结束前成文"] == "是"
    assert rows["乙镇", "2019"]["发布日期"] == ""


def test_a_renamed_town_is_named_as_it_was_then(county_folder: Path):
    assert "2020 年时称乙乡。" in text_of(county_folder, "compare/yi/2020-2022")
    assert "时称" not in text_of(county_folder, "compare/yi/2022-2023")


def test_a_report_shows_its_changes_and_what_it_answers(county_folder: Path):
    page = text_of(county_folder, "reports/jia/2024")
    assert "减少约 48 件（约11%）" in page
    assert "2023年安排：" in page
    assert "后来：已完成" in text_of(county_folder, "reports/jia/2019")


def test_the_whole_collection_to_download(county_folder: Path):
    table = (county_folder / "data/figures.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    found = json.loads((county_folder / "data/figures.json").read_bytes())
    assert len(rows) == len(found) == sum(len(report.figures) for report in _reports())
    for row in rows:
        path, _, anchor = row["网址"].partition("#")
        page = Html.of((county_folder / path / "index.html").read_text(encoding="utf-8"))
        assert anchor in page.ids


def _reports() -> list:
    return [d.report for d in build(COUNTY).documents if d.report]


def test_every_kind_of_bad_input_is_told_at_once(tmp_path: Path):
    """The county's twin with problems, through the real command."""
    twin = copy_of(COUNTY, tmp_path / "twin")

    def change(name: str, before: str, after: str) -> None:
        path = twin / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) >= 1, name
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    change("docs/reports/jia/2024.md", "  adviser-duty:", "  advisers-duty:")
    change(
        "docs/reports/yi/2024.md",
        "  法治讲座: 16 场",
        "  法治讲座: {value: 超过 1万人次, quote: 受众超过 1万人次}",
    )
    change("docs/reports/bing/2024.md", "    after: 291 宗", "    after: 292 宗")
    change("data/indicators.yml", "accepted_units: [册]", "accepted_units: [人次]")
    shutil.copy(twin / "docs/reports/jia/2023.md", twin / "docs/reports/jia/2023-定稿.md")
    (twin / "docs/reports/ding").mkdir()
    text = (twin / "docs/reports/yi/2023.md").read_text(encoding="utf-8")
    (twin / "docs/reports/ding/2023.md").write_text(
        text.replace("government: yi", "government: ding"), encoding="utf-8"
    )
    done = run_mkdocs(twin, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if re.match(r"(docs|data)/.*: 错误 ", line)]
    assert [re.sub(r": 错误 (\S+) .*", r" \1", line) for line in told] == [
        "data/indicators.yml:28:20 unit-families-mixed",
        "docs/reports/bing/2024.md:38:12 correction-not-in-body",
        "docs/reports/ding/2023.md:4:13 unknown-government",
        "docs/reports/jia/2023-定稿.md:1:1 duplicate-report",
        "docs/reports/jia/2024.md:28:3 unknown-commitment",
        "docs/reports/yi/2024.md:12:17 unit-family-differs",
    ]
    assert all("例如" in line for line in told)


def test_addresses_in_downloads_are_whole_where_the_sites_own_is_known(tmp_path: Path):
    project = copy_of(COUNTY, tmp_path / "county")
    edit(project, ("site_name:", "site_url: https://example.gov.cn/zwgk/\nsite_name:"), name="mkdocs.yml")
    done = run_mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    found = json.loads((project / "site/data/figures.json").read_bytes())
    assert found[0]["address"].startswith("https://example.gov.cn/zwgk/reports/jia/2024/#evidence-")


def test_the_order_of_hashes_changes_no_byte(county_folder: Path, tmp_path: Path):
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    environment = {**ENVIRONMENT, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run(command, cwd=COUNTY, env=environment, check=True, capture_output=True)
    assert contents(tmp_path / "site") == contents(county_folder)


def test_the_build_is_quick(tmp_path: Path):
    """Six seconds of CPU are the promise."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run_mkdocs(COUNTY, "build", "--site-dir", str(tmp_path / "site"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 6
