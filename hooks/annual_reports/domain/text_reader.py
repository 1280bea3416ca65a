"""Read the amounts of a text, paragraph by paragraph, with what the words around them say.

The first words of a sentence may hold for its paragraph: 下一步 always, a time if amounts follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from annual_reports.domain.amount_roles import set_roles
from annual_reports.domain.amount_words import AmountWords, State
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Quantity, Sentence
from annual_reports.domain.periods import WHOLE_YEAR
from annual_reports.domain.sections import Section, begins_plans, section_at, sections
from annual_reports.domain.sentence_reader import AMOUNT, ITEM, SentenceReader, Surroundings

_SILENT = "□"
_QUOTED = re.compile(
    r"《[^》\n]{0,80}》|“(?!十?[一二三四五六七八九]五”)[^”\n]{0,60}”|‘[^’\n]{0,30}’|[〔\[][12]\d{3}[〕\]]\d*号?"
    r"|\([12]\d{3}年?(?:修[订正]|版)[^)\n]{0,4}\)"
)
_FIRST_MONTHS = ("头", "前")
_ITEM_AT_START = re.compile(ITEM)


def read_amounts(body: Body, found: Sequence[Quantity], known: Surroundings) -> Iterator[AmountWords]:
    """Yield the amounts of a text in order, each with the words around it and what they say."""
    text = _marked(body.folded, found)
    divided = sections(text, known.year)
    paragraph = _Paragraph(text, known)
    waiting = list(found[::-1])
    for sentence, following in zip_longest(body.sentences, body.sentences[1:]):
        paragraph.begin_sentence(sentence)
        own = []
        while waiting and (following is None or waiting[-1].span[0] < following.span[0]):
            own.append(waiting.pop())
        if own:
            yield from paragraph.read(sentence, own, section_at(divided, sentence.span[0]))


def _marked(folded: str, found: Sequence[Quantity]) -> str:
    """Return the text with ¤ for amounts and □ for quotations and document numbers; of the same length."""
    pieces, end = [], 0
    for quantity in found:
        start, stop = quantity.span
        if quantity.unit == "个月" and folded[max(0, start - 1) : start] in _FIRST_MONTHS:
            continue  # a time, not an amount: 今年前三个月
        pieces += [folded[end:start], AMOUNT * (stop - start)]
        end = stop
    text = "".join([*pieces, folded[end:]])
    return _QUOTED.sub(lambda m: m[0] if AMOUNT in m[0] else _SILENT * len(m[0]), text)


class _Paragraph:
    """Hands on from sentence to sentence what holds for the rest of a paragraph."""

    def __init__(self, text: str, known: Surroundings) -> None:
        self._text, self._known = text, known
        self._end = 0
        self._forget()

    def _forget(self) -> None:
        self._state = State()
        self._is_planned = False
        self._amounts: list[AmountWords] = []
        self._last = State()

    def begin_sentence(self, sentence: Sentence) -> None:
        """Forget what no longer holds."""
        start = sentence.span[0]
        if "\n" in self._text[self._end : start]:
            self._forget()
        self._end = sentence.span[1]
        item = _ITEM_AT_START.match(self._text, start)
        if not self._is_planned:
            self._is_planned = begins_plans(self._text, item.end() if item else start, self._known.year)

    def read(
        self, sentence: Sentence, quantities: Sequence[Quantity], section: Section
    ) -> Sequence[AmountWords]:
        """Return the amounts of a sentence."""
        state = self._last if self._text.startswith("其中", sentence.span[0]) else self._state
        if section.period is not None and state.period == WHOLE_YEAR:
            state = state._replace(period=section.period, knows_beginning=True)
        is_planned = section.is_planned or self._is_planned
        reader = SentenceReader(self._text, sentence.span[0], self._known, state, is_planned=is_planned)
        amounts = reader.read(quantities, sentence.span[1])
        set_roles(amounts, self._amounts)
        if reader.opening is None and state is self._state:
            for amount in amounts:
                amount.is_inherited = amount.period == state.period != WHOLE_YEAR
        self._amounts, self._last = amounts, reader.state._replace(part=0, part_word="", is_planned=False)
        if reader.opening is not None:
            self._state = reader.opening
        return amounts
