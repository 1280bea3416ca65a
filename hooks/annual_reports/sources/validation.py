"""Validate parsed YAML against pydantic models; each validation error becomes a finding at its position."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from annual_reports.domain.findings import RULES
from annual_reports.sources.yaml_reader import Loc, Marked

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


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


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise PydanticCustomError("bad-id", "id")
    return text


Text = Annotated[str, AfterValidator(_plain_text)]
"""Text of one or more lines without markup, stripped."""
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
_EXAMPLES = {
    "title": "例如 title: 某某镇人民政府关于2024年法治政府建设情况的报告",
    "year": "例如 year: 2024",
    "government": "例如 government: pingshi",
    "issuers": "例如 issuers: [中共平氏镇委员会, 平氏镇人民政府]",
    "figures": "在 figures 下每行写一项，例如 排查矛盾纠纷: 526 余件",
    "value": "例如 value: 46 次",
    "quote": "例如 quote: 会前学法 46 次",
    "period": "例如 period: 2024上半年",
    "scope": "写登记过的名称，例如 scope: 桐柏县",
    "part": "例如 part: 简易程序",
    "note": "照正文写，例如 note: 据不完全统计",
    "remark": "例如 remark: 含会前学法",
    "restated": "写往年的年度、数量和理由，例如 restated: {2023: 620 件, reason: 上年漏报}",
    "acknowledged": "写检查意见的代码和理由，例如 acknowledged: {value-unchanged: 已核对台账}",
    "shortcomings": "例如 - quote: 法律法规的宣传力度还不够",
    "commitments": "例如 - id: cadre-law-training，下一行 quote: 深入抓好领导干部学法用法",
    "indicators": "例如 indicators: [党委专题学法]",
    "counted": "例如 counted: true",
    "comparable": "例如 comparable: false",
    "id": "例如 id: cadre-law-training",
    "status": "例如 status: done",
    "date": "例如 date: 2025-02-01",
    "before": '例如 before: 525 余件，期限写 before: "04-01"',
    "after": "写更正后的内容，例如 after: 526 余件",
    "reason": "说明原因，例如 reason: 录入有误",
    "name": "例如 name: 平氏镇",
    "level": "例如 level: 乡镇",
    "theme": "例如 theme: 学法",
    "unit": "例如 unit: 次",
    "definition": "一句话说明数的是什么，例如 definition: 全年举办法治讲座的场数",
    "replaced_on": "例如 replaced_on: 2021-01-01",
    "levels": "例如 levels: [县, 乡镇]",
    "of": "例如 of: published",
    "basis": "例如 basis: 《法治政府建设与责任落实督察工作规定》第二十四条",
    "site_code": '例如 site_code: "4113300001"，要加引号',
    "url": "例如 url: https://www.example.com/",
    "errors_to": "例如 errors_to: fzb@example.com",
    "document_number": "例如 document_number: 平发〔2024〕46号",
}


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
        example=_EXAMPLES.get(key, f"例如 {key}: 内容"),
    )


def _choices(detail: ErrorDetails) -> list[str]:
    """Parse the choices of an error message of pydantic: `'a', 'b' or 'c'`."""
    return re.findall("'([^']*)'", detail["ctx"]["expected"])


def _keys_at(model: type[Entry], loc: Loc) -> list[str]:
    """Return the keys that the entry at a path may have."""
    schema: dict[str, Any] = model.model_json_schema()
    node = schema
    for part in loc:
        if isinstance(part, int):
            node = _resolved(schema, node, "items").get("items") or {}
            continue
        node = _resolved(schema, node, "properties", "additionalProperties")
        node = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
    return list(_resolved(schema, node, "properties").get("properties", {}))


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
