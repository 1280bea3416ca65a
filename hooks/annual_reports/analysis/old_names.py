"""Find what the names that a report's sentences had in its published versions lead to now.

A name that is no longer in the report leads to the sentence that has the same words. Where the words were
corrected, it leads to a note: what stood there, and what stands there now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from annual_reports.analysis.sentence_pairs import pair_equal, pair_similar
from annual_reports.domain.model import Sentence
from annual_reports.domain.sentence_names import name_of_words
from annual_reports.domain.text import mask_numbers, squeeze
from annual_reports.ledger.lines import Entry


class PublishedSentences(NamedTuple):
    """Sentences of a published version."""

    entry: Entry
    sentences: Sequence[Sentence]


class Meaning(NamedTuple):
    """Sentence that an old name stood for."""

    entry: Entry
    """A version in which it did."""
    sentence: Sentence
    present: Sentence | None
    """The sentence as it stands now; None if it was left out."""

    @property
    def is_unchanged(self) -> bool:
        """True if the words stand in the present text."""
        return self.present is not None and _words(self.present) == _words(self.sentence)


class Note(NamedTuple):
    """Old names that no sentence has any more, or several had in turn."""

    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]


class OldNames(NamedTuple):
    """Names that a report's sentences had."""

    standing: Mapping[str, tuple[str, ...]]
    """Name of a sentence -> old names that stood for the same words alone."""
    notes: tuple[Note, ...]

    @property
    def all(self) -> list[str]:
        """All old names."""
        groups = (*self.standing.values(), *(note.names for note in self.notes))
        return [name for names in groups for name in names]


NO_OLD_NAMES = OldNames({}, ())


def find_old_names(present: Sequence[Sentence], versions: Iterable[PublishedSentences]) -> OldNames:
    """Return the old names that lead to sentences of the present text, and notes about the others."""
    standing: dict[str, tuple[str, ...]] = {}
    notes: dict[tuple[str, ...], Note] = {}
    there = {sentence.name for sentence in present}
    for name, by_words in _meanings(present, versions).items():
        meanings = _without_later_wordings(by_words)
        words = tuple(meanings)
        if len(words) == 1 and words[0] in there:
            standing[words[0]] = (*standing.get(words[0], ()), name)
        else:
            names = (*notes[words].names, name) if words in notes else (name,)
            notes[words] = Note(names, tuple(meanings.values()))
    return OldNames(standing, tuple(notes.values()))


def _without_later_wordings(by_words: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
    """Return the first wording alone if all of them are wordings of one sentence that still stands."""
    now = {meaning.present for meaning in by_words.values()}
    return dict(list(by_words.items())[:1]) if len(now) == 1 and None not in now else by_words


def _meanings(
    present: Sequence[Sentence], versions: Iterable[PublishedSentences]
) -> dict[str, dict[str, Meaning]]:
    """Return old name -> name of a sentence for which it stood -> the sentence."""
    by_name = {sentence.name: sentence for sentence in present}
    found: dict[str, dict[str, Meaning]] = {}
    for entry, sentences in versions:
        successors = _successors(sentences, present)
        for sentence in sentences:
            same = by_name.get(sentence.name) or by_name.get(name_of_words(sentence.name))
            meaning = Meaning(entry, sentence, same or successors.get(sentence.name))
            words = same.name if same else sentence.name
            for name in _names_at(entry, sentence):
                if name not in by_name:
                    found.setdefault(name, {}).setdefault(words, meaning)
    return found


def _names_at(entry: Entry, sentence: Sentence) -> tuple[str, ...]:
    """Return the names of a sentence in a version; pages had ordinals before they had names after words."""
    return (sentence.name,) if entry.names else (sentence.name, f"sentence-{sentence.number}")


def _successors(before: Sequence[Sentence], now: Sequence[Sentence]) -> dict[str, Sentence]:
    """Return name of a sentence that stands no more -> the one that stands in its place.

    First the sentences that differ in numbers only are paired, then similar ones, then those between the
    same neighbours.
    """
    left, right = _without(before, now), _without(now, before)
    keys = [squeeze(one.text) for one in before], [squeeze(one.text) for one in now]
    masked = [mask_numbers(key) for key in keys[0]], [mask_numbers(key) for key in keys[1]]
    pairs = pair_equal(*masked, left, right)
    pairs |= pair_similar(*keys, *_unpaired(left, right, pairs))
    rest = _unpaired(left, right, pairs)
    pairs |= {b: a for a, b in _replaced(before, now) if a in rest[0] and b in rest[1]}
    return {before[a].name: now[b] for b, a in pairs.items()}


def _unpaired(
    left: Sequence[int], right: Sequence[int], pairs: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return [a for a in left if a not in taken], [b for b in right if b not in pairs]


def _replaced(before: Sequence[Sentence], now: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of the sentences of runs of equal length between the same neighbours."""
    matcher = SequenceMatcher(None, list(map(_words, before)), list(map(_words, now)), autojunk=False)
    for tag, start, end, start_now, end_now in matcher.get_opcodes():
        if tag == "replace" and end - start == end_now - start_now:
            yield from zip(range(start, end), range(start_now, end_now), strict=True)


def _without(sentences: Sequence[Sentence], others: Iterable[Sentence]) -> list[int]:
    """Return the indexes of the sentences whose words are not among the others."""
    words = set(map(_words, others))
    return [index for index, sentence in enumerate(sentences) if _words(sentence) not in words]


def _words(sentence: Sentence) -> str:
    return name_of_words(sentence.name)
