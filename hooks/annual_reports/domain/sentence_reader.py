"""Follow the words of a sentence that tell time, mood and scope, from mark to mark, up to each amount.

A word holds from where it stands to the next of its kind in its sentence; in brackets, to their end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from annual_reports.domain.amount_words import AmountWords, State
from annual_reports.domain.context_words import any_of, words
from annual_reports.domain.model import Quantity
from annual_reports.domain.moods import may_bind, mood_of
from annual_reports.domain.periods import WHOLE_YEAR, Period
from annual_reports.domain.territories import office_at
from annual_reports.domain.time_words import TIME_WORD, TimeWord, read_time_word

AMOUNT = "¤"
"""Stands for each character of an amount in the texts that are read here."""
_HAN = "[一二三四五六七八九十]"
ITEM = rf"(?:{_HAN}{{1,3}}是|首先|其次|再次|最后|\((?:{_HAN}|\d){{1,3}}\)|\d{{1,2}}[.、](?!\d))"
"""Pattern of what begins an item: 二是, （三）, 4."""
TOKEN_ANYWHERE = (
    rf"(?P<comma>[,:])|(?P<stop>;)|(?P<close>\))|(?P<item>{ITEM})|(?P<open>\()|{TIME_WORD}"
    rf"|(?P<plan>{any_of('planned')})|(?P<done>{any_of('done')})|(?P<weak>{any_of('done_weakly')})"
    rf"|(?P<total>累计)"
    rf"|(?P<some>{any_of('parts')})|(?P<others>{any_of('after_parts')})"
)
_TIME_GROUPS = frozenset(re.findall(r"\(\?P<(\w+)>", TIME_WORD))
_BORDERS = frozenset(("comma", "stop", "close", "item", "open"))
_AMOUNT_JUST_BEFORE = re.compile(rf"{AMOUNT}[^,;{AMOUNT}()]{{0,11}}$")
_ABOUT_DOCUMENTS = re.compile(rf"{any_of('about_documents')}[^,;¤]*$")
_DOCUMENTS = re.compile(any_of("documents_of_a_year"))
_BEFORE_SCOPE = re.compile(rf"(?:\s|{any_of('before_scope')})*,?")
_NO_SCOPE_AFTER = re.compile(any_of("no_scope_after"))
_TIED = re.compile(rf"(?![^¤]{{0,12}}{any_of('no_tie')})[^,;()¤]{{0,10}}¤")
_IS_ONLY = re.compile(r"(?:仅|只)?(?:为|是|有)?约?¤")
_STOCK = re.compile(any_of("stocks"))
_TOTAL_IS = re.compile(r"(?:总数|总计|已|共|达|到|为|有)*¤")
_LONG_AGO = re.compile(rf"{any_of('long_ago')}[^,;。¤]{{0,8}}$")
_YEARS_OF_A_PLAN = re.compile(rf"{any_of('years_of_a_plan')}$")
_MINE = re.compile(r"[我本][镇乡街办县区市省州旗局委厅院]")
_WHOLE_TERRITORY = re.compile(r"全[国省市区县州盟旗]")
_NEW_IN_BRACKET = re.compile(r"\([^)]{0,20}(?:新增|净增|今年|本年)")
_CLAUSE_REST = re.compile(r"[^,;:()¤]*")
_JOINTS = ("、", "和", "与", "及")
_FROM_NOW_ON = ("下", "接", "今后")
_LONGEST_OPENING = 8
"""Most characters of a sentence before a time that opens it (我镇, 一是)."""
_LONGEST_NAME, _LONGEST_EVENT = 14, 16
_MOST_ADDED = 60
"""Most amounts before a sum that may add up to it."""
_LONGEST_CLAUSE = 80
"""Most characters before an amount that are looked at; keeps the time for any text in proportion."""


@cache
def context_words() -> re.Pattern[str]:
    """Return the pattern of the words that tell a context; compiled when first used, which takes 10 ms."""
    return re.compile(rf"(?=[{words('first_signs')[0]}])(?:{TOKEN_ANYWHERE})")


@dataclass(frozen=True)
class Surroundings:
    """Facts about a report that are known before its text is read."""

    year: int | None
    own: frozenset[str]
    others: Mapping[str, str]
    folded: str
    """Text of the report, its width folded."""
    above: str = ""
    """First characters of the names of offices of higher levels."""

    @cached_property
    def first_signs(self) -> frozenset[str]:
        """First two signs of each name, by which most places are ruled out at once."""
        return frozenset(word[:2] for word in (*self.own, *self.others))


class SentenceReader:
    """Goes through one sentence from mark to mark."""

    def __init__(self, text: str, start: int, known: Surroundings, state: State, *, is_planned: bool) -> None:
        """Begin at the start of a sentence, with what the sentences before it say."""
        self._text, self._start, self._known = text, start, known
        self.state, self._given, self._is_planned = state, state, is_planned
        self.opening: State | None = None
        """Context that the sentence gives to the next ones; None if it names no time."""
        self._clauses = self._brackets = self._parts = self._segments = 0
        self._end = self._clause = start
        self._before_office: tuple[int, str | None] | None = None
        self._outer: list[State] = []
        self._returned: State | None = None
        self._returns_at_comma = False
        self._tied: Period | None = None
        self._bracket_period: Period | None = None
        self._plan_clause = self._planned_amounts = 0
        self._amounts: list[AmountWords] = []
        self._amounts_before_time = -1
        self._is_tied = self._is_first_part = self._may_bind = False

    def read(self, quantities: Sequence[Quantity], end: int) -> list[AmountWords]:
        """Return the amounts of the sentence with what the words before them say."""
        self._end = end
        self._may_bind = may_bind(self._known.folded, self._start, end)
        waiting = list(quantities)[::-1]
        self._look_for_scope(self._start)
        for token in context_words().finditer(self._text, self._start, end):
            start = token.start()
            while waiting and waiting[-1].span[0] < start:
                self._add(waiting.pop())
            self._follow(token, token.lastgroup or "")
        while waiting:
            self._add(waiting.pop())
        self._end_clause(end, is_stop=False)
        return self._amounts

    def _follow(self, token: re.Match[str], kind: str) -> None:
        if kind in _BORDERS:
            self._follow_border(token, kind)
        elif kind in _TIME_GROUPS:
            self._follow_time(token)
        else:
            self._follow_word(token, kind)

    # Borders of clauses.

    def _follow_border(self, token: re.Match[str], kind: str) -> None:
        end = token.end()
        if kind == "item":
            self._change(is_planned=False, part=0, part_word="", scope=None)
        else:
            self._end_clause(end, is_stop=kind == "stop")
        if kind == "open":
            self._open_bracket(token.start())
        elif kind == "close" and self._outer:
            self.state = self._outer.pop()
        self._look_for_scope(end)

    def _end_clause(self, next_start: int, *, is_stop: bool) -> None:
        self._clause = next_start
        self._clauses += 1
        self._segments += is_stop
        if self._before_office and self._text[next_start - 1] not in "()":
            if self._before_office[0] == len(self._amounts):
                self._change(scope=self._before_office[1])
            self._before_office = None
        before = self._returned
        if before is not None and (is_stop or self._returns_at_comma):
            self.state = self.state._replace(
                period=before.period,
                knows_beginning=before.knows_beginning,
                is_cumulative=before.is_cumulative,
            )
            self._returned = None

    def _open_bracket(self, start: int) -> None:
        self._outer.append(self.state)
        self._brackets += 1
        in_front = self._text[max(0, start - 1) : start]
        follows_a_number = in_front == AMOUNT or in_front.isdigit()
        bracket = self._brackets if follows_a_number else 0
        period = self._bracket_period or self.state.period
        self._change(bracket=bracket, period=period)
        self._bracket_period = None

    # Words.

    def _follow_word(self, token: re.Match[str], kind: str) -> None:
        match kind:
            case "plan":
                self._begin_plan(token[0])
            case "done":
                self._end_plan(is_strong=True)
            case "weak":
                self._end_plan(is_strong=False)
                self._add_up()
            case "total":
                self._end_plan(is_strong=False)
                self._begin_total(token.end())
            case "some" if token[0] != "中" or _AMOUNT_JUST_BEFORE.search(
                self._text, max(self._clause, token.start() - 13), token.start()
            ):
                self._parts += 1
                self._is_first_part = True
                self._change(part=self._parts, part_word=token[0])
            case "others":
                self._change(part=0, part_word="")
        if kind in ("total", "some", "weak"):
            self._look_for_scope(token.end())

    def _begin_plan(self, word: str) -> None:
        self._plan_clause, self._planned_amounts = self._clauses, 0
        self._change(is_planned=True)
        self._is_planned |= word.startswith(_FROM_NOW_ON)

    def _end_plan(self, *, is_strong: bool) -> None:
        """End the plan at a word like 已, and at one like 全年 if the plan's own amount stands before it."""
        is_in_new_clause = self._clauses > self._plan_clause
        if (is_strong or is_in_new_clause) and (self._planned_amounts or (is_strong and is_in_new_clause)):
            self._change(is_planned=False)

    def _add_up(self) -> None:
        """Return to the whole year at a sum of its parts: 1—6月3期，7—12月2期，共5期."""
        near = self._amounts[-_MOST_ADDED:]
        periods = {amount.period for amount in near if amount.period.is_narrower_than_year}
        if len(periods) > 1 and self.state.period in periods:
            first, last = min(p.first or 0 for p in periods), max(p.last for p in periods)
            if Period(first, last) == WHOLE_YEAR:
                self._change(period=WHOLE_YEAR)
                self._end_opening(WHOLE_YEAR)

    def _begin_total(self, end: int) -> None:
        before = self.state
        self._change(is_cumulative=self._has_no_beginning(end))
        if self._returned is None and self.state.is_cumulative:
            self._returned, self._returns_at_comma = before, bool(self._amounts)

    def _has_no_beginning(self, end: int) -> bool:
        """Return True for a 累计 that may count from before the year: 累计建成5个, 新建6个，累计41个."""
        if self._amounts_before_time == len(self._amounts):
            return False
        is_stock = _STOCK.match(self._text, end) or (self._amounts and _TOTAL_IS.match(self._text, end))
        return bool(is_stock) or not (self.state.knows_beginning or self._amounts)

    # Times.

    def _follow_time(self, token: re.Match[str]) -> None:
        word = read_time_word(token, self._known.year)
        end = token.end()
        if word.is_comparison:
            is_in_bracket = self._text.startswith("(", end)
            self._bracket_period = word.period if is_in_bracket else None
            self._tied = word.period if not is_in_bracket and _TIED.match(self._text, end) else None
        elif word.period is not None:
            self._end_plan(is_strong=token["until"] is not None)
            self._begin_period(token, word)
        elif word.is_rough:
            self._begin_event(token)
        self._look_for_scope(end)

    def _begin_period(self, token: re.Match[str], word: TimeWord) -> None:
        if word.is_month and self._text[token.end() : token.end() + 1] in (",", "、"):
            return
        before = self.state
        period = before.period if word.widens and before.period.is_one_year else word.period
        period = period or WHOLE_YEAR
        self._change(period=period, is_cumulative=False, knows_beginning=not word.is_rough)
        self._amounts_before_time = -1 if word.is_rough else len(self._amounts)
        if word.is_month or self._is_an_aside(token, period):
            self._returned, self._returns_at_comma = self._returned or before, True
        elif self._amounts:
            self._returned = before if before.period == WHOLE_YEAR else None
            self._returns_at_comma = False
            self._end_opening(period)
        elif token.start() - self._start <= _LONGEST_OPENING and not (token["date"] or token["span"]):
            self.opening = State(period, knows_beginning=not word.is_rough)

    def _begin_event(self, token: re.Match[str]) -> None:
        """Begin a time since an event of the year or of an earlier one: 专项行动以来, “八五”普法以来."""
        begin = max(self._clause, token.start() - _LONGEST_EVENT)
        is_since = token[0] == "以来"
        if (_LONG_AGO if is_since else _YEARS_OF_A_PLAN).search(self._text, begin, token.start()):
            self._begin_period(token, TimeWord(Period(None)))
        elif is_since:
            self._change(is_cumulative=True, knows_beginning=False)

    def _is_an_aside(self, token: re.Match[str], period: Period) -> bool:
        """Return True for a year that holds for its clause only: 2022年度报告提出的3个问题, 上年为120件."""
        begin = max(self._clause, token.start() - _LONGEST_CLAUSE)
        if _ABOUT_DOCUMENTS.search(self._text, begin, token.start()):
            return True
        end = token.end()
        is_aside = _DOCUMENTS.match(self._text, end) or (self._amounts and _IS_ONLY.match(self._text, end))
        return period.last < 0 and bool(is_aside)

    def _end_opening(self, period: Period) -> None:
        """End the time of the first words with the sentence if another follows: 上半年3期，全年8期."""
        held = (self.opening or self._given).period
        if held != WHOLE_YEAR and (period == WHOLE_YEAR or not held.contains(period)):
            self.opening = State()

    # Territories.

    def _look_for_scope(self, start: int) -> None:
        """Note the territory that is named at the start of a clause, after words like 其中."""
        skipped = _BEFORE_SCOPE.match(self._text, start)
        position = skipped.end() if skipped else start
        name, end = self._name_at(position)
        if not name or self._text.startswith("所在", end):
            self._look_for_office(end)
            return
        inner, inner_end = self._name_at(end)
        name, end = (inner, inner_end) if inner else (name, end)
        if name in self._known.own:
            self._change(scope=None)
            if self._is_first_part and self._amounts and _MINE.fullmatch(name):
                self._leave_to_others(self._amounts[-1])
        elif not _NO_SCOPE_AFTER.match(self._text, end):
            self._change(scope=self._known.others[name])

    def _look_for_office(self, start: int) -> None:
        """Note an office of higher levels; it holds for its clause, and beyond if that has an amount."""
        if office := office_at(self._text, start, self._known.above):
            self._before_office = len(self._amounts), self.state.scope
            self._change(scope=office)

    def _leave_to_others(self, whole: AmountWords) -> None:
        """Note that a whole is wider than the government: 办理案件56件，其中涉及我镇2件."""
        before = self._text[self._start : whole.quantity.span[0]]
        if whole.scope is None and not _MINE.search(before):
            territory = _WHOLE_TERRITORY.search(before)
            whole.scope = territory[0] if territory else "上级"

    def _name_at(self, start: int) -> tuple[str, int]:
        """Return the longest name or word for a territory at a place, and where it ends."""
        if self._text[start : start + 2] not in self._known.first_signs:
            return "", start
        for length in range(_LONGEST_NAME, 1, -1):
            word = self._text[start : start + length]
            if word in self._known.own or word in self._known.others:
                return word, start + length
        return "", start

    def _change(self, **values: object) -> None:
        self.state = self.state._replace(**values)  # type: ignore[arg-type]  # names and types are those of State

    # Amounts.

    def _add(self, quantity: Quantity) -> None:
        (start, end), state, text = quantity.span, self.state, self._text
        previous = self._amounts[-1].quantity.span[1] if self._amounts else self._start
        rest = _CLAUSE_REST.match(text, end, self._end)
        clause = max(self._clause, start - _LONGEST_CLAUSE)
        near = text[max(clause, previous) : start]
        if self._is_tied and text[previous:start] in _JOINTS:
            self._tied = self._amounts[-1].period
        words = AmountWords(
            quantity,
            self._known.folded[start:end],
            text[clause:start],
            near,
            text[max(previous, start - _LONGEST_CLAUSE) : start],
            rest[0] if rest else "",
            state,
            self._tied or state.period,
            state.scope,
            state.is_cumulative or ("累计" in near and bool(_NEW_IN_BRACKET.match(text, end))),
            self._is_first_part,
            self._segments,
        )
        words.mood = mood_of(words, is_planned=self._is_planned or state.is_planned, may_bind=self._may_bind)
        self._amounts.append(words)
        self._is_tied = self._tied is not None
        self._tied, self._is_first_part = None, False
        self._planned_amounts += 1
