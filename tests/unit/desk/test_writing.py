"""The draft as a file: what is written there is read back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports import strict_yaml
from annual_reports.characters import odd
from annual_reports.desk.writing import scalar

# What no file may hold is told when it is read; see front_matter.
SEEN = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]).filter(lambda c: not any(odd(c)))


@given(st.text(SEEN))
def test_a_text_is_read_back_as_it_was(text: str):
    for form in (f"key: {scalar(text)}", f"- {scalar(text)}", f"key: {{a: {scalar(text)}}}"):
        marked = strict_yaml.read(form, "f")
        assert not marked.findings, form
        value = marked.values[0] if isinstance(marked.values, list) else marked.values["key"]
        assert (value["a"] if isinstance(value, dict) else value) == text


def test_plain_words_stay_plain():
    assert scalar("526 余件") == "526 余件"
    assert scalar(None) == "null"
    assert scalar("null") == '"null"'
