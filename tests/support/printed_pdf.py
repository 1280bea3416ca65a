"""PDFs of one made-up report, printed by Chromium, WeasyPrint and LibreOffice."""

from __future__ import annotations

import subprocess
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

from support.libreoffice import convert

TITLE = "甲镇人民政府2024年法治政府建设年度报告"
_SENTENCES = (
    "2024年，甲镇坚持以习近平法治思想为指导，强化“一把手”履职，办理案件526件，化解率98.5%。",
    "党委理论学习中心组集体学法6次，发放宣传资料3万余份，举办法治讲座30余场次，覆盖群众2.5万余人次。",
    "聚焦“1+6+N”基层治理体系，推动《法治政府建设实施纲要（2021—2025年）》落地见效。",
    "严格执行GB 2312和Unicode两项标准，完成行政规范性文件合法性审核12件；“三项制度”全面落实……",
    "一是力量不足，二是宣传不够，三是创新不多，需要在今后的工作中认真加以解决。",
)
PARAGRAPHS = tuple(
    text
    for number, heading in enumerate(("主要做法", "存在的问题", "下一步打算"))
    for text in (
        f"{'一二三'[number]}、{heading}",
        *(
            f"（{'一二三四五'[part]}）" + "".join((_SENTENCES * 2)[part : part + 2 + (part + number) % 4])
            for part in range(5)
        ),
    )
)
ROWS = (("序号", "事项", "数量"), ("1", "行政处罚", "12件"), ("2", "行政复议", "3件"))
TABLE = "| 序号 | 事项 | 数量 |\n| --- | --- | --- |\n| 1 | 行政处罚 | 12件 |\n| 2 | 行政复议 | 3件 |"
_STYLE = (
    "@page{size:A4;margin:30mm 26mm}body{font:16pt/28pt %s;margin:0}p{margin:0;text-indent:2em;"
    "text-align:justify}h1{font-size:22pt;text-align:center;margin:0 0 28pt}"
    "table{border-collapse:collapse;margin:auto}td{border:1px solid;padding:2pt 9pt}"
)


def html(*, font: str = "'Noto Serif CJK SC'", style: str = "", body: str = "", behind: int = 3) -> str:
    """Return the report as HTML; `body` stands after so many of its paragraphs."""
    texts = [f"<p>{escape(text)}</p>" for text in PARAGRAPHS]
    content = "".join([*texts[:behind], body, *texts[behind:]])
    head = f"<meta charset=utf-8><style>{_STYLE % font}{style}</style>"
    return f"<!doctype html><html lang=zh-CN>{head}<h1>{TITLE}</h1><main>{content}</main></html>"


def html_table() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<table>{rows}</table>"


def by_chromium(page: str, folder: Path) -> bytes:
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = ["chromium", *options, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return target.read_bytes()


def by_weasyprint(page: str, _folder: Path) -> bytes:
    import weasyprint  # noqa: PLC0415  # its libraries are not everywhere

    return bytes(weasyprint.HTML(string=page).write_pdf())


def word_document(*, font: str = "Noto Serif CJK SC", letter_spacing: float = 0.0) -> docx.Document:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.font.size = Pt(18)
    if letter_spacing:
        run.element.rPr.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{letter_spacing * 20:.0f}"/>'))
    for text in PARAGRAPHS:
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return document


def by_libreoffice(document: docx.Document, folder: Path, *, kind: str = "pdf") -> bytes:
    source = folder / "report.docx"
    document.save(str(source))
    target = folder / "printed"
    target.mkdir()
    return convert([source], kind, target)["report"].read_bytes()


def add_page_number(paragraph) -> None:
    paragraph.add_run("— ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph.paragraph_format.element.append(parse_xml(field))
    paragraph.add_run(" —")


def without_copying(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt("", "owner", permissions_flag=UserAccessPermissions.PRINT, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
