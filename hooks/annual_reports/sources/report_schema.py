"""Pydantic schema of a report's header. The JSON Schema for editors is generated from it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from annual_reports.sources.validation import Entry, Id, Text

TYPED_BRACKETS = str.maketrans("[]()（）【】［］", "〔〕" * 5)
"""Translation of all brackets that people type in document numbers to 〔〕."""
_DOCUMENT_NUMBER = re.compile(r"[^\W\d_]+〔\d{4}〕[1-9]\d*号")
_YEARS = range(1949, 2101)


def _year(value: int) -> int:
    if value not in _YEARS:
        raise PydanticCustomError("bad-year", "year")
    return value


def _document_number(value: str) -> str:
    """Check a document number; return it without blanks and with 〔〕 as brackets (GB/T 9704-2012, 7.2.5)."""
    number = "".join(value.split()).translate(TYPED_BRACKETS)
    if not _DOCUMENT_NUMBER.fullmatch(number):
        raise PydanticCustomError("bad-document-number", "number")
    return number


class FigureEntry(Entry):
    """一个指标的数。多数只写数量；数量在正文里不止一处时，用 quote 写明是哪一处。"""

    value: Text = Field(description="数量，照正文写，例如 526 余件")
    quote: Text | None = Field(None, description="含有这个数量的原文")
    note: Text | None = Field(None, description="说明，例如 据不完全统计")
    counted: bool = Field(default=False, description="原文只列举、没有写数，由列举计数得出")
    comparable: bool = Field(default=True, description="false 表示不可与其他年度、其他地方相比")
    reason: Text | None = Field(None, description="为什么不可比")
    new_scope: Text | None = Field(
        None, description="从这一年起换成了什么口径：与以前各年不可比，与以后各年可比"
    )

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if data is None:
            raise PydanticCustomError("figure-unfilled", "unfilled")
        if isinstance(data, int) and not isinstance(data, bool):
            raise PydanticCustomError("bad-amount", "no unit")
        return {"value": data} if isinstance(data, str) else data


class ShortcomingEntry(Entry):
    """一项存在的不足。"""

    quote: Text = Field(description="原文")


class CommitmentEntry(Entry):
    """一项下一年度主要安排。"""

    id: Id = Field(description="代号，下一年的报告用它来回应")
    quote: Text = Field(description="原文")
    indicators: list[Text] = Field([], description="能看出是否做到的指标")


class AnswerEntry(Entry):
    """对上年一项安排的回应。"""

    status: Literal["done", "partly", "not-done", "carried-over"] = Field(description="完成情况")
    quote: Text | None = Field(None, description="原文")


class CorrectionEntry(Entry):
    """一次更正。"""

    date: date
    figure: Text | None = Field(None, description="更正的指标")
    quote: Text | None = Field(None, description="更正的原文")
    before: Text
    after: Text
    reason: Text


class Claims(Entry):
    """Part of the header that must have evidence in the body."""

    figures: dict[str, FigureEntry] = Field({}, description="指标名称和数量")
    shortcomings: list[ShortcomingEntry] = Field([], description="存在的不足")
    commitments: list[CommitmentEntry] = Field([], description="下一年度主要安排")
    answers: dict[str, AnswerEntry] = Field({}, description="对上年安排的回应，键是上年安排的代号")
    corrections: list[CorrectionEntry] = Field([], description="更正")


class Header(Claims):
    """报告开头的信息。原文没有的，填 null 或不写。"""

    title: Text = Field(description="标题")
    year: Annotated[int, AfterValidator(_year)] = Field(description="报告年度，与文件名相同")
    government: Id = Field(description="政府代号，与文件夹名相同")
    issuers: list[Text] = Field(description="发文机关", min_length=1)
    letterhead: Text | None = Field(None, description="发文机关标志（红头）")
    document_number: Annotated[str, AfterValidator(_document_number)] | None = Field(
        None, description="发文字号"
    )
    index_number: Text | None = Field(None, description="索引号")
    signature: list[Text] = Field([], description="落款，照原文，一行一项；印在正文后面")
    issued: date | None = Field(None, description="成文日期；原文未载明填 null")
    published: date | None = Field(None, description="发布日期；不知道填 null")
    acknowledged: dict[str, Text] = Field({}, description="核对过、属实的提醒：代码和理由")
    to_confirm: list[Text] = Field([], description="导入时程序拿不准的地方；核对一处删一行，删完才能发布")
