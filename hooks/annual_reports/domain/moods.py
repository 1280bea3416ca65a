"""Tell the mood of an amount by the words around it: done, demanded by a rule, or planned."""

from __future__ import annotations

import re

from annual_reports.domain.amount_words import AmountWords
from annual_reports.domain.context_words import any_of
from annual_reports.domain.model import Mood
from annual_reports.domain.periods import MONTHS

_MAY_BIND = re.compile(any_of("mood_signs"))
_DEMANDED = re.compile(any_of("demanded"))
_AT_LEAST = re.compile(any_of("at_least"))
_REACHED = re.compile(any_of("reached"))
_AIM = re.compile(rf"{any_of('aims')}(?:共|为|是)?\s*$")
_AIM_IS_REACHED = re.compile(any_of("aims_reached"))
_AIM_AFTER, _AIM_IS_SURPASSED = re.compile(any_of("aims_after")), re.compile(any_of("aims_surpassed"))
_TOO_FEW = re.compile(any_of("too_few"))
_TIMES = frozenset(("天", "个工作日", "小时", "个小时", "分钟", "个月"))


def may_bind(text: str, start: int, end: int) -> bool:
    """Return True if a sentence has a word that may tell a demand or an aim; most have none."""
    return _MAY_BIND.search(text, start, end) is not None


def mood_of(words: AmountWords, *, is_planned: bool, may_bind: bool) -> Mood:
    """Return the mood of an amount.

    Args:
        words: the amount and the words around it.
        is_planned: True if the words up to its clause say so.
        may_bind: False if its sentence has no word of a demand or an aim.

    """
    first = words.period.first
    if is_planned or (first is not None and first >= MONTHS):
        return Mood.PLANNED
    if not may_bind:
        return Mood.DONE
    if _is_aim(words):
        return Mood.PLANNED
    return Mood.REQUIRED if _is_demanded(words) else Mood.DONE


def _is_aim(words: AmountWords) -> bool:
    """Return True for what was to be reached: 目标任务20件, 98%的目标."""
    if _AIM_AFTER.match(words.after):
        return not _AIM_IS_SURPASSED.search(words.clause)
    return bool(_AIM.search(words.clause)) and not _AIM_IS_REACHED.search(words.clause)


def _is_demanded(words: AmountWords) -> bool:
    """Return True for a norm: 每季度1次, 不少于4次, 3天内办结.

    No norm are 每月不到2次 and the second amount of 应当出庭3件、已出庭3件.
    """
    if _DEMANDED.search(words.clause):
        if words.near != words.clause and _REACHED.search(words.near):
            return False
        return not _TOO_FEW.search(words.near[-2:] + words.text)
    if _AT_LEAST.search(words.near[-2:] + words.text):
        return not _REACHED.search(words.clause)
    return words.quantity.unit in _TIMES and words.after.startswith("内") and words.near[-1:] not in "到至"
