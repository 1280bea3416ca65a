"""Tables that Word puts on the clipboard come into the desk whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

WORD = """<html><head><style>p {color: red}</style></head><body><!--StartFragment-->
<p class=MsoNormal>全年情况见
下表：</p>
<table border=1><tr><td><p>项目</p></td><td colspan=2><p>数量</p></td></tr>
<tr><td rowspan=2><p>法治</p><p>讲座</p></td><td><p>12场</p></td><td>甲|乙</td></tr>
<tr><td><p>9场</p></td></tr></table>
<p><span style='mso-list:Ignore'>一、</span>第一行<br>第二行</p><p style='mso-hide:all'>看不见的</p>
<!--EndFragment--></body></html>"""
PASTE = """([field, data]) => {
  const clipboardData = new DataTransfer();
  for (const [type, text] of Object.entries(data)) clipboardData.setData(type, text);
  return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def desk(page: Page, real: str) -> Page:
    page.goto(f"{real}desk/")
    return page


def pasted(desk: Page, data: dict[str, str]) -> tuple[str, bool]:
    """The field's text, and True if the browser is left to paste by itself."""
    field = desk.locator("#desk-pasted")
    field.fill("前\n")
    is_left = field.evaluate(f"(field, data) => ({PASTE})([field, data])", data)
    return field.input_value(), bool(is_left)


def test_a_table_keeps_its_columns(desk: Page):
    text, is_left = pasted(desk, {"text/html": WORD, "text/plain": "项目\t数量\n"})
    assert not is_left
    assert text.splitlines() == [
        "前",
        "全年情况见下表：",
        "| 项目 | 数量 |  |",
        "| --- | --- | --- |",
        "| 法治讲座 | 12场 | 甲／乙 |",
        "|  | 9场 |  |",
        "一、第一行",
        "第二行",
    ]


@pytest.mark.parametrize("data", [{"text/plain": "甲\t乙"}, {"text/html": "<p>甲</p>", "text/plain": "甲"}])
def test_without_a_table_the_browser_pastes_as_ever(desk: Page, data: dict[str, str]):
    assert pasted(desk, data) == ("前\n", True)
