"""Golden cases: one file each, input and expected result; the file's name is the sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annual_reports import build
from annual_reports.analysis import text_comparison
from annual_reports.analysis.changes import JUDGEMENT_NAMES, compare_figures, describe_change
from annual_reports.analysis.text_comparison import LineKind, TextLine
from annual_reports.documents.paragraphs import SourceDocument
from annual_reports.documents.plain_text import split_paragraphs
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.contexts import AmountInContext, amounts_in_context, setting_of
from annual_reports.domain.evidence import Body, split_sentences
from annual_reports.domain.findings import RULES, Finding, errors, sort_findings
from annual_reports.domain.model import Mood, Role
from annual_reports.domain.periods import WHOLE_YEAR
from annual_reports.domain.quantities import parse
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.figure_proposals import propose_figures
from annual_reports.drafting.figure_questions import figure_questions, left_over_lines
from annual_reports.drafting.import_document import make_draft
from annual_reports.drafting.report_writer import figure_lines
from annual_reports.sources import report_reader

HERE = Path(__file__).parent
CASES = sorted((HERE / "front_matter").glob("*.md"))
SEPARATOR = "=== 检查意见 ===\n"
DRAFT = "=== 草稿 ===\n"
UNIT_TESTS = HERE.parent / "unit"


def cases(folder: str) -> pytest.MarkDecorator:
    """One test for each file of a folder."""
    return pytest.mark.parametrize("case", sorted((HERE / folder).iterdir()), ids=lambda case: case.stem)


def parts(case: Path) -> list[tuple[str, str]]:
    """A case's text cut at its headings; the part before the first one has none."""
    first, *others = re.split(r"^=== (.*) ===\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [("", first), *zip(others[::2], others[1::2], strict=True)]


@cases("front_matter")
def test_front_matter(case: Path, demo_catalog: Catalog):
    written, _, expected = case.read_text(encoding="utf-8").partition(SEPARATOR)
    report, findings = report_reader.read_report(
        written.encode(), "reports/demo/2024.md", "docs/reports/demo/2024.md", demo_catalog
    )
    assert "".join(f"{finding}\n" for finding in sort_findings(findings)) == expected
    assert (report is None) == bool(errors(findings))


def test_there_are_enough_broken_front_matters():
    broken = [case for case in CASES if ": 错误 " in case.read_text(encoding="utf-8").partition(SEPARATOR)[2]]
    assert len(broken) >= 30


@cases("figures")
def test_figures(case: Path, tmp_path: Path):
    """Figures against what their text says of time, mood, place and part, and against earlier reports."""
    test_collections(case, tmp_path)


@cases("collections")
def test_collections(case: Path, tmp_path: Path):
    """Several reports together: what each owes the others."""
    _, *files, (_, expected) = parts(case)
    shutil.copytree(HERE / "catalog", tmp_path / "data")
    for name, text in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    _, findings = build.read(tmp_path)
    assert "".join(f"{finding}\n" for finding in sort_findings(findings)) == expected


@cases("checks")
def test_checks(case: Path, tmp_path: Path):
    """The code that is the file's name is told as expected; and no more once the text is mended."""
    *_, (_, expected), (_, edits) = parts(case)
    assert "".join(f"{finding}\n" for finding in findings_of(case, tmp_path / "broken")) == expected
    assert f" {case.stem} " in expected
    changes = [edit.replace("↵", "\n").split(" => ") for edit in edits.splitlines()]
    mended = findings_of(case, tmp_path / "mended", changes)
    assert case.stem not in {finding.code for finding in mended}


def findings_of(case: Path, folder: Path, changes: Sequence[Sequence[str]] = ()) -> tuple[Finding, ...]:
    """Return the findings of a site made of a case's files, with some of their words changed."""
    _, *files, _, _ = parts(case)
    shutil.copytree(HERE / "catalog", folder / "data")
    for name, text in files:
        path, changed = name, text
        for before, after in changes:
            path, changed = path.replace(before, after), changed.replace(before, after)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(changed, encoding="utf-8")
    return build.build(folder).findings


OFFERED = re.compile(r"；核对属实的，写 (acknowledged: \{.*\})$")
ABOUT_A_PLACE = [c for c in sorted((HERE / "checks").iterdir()) if RULES[c.stem].get("for") == "place"]


def of_code(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [each for each in findings if each.code == code]


@pytest.mark.parametrize("case", ABOUT_A_PLACE, ids=lambda case: case.stem)
def test_the_line_that_a_finding_offers_confirms_its_place_and_no_other(case: Path, tmp_path: Path):
    before = findings_of(case, tmp_path)
    first, *others = of_code(before, case.stem)
    offered = OFFERED.search(first.hint)
    assert offered, first
    file = tmp_path / first.path
    header, fence, body = file.read_text(encoding="utf-8").partition("---\n\n")
    file.write_text(f"{header}{offered[1]}\n{fence}{body}", encoding="utf-8")
    after = build.build(tmp_path).findings
    same = [(each.line - 1, each.column, each.message) for each in of_code(after, case.stem)]
    assert same == [(each.line, each.column, each.message) for each in others]
    assert not [each for each in after if each.code in {"nothing-acknowledged", "yaml-syntax"}]
    assert len(after) == len(before) - 1


@cases("desk")
def test_desk(case: Path, demo_catalog: Catalog):
    """A document's text, and the draft that is made of it; the desk page in the browser makes the same."""
    written, _, expected = case.read_text(encoding="utf-8").partition(DRAFT)
    due = DueReport(government="demo", year=2024, last=None, owed=())
    assert make_draft(SourceDocument(tuple(split_paragraphs(written))), demo_catalog, due).text == expected


@cases("proposals")
def test_proposals(case: Path, demo_catalog: Catalog):
    """A text, the figures that are proposed for it, what is asked, and what is only hinted at."""
    (_, text), *expected = parts(case)
    body = Body(text)
    setting = setting_of(demo_catalog.governments["demo"], 2024, demo_catalog)
    found = propose_figures(body, demo_catalog, setting)
    told = (figure_lines(found.figures), figure_questions(body, found), left_over_lines(body, found))
    assert [("".join(f"{line}\n" for line in lines)) for lines in told] == [lines for _, lines in expected]


@cases("changes")
def test_changes(case: Path):
    """From one year's figure to another's: a case for every row of the table of comparison."""
    (_, given), (_, expected) = parts(case)
    facts = dict(line.split(": ", 1) for line in given.splitlines())
    before, after = (figure_of(facts, key) for key in ("前", "后"))
    years = [int(facts[key].split()[-1]) for key in ("前", "后")]
    found = compare_figures(before, after, facts.get("新口径"))
    judgement = f"　{JUDGEMENT_NAMES[found.judgement]}" if found.judgement else ""
    since = years[0] if years[1] - years[0] > 1 else None
    assert describe_change(found, since) + judgement + "\n" == expected


def figure_of(facts: dict[str, str], key: str) -> Any:
    """A figure as far as a comparison looks at it."""
    amount = facts[key].rsplit(" ", 1)[0]
    if amount == "无":
        return None
    indicator = SimpleNamespace(better=facts["方向"])
    return SimpleNamespace(quantity=parse(amount), indicator=indicator, incomparable=facts.get("不可比"))


@cases("contexts")
def test_contexts(case: Path):
    """The amounts of a text, each with what the words around it say of time, mood, scope and role."""
    (_, given), (_, text), (_, expected) = parts(case)
    facts = dict(line.split(": ", 1) for line in given.splitlines())
    places = [line.split() for line in facts.get("机关", "示范镇 乡镇, 示范县 县, 示范市 市").split(", ")]
    below = [line.split() for line in facts.get("下级", "").split(", ") if line]
    own, *_ = chain = [
        Government(str(n), name, level, str(n + 1), (), ()) for n, (name, level) in enumerate(places)
    ]
    children = [Government(name, name, level, own.id, (), ()) for name, level in below]
    catalog = Catalog({government.id: government for government in (*chain, *children)}, {})
    year = int(facts.get("年份", "2024"))
    amounts = amounts_in_context(Body(text), setting_of(own, year, catalog))
    assert "".join(f"{text[slice(*a.quantity.span)]}：{context(a, year)}\n" for a in amounts) == expected


def context(amount: AmountInContext, year: int) -> str:
    """Say in words what is not the default."""
    moods = {Mood.REQUIRED: "要求", Mood.PLANNED: "计划"}
    roles = {
        Role.FROM: "变化前", Role.TO: "变化后", Role.CHANGE: "增减", Role.RANK: "位次", Role.RATIO: "比例",
        Role.PART: "部分",
    }  # fmt: skip
    told = [
        amount.period.label(year) if amount.period != WHOLE_YEAR else "",
        amount.scope or "",
        moods.get(amount.mood, ""),
        roles.get(amount.role, ""),
        "累计" * amount.is_cumulative,
    ]
    return "、".join(filter(None, told)) or "本年结果"


@cases("rewording")
def test_rewording(case: Path):
    """Two texts against each other."""
    (_, earlier), (_, later), (_, expected) = parts(case)
    texts = [SimpleNamespace(body=text, sentences=tuple(split_sentences(text))) for text in (earlier, later)]
    found = text_comparison.compare_texts(*texts)  # type: ignore[arg-type]  # all of a report that it looks at
    rows = ["移动" * row.is_moved + f"\n- {side(row.earlier)}\n+ {side(row.later)}\n" for row in found.rows]
    assert found.describe(2023, 2024) + "\n\n" + "\n".join(rows) == expected


def side(lines: tuple[TextLine, ...]) -> str:
    """A paragraph in one line: 〖what changed〗, and behind each sentence what became of it."""
    names = {LineKind.SAME: "＝", LineKind.NUMBERS: "数", LineKind.REWORDED: "改", LineKind.ALONE: "独"}
    return "".join(
        "".join(f"〖{piece.text}〗" if piece.changed else piece.text for piece in line.pieces)
        + f"〔{names[line.kind]}{'，在别段' * line.strayed}〕"
        for line in lines
    )


def test_every_code_is_fired_by_a_case():
    texts = [
        path.read_text(encoding="utf-8")
        for kind in ("front_matter", "collections", "figures", "checks")
        for path in (HERE / kind).iterdir()
    ]
    told = "".join(text.partition(SEPARATOR)[2] for text in texts)
    fired = set(re.findall(r": (?:错误|提醒|说明) ([a-z-]+) ", told))
    named = "".join(
        path.read_text(encoding="utf-8")
        for path in (*UNIT_TESTS.rglob("test_*.py"), HERE.parent / "e2e/test_cli.py")
    )
    refused = "".join(path.read_text(encoding="utf-8") for path in (HERE / "pdf_pages").iterdir())
    fired |= set(re.findall("^document-[a-z-]+$", refused, flags=re.MULTILINE))
    silent = {code for code in RULES if code not in fired and f'"{code}"' not in named}
    explained = {code for code, rule in RULES.items() if "why" in rule}
    assert explained == {case.stem for case in (HERE / "checks").iterdir()}, (
        "each check has its case and twin"
    )
    assert not silent, "add a case to tests/golden/front_matter, or a unit test that names the code"
