"""Jinja, told what our templates never do, so that it need not ask at each value.

Pages print tens of thousands of values. Of each, Jinja asks whether its function wants to know the context,
whether its attribute may be an item, and makes an object of its escaped text. What is printed is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup, escape


def printed(value: Any) -> str:
    """A value as it stands in HTML. What a template prints is joined at once, so plain text stays plain."""
    kind = type(value)
    if kind is Markup or (kind is str and not _has_a_sign_of_markup(value)):
        return value  # type: ignore[no-any-return]  # it is one of the two
    return escape(value)


def _has_a_sign_of_markup(text: str) -> bool:
    """In long texts five searches take less time than one for any of the five."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


class _Context(Context):
    """Where no function is handed anything beside its arguments."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *values: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """Call it; variables of loops and blocks are for those that want the context."""
        return function(*values, **named)


class _Code(CodeGenerator):
    """Templates as Python that prints with `printed`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Templates(Environment):
    """Where a point leads to an attribute and never to an item; what is not there is an error."""

    context_class = _Context
    code_generator_class = _Code
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # both are asked for a thing and a name
    printed = staticmethod(printed)
