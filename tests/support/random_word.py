"""Word documents made at random from the parts that Word knows.

Every piece of text is a word that stands only once in its document: 词0001, 词0002, …
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from support.word_xml import word_package

FORMATS = (
    *("decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"),
    *("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographTraditional"),
    *("decimalEnclosedCircleChinese", "decimalFullWidth", "japaneseCounting"),
)
"""Formats that LibreOffice knows: it counts ideographDigital as 九, 十 and not as 九, 一〇."""
LABELS = ("%{}、", "（%{}）", "%{}.", "第%{}条", "%{}")
LISTS, LEVELS, DEEPEST_BLOCK = 3, 3, 1
LARGE_PAGE = '<w:pgSz w:w="31000" w:h="31000"/>'
"""Page on which no line is so long that it must be broken."""


@dataclass
class RandomDocument:
    """Maker of one document."""

    random: Random
    notes: list[str] = field(default_factory=list)
    count: int = 0
    is_plain: bool = False
    """True in a content control."""

    def word(self) -> str:
        """Return a word that was not used before."""
        self.count += 1
        return f"词{self.count:04d}"

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    # Inline.

    def run(self, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{self.word()}</w:t></w:r>"

    def raised(self) -> str:
        where = self.random.choice(("superscript", "subscript"))
        return self.run() + f'<w:r><w:rPr><w:vertAlign w:val="{where}"/></w:rPr><w:t>2</w:t></w:r>'

    def hidden(self) -> str:
        return self.run(self.random.choice(("<w:vanish/>", '<w:rStyle w:val="Hidden"/>')))

    def struck(self) -> str:
        return self.run(self.random.choice(("<w:strike/>", "<w:dstrike/>")))

    def inserted(self) -> str:
        return f'<w:ins w:id="1" w:author="甲">{self.run()}</w:ins>'

    def deleted(self) -> str:
        word = self.word()
        return f'<w:del w:id="2" w:author="甲"><w:r><w:delText>{word}</w:delText></w:r></w:del>'

    def control(self) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{self.run()}</w:sdtContent></w:sdt>"

    def tagged(self) -> str:
        tag = self.random.choice(("smartTag", "customXml"))
        return f'<w:{tag} w:element="x">{self.run()}</w:{tag}>'

    def link(self) -> str:
        return f'<w:hyperlink w:anchor="x">{self.run()}</w:hyperlink>'

    def simple_field(self) -> str:
        return f'<w:fldSimple w:instr="DOCPROPERTY 甲">{self.run()}</w:fldSimple>'

    def complex_field(self) -> str:
        char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = '<w:r><w:instrText>DOCPROPERTY "甲"</w:instrText></w:r>'
        return char.format("begin") + code + char.format("separate") + self.run() + char.format("end")

    def ruby(self) -> str:
        above, base = self.run(), self.run()
        return f"<w:r><w:ruby><w:rubyPr/><w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>"

    def equation(self) -> str:
        return f"<m:oMath><m:r><m:t>{self.word()}</m:t></m:r></m:oMath>"

    def tab(self) -> str:
        return f"{self.run()}<w:r><w:tab/></w:r>{self.run()}"

    def line_break(self) -> str:
        return f"{self.run()}<w:r><w:br/></w:r>{self.run()}"

    def note(self) -> str:
        self.notes.append(self.word())
        return f'<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>'

    def box(self) -> str:
        text = f"<w:txbxContent><w:p>{self.run()}</w:p></w:txbxContent>"
        shape = f'<v:rect style="width:90pt;height:30pt"><v:textbox>{text}</v:textbox></v:rect>'
        return f"<w:r><w:pict>{shape}</w:pict></w:r>"

    def inline(self) -> str:
        rare = (
            *(self.raised, self.hidden, self.struck, self.inserted, self.deleted, self.control, self.tagged),
            *(self.link, self.simple_field, self.complex_field, self.ruby, self.equation, self.tab),
            *(self.line_break, self.note, self.box),
        )
        return self.random.choice(rare)() if self.chance(0.3) and not self.is_plain else self.run()

    # Blocks.

    def paragraph(self) -> str:
        list_ = self.random.randrange(1, LISTS + 2)
        level = 0 if list_ > LISTS else self.random.randrange(LEVELS)
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
        style = f'<w:pStyle w:val="{self.random.choice(("H1", "H2", "H3", "Plain"))}"/>'
        kind = self.random.choice(("", "", listed, style))
        inside = "".join(self.inline() for _ in range(self.random.randrange(1, 4)))
        return f"<w:p><w:pPr>{kind}</w:pPr>{inside}</w:p>"

    def table(self, depth: int) -> str:
        columns = self.random.randrange(1, 4)
        grid = f'<w:gridCol w:w="{1500 if depth else 7000}"/>' * columns
        rows = "".join(self.row(columns, depth) for _ in range(self.random.randrange(1, 4)))
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def row(self, columns: int, depth: int) -> str:
        return self.in_control(lambda: self.bare_row(columns, depth), 0.1)

    def bare_row(self, columns: int, depth: int) -> str:
        if columns > 1 and self.chance(0.2):
            others = (self.cell(depth) for _ in range(columns - 2))
            cells = self.cell(depth, '<w:gridSpan w:val="2"/>') + "".join(others)
        else:
            cells = "".join(self.cell(depth) for _ in range(columns))
        return f"<w:tr>{cells}</w:tr>"

    def cell(self, depth: int, properties: str = "") -> str:
        return self.in_control(lambda: self.bare_cell(depth, properties), 0.1)

    def bare_cell(self, depth: int, properties: str) -> str:
        inside = self.table(depth + 1) if depth < DEEPEST_BLOCK and self.chance(0.05) else ""
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{self.paragraph()}</w:tc>"

    def in_control(self, make: Callable[[], str], part: float) -> str:
        """Return what is made, now and then in a content control, which holds plain words.

        LibreOffice loses text and numbers at deletions and notes in controls.
        """
        if not self.chance(part):
            return make()
        outer, self.is_plain = self.is_plain, True
        made = make()
        self.is_plain = outer
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"

    def block(self) -> str:
        if self.chance(0.15):
            return self.table(0)
        if self.chance(0.05):
            return f'<w:customXml w:element="x">{self.paragraph()}</w:customXml>'
        return self.in_control(self.paragraph, 0.1)

    # The package.

    def numbering(self) -> str:
        lists = "".join(self.abstract_list(id_) for id_ in range(1, LISTS + 1))
        numbers = "".join(
            f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>' for id_ in range(1, LISTS + 1)
        )
        restart = (
            f'<w:num w:numId="{LISTS + 1}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{self.random.randrange(1, 9)}"/></w:lvlOverride></w:num>'
        )
        return lists + numbers + restart

    def abstract_list(self, id_: int) -> str:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{self.random.choice((1, 1, 1, 3))}"/>'
            f'<w:numFmt w:val="{self.random.choice(FORMATS)}"/>{self.linked_style(id_, level)}'
            '<w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{self.random.choice(LABELS).format(level + 1)}"/></w:lvl>'
            for level in range(LEVELS)
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        return f'<w:abstractNum w:abstractNumId="{id_}">{kind}{levels}</w:abstractNum>'

    @staticmethod
    def linked_style(id_: int, level: int) -> str:
        return f'<w:pStyle w:val="H{level + 1}"/>' if id_ == LISTS else ""

    def styles(self) -> str:
        headings = "".join(
            f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
            f'<w:pPr><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{LISTS}"/></w:numPr></w:pPr>'
            "</w:style>"
            for level in (1, 2, 3)
        )
        hidden = '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/>{}</w:style>'
        plain = '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/></w:style>'
        return headings + hidden.format("<w:rPr><w:vanish/></w:rPr>") + plain

    def package(self) -> bytes:
        body = "".join(self.block() for _ in range(self.random.randrange(3, 12)))
        header = f"<w:p>{self.run()}</w:p>" if self.chance(0.2) else ""
        reference = '<w:headerReference w:type="default" r:id="header1"/>' if header else ""
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for id_, kind in enumerate(("separator", "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{id_}"><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:footnote>'
            for id_, word in enumerate(self.notes, 2)
        )
        parts = {"header1": header} if header else {}
        return word_package(
            f"{body}<w:sectPr>{reference}{LARGE_PAGE}</w:sectPr>",
            styles=self.styles(),
            numbering=self.numbering(),
            footnotes=separators + notes,
            **parts,
        )


def random_word_document(seed: int) -> bytes:
    """Make the document of a seed."""
    return RandomDocument(Random(seed)).package()
