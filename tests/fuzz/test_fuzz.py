"""Thousands of damaged and hostile inputs give findings, within limits of time and memory, and no crash.

`make fuzz` runs this file. A release must pass it with the numbers of inputs given here.
"""

from __future__ import annotations

import random
import resource
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from annual_reports.analysis.mentions import find_mentions
from annual_reports.build import read
from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_reader import read_pdf
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import RULES, Finding
from annual_reports.drafting.due_report import find_due_report, unknown_government
from annual_reports.drafting.figure_proposals import propose_figures
from annual_reports.drafting.import_document import import_document
from annual_reports.sources import catalog, report_reader
from support.pdf_files import pdf_file
from support.random_word import random_word_document
from support.reports import written_report
from support.sites import COUNTY, PINGSHI, REPORT, ROOT, SEED, contents
from support.word_documents import bomb, numbered, word

REPORTS = 5_000
DOCUMENTS, PDFS = 2_500, 500
SLOWEST = 5.0
"""Most seconds for one input."""
MOST_MEMORY = 700
"""Most megabytes for the whole run."""
BROKEN_CHARACTERS = 0.1
PIECES = [
    *(
        "---\n",
        "\n---\n",
        "figures:\n",
        "  - quote: ",
        "&a [*a, *a]",
        "*a",
        "!!python/object:os.system",
        "<<: *a",
    ),
    *(
        "2026-02-30",
        "\x00",
        "\u202e",
        "\ufeff",
        "<script>alert(1)</script>",
        "`",
        "    ",
        "\t",
        "# ",
        "|",
        "{{",
        "%",
    ),
    *(
        "一是",
        "二是",
        "九是",
        "《",
        "》",
        "（",
        "”",
        "12345678901",
        "11010519491231002X",
        "１２件",
        "百分之",
        "万亿",
    ),
    *(
        "../../etc/passwd",
        "government: ../..",
        "year: 99999",
        "null",
        "~",
        "[]",
        "{}",
        "\u2028",
        "\ud7ff",
        "𠮷",
    ),
]


@pytest.fixture(scope="module")
def known() -> Catalog:
    return catalog.read_catalog(ROOT / "tests/golden/catalog")[0]


def mutated(source: bytes, chance: random.Random) -> bytes:
    """Return a file with a few deletions, repetitions and insertions, and sometimes an invalid byte."""
    text = source.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES)
        changes = (
            text[:place] + text[place + chance.randint(1, 80) :],
            text[:place] + piece + text[place:],
            text[:place] + text[place : place + 100] * chance.randint(1, 20) + text[place:],
            text[:place] + piece * chance.randint(1, 500) + text[place:],
        )
        text = chance.choice(changes)
    data = bytearray(text.encode("utf-8", "surrogateescape"))
    if data and chance.random() < BROKEN_CHARACTERS:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_mutated_reports(known: Catalog):
    sources = [
        (PINGSHI / REPORT).read_bytes(),
        *(path.read_bytes() for path in sorted(COUNTY.glob("docs/reports/*/*.md"))),
        *(path.read_bytes() for path in sorted((ROOT / "tests/golden/front_matter").glob("*.md"))),
    ]
    for number in range(REPORTS):
        chance = random.Random(number)
        data = mutated(chance.choice(sources), chance)
        begun = time.process_time()
        report, findings = report_reader.read_report(data, "reports/demo/2024.md", "f.md", known)
        assert time.process_time() - begun < SLOWEST, number
        assert report is not None or findings, number
        assert all("\n" not in str(finding) for finding in findings), number
    assert memory() < MOST_MEMORY


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: &a [1, 1]\n" * 1000 + "---\n",
        "---\n" + "[" * 100_000 + "\n---\n",
        "---\n" + "{a: " * 50_000 + "\n---\n",
        "---\ntitle: " + "长" * 300_000 + "\n---\n正文",
        "---\ntitle: 标题\n---\n" + "二是" * 150_000,
        "---\ntitle: 标题\n---\n" + "《" * 300_000,
        "---\ntitle: 标题\n---\n" + "坚持" * 150_000,
        "---\ntitle: 标题\n---\n" + "1" * 900_000,
        "---\ntitle: 标题\n---\n" + "1 " * 450_000,
        "---\ntitle: 标题\n---\n" + "其中12件、" * 60_000 + "。",
        "---\ntitle: 标题\n---\n" + "化解率12%、" * 60_000 + "。",
        "---\ntitle: 标题\n---\n" + "路12号" * 100_000,
        "---\ntitle: 标题\n---\n" + "0377-6821" * 100_000,
        "x" * 10_000_000,
        "---\n" + "x" * 10_000_000 + "\n---\n",
    ],
    ids=lambda text: f"{text[4:14]!r} {len(text)}",
)
def test_one_endless_thing(known: Catalog, text: str):
    begun = time.process_time()
    report, findings = report_reader.read_report(text.encode(), "reports/demo/2024.md", "f.md", known)
    assert time.process_time() - begun < SLOWEST
    assert report is None
    assert findings


@pytest.mark.parametrize(
    "text",
    [
        *("排查矛盾纠纷7件，", "2023年排查纠纷7件。", "全县7件、", "举办讲座7场，同比增长9%；", "其中7件，"),
        *(
            "（7件",
            "上半年",
            "由7件减少到6件、",
            "## 下一步\n\n举办7场。\n\n",
            "| 7 | 8 |\n",
            "化解7件，化解率9%，",
        ),
    ],
)
def test_one_endless_thing_around_a_figure(known: Catalog, text: str):
    """A text is searched for mentions of its figures, and for further figures, in bounded time."""
    body = f"演示数据。举办法治讲座12场。{text * 4000}"
    lectures = {"value": "12场", "quote": "法治讲座12场"}
    begun = time.process_time()
    written = written_report(body, figures={"法治讲座": lectures})
    report, _ = report_reader.read_report(written, "reports/demo/2024.md", "f.md", known)
    assert report
    find_mentions(report, known)
    propose_figures(Body(body), known, setting_of(known.governments["demo"], 2024, known))
    assert time.process_time() - begun < SLOWEST


def repacked(source: bytes, chance: random.Random) -> bytes:
    """Return a Word document with one damaged or missing part."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        victim = chance.choice([n for n in names if n.endswith((".xml", ".rels"))])
        for name in names:
            data = old.read(name)
            if name == victim and chance.random() < 0.1:
                continue
            new.writestr(
                f"../../{name}" if chance.random() < 0.02 else name,
                mutated(data, chance) if name == victim else data,
            )
    return file.getvalue()


def test_mutated_documents(tmp_path: Path):
    library, _ = read(PINGSHI)
    due = find_due_report(library, "pingshi", 2025)
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    sources = [
        *(word(lines, table=[["甲", "乙"], ["1", "2"]]), numbered([(0, line) for line in lines])),
        *map(random_word_document, range(20)),
    ]
    (tmp_path / "in").mkdir()
    path = tmp_path / "in/报告.docx"
    for number in range(DOCUMENTS):
        chance = random.Random(number)
        source = chance.choice(sources)
        path.write_bytes(mutated(source, chance) if chance.random() < 0.3 else repacked(source, chance))
        begun = time.process_time()
        made = import_document(path, library.catalog, due)
        assert time.process_time() - begun < SLOWEST, number
        assert isinstance(made, Finding) or made.text.startswith("---\n"), number
    path.unlink()
    assert not contents(tmp_path), "nothing is written"
    assert memory() < MOST_MEMORY


def read_or_refuse(data: bytes) -> bool:
    """Return True if a PDF is read, False if it is refused with a code that staff are told."""
    try:
        read_pdf(data)
    except UnreadableDocument as unreadable:
        assert unreadable.code in RULES  # noqa: PT017  # either way is right
        return False
    return True


def test_mutated_pdfs():
    page = "=== page ===\nBT /F 16 Tf 80 {} Td «全年办理案件526件，化解率98.5%，群众满意度不断提升。» Tj ET\n"
    source = pdf_file("".join(page.format(700 - 30 * number) for number in range(3)))
    assert read_or_refuse(source)
    read = 0
    for number in range(PDFS):
        begun = time.monotonic()
        read += read_or_refuse(mutated(source, random.Random(number)))
        assert time.monotonic() - begun < SLOWEST, number
    assert 0 < read < PDFS


def test_bombs(tmp_path: Path):
    library, _ = read(PINGSHI)
    due = find_due_report(library, "pingshi", 2025)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    laughs = BytesIO(word(["标题"]))
    with zipfile.ZipFile(laughs) as old, zipfile.ZipFile(tmp_path / "lol.docx", "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                text = text.replace("?>", f"?><!DOCTYPE d [{entities}]>", 1).replace("标题", "&e11;")
            new.writestr(name, text.encode("utf-8", "surrogateescape"))
    (tmp_path / "bomb.docx").write_bytes(bomb())
    for name in ("lol.docx", "bomb.docx"):
        begun = time.process_time()
        made = import_document(tmp_path / name, library.catalog, due)
        assert time.process_time() - begun < SLOWEST
        assert isinstance(made, Finding) or len(made.text) < 100_000
    assert memory() < MOST_MEMORY


@pytest.mark.parametrize(
    "name", ["..", "../..", "/", "a/b", "pingshi/../../x", "con", "\x00", "．．", "%2e%2e"]
)
def test_path_tricks(name: str):
    library, _ = read(PINGSHI)
    assert unknown_government(library, name)
