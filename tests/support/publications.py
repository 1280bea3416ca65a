"""Publications of a small made-up site, as far as its ledger goes, without a generator or a server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from annual_reports import build
from annual_reports.domain.findings import errors
from annual_reports.ledger.lines import Line
from annual_reports.publish.ledger_sync import copy_new_entries
from annual_reports.rendering.site import Site
from support.html_page import Html
from support.rendered_pages import rendered
from support.sites import GOLDEN_CATALOG

EARLIER = """---
title: 示范镇人民政府关于2023年法治政府建设情况的报告
year: 2023
government: demo
issuers: [示范镇人民政府]
published: 2024-02-01
commitments:
  - {id: study, quote: 举办培训班, indicators: [法治讲座]}
  - {id: patrol, quote: 开展巡查}
---

演示数据。下一年举办培训班，开展巡查。
"""
LATER = """---
title: 示范镇人民政府关于2024年法治政府建设情况的报告
year: 2024
government: demo
issuers: [示范镇人民政府]
index_number: A-1
issued: 2025-03-20
published: 2025-04-20
figures:
  排查矛盾纠纷: {value: 526 件, quote: 全年排查矛盾纠纷 526 件, note: 据不完全统计}
  法治讲座: 12 场
  学法考试合格率: 97.6%
  行政复议案件: {value: 0 件, quote: 没有发生行政复议案件}
  普法活动: {value: 2 场, quote: 进校园、进企业, counted: true}
shortcomings:
  - {quote: 宣传不够}
  - {quote: 力量不足}
commitments:
  - {id: study, quote: 再办培训班}
  - {id: lamps, quote: 安装路灯}
answers:
  study: {status: partly, quote: 办了一期培训班}
  patrol: {status: done, quote: 巡查了两次}
---

演示数据。据不完全统计，全年排查矛盾纠纷 526 件。
排查矛盾纠纷 526 件以外，举办法治讲座 12 场，考试合格率 97.6%。
办了一期培训班，巡查了两次，巡查了各村。宣传不够，力量不足。下一年再办培训班，安装路灯。引用《示范县示范办法》。
创建民主法治村 3 个。2023年举办法治讲座 11 场。
没有发生行政复议案件，也没有行政诉讼。普法活动进校园、进企业、进村。
"""
REPORT = "docs/reports/demo/2024.md"
SCAN = "docs/reports/demo/2024.pdf"


def make_project(root: Path) -> Path:
    """Write a site of one town with two reports and a scan."""
    shutil.copytree(GOLDEN_CATALOG, root / "data")
    (root / REPORT).parent.mkdir(parents=True)
    (root / REPORT).write_text(LATER, encoding="utf-8")
    (root / REPORT).with_name("2023.md").write_text(EARLIER, encoding="utf-8")
    (root / SCAN).write_bytes(b"%PDF-1.4 first")
    return root


def publish(root: Path, day: date | None = None) -> tuple[Site, list[Line]]:
    """Build a site without errors and record it; return it with the lines that it added."""
    site = build.build(root, day=day)
    assert not errors(site.findings), list(map(str, site.findings))
    downloads = {one.path: one for one in site.downloads}

    def published(path: str) -> bytes | None:
        return downloads[path].content(str) if path in downloads else None

    return site, copy_new_entries(root / "data", published, lambda _: True)


def updates_page(site: Site) -> str:
    """Return the HTML of the list of updates."""
    return rendered(site.documents, "updates/index.md")


Edit = Callable[[Path], None]


def words(name: str, before: str, after: str) -> Edit:
    """Return an edit that replaces words of a file, which must be there."""

    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    return edit


def report(before: str, after: str) -> Edit:
    """Return an edit of the later report."""
    return words(REPORT, before, after)


def withdraw(root: Path) -> None:
    """Withdraw the text of the later report."""
    (root / "data/withdrawn.yml").write_text(
        "demo/2024-1: {date: 2026-04-01, reason: 含个人信息}\n", encoding="utf-8"
    )


def change_an_amount(root: Path) -> None:
    """Change a figure, in the header and in the text."""
    report("法治讲座: 12 场", "法治讲座: 13 场")(root)
    report("法治讲座 12 场", "法治讲座 13 场")(root)


def told_lines(html: str) -> list[tuple[str, str, str]]:
    """Return what, before and after of each line that tells a change."""
    items = [Html.of(f"<body>{item}</body>") for item in re.findall(r"<li>(.*?)</li>", html, re.DOTALL)]
    texts = (re.sub(r"\s*\n\s*", "", item.text) for item in items)
    found = (re.search(r"整理的内容有改动：(.*?)，前 ?(.*?)，后 ?(.*)", text) for text in texts)
    return [(m[1], m[2], m[3]) for m in found if m]
