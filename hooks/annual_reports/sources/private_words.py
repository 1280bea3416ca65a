"""Find personal data in any text that is published: a page, a file's name, a value of `data/`.

The patterns are those of `proofreading.privacy`. Here a text is first brought into the form that it has for a
reader: invisible characters are left out, all blanks and digits are the usual ones. Digests are no numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import decimal

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import RULES, Finding, Place, finding
from annual_reports.domain.text import fold_width, squeeze
from annual_reports.domain.yaml_text import yaml_value
from annual_reports.proofreading.privacy import personal_data
from annual_reports.proofreading.rules import ProofText
from annual_reports.sanitize.characters import place_after, suspicious_characters

_PUBLIC_PARTICULARS = ("联系电话", "通信地址")
_WIDE_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DIGEST = re.compile("[0-9a-f]{16,}")
_LETTERS_IN_TWO_PLACES = re.compile("[a-f][0-9]+[a-f]")
"""Found in nearly every digest, and not in a name before a number."""
_BETWEEN = r"(?:<[^<>]{0,200}>|&#?\w{1,8};|[\W_]){0,20}?"
"""Matches between two characters in the source of a text: marks of Markdown, tags, references."""


@dataclass(frozen=True, slots=True)
class PrivateWord:
    """Personal data found in a text."""

    code: str
    words: str
    """As they stand in the text; never shown."""
    shown: str
    """The words with their middle masked."""
    is_certain: bool
    """True if nobody can confirm that it is public."""


def find_private_words(text: str) -> list[PrivateWord]:
    """Return the personal data of a text, each once, in the order in which they are found."""
    readable = _as_read(text)
    words: dict[str, PrivateWord] = {}
    for found in personal_data(ProofText(readable, None), only_errors=True):
        shown, is_certain = str(found.facts["found"]), "for" not in RULES[found.code]
        word = PrivateWord(found.code, readable[slice(*found.span)], shown, is_certain)
        same = words.setdefault(squeeze(word.words), word)
        if word.is_certain and not same.is_certain:
            words[squeeze(word.words)] = word
    return list(words.values())


def _as_read(text: str) -> str:
    """Return a text without invisible characters, with usual blanks and digits, and blanks for digests."""
    odd = {text[offset] for offset, *_ in suspicious_characters(text)} - {"\n"}
    if odd:
        text = text.translate({ord(sign): _digit(sign) for sign in odd})
    text = _WIDE_BLANK.sub(" ", text)
    return _DIGEST.sub(_blank_digest, text)


def _blank_digest(match: re.Match[str]) -> str:
    return " " * len(match[0]) if _LETTERS_IN_TWO_PLACES.search(match[0]) else match[0]


def _digit(sign: str) -> str:
    """Return the digit that a character of another script stands for; an empty text for an invisible one."""
    value = decimal(sign, None)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class PublicWords:
    """Words that a person has confirmed to be public: quotations with the data, or with the data masked."""

    quotes: frozenset[str]

    @classmethod
    def of(cls, catalog: Catalog) -> PublicWords:
        """Return what `data/` says is public: its list, and telephone and address of the publisher."""
        particulars = (catalog.publisher.particulars.get(label) for label in _PUBLIC_PARTICULARS)
        return cls(frozenset((*catalog.public_words, *filter(None, particulars))))

    @cached_property
    def _squeezed(self) -> str:
        return "\n".join(sorted(map(squeeze, self.quotes)))

    def __contains__(self, word: PrivateWord) -> bool:
        """Return True if a confirmed quotation holds these words; certain data are never public."""
        return not word.is_certain and any(
            squeeze(form) in self._squeezed for form in (word.words, word.shown)
        )


def to_finding(word: PrivateWord, place: Place) -> Finding:
    """Return the finding for personal data at a place, with the entry that would confirm it."""
    code = "private-words" if word.is_certain else "maybe-private-words"
    return finding(code, place, found=word.shown, example=confirmation(place, word.shown, "单位对外公布的"))


def confirmation(place: Place, quote: str, reason: str) -> str:
    """Return the entry of `data/acknowledged.yml` that confirms some words."""
    return f"- {yaml_value({'file': place.path, 'quote': quote, 'reason': reason})}"


def locate(words: str, text: str, path: str) -> Place | None:
    """Return the place of words in the source of a text, which may have marks between their characters."""
    characters = map(re.escape, squeeze(words))
    match = re.search(_BETWEEN.join(characters), fold_width(text))
    return place_after(text[: match.start()], path) if match else None
