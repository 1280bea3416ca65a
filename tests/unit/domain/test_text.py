"""Folding is fast, and gives what `str.translate` gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain import text


@given(
    st.text(
        st.characters(min_codepoint=0xFEF0, max_codepoint=0xFF70) | st.sampled_from("，：；！？５２６ 526件")
    )
)
def test_every_full_width_form_is_folded_and_nothing_else(written: str):
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    assert text.fold_width(written) == written.translate(wide)
    assert text.fold_numbers(written) == written.translate(text.WIDE_IN_NUMBERS)
    assert text.squeeze(written) == "".join(written.translate(wide).split())
