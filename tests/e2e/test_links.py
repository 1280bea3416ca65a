"""Links of a written page lead where readers get to, judged by the real command and by the finished site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from support.commands import run_command
from support.sites import COUNTY, copy_of

PAGE = "docs/about/l.md"
ADDRESS = "about/l/"
GOOD = """# 链接

## 小节

[报告](../reports/jia/2024.md) [句](../reports/jia/2024.md#document) [旧的](../reports/jia/2024.md#sentence-3)
[小节](#小节) [首页](../index.md) [正文](../index.md#content) [词](../index.md#:~:text=法治)
[数据](../../data/) [报告](../../reports/jia/2024/) [上](../) [这里](./)

<a href="../../reports/">全部</a>
"""
BAD = ("index.md#nope", "#nowhere", "../reports/jia/2024.md#s-ffffffffffff", "../data/", "../about", "index")


@pytest.fixture
def county_copy(tmp_path: Path) -> Path:
    return copy_of(COUNTY, tmp_path / "county")


def test_good_links_pass_and_lead_somewhere_on_the_finished_site(county_copy: Path):
    (county_copy / PAGE).write_text(GOOD, encoding="utf-8")
    done = run_command(county_copy, "site")
    assert done.returncode == 0, done.stderr
    site = county_copy / "site"
    content = (site / ADDRESS / "index.html").read_text(encoding="utf-8").partition("<main")[2]
    for href in re.findall(r'href="([^"]*)"', content.partition("</main>")[0]):
        address, anchor = urldefrag(urljoin(f"https://site/{ADDRESS}", href))
        page = site / unquote(address).removeprefix("https://site/") / "index.html"
        assert page.is_file(), href
        wanted = unquote(anchor).partition(":~:")[0]
        assert f'id="{wanted}"' in page.read_text(encoding="utf-8") or not wanted, href


def test_bad_links_are_told_each_at_its_place(county_copy: Path):
    text = "\n".join(["# 链接", "", *(f"[甲]({address})" for address in BAD), ""])
    (county_copy / PAGE).write_text(text, encoding="utf-8")
    done = run_command(county_copy, "site")
    assert done.returncode == 1
    told = re.findall(r"l\.md:(\d+):5: 错误 dead-link 链接指向的“([^”]*)”", done.stderr)
    assert told == [(str(line), address) for line, address in enumerate(BAD, 3)]
