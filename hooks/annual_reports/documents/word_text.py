"""Read the text of a Word paragraph, and what of it is not text (ISO/IEC 29500-1, 17.3).

One walker goes through all elements; what it does with each stands in `word_elements.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.etree import ElementTree as ET

from annual_reports.documents.word_colors import WHITE, Ground, Sight, sight
from annual_reports.documents.word_elements import LISTS, SAYS, inside, phrases, plain_text, q, treatment
from annual_reports.documents.word_styles import Looks, Styles, is_on, value, whole_number
from annual_reports.documents.word_symbols import is_picture_font, is_small, linear_equation, raised, symbol
from annual_reports.documents.word_told import Event

_PLAIN = Looks(hidden=False, struck=False, raised="", capitals=False)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST_FIELDS = 50
"""Fields within each other that are followed over several paragraphs."""
_LONGEST_MARK = 3
"""Characters of a mark that is raised by a distance; longer text is moved for its looks."""
_SCHEME = re.compile(r"[A-Za-z]+://|mailto:")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"?([^"\s]*)')
_CODE = re.compile(r"[0-9A-Fa-f]{4}")
_PAGE = LISTS["fields_told"]["PAGE"]


@dataclass(slots=True)
class _Field:
    """Field that has begun (17.16.18); its result follows its code."""

    code: str = ""
    is_shown: bool = False
    """True in its result, unless it stands in the code of another field."""
    has_result: bool = False
    first: int = 0
    """Pieces of the paragraph in front of it."""
    form: ET.Element | None = None
    """Data (`w:ffData`) of a form field."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Styles, notes and open fields on which the text of a paragraph depends."""

    styles: Styles
    related: dict[str, str] = field(default_factory=dict)
    """Words of notes that are not told yet (`footnoteReference 2`) and of drawings (id of the relation)."""
    is_body: bool = True
    links: dict[str, str] = field(default_factory=dict)
    """Addresses outside of the document by the ids of their relations."""
    fields: list[_Field] = field(default_factory=list)
    """Fields that have not ended; their results may go on in the next paragraph."""
    grounds: dict[ET.Element, Ground] = field(default_factory=dict)
    """Colours on which paragraphs stand; others stand on white."""
    page_numbers: list[str] = field(default_factory=list)
    """Results of the fields outside of the body that count pages."""


@dataclass(slots=True)
class ParagraphText:
    """Text of a paragraph as it is read; its methods `_kind` treat the elements of a kind."""

    around: Surroundings
    properties: ET.Element
    """Paragraph with its properties alone: styles look for them at each run."""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    events: list[Event] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    """Elements that hold blocks of their own, such as text boxes."""
    ground: Ground = WHITE
    looks: Looks = _PLAIN
    sight: Sight = "seen"
    fonts: tuple[str, str] = ("", "")
    """Fonts of the run's ASCII characters, and of others that are no ideographs."""

    @classmethod
    def read(cls, paragraph: ET.Element, around: Surroundings) -> ParagraphText:
        """Read a paragraph, or the holder of an element that should stand in one."""
        shown = (outer for outer in around.fields[:_MOST_FIELDS] if outer.is_shown)
        around.fields[:] = [replace(outer, has_result=True, first=0) for outer in shown]
        made = cls(around, ET.Element(""), ground=around.grounds.get(paragraph, WHITE))
        made.properties.extend(paragraph.findall(q("w:pPr")))
        made.walk(paragraph)
        return made

    def walk(self, parent: Iterable[ET.Element]) -> None:
        """Read the elements that are in another one."""
        for child in parent:
            kind, says = treatment(child.tag)
            if kind == "walked":
                self.walk(inside(child))
            elif kind == "sign":
                self._say(says)
            elif kind != "silent":
                getattr(self, f"_{kind}")(child, says)

    def tell(
        self, phrase: str, words: str | None = "", start: int | None = None, *, grows: bool = True
    ) -> None:
        """Tell something at the end of the text so far, or the text from `start` to there.

        It joins one of its kind that ends there if it `grows`: Word cuts words into runs as it likes.
        """
        start = self.length if start is None else start
        last = self.events[-1] if self.events else None
        if grows and last and (last.phrase, last.end) == (phrase, start):
            start, words = last.start, None if words is None else f"{last.words}{words}"
            self.events.pop()
        self.events.append(Event(phrase, start, self.length, words))
        self._mark_result()

    def _say(self, text: str) -> None:
        """Add text, unless it is not printed here: then it is told."""
        if not all(innermost.is_shown for innermost in self.around.fields[-1:]):
            self.tell(SAYS["field_code"], text)
        elif (gone := self._gone()) and (gone != "unseen" or text.strip()):
            self.tell(SAYS[gone], text)
        elif text:
            self.pieces.append(text)
            self.length += len(text)
            self._mark_result()

    def _gone(self) -> str:
        """Return why the run's text is not read; empty if it is."""
        signs = {"hidden": self.looks.hidden, "struck": self.looks.struck, "unseen": self.sight == "unseen"}
        return next((name for name, applies in signs.items() if applies), "")

    def _mark_result(self) -> None:
        for innermost in self.around.fields[-1:]:
            innermost.has_result = True

    def _text(self, element: ET.Element, _: str) -> None:
        text = "".join(element.itertext()).replace("\n", " ")
        text = text if element.get(_SPACE) == "preserve" else text.strip(" \t\r")
        for font, signs in groupby(text, self._picture_font):
            if font:
                for sign in signs:
                    self._say_symbol(font, ord(sign))
            else:
                self._say_words("".join(signs))

    def _picture_font(self, sign: str) -> str:
        """Return the font that prints a character as another sign; empty if it is printed as it is."""
        in_ascii, other = self.fonts
        font = in_ascii if sign.isascii() else (other or in_ascii) if is_small(ord(sign)) else ""
        return font if is_picture_font(font) else ""

    def _say_words(self, text: str) -> None:
        text, start = text.upper() if self.looks.capitals else text, self.length
        is_mark = len(text) <= _LONGEST_MARK and text.isascii()
        where = (self.looks.raised or (self.looks.shifted if is_mark else "")) * any(map(str.isalnum, text))
        self._say(raised(text, where) if where else text)
        told = {"raised": where, "white": self.sight == "white", "shifted": self.looks.shifted and not where}
        for name in (name for name, applies in told.items() if applies and self.length > start):
            self.tell(SAYS[name], None, start)

    def _symbol(self, element: ET.Element, _: str) -> None:
        code = element.get(q("w:char"), "")
        self._say_symbol(element.get(q("w:font"), ""), int(code, 16) if _CODE.fullmatch(code) else 0)

    def _say_symbol(self, font: str, code: int) -> None:
        if (found := symbol(font, code)) is None:
            self.tell(SAYS["symbol"], grows=False)
        else:
            start = self.length
            self._say(found)
            if is_picture_font(font) and self.length > start and found.strip():
                self.tell(SAYS["picture_font"], None, start)

    def _run(self, element: ET.Element, _: str) -> None:
        outer = self.looks, self.sight, self.fonts
        self._look(element)
        self.walk(element)
        self.looks, self.sight, self.fonts = outer

    def _look(self, run: ET.Element) -> None:
        """Take the looks of a run."""
        layers = self.around.styles.layers(self.properties, run)
        self.looks = self.around.styles.looks(self.properties, run)
        self.sight = sight(layers, self.ground)
        self.fonts = layers.font("ascii"), layers.font("hAnsi")

    def _read_and_told(self, element: ET.Element, _: str) -> None:
        own, start = (element.text or "").strip(), self.length
        self.walk(element)
        for phrase in phrases(element):
            self.tell(phrase, own or None, start)

    def _link(self, element: ET.Element, _: str) -> None:
        first = len(self.pieces)
        self.walk(element)
        address = self.around.links.get(element.get(q("r:id"), ""), "")
        anchor = element.get(q("w:anchor"), "")
        self._tell_link(f"{address}#{anchor}" if address and anchor else address, first)

    def _tell_link(self, address: str, first: int) -> None:
        """Tell where a link leads outside of the document; not if its text, from a piece on, is that."""
        text = "".join(self.pieces[first:])
        if address and _bare(address) != _bare(text):
            self.tell(SAYS["link"], f"{text}（{address}）", self.length - len(text), grows=False)

    def _left_out(self, element: ET.Element, phrase: str) -> None:
        self.tell(phrase, plain_text(element))

    def _note(self, element: ET.Element, phrase: str) -> None:
        name = element.tag.rpartition("}")[2]
        words = self.around.related.pop(f"{name} {element.get(q('w:id'))}", "")
        self.tell(phrase, words, grows=False)

    def _told(self, element: ET.Element, phrase: str) -> None:
        words = [self.around.related.get(value, "") for value in element.attrib.values()]
        said = element.get("string") or "".join(words) or plain_text(element)
        self.tell(phrase, said, grows=False)

    def _graphic(self, element: ET.Element, phrase: str) -> None:
        before = len(self.events)
        self.walk(element)
        if all(event.phrase == SAYS["link"] for event in self.events[before:]):
            self.tell(phrase, grows=False)

    def _box(self, element: ET.Element, phrase: str) -> None:
        if self.looks.hidden:
            self._say(plain_text(element))
            return
        self.tell(phrase, plain_text(element), grows=False)
        self.boxes.append(element)

    def _equation(self, element: ET.Element, _: str) -> None:
        start = self.length
        shown = self._without_gone_runs(element)
        self._say(linear_equation(shown))
        self.tell(SAYS["equation"], None, start, grows=False)
        for gone in element.iter():
            kind, says = treatment(gone.tag)
            if kind == "left_out":
                self._left_out(gone, says)

    def _without_gone_runs(self, equation: ET.Element) -> ET.Element:
        """Return an equation without the runs that are not read, which are told."""
        outer, shown = (self.looks, self.sight, self.fonts), deepcopy(equation)
        for parent in list(shown.iter()):
            for run in [*parent.findall(q("m:r")), *parent.findall(q("w:r"))]:
                self._look(run)
                if gone := self._gone():
                    self.tell(SAYS[gone], plain_text(run))
                    parent.remove(run)
        self.looks, self.sight, self.fonts = outer
        return shown

    def _field(self, element: ET.Element, _: str) -> None:
        fields = self.around.fields
        is_shown = all(outer.is_shown for outer in fields[-1:])
        fields.append(_Field(element.get(q("w:instr"), ""), is_shown, first=len(self.pieces)))
        self.walk(element)
        self._end_field()

    def _field_char(self, element: ET.Element, _: str) -> None:
        kind, fields = element.get(q("w:fldCharType")), self.around.fields
        if kind == "begin":
            fields.append(_Field(first=len(self.pieces), form=element.find(q("w:ffData"))))
        elif kind == "separate" and fields:
            fields[-1].is_shown = all(outer.is_shown for outer in fields[-2:-1])
        elif kind == "end" and fields:
            self._end_field()

    def _field_code(self, element: ET.Element, _: str) -> None:
        for innermost in self.around.fields[-1:]:
            innermost.code += element.text or ""

    def _end_field(self) -> None:
        ended = self.around.fields.pop()
        if ended.has_result:
            self._mark_result()
        kind = (ended.code.split() or [""])[0].upper()
        told = LISTS["fields_told"].get(kind, "")
        if told == _PAGE and not self.around.is_body:
            self.around.page_numbers.append("".join(self.pieces[ended.first :]))
        elif not ended.has_result and (chosen := _chosen(ended.form)):
            self.tell(SAYS["form"], chosen, grows=False)
        elif not ended.has_result and kind not in LISTS["fields_without_result"]:
            self.tell(SAYS["field"], ended.code.strip(), grows=False)
        elif kind == "HYPERLINK":
            self._tell_link(_address(ended.code), ended.first)
        elif told and self.around.is_body:
            self.tell(told, grows=False)


def _chosen(form: ET.Element | None) -> str:
    """Return the tick or the entry that a form field shows (17.16.7, 17.16.9); empty for others."""
    box, list_ = (None if form is None else form.find(q(f"w:{name}")) for name in ("checkBox", "ddList"))
    if box is not None:
        switch = "checked" if box.find(q("w:checked")) is not None else "default"
        return "☑" if is_on(switch, box) else "☐"
    if list_ is None:
        return ""
    entries = [entry.get(q("w:val"), "") for entry in list_.iterfind(q("w:listEntry"))]
    number = whole_number(value(list_, "result") or value(list_, "default")) or 0
    return entries[number] if number < len(entries) else ""


def _address(code: str) -> str:
    """Return the address of a field `HYPERLINK`; empty for a place in the document (17.16.5.25)."""
    if (found := _ADDRESS.match(code)) is None:
        return ""
    anchor = _ANCHOR.search(code, found.end())
    return (found[1] or found[2] or "") + (f"#{anchor[1]}" if anchor else "")


def _bare(address: str) -> str:
    """Return an address as people print it, without http:// and the last /."""
    return _SCHEME.sub("", address.strip(), count=1).rstrip("/")
