"""Each character of a document becomes the one by which it is written; nothing vanishes untold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.drafting.characters import join_told, normalize_characters, replaced_characters
from annual_reports.sanitize.characters import suspicious_characters
from support.clock import least_cpu_seconds

GB2312 = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))


def test_the_characters_of_gb_2312_stay():
    text = GB2312.decode("gb2312", errors="ignore")
    assert len(text) == 6763
    assert normalize_characters(text) == (text, ())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("⼾籍，⻨⼦，⻧味，⺠⻅，⻓⻋，⺕", "户籍，麦子，卤味，民见，长车，彐"),
        ("㬵州", "胶州"),
        ("⾒⾞⻑", "見車長"),
        ("隆\uf9dc神\ufa19\U0002f800", "隆隆神神丽"),
        ("\ue81e\ue815\ue864\ue854\ue7c7\ue78d", "龴厂龻龺ḿ︐"),
        ("e\u0301u\u0308", "éü"),
        ("甲\u200b乙\ufeff丙\u00ad丁\u2060戊\ufe0f", "甲乙丙丁戊"),
        ("甲\x0b乙\u2028丙\x85丁\n戊\t己\u3000庚", "甲 乙 丙 丁\n戊\t己\u3000庚"),
        ("526¹件，m²，①，５２６", "526¹件，m²，①，５２６"),
        ("\U0002ebf0\U000323b0𠮷㐂", "\U0002ebf0\U000323b0𠮷㐂"),
    ],
)
def test_characters_have_their_usual_codes(written: str, meant: str):
    assert normalize_characters(written) == (meant, ())


@pytest.mark.parametrize(
    ("written", "meant", "told"),
    [
        (
            "村民王\ue123家，李\uf8ff",
            "村民王〓家，李〓",
            "有显示不出来的字，写成了“〓”，请照原件改正：“村民王〓家，李〓”（U+E123）、“民王〓家，李〓”（U+F8FF）",
        ),
        ("共\ufffd件", "共〓件", "有显示不出来的字，写成了“〓”，请照原件改正：“共〓件”（U+FFFD）"),
        (
            "办理\u202e625\u202c件",
            "办理625件",
            "去掉了看不见的控制字符，请对照原件：“办理625件”（U+202E）、“办理625件”（U+202C）",
        ),
        ("葛\U000e0100市", "葛市", "去掉了看不见的控制字符，请对照原件：“葛市”（U+E0100）"),
    ],
)
def test_what_cannot_be_shown_or_seen_is_told_with_its_place(written: str, meant: str, told: str):
    assert normalize_characters(written) == (meant, (told,))


def test_the_same_kind_is_told_in_one_line():
    _, first = normalize_characters("甲\ue123")
    _, second = normalize_characters("乙\ue124\u202e")
    unknown, invisible = join_told((*first, *second))
    assert unknown.endswith("请照原件改正：“甲〓”（U+E123）、“乙〓”（U+E124）")
    assert invisible.endswith("：“乙〓”（U+202E）")


def test_what_is_replaced_is_counted_for_the_whole_document():
    texts = (
        "⼾籍，⼾口，⺠",
        "甲\u200b乙\u200b丙\ufeff㬵\u2028丁",
        "户籍\n民\t",
        "\ue816镇\uf91d\u2126e\u0301",
    )
    assert list(replaced_characters(texts)) == [
        "部首改成了常用字 4 处：⼾→户、⺠→民、㬵→胶",
        "专用区的字换成了正式的码 1 处：U+E816→𠂇",
        "去掉了看不见的字符 3 处：U+200B、U+FEFF",
        "换行、分页的控制字符改成了空格 1 处：U+2028",
        "兼容字换成了常用的码 2 处：U+F91D→欄、U+2126→Ω",
    ]
    assert list(replaced_characters(["户籍，民\n\t\u3000"])) == []


@given(st.text(max_size=40))
def test_no_text_keeps_what_a_report_may_not_contain(text: str):
    cleaned, _ = normalize_characters(text)
    assert all(code != "control-character" for _, code, _ in suspicious_characters(cleaned))
    assert normalize_characters(cleaned) == (cleaned, ())


def test_a_long_text_takes_no_time():
    assert least_cpu_seconds(lambda: normalize_characters("学法\ue123，\u202e" * 20_000)) < 1
