"""Pydantic schema of a report's header. The JSON Schema for editors is generated from it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    model_validator,
)
from pydantic_core import PydanticCustomError

from annual_reports.sources.validation import Entry, Id, Reason, Text

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


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _period_words(value: Any) -> Any:
    """Return the words of a period: YAML reads 2024 as a number and 2024-06-30 as a date."""
    return str(value) if _is_number(value) or isinstance(value, date) else value


PeriodWords = Annotated[Text, BeforeValidator(_period_words, json_schema_input_type=str | int)]
"""Period as people write it, a text or a year; `domain.periods` parses it."""


def _restated_words(value: Any) -> Any:
    if _is_number(value):
        raise PydanticCustomError("restated-amount", "no unit")
    return value


RestatedWords = Annotated[Text, BeforeValidator(_restated_words, json_schema_input_type=str)]
"""Amount with its unit as people write it."""


class RestatementEntry(Entry):
    """本报告重新说的往年的数：每行写年度和数量，例如 2023: 620 件；再写 reason。"""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, RestatedWords] = Field(init=False)

    reason: Reason = Field(description="为什么与往年报告不同，例如 上年漏报")

    @property
    def amounts(self) -> dict[str, str]:
        """Year, as written -> amount."""
        return self.__pydantic_extra__


def _quotation(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty-text", "empty")
    return text.strip()


class PassageEntry(Entry):
    """一处核对过、属实的。"""

    quote: Annotated[str, AfterValidator(_quotation)] = Field(
        description="含有那一处的原文，只出现一次；没有公开，可以有尖括号"
    )
    reason: Reason = Field(description="为什么属实、可以公开")


def _reason_or_passages(value: Any) -> str | list[PassageEntry]:
    """Validate one acknowledgement; a union of pydantic would put its choices into the paths."""
    return _PASSAGES.validate_python(value) if isinstance(value, list) else _REASON.validate_python(value)


Passages = Annotated[list[PassageEntry], Field(min_length=1)]
Acknowledged = Annotated[
    str | list[PassageEntry],
    PlainValidator(_reason_or_passages, json_schema_input_type=Reason | Passages),
]
"""Reason for all findings of a code that is about the whole report, or passages with a reason each."""
_PASSAGES, _REASON = TypeAdapter(Passages), TypeAdapter(Reason, config=ConfigDict(strict=True))


class FigureEntry(Entry):
    """一个指标的数。多数只写数量；数量在正文里不止一处时，用 quote 写明是哪一处。"""

    value: Text = Field(description="数量，照正文写，例如 526 余件；原文用话说没有的，写 0 件，再写 quote")
    quote: Text | None = Field(
        None, description="含有这个数量的原文；用话说没有的，写那句话，例如 没有发生行政复议案件"
    )
    period: PeriodWords | None = Field(
        None, description="数的是哪段时间，全年的不写；例如 2024上半年、2024年1—9月、2022年以来"
    )
    scope: Text | None = Field(
        None, description="数的是哪里，本机关的不写；写登记过的名称或代号，例如 桐柏县"
    )
    part: Text | None = Field(None, description="只数其中一部分的，写是哪一部分，例如 简易程序")
    note: Text | None = Field(None, description="原文里关于这个数的话，照正文写，例如 据不完全统计")
    remark: Text | None = Field(None, description="本站说明：原文没有、由网站加的话，例如 含会前学法")
    counted: bool = Field(default=False, description="原文只列举、没有写数，由列举计数得出")
    comparable: bool = Field(default=True, description="false 表示不可与其他年度、其他地方相比")
    reason: Reason | None = Field(None, description="为什么不可比")
    new_scope: Text | None = Field(
        None, description="从这一年起换成了什么口径：与以前各年不可比，与以后各年可比"
    )
    restated: RestatementEntry | None = Field(
        None,
        description="正文新说的往年的数，与往年报告不同的，例如 {2023: 620 件, reason: 上年漏报}",
    )
    acknowledged: dict[str, Reason] = Field({}, description="这个数核对过、属实的提醒：代码和理由")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if data is None:
            raise PydanticCustomError("figure-unfilled", "unfilled")
        if _is_number(data):
            raise PydanticCustomError("bad-amount", "no unit")
        return {"value": data} if isinstance(data, str) else data


def _one_or_several(value: Any) -> FigureEntry | list[FigureEntry]:
    """Validate the figures of one indicator; a union of pydantic would put its choices into the paths."""
    return _SEVERAL.validate_python(value) if isinstance(value, list) else FigureEntry.model_validate(value)


SeveralFigures = Annotated[list[FigureEntry], Field(min_length=1)]
Figures = Annotated[
    FigureEntry | list[FigureEntry],
    PlainValidator(_one_or_several, json_schema_input_type=FigureEntry | SeveralFigures),
]
"""Figure of an indicator, or a list of figures that differ in period, scope or part."""
_SEVERAL = TypeAdapter(SeveralFigures)


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
    reason: Reason


class Claims(Entry):
    """Part of the header that must have evidence in the body."""

    figures: dict[str, Figures] = Field(
        {},
        description="指标名称和数量；有几个数的写成列表，例如 [526 余件, {value: 300 件, part: 邻里}]",
    )
    shortcomings: list[ShortcomingEntry] = Field([], description="存在的不足")
    commitments: list[CommitmentEntry] = Field([], description="下一年度主要安排")
    answers: dict[str, AnswerEntry] = Field({}, description="对上年安排的回应，键是上年安排的代号")
    corrections: list[CorrectionEntry] = Field([], description="更正")
    acknowledged: dict[str, Acknowledged] = Field(
        {}, description="核对过、属实的意见：代码和理由；说的是一处的，摘录那一处，再写理由"
    )


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
    compared_with_scan: date | None = Field(
        None, description="与签发的扫描件核对过数字、日期、机关名称的，填核对的日子"
    )
    to_confirm: list[Text] = Field([], description="导入时程序拿不准的地方；核对一处删一行，删完才能发布")
