"""YAML as staff write it: strict, with the place of every key and value.

Only mappings, lists and plain values are taken. Duplicate keys, aliases, anchors and tags are refused;
`yes`, `012` and `12:30` stay the text they look like; a date that does not exist stays text, for the
schema to complain of. Built on libyaml's events, because its composer hides all of that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, cast

import yaml
from yaml.reader import ReaderError

from annual_reports.characters import first_odd
from annual_reports.findings import Finding, Place, finding

Loc = tuple[str | int, ...]
"""The way to a value: ("figures", "排查矛盾纠纷", "value")."""

_DEEPEST = 6
_LITERALS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Mark(Protocol):
    """A place as libyaml gives it, counted from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Marked:
    """The values of a YAML text, and where each stands."""

    path: str
    values: Any = None
    first_line: int = 1
    """The line of the file on which the text begins."""
    keys: dict[Loc, Mark] = field(default_factory=dict)
    marks: dict[Loc, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def at(self, mark: Mark) -> Place:
        """Where a mark of libyaml stands in the file."""
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def place(self, loc: Loc) -> Place:
        """The place of a value; where it is not written, that of the nearest thing around it."""
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return self.at(self.marks[loc]) if loc in self.marks else Place(self.path)

    def key_place(self, loc: Loc) -> Place:
        """The place of the key in front of a value."""
        return self.at(self.keys[loc]) if loc in self.keys else self.place(loc)

    def add(self, code: str, loc: Loc, *, at_key: bool = False, **facts: object) -> None:
        """Note a finding at a value, or at its key."""
        place = self.key_place(loc) if at_key else self.place(loc)
        self.findings.append(finding(code, place, **facts))


class _Refused(Exception):  # noqa: N818  # not an error of ours, a finding on its way
    """What cannot be read past; carries the finding."""


def read(text: str, path: str, *, first_line: int = 1) -> Marked:
    """Read a YAML text whose first line is line `first_line` of the file `path`."""
    marked = Marked(path, first_line=first_line)
    reader = _Reader(marked, text.split("\n"))
    try:
        marked.values = reader.document(_events(text))
    except _Refused as refusal:
        marked.findings.append(refusal.args[0])
    except ReaderError as error:
        line = first_line + text[: text.find(chr(error.character))].count("\n")
        marked.findings.append(
            finding("control-character", Place(path, line), found=f"U+{error.character:04X}")
        )
    except yaml.MarkedYAMLError as error:
        marks = (cast("Mark", error.problem_mark), cast("Mark | None", error.context_mark))
        marked.findings.append(reader.syntax(*marks))
    return marked


_FRAME = frozenset(
    (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
)


def _events(text: str) -> Iterator[yaml.Event]:
    following: Callable[[], yaml.Event | None] = yaml.CBaseLoader(text).get_event
    return iter(following, None)


def _next_node(events: Iterator[yaml.Event]) -> yaml.Event | None:
    """The next event that does not only frame the text."""
    return next((event for event in events if type(event) not in _FRAME), None)


@dataclass(slots=True)
class _Reader:
    marked: Marked
    lines: list[str]

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """Build the one value of a text; an empty text is an empty mapping."""
        start = _next_node(events)
        values = {} if start is None else self.node(start, events, ())
        if extra := _next_node(events):
            raise _Refused(self.syntax(_start(extra)))
        return values

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> Any:
        """Build the value that begins with `event`."""
        self.marked.marks[loc] = _start(event)
        self._refuse_features(event)
        if len(loc) > _DEEPEST:
            raise _Refused(finding("too-deep", self.at(_start(event))))
        if isinstance(event, yaml.ScalarEvent):
            self._tell_odd_characters(event)
            return _scalar(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return self._mapping(events, loc) if is_mapping else self._sequence(events, loc)

    def _sequence(self, events: Iterator[yaml.Event], loc: Loc) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self.node(event, events, (*loc, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in values:
                first = self.at(self.marked.keys[(*loc, key)]).line
                self.marked.findings.append(
                    finding("duplicate-key", self.at(_start(event)), key=key, first=first)
                )
                _Reader(Marked("", first_line=self.marked.first_line), self.lines).node(
                    next(events), events, loc
                )
                continue
            self.marked.keys[(*loc, key)] = _start(event)
            values[key] = self.node(next(events), events, (*loc, key))
        return values

    def _key(self, event: yaml.Event) -> str:
        self._refuse_features(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(self.syntax(_start(event)))
        self._tell_odd_characters(event)
        return str(event.value)

    def _tell_odd_characters(self, event: yaml.Event) -> None:
        """Those that an escape brings in; those of the file itself were told before."""
        if found := first_odd(cast("yaml.ScalarEvent", event).value):
            _, code, number = found
            self.marked.findings.append(finding(code, self.at(_start(event)), found=number))

    def _refuse_features(self, event: yaml.Event) -> None:
        """No aliases (they can multiply without bound), no tags (they name types), so no anchors either."""
        anchor = cast("yaml.NodeEvent", event).anchor
        if anchor is None and getattr(event, "tag", None) is None:
            return
        feature = "别名 *" if isinstance(event, yaml.AliasEvent) else "锚点 &" if anchor else "类型标记 !"
        self._refuse("yaml-feature", _start(event), feature=feature)

    def _refuse(self, code: str, mark: Mark, **facts: object) -> None:
        raise _Refused(finding(code, self.at(mark), found=self._line(mark), **facts))

    def at(self, mark: Mark) -> Place:
        """Where a mark of libyaml stands in the file."""
        return self.marked.at(mark)

    def syntax(self, mark: Mark, context: Mark | None = None) -> Finding:
        """The finding for what libyaml could not read, with advice from the look of the line.

        libyaml often stumbles only on the line after the slip, or at the end of the text.
        """
        if context is not None and not self._line(mark).strip():
            mark = context
        place, line = self.at(mark), self._line(mark)
        before = self.lines[mark.line - 1] if 0 < mark.line < len(self.lines) else ""
        if not _advice(line) and _advice(before):
            place, line = Place(place.path, place.line - 1), before
        advice = _advice(line) or "检查这一行和上一行的缩进、冒号和引号，例如 year: 2024"
        return finding("yaml-syntax", place, found=line.strip(), advice=advice)

    def _line(self, mark: Mark) -> str:
        return self.lines[mark.line] if mark.line < len(self.lines) else ""


def _start(event: yaml.Event) -> Mark:
    return cast("Mark", event.start_mark)


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if event.style:
        return text
    if text in _LITERALS:
        return _LITERALS[text]
    return int(text) if _INTEGER.fullmatch(text) else _real_date(text) or text


def _real_date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_ADVICE = (
    (re.compile(r"\t"), "缩进不能用制表符（Tab），请改用空格"),
    (re.compile(r"^[^:\"']*："), "冒号要用半角并在后面加一个空格，例如 year: 2024"),
    (re.compile(r"^\s*[^\s:]+:\S"), "冒号后面要有一个空格，例如 year: 2024"),
    (re.compile(r"^[^:]*:\s.*:\s"), '内容里有冒号加空格时，把内容放进引号，例如 note: "注: 据统计"'),
    (re.compile(r"[\"'\[{\]}]"), "引号和括号要成对，例如 issuers: [平氏镇人民政府]"),
)


def _advice(line: str) -> str:
    """What to do about a line, if its look tells."""
    return next((advice for pattern, advice in _ADVICE if pattern.search(line)), "")
