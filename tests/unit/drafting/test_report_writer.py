"""The draft as a file: what is written there is read back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.yaml_text import yaml_scalar
from annual_reports.sanitize.characters import suspicious_characters
from annual_reports.sources import yaml_reader

# What no file may hold is told when it is read; see front_matter.
SEEN = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]).filter(
    lambda c: not any(suspicious_characters(c))
)


@given(st.text(SEEN))
def test_a_text_is_read_back_as_it_was(text: str):
    for form in (f"key: {yaml_scalar(text)}", f"- {yaml_scalar(text)}", f"key: {{a: {yaml_scalar(text)}}}"):
        marked = yaml_reader.read_yaml(form, "f")
        assert not marked.findings, form
        value = marked.values[0] if isinstance(marked.values, list) else marked.values["key"]
        assert (value["a"] if isinstance(value, dict) else value) == text


def test_plain_words_stay_plain():
    assert yaml_scalar("526 余件") == "526 余件"
    assert yaml_scalar(None) == "null"
    assert yaml_scalar("null") == '"null"'
