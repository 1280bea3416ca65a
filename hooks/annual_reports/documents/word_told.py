"""Collect what of a Word document is not carried over as it stands: a line for each kind, with its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_SHOWN = 10
"""Characters of the text that show a place."""
_NEARBY = 60
_MOST_WORDS = 300
"""Characters that are told of left out text."""


class Event(NamedTuple):
    """Something in a text that is told."""

    phrase: str
    start: int
    """Position in the text."""
    end: int
    words: str | None
    """Words that the text does not hold; None: those of the text from `start` to `end`."""


@dataclass(slots=True)
class Told:
    """Lines told of a document so far."""

    places: dict[str, list[str]] = field(default_factory=dict)
    """Phrase -> places."""
    part: str = ""
    """Part of the document beside its body that is being read, such as 页眉."""
    before: str = ""
    """Words that were read last."""

    def tell(self, phrase: str, place: str = "", words: str = "") -> None:
        """Tell one thing."""
        shown = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}……（共 {len(words)} 字）"
        said = f"“{' '.join(shown.split())}”" if shown.strip() else ""
        self.places.setdefault(phrase, []).append("的".join(filter(None, (place, said))))

    def tell_read(self, phrase: str, text: str) -> None:
        """Tell something about text that is read, by the text's beginning."""
        self.tell(phrase, "" if text else self.place(), text[: 2 * _SHOWN])

    def read(self, text: str, events: Iterable[Event]) -> None:
        """Tell the events of a text by the words beside them, and remember where the text ends."""
        for event in events:
            words = text[event.start : event.end] if event.words is None else event.words
            self.tell(event.phrase, self.place(text, event.start), words)
        self.before = text.strip()[-_SHOWN:] or self.before

    def place(self, text: str = "", position: int = 0) -> str:
        """Return a place in a text in words; without a text it is behind the one that was read last."""
        head = text[max(0, position - _NEARBY) : position].strip()[-_SHOWN:]
        tail = text[position : position + _NEARBY].strip()[:_SHOWN]
        before = head or ("" if tail else self.before)
        beside = f"“{before}”后面" if before else f"“{tail}”前面" if tail else ""
        return " ".join((self.part + beside).split()) or "文件开头"

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind of thing that was told."""
        for phrase, places in self.places.items():
            yield f"{phrase.format(len(places))}：{'、'.join(filter(None, places)) or '没有标出位置'}"
