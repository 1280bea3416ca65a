"""Two wordings of a sentence, word by word."""

from __future__ import annotations

from annual_reports.analysis.text_diff import diff_words


def test_white_space_is_no_change():
    before, after = diff_words("学法 12 次，Ａ级 很好", "学法12次，A级较好")
    assert before == (("学法 12 次，Ａ级 ", False), ("很", True), ("好", False))
    assert after == (("学法12次，A级", False), ("较", True), ("好", False))
