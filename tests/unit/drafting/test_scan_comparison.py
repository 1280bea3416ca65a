"""Numbers, dates and names of a report are looked up in the text of its scan."""

from __future__ import annotations

from annual_reports.domain.evidence import Body
from annual_reports.drafting.scan_comparison import NotInScan, compare_with_scan

HEADER = {
    "title": "示范镇人民政府关于2024年法治政府建设情况的报告",
    "issuers": ["示范镇人民政府"],
    "document_number": "示政〔2025〕3号",
    "signature": ["示范镇人民政府", "2025年1月10日"],
    "letterhead": None,
}
BODY = Body(
    "根据《法治政府建设实施纲要》，全年办理案件526件，化解率98.5%。\n\n2024年3月5日召开会议，培训30人次。\n"
)
PAGES = (
    f"示政〔2025〕3号 {HEADER['title']} 根据《法治政府建设实施纲要》，全年办理案件526件，",
    "化解率98.5%。2024年3月5日召开会议，培训30人次。示范镇人民政府 2025年1月10日",
)


def test_all_is_found_in_a_scan_of_the_same_text():
    compared = compare_with_scan(HEADER, BODY, PAGES)
    assert compared.missing == []
    assert compared.looked_up == 9


def test_what_differs_is_listed_with_its_page_and_the_words_nearby():
    pages = (PAGES[0].replace("526件", "5261件"), PAGES[1].replace("3月5日", "3月6日"))
    number, day = compare_with_scan(HEADER, BODY, pages).missing
    assert (number.line, number.text, number.page) == (1, "526件", 1)
    assert "5261件" in number.nearby
    assert (day.line, day.text, day.page) == (3, "2024年3月5日", 2)
    assert "3月6日" in day.nearby


def test_a_name_of_the_header_that_is_misread_is_listed():
    pages = tuple(page.replace("示范镇", "示苑镇") for page in PAGES)
    missing = compare_with_scan(HEADER, BODY, pages).missing
    assert {found.text for found in missing} == {"示范镇人民政府", HEADER["title"]}
    assert all(found.line == 0 for found in missing)


def test_an_empty_scan_has_no_similar_words():
    missing = compare_with_scan({}, Body("全年办案526件。"), [""]).missing
    assert missing == [NotInScan(1, "526件", 0, "")]
