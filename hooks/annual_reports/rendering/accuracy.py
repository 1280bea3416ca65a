"""Say in words how accurately an amount is written, from the interval that its words allow."""

from __future__ import annotations

import re
from decimal import Decimal

from annual_reports.analysis.changes import format_number
from annual_reports.domain.intervals import WHOLE_SHARES, Interval, interval
from annual_reports.domain.model import Figure, Qualifier, Quantity

_PLACES = ("个位", "十位", "百位", "千位", "万位", "十万位", "百万位", "千万位", "亿位")
_YI = Decimal(10**8)
_AT_LEAST = re.compile("至少|以上|[少低小]于")
"""Words of an amount above its number that include the number; 少于 is then the end of 不少于."""
_AT_MOST = re.compile("至多|以内|以下|[高多]于|超过")
"""The same below its number; 超过 is then the end of 不超过."""
_NEXT_ROUND = re.compile("[余餘]|多(?!于)")


def describe_accuracy(figure: Figure) -> str:
    """Return which true numbers the amount of a figure allows, in a reader's words.

    Only what the words say is called certain. Where they leave the end open (近、约、超、以上), it tells with
    which numbers this site compares.
    """
    quantity, allowed = figure.quantity, interval(figure.quantity)
    match quantity.qualifier:
        case Qualifier.EXACT:
            return _exact(quantity, allowed)
        case Qualifier.OVER:
            return _over(figure, allowed)
        case Qualifier.NEARLY:
            most = "不超过" if _AT_MOST.search(figure.text) else "不到"
            return f"{most} {_written(quantity.value, quantity)}；{_not_exact(allowed, quantity)}"
        case Qualifier.ABOUT:
            return f"{_written(quantity.value, quantity)} 上下；{_not_exact(allowed, quantity)}"


def _exact(quantity: Quantity, allowed: Interval) -> str:
    if allowed.is_point:
        return "个位" if quantity.unit not in WHOLE_SHARES else "全部" if quantity.value else "没有"
    return f"写到{_last_place(quantity.step)}，按四舍五入是 {_range(allowed, quantity)}"


def _over(figure: Figure, allowed: Interval) -> str:
    """Return the bounds of 余 and 超: 526余 is below 530, but 超500 and 500以上 name no end."""
    quantity = figure.quantity
    value, end = quantity.value, allowed.high
    least = f"{'不少于' if _AT_LEAST.search(figure.text) else '超过'} {_written(value, quantity)}"
    if end == WHOLE_SHARES.get(quantity.unit):
        return f"{least}，最多 {_written(end, quantity)}；原文没有写准"
    if not _NEXT_ROUND.search(figure.text):
        return f"{least}；{_not_exact(allowed, quantity)}"
    is_whole = value == value.to_integral_value() and end == end.to_integral_value()
    return f"{least}，不到 {_written(end + is_whole, quantity)}；原文没有写准"


def _not_exact(allowed: Interval, quantity: Quantity) -> str:
    return f"原文没有写准，本站按 {_range(allowed, quantity)} 比较"


def _last_place(step: Decimal) -> str:
    """Return the name of a place: 千位 for 1000, 2 位小数 for 0.01."""
    exponent = step.adjusted()
    if exponent < 0:
        return f" {-exponent} 位小数"
    return _PLACES[exponent] if exponent < len(_PLACES) else f"第 {exponent + 1} 位"


def _range(allowed: Interval, quantity: Quantity) -> str:
    return f"{_written(allowed.low, quantity)} 到 {_written(allowed.high, quantity)}"


def _written(value: Decimal, quantity: Quantity) -> str:
    """Return a number with the sign of a share; a count is shown without its unit, which stands above.

    Numbers from a hundred million are counted in 亿.
    """
    if quantity.unit in WHOLE_SHARES:
        return f"{format_number(value)}{quantity.unit}"
    return f"{format_number(value / _YI)}亿" if value >= _YI else _with_commas(value)


def _with_commas(value: Decimal) -> str:
    whole, point, decimals = format_number(value).partition(".")
    return f"{int(whole):,}{point}{decimals}"
