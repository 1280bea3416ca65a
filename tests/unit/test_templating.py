"""What templates print and how they ask, held against Jinja's own way."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from annual_reports.commitments import State
from annual_reports.templating import Templates

TEMPLATE = """{% macro shown(what, mark="b") %}
<{{ mark }} title="{{ what }}">{{ what }}</{{ mark }}>
{%- endmacro %}
{% macro around() %}({{ caller() }}){% endmacro %}
{% set twice %}{{ value }}{{ value }}{% endset %}
{{ shown(value) }}{{ shown(value, mark="i") }}{% call around() %}{{ value }}{% endcall %}
{{ twice }}{{ twice | upper }}{{ value ~ "<" }}{{ [value] | join("<") }}{{ told(value, sign="<") }}
{% autoescape false %}{{ value }}{% endautoescape %}
{% for each in [value, 1.5, none] %}{{ loop.index }}{{ each }}{{ shown(each) }}{{ told(each) }}{% endfor %}
{{ thing.name }}{{ thing["name"] if false }}{{ thing.told(value) }}"""
OURS, JINJAS = (
    kind(autoescape=True, undefined=StrictUndefined).from_string(TEMPLATE)
    for kind in (Templates, Environment)
)
VALUES = st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.sampled_from(State))


def told(value: object, sign: str = "&") -> str:
    return f"{value}{sign}"


@given(VALUES, VALUES)
def test_it_prints_what_jinja_prints(value: Any, name: Any):
    known = {"value": value, "thing": SimpleNamespace(name=name, told=told), "told": told}
    assert OURS.render(known) == JINJAS.render(known)


def test_text_is_escaped_and_html_is_not():
    template = Templates(autoescape=True).from_string("{{ text }}{{ html }}")
    assert template.render(text="<'&\">", html=Markup("<b>")) == "&lt;&#39;&amp;&#34;&gt;<b>"


def test_each_sign_alone_is_escaped():
    template = Templates(autoescape=True).from_string("{{ text }}")
    for sign in "&<>\"'":
        assert template.render(text=f"a{sign}b") == Environment(autoescape=True).from_string(
            "{{ text }}"
        ).render(text=f"a{sign}b")


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("{{ unknown }}", UndefinedError),
        ("{{ thing.unknown }}", AttributeError),
        ("{{ {'name': 1}.name }}", AttributeError),
        ("{{ unknown() }}", UndefinedError),
    ],
)
def test_what_is_not_there_is_an_error(asked: str, wrong: type[Exception]):
    template = Templates(autoescape=True, undefined=StrictUndefined).from_string(asked)
    with pytest.raises(wrong):
        template.render(thing=SimpleNamespace())
