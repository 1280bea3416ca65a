"""Hold the words around an amount of a text, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from annual_reports.domain.model import Mood, Quantity, Role
from annual_reports.domain.periods import WHOLE_YEAR, Period

SHARES = ("%", "‰", "个百分点", "倍")
"""Units of what adds up to nothing."""


class State(NamedTuple):
    """Context of the next amount by the words so far."""

    period: Period = WHOLE_YEAR
    knows_beginning: bool = False
    """True if a year or a span has been named, so that 累计 counts from there."""
    is_cumulative: bool = False
    scope: str | None = None
    is_planned: bool = False
    part: int = 0
    """Number of the word that announces parts here; 0 if none does."""
    part_word: str = ""
    """That word: 其中, 分别."""
    bracket: int = 0
    """Number of the bracket that holds here, if it stands behind a number."""


@dataclass(slots=True)
class AmountWords:
    """Amount of a sentence with the words around it."""

    quantity: Quantity
    text: str
    """Amount as it is written, its width folded; with words like 超过 that belong to it."""
    clause: str
    """Words of the clause before it; earlier amounts are written ¤¤¤."""
    near: str
    """Words since the amount before it, or since the start of the clause."""
    between: str
    """Words of the sentence from the amount before it up to it."""
    after: str
    """Words of the clause behind it, up to the next amount or the sentence's end."""
    state: State
    """Context by the words before it."""
    period: Period = WHOLE_YEAR
    scope: str | None = None
    is_cumulative: bool = False
    is_first_part: bool = False
    """True for the first amount behind a word that announces parts."""
    segment: int = 0
    """Number of semicolons before it."""
    mood: Mood = Mood.DONE
    role: Role = Role.RESULT
    is_inherited: bool = False
    """True if the period is that of a sentence before."""

    @property
    def part(self) -> int:
        """Number of the word behind which it stands that announces parts; 0 if there is none."""
        return self.state.part

    @property
    def bracket(self) -> int:
        """Number of the bracket behind a number in which it stands; 0 outside of brackets."""
        return self.state.bracket

    @property
    def is_share(self) -> bool:
        """True for percentages and multiples, which add up to nothing."""
        return self.quantity.unit in SHARES
