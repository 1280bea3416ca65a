"""Quotations that are proposed stand in the text, however it is made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.drafting.quote_proposals import propose_quotes
from support.clock import least_cpu_seconds

PIECES = (
    *(
        "## 二、存在的不足",
        "## 三、下一步打算",
        "### （一）存在问题",
        "### （二）加强学法。",
        "## 三、问题及打算",
    ),
    *(
        "仍存在一些问题：",
        "一是普法不够深入；",
        "二是力量薄弱。",
        "1.宣传不足。",
        "（2）人手偏少",
        "① 不熟",
        "·",
    ),
    *(
        "下一步，我镇将加强学法，",
        "全年不少于50次。",
        "2025年，将推进执法。",
        "存在甲不足、乙不够等问题。",
        "\n\n",
    ),
    *(
        "全年办案526件。",
        "改进措施：",
        "首先，",
        "其次，",
        "。",
        "；",
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
    ),
)


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map("\n\n".join))
def test_each_quotation_stands_in_the_text(body: str):
    quotes = propose_quotes(body, 2024)
    for quote in (*quotes.shortcomings, *quotes.plans):
        assert spans_of_quote(Body(body), quote)
        assert quote == quote.strip()


def test_a_long_text_takes_no_time():
    section = "## 二、存在的不足\n\n" + "一是普法不够深入；二是力量薄弱。" * 200
    assert least_cpu_seconds(lambda: propose_quotes(f"{section}\n\n{section}", 2024)) < 0.2
