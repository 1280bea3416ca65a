"""Check what the header says a figure is about, scope and part, against the words around its amount.

The period is checked in `contexts`, with what the words say of figures that name no scope and no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.mentions import FigureMentions
from annual_reports.analysis.nearby_words import NearbyWords
from annual_reports.domain.catalog import Government
from annual_reports.domain.contexts import AmountInContext, setting_of
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import Figure, Mood, Report
from annual_reports.domain.territories import kind_of
from annual_reports.domain.text import squeeze
from annual_reports.domain.yaml_text import yaml_line

_NOT_KNOWN = "上级"
"""Scope of an amount that is wider than the government's, without a name."""


def figures_of_others_and_parts(collection: Collection) -> Iterator[Finding]:
    """Find figures whose header names a government or a part that the words around the amount do not."""
    for report in collection.reports:
        if not any(figure.scope or figure.part for figure in report.figures):
            continue
        words = NearbyWords(report, setting_of(report.government, report.year, collection.catalog))
        mentions = collection.mentions[report.path].figures
        for figure, said in zip(report.figures, mentions, strict=True):
            yield from _extent(report, figure, said, words)


def _extent(report: Report, figure: Figure, said: FigureMentions, words: NearbyWords) -> Iterator[Finding]:
    own = said.own or (said.zero.context if said.zero else None)
    if own and own.mood is not Mood.DONE:
        return
    if figure.scope and not _is_scope_said(figure, figure.scope, own, words):
        told = (own.scope if own else None) or report.government.name
        reason = yaml_line("acknowledged", {"scope-not-said": f"上文说的是{figure.scope.name}"})
        facts = {"scope": figure.scope.name, "told": told, "example": reason}
        yield finding("scope-not-said", figure.place, key=figure.indicator.name, found=figure.text, **facts)
    if figure.part and not _is_part_said(figure, figure.part, words):
        facts = {"part": figure.part}
        yield finding("part-not-said", figure.place, key=figure.indicator.name, found=figure.text, **facts)


def _is_scope_said(
    figure: Figure, scope: Government, own: AmountInContext | None, words: NearbyWords
) -> bool:
    """Return True if the amount is the named government's by its sentence, or else by the words before it."""
    said = (own.scope if own else None) or words.last_territory(figure)
    return said is not None and _may_be(said, scope)


def _may_be(said: str, scope: Government) -> bool:
    """Return True if the words for a government (桐柏县, 全县, 县司法局) may mean a registered one."""
    kind = kind_of(scope)
    names = (scope.name, *scope.former_names, f"全{kind}", _NOT_KNOWN)
    return said in names or scope.name.endswith(said) or (bool(kind) and said.startswith(kind))


def _is_part_said(figure: Figure, part: str, words: NearbyWords) -> bool:
    """Return True if most of a part's words stand near the amount; those of the indicator tell no part."""
    indicator = figure.indicator
    names = " ".join(map(squeeze, (indicator.name, *indicator.aliases)))
    whole = re.sub(r"\W", "", squeeze(part))
    own = "".join(sign for sign, is_known in zip(whole, _found(whole, names), strict=True) if not is_known)
    found = _found(own or whole, words.near(figure))
    return 2 * sum(found) > len(found)


def _found(words: str, text: str) -> list[bool]:
    """Return for each character whether the text has it together with the one before or behind it."""
    if len(words) == 1:
        return [words in text]
    pairs = [words[i : i + 2] in text for i in range(len(words) - 1)]
    return [one or other for one, other in zip([False, *pairs], [*pairs, False], strict=True)]
