"""Write the corpus of hostile inputs into projects.

Each file of `corpus/` is a family of inputs, each entry of its `inputs` is one input.

`where` is the kind of place where the input is written:
    page, whole-page     a written page's text; without its heading
    body, header         a report's body; keys of its header
    raw-header           lines of a report's header as they are written
    cell                 words that come to stand in every table to download
    data                 a file below data/
    file, link           a file below docs/ under a name of its own; a symbolic link anywhere
`told` is the code of the finding that must stop the build at the input's file. Without `told` the site must
be built, readers must see `shown` (by default the input itself), and the input must not become active.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from annual_reports.sanitize.characters import replace_unprintable
from support.sites import PINGSHI, ROOT, set_up

CORPUS = Path(__file__).parent / "corpus"
CATALOG = ROOT / "tests/golden/catalog"
_REPLACED = ("site.yml", "official-form.yml")
_SOUND_BODY = "宣传有力。"
_KEYS = {"title": "报告", "issuers": ["示范镇"]}


@dataclass(frozen=True)
class Case:
    """One hostile input."""

    number: int
    family: str
    name: str
    facts: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.family}: {self.name}"

    @property
    def told(self) -> str | None:
        return self.facts.get("told")

    @property
    def where(self) -> str:
        return str(self.facts["where"])

    @property
    def text(self) -> str:
        """The hostile text, if the input is a single text."""
        return str(self.facts.get("text", "")) if "repeat" not in self.facts else _repeated(self.facts)

    @property
    def shown(self) -> str:
        """Text that readers must see."""
        if "shown" in self.facts:
            return str(self.facts["shown"])
        if self.where != "header":
            return self.text
        words = next(value for key, value in self.facts.items() if key not in ("where", "told", "body"))
        return str(words[0] if isinstance(words, list) else words)

    @cached_property
    def source(self) -> str:
        """Path of the input, below the project."""
        if self.where in ("page", "whole-page"):
            return f"docs/p{self.number}.md"
        if self.where in ("body", "header", "raw-header", "cell"):
            return f"docs/reports/h{self.number}/2024.md"
        if self.where == "data":
            return f"data/{self.facts['file']}"
        path = self.facts["path"]
        path = _repeated(path) if isinstance(path, dict) else path
        return f"docs/{path}" if self.where == "file" else path

    @property
    def found_at(self) -> str:
        """The path as findings print it."""
        return replace_unprintable(self.source)

    @property
    def published(self) -> str:
        """Path of the page that shows the input, below the site's folder."""
        below = self.source.removeprefix("docs/").removesuffix(".md")
        return f"{below}/index.html"

    def put(self, project: Path) -> None:
        """Write the input into a project."""
        target = project / self.source
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.where == "link":
            target.unlink(missing_ok=True)
            target.symlink_to(self.facts["to"])
        elif self.where == "data" and target.name not in _REPLACED:
            target.write_text(f"{target.read_text(encoding='utf-8')}\n{self.text}", encoding="utf-8")
        else:
            target.write_bytes(self._content().encode())

    def _content(self) -> str:
        if self.where == "page":
            return f"# 页\n\n{self.text}\n"
        if self.where in ("body", "header", "raw-header", "cell"):
            return self._report()
        return self.text

    def _report(self) -> str:
        keys: dict[str, Any] = {
            "title": "报告",
            "year": 2024,
            "government": f"h{self.number}",
            "issuers": ["示范镇"],
        }
        body, raw = self.facts.get("body", _SOUND_BODY), ""
        if self.where == "body":
            body = self.text
        elif self.where == "raw-header":
            raw = f"{self.text}\n"
        elif self.where == "cell":
            keys, body = {**keys, **_cells(self.text)}, f"{' '.join(self.text.split())}排查矛盾纠纷 5 件。"
        else:
            keys |= {k: v for k, v in self.facts.items() if k not in ("where", "told", "shown", "body")}
        lines = "".join(
            f"{json.dumps(key, ensure_ascii=False)}: {_json(value)}\n" for key, value in keys.items()
        )
        return f"---\n{lines}{raw}---\n\n{body}\n"


def _cells(text: str) -> dict[str, Any]:
    figure = {"value": "5 件", "remark": text, "new_scope": text}
    correction = {
        "date": "2025-05-01",
        "figure": "排查矛盾纠纷",
        "before": text,
        "after": "5 件",
        "reason": f"{text}录入有误",  # a reason has words
    }
    return {
        "title": text,
        "issuers": [text],
        "figures": {"排查矛盾纠纷": figure},
        "corrections": [correction],
    }


def _json(value: Any) -> str:
    """Return a value in YAML's flow style; dates are not quoted."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text.replace('"2025-05-01"', "2025-05-01")


def _repeated(facts: Mapping[str, Any]) -> str:
    piece, times = facts["repeat"]
    return f"{facts.get('before', facts.get('text', ''))}{piece * times}{facts.get('after', '')}"


def _read() -> Iterator[Case]:
    numbers = count(1)
    for path in sorted(CORPUS.glob("*.yml")):
        family = yaml.safe_load(path.read_text(encoding="utf-8"))
        common = {key: value for key, value in family.items() if key != "inputs"}
        for name, given in family["inputs"].items():
            facts = given if isinstance(given, dict) else {"text": given}
            yield Case(next(numbers), path.stem, name, {**common, **facts})


CASES = tuple(_read())
REFUSED = tuple(case for case in CASES if case.told)
HARMLESS = tuple(case for case in CASES if not case.told)


def batches(cases: Sequence[Case]) -> list[list[Case]]:
    """Divide cases into projects: no path twice in a project, `data/` and `docs/` in different projects."""
    made: list[list[Case]] = []
    taken: list[set[str]] = []
    for case in cases:
        kind = "data/" if case.source.startswith("data/") else "docs/"
        key = case.source.casefold()
        free = (n for n, keys in enumerate(taken) if key not in keys and next(iter(keys)).startswith(kind))
        place = next(free, len(made))
        if place == len(made):
            made.append([])
            taken.append(set())
        made[place].append(case)
        taken[place].add(key)
    return made


def project_of(cases: Sequence[Case], folder: Path) -> Path:
    """Write a project with a sound report and the cases' inputs; return its folder."""
    shutil.copytree(CATALOG, folder / "data")
    set_up(folder)
    for name, text in _SOUND.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(PINGSHI / "docs/guide/desk-paste.png", folder / "docs/guide")
    with (folder / "data/governments.yml").open("a", encoding="utf-8") as governments:
        for case in cases:
            if case.source.startswith("docs/reports/h"):
                governments.write(f"\nh{case.number}:\n  name: 第{case.number}乡\n  level: 乡镇\n")
    for case in cases:
        case.put(folder)
    _add_reports(cases, folder)
    return folder


def _add_reports(cases: Sequence[Case], folder: Path) -> None:
    """Add a report for each government and a figure for each indicator of a case, so that pages show them."""
    for case in cases:
        if case.where == "data" and not case.told and case.facts["file"] == "governments.yml":
            id_ = case.text.partition(":")[0]
            path = folder / f"docs/reports/{id_}/2024.md"
            path.parent.mkdir(parents=True)
            path.write_text(_report(id_, ""), encoding="utf-8")
    names = [yaml.safe_load(c.text) for c in cases if not c.told and c.facts.get("file") == "indicators.yml"]
    figures = "".join(
        f"  {json.dumps(entry['name'], ensure_ascii=False)}: {{value: 5 件, quote: 排查矛盾纠纷 5 件}}\n"
        for known in names
        for entry in known.values()
    )
    laws = [yaml.safe_load(c.text) for c in cases if not c.told and c.facts.get("file") == "laws.yml"]
    cited = "".join(f"《{entry['name']}》" for known in laws for entry in known.values())
    if figures:
        path = folder / "docs/reports/demo/2024.md"
        path.write_text(_report("demo", f"figures:\n{figures}", cited), encoding="utf-8")


def _report(id_: str, more: str, cited: str = "") -> str:
    return (
        f"---\ntitle: 报告\nyear: 2024\ngovernment: {id_}\nissuers: [示范镇]\n{more}---\n\n"
        f"宣传有力。排查矛盾纠纷 5 件。学习{cited}。\n"
    )


_SOUND = {
    "docs/index.md": "# 首页\n\n报告。\n",
    "docs/about/index.md": "# 关于\n\n说明。\n",
    "docs/guide/index.md": "# 指南\n\n写法。\n",
    "docs/reports/demo/2024.md": _report("demo", ""),
}
