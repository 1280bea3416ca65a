"""Parse YAML strictly, with the position of every key and value.

Only mappings, lists and scalars are accepted. Duplicate keys, aliases, anchors and tags are refused; `yes`,
`012` and `12:30` stay text; an impossible date stays text too, and the schema then refuses it. The parser
uses libyaml's events, because PyYAML's composer drops positions and duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, cast

import yaml
from yaml.reader import ReaderError

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.sanitize.characters import first_suspicious_character

Loc = tuple[str | int, ...]
"""Path of a value in the document: ("figures", "排查矛盾纠纷", "value")."""

_MAX_DEPTH = 6
_NO_TAG = re.compile("(?!)")
_LITERALS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Mark(Protocol):
    """Position in libyaml's form; line and column count from 0."""

    line: int
    column: int


@dataclass(slots=True)
class Marked:
    """Values of a YAML text with their positions, and the findings about them."""

    path: str
    """Path of the file as findings show it."""
    values: Any = None
    first_line: int = 1
    """Line of the file on which the text begins."""
    keys: dict[Loc, Mark] = field(default_factory=dict)
    """Path of a value -> mark of its key."""
    marks: dict[Loc, Mark] = field(default_factory=dict)
    """Path of a value -> mark of the value."""
    findings: list[Finding] = field(default_factory=list)

    def at(self, mark: Mark) -> Place:
        """Convert a mark of libyaml to a position in the file."""
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def place(self, loc: Loc) -> Place:
        """Return the position of a value; if there is no such value, of the innermost value around it."""
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return self.at(self.marks[loc]) if loc in self.marks else Place(self.path)

    def key_place(self, loc: Loc) -> Place:
        """Return the position of a value's key; if there is no such key, the position of the value."""
        return self.at(self.keys[loc]) if loc in self.keys else self.place(loc)

    def add(self, code: str, loc: Loc, *, at_key: bool = False, **facts: object) -> None:
        """Add a finding at a value, or at its key."""
        place = self.key_place(loc) if at_key else self.place(loc)
        self.findings.append(finding(code, place, **facts))


class _FatalFinding(Exception):  # noqa: N818  # carries a finding, not an error
    """Raised where parsing cannot go on; its argument is the finding."""


def read_yaml(
    text: str, path: str, *, first_line: int = 1, max_depth: int = _MAX_DEPTH, tags: re.Pattern[str] = _NO_TAG
) -> Marked:
    """Parse a YAML text whose first line is line `first_line` of the file `path`.

    Syntax errors become findings; `values` is None if the parser could not go on. Tags that match `tags`
    are passed over: their values stay as they are written.
    """
    marked = Marked(path, first_line=first_line)
    reader = _Reader(marked, text.split("\n"), max_depth, tags)
    try:
        marked.values = reader.document(_events(text))
    except _FatalFinding as fatal:
        marked.findings.append(fatal.args[0])
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
    """Return the next event that is not the start or end of the stream or document."""
    return next((event for event in events if type(event) not in _FRAME), None)


@dataclass(slots=True)
class _Reader:
    marked: Marked
    lines: list[str]
    max_depth: int
    tags: re.Pattern[str]

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """Build the only value of a text; an empty text is an empty mapping."""
        start = _next_node(events)
        values = {} if start is None else self.node(start, events, ())
        if extra := _next_node(events):
            raise _FatalFinding(self.syntax(_start(extra)))
        return values

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], loc: Loc) -> Any:
        """Build the value that begins with `event`."""
        self.marked.marks[loc] = _start(event)
        self._refuse_features(event)
        if len(loc) > self.max_depth:
            raise _FatalFinding(finding("too-deep", self.at(_start(event))))
        if isinstance(event, yaml.ScalarEvent):
            self._check_characters(event)
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
                replace(self, marked=Marked("", first_line=self.marked.first_line)).node(
                    next(events), events, loc
                )
                continue
            self.marked.keys[(*loc, key)] = _start(event)
            values[key] = self.node(next(events), events, (*loc, key))
        return values

    def _key(self, event: yaml.Event) -> str:
        self._refuse_features(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _FatalFinding(self.syntax(_start(event)))
        self._check_characters(event)
        return str(event.value)

    def _check_characters(self, event: yaml.Event) -> None:
        """Report a suspicious character written as an escape; `decode_text` has checked the file itself."""
        if character := first_suspicious_character(cast("yaml.ScalarEvent", event).value):
            _, code, code_point = character
            self.marked.findings.append(finding(code, self.at(_start(event)), found=code_point))

    def _refuse_features(self, event: yaml.Event) -> None:
        """Refuse aliases, which can expand without bound, tags, which name types, and therefore anchors."""
        anchor, tag = cast("yaml.NodeEvent", event).anchor, getattr(event, "tag", None)
        if anchor is None and (tag is None or self.tags.fullmatch(tag)):
            return
        feature = "别名 *" if isinstance(event, yaml.AliasEvent) else "锚点 &" if anchor else "类型标记 !"
        self._refuse("yaml-feature", _start(event), feature=feature)

    def _refuse(self, code: str, mark: Mark, **facts: object) -> None:
        raise _FatalFinding(finding(code, self.at(mark), found=self._line(mark), **facts))

    def at(self, mark: Mark) -> Place:
        """Convert a mark of libyaml to a position in the file."""
        return self.marked.at(mark)

    def syntax(self, mark: Mark, context: Mark | None = None) -> Finding:
        """Return the finding for a syntax error, with advice that fits the line.

        libyaml often reports an error only on the line after the mistake, or at the end of the text.
        """
        if context is not None and not self._line(mark).strip():
            mark = context
        place, line = self.at(mark), self._line(mark)
        previous = self.lines[mark.line - 1] if 0 < mark.line < len(self.lines) else ""
        if not _advice(line) and _advice(previous):
            place, line = Place(place.path, place.line - 1), previous
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
    """Return advice on a line with a syntax error, or an empty string."""
    return next((advice for pattern, advice in _ADVICE if pattern.search(line)), "")
