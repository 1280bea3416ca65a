"""Validate parsed YAML against pydantic models; each validation error becomes a finding at its position."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from annual_reports.domain.findings import RULES
from annual_reports.domain.yaml_text import yaml_scalar
from annual_reports.sources.yaml_reader import Loc, Marked

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SHORTEST_REASON = 2
"""Letters."""


class Entry(BaseModel):
    """Base model of entries that people write in YAML. Unknown keys are errors, nulls are dropped."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_nulls(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


def _plain_text(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "empty")
    if "<" in text or ">" in text:
        raise PydanticCustomError("markup-in-text", "markup")
    return text.strip()


def _reason(text: str) -> str:
    if sum(map(str.isalpha, text)) < _SHORTEST_REASON:
        raise PydanticCustomError("reason-without-words", "reason")
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise PydanticCustomError("bad-id", "id")
    return text


Text = Annotated[str, AfterValidator(_plain_text)]
"""Text of one or more lines without markup, stripped."""
Reason = Annotated[Text, AfterValidator(_reason)]
"""Text that says something: it has a letter or a character, not only marks or digits."""
Id = Annotated[str, AfterValidator(_id)]
"""Name that becomes part of an address; it begins with a letter, because years are parts of addresses too."""

EntryType = TypeVar("EntryType", bound=Entry)

_EXPECTED = {
    "string_type": "文字",
    "int_type": "整数（不加引号）",
    "bool_type": " true 或 false",
    "list_type": "一个列表",
    "tuple_type": "一个列表",
    "dict_type": "下分各项的内容",
    "model_type": "下分各项的内容",
}
_EXAMPLES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Name of a model -> key -> advice with an example that is accepted."""


def validate(model: type[EntryType], marked: Marked, values: Any, loc: Loc = ()) -> EntryType | None:
    """Validate values against a model; add a finding to `marked` for each error.

    `loc` is the path of the values in `marked`.

    Returns:
        The entry, or None if there was an error.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=True):
            _add_finding(model, marked, loc, detail)
        return None


def failed_locs(model: type[Entry], values: Any) -> list[Loc]:
    """Return the paths of the values that do not fit a model."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        return [detail["loc"] for detail in error.errors(include_url=False)]
    return []


def guess(word: str, known: Iterable[str]) -> str:
    """Return a question with the known word most similar to a misspelt one, or an empty string.

    Example: “，是不是想写“排查矛盾纠纷”？”
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"，是不是想写“{near[0]}”？" if near else ""


_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "bad-choice",
    "date_type": "bad-date",
    "too_short": "empty-text",
}


def _add_finding(model: type[Entry], marked: Marked, base: Loc, detail: ErrorDetails) -> None:
    """Add the finding for one error of pydantic; the type of our own errors is the finding's code."""
    kind, loc = detail["type"], base + detail["loc"]
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    code = kind if kind in RULES else _CODES.get(kind, "wrong-type")
    known = _choices(detail) if code == "bad-choice" else _keys_at(model, detail["loc"][:-1])
    marked.add(
        code,
        loc,
        at_key=code in ("missing-key", "unknown-key") and loc in marked.keys,
        key=key,
        found=_written(detail["input"]),
        guess=guess(key, known),
        known="、".join(known),
        expected=_EXPECTED.get(kind, "另一种内容"),
        example=_example(model, detail["loc"], key),
    )


def _choices(detail: ErrorDetails) -> list[str]:
    """Parse the choices of an error message of pydantic: `'a', 'b' or 'c'`."""
    return re.findall("'([^']*)'", detail["ctx"]["expected"])


def _example(model: type[Entry], loc: Loc, key: str) -> str:
    """Return the advice for the value at a path, with an example; the path may lead into a list."""
    names = [part for part in loc if isinstance(part, str)]
    path = loc[: len(loc) - 1 - loc[::-1].index(key)] if names else ()
    model_name, holder = _holder(model, path)
    keys = _EXAMPLES.get(model_name, {})
    template = (
        (keys.get(key) or keys.get("*") if names else keys.get(".")) if not holder else keys[f"{holder}*"]
    )
    return (template or "例如 {key}: 内容").replace("{key}", yaml_scalar(key))


def _holder(model: type[Entry], path: Loc) -> tuple[str, str]:
    """Return the name of the model at a path; for a mapping, that of the model around it, and its key."""
    schema = _schema(model)
    node, title, key = schema, model.__name__, ""
    for part in path:
        node = _child(schema, node, part)
        resolved = _resolved(schema, node, "properties")
        title, key = (resolved["title"], "") if "properties" in resolved else (title, str(part))
    return title, key


def _keys_at(model: type[Entry], loc: Loc) -> list[str]:
    """Return the keys that the entry at a path may have."""
    schema = _schema(model)
    node = schema
    for part in loc:
        node = _child(schema, node, part)
    return list(_resolved(schema, node, "properties").get("properties", {}))


@cache
def _schema(model: type[Entry]) -> dict[str, Any]:
    """Return the JSON schema of a model; making it takes 5 ms, and thousands of keys may be wrong."""
    return model.model_json_schema()


def _child(schema: dict[str, Any], node: dict[str, Any], part: str | int) -> dict[str, Any]:
    """Return the schema node of an item of a list, or of a key of a mapping."""
    if isinstance(part, int):
        return _resolved(schema, node, "items").get("items") or {}
    node = _resolved(schema, node, "properties", "additionalProperties")
    return node.get("properties", {}).get(part) or node.get("additionalProperties") or {}


def _resolved(schema: dict[str, Any], node: dict[str, Any], *wanted: str) -> dict[str, Any]:
    """Resolve the reference of a schema node; of alternatives, return the first that has a wanted part."""
    choices = [node, *node.get("anyOf", [])]
    for choice in choices:
        reference = choice.get("$ref", "").removeprefix("#/$defs/")
        resolved: dict[str, Any] = schema["$defs"][reference] if reference else choice
        if any(part in resolved for part in wanted):
            return resolved
    return node


def _written(value: object) -> str:
    """Format a value as its writer knows it from the YAML file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "、".join(map(str, value)) + " 等各项" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return str(value)
