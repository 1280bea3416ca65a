"""A build on top of the last one: whatever was changed, its bytes are those of a build from nothing."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import COUNTY, ENVIRONMENT, ROOT, contents, run_mkdocs

Change = Callable[[Path, random.Random], None]


@pytest.fixture
def town_hall(tmp_path: Path) -> Path:
    """The fictional county with hooks of its own, to be changed; nothing is published yet."""
    folder = tmp_path / "county"
    for name in ("docs", "data"):
        shutil.copytree(COUNTY / name, folder / name)
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data/ledger.jsonl").unlink()
    shutil.rmtree(folder / "data/published")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


def reports(project: Path) -> list[Path]:
    return sorted((project / "docs/reports").glob("*/*.md"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def replace(path: Path, pattern: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    write(path, re.sub(pattern, by, text, count=1, flags=re.MULTILINE))


def reword_a_report(project: Path, chance: random.Random) -> None:
    path = chance.choice(reports(project))
    write(path, path.read_text(encoding="utf-8") + f"\n全镇又做了第{chance.randint(2, 9)}件实事。\n")


def change_a_figure(project: Path, chance: random.Random) -> None:
    """By so little that no check has anything to say: a finding would have pages made anew by itself."""
    path = chance.choice(reports(project))
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^  \S+: (\d+)( ?\S+)$", text, re.MULTILINE)
    assert found
    write(path, text.replace(found[1] + found[2], f"{int(found[1]) + chance.randint(1, 2)}{found[2]}"))


def reword_a_plan(project: Path, chance: random.Random) -> None:
    """In the header and in the text alike."""
    planned = [path for path in reports(project) if "\ncommitments:" in path.read_text(encoding="utf-8")]
    path = chance.choice(planned)
    header, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    before, plans = header.split("\ncommitments:\n")
    quote = re.findall(r"quote: (.+)$", plans, re.MULTILINE)[0]
    write(path, f"{before}\ncommitments:\n{plans}\n---\n{body}".replace(quote, f"{quote}并见效"))


def note_something(project: Path, chance: random.Random) -> None:
    replace(
        chance.choice(reports(project)), r"^published: .*$", f"published: 2025-03-{chance.randint(10, 28)}"
    )


def add_a_report(project: Path, chance: random.Random) -> None:
    path = chance.choice(reports(project))
    text, year = path.read_text(encoding="utf-8"), chance.randint(2011, 2018)
    text = re.sub(
        r"^(answers|corrections|document_number|issued|published):.*\n(?:  .*\n)*",
        "",
        text,
        flags=re.MULTILINE,
    )
    write(path.with_name(f"{year}.md"), re.sub(r"^year: .*$", f"year: {year}", text, flags=re.MULTILINE))


def remove_a_report(project: Path, chance: random.Random) -> None:
    chance.choice(reports(project)).unlink()


def break_a_report(project: Path, chance: random.Random) -> None:
    replace(chance.choice(reports(project)), r"^title: .*$", "")


def change_the_catalog(project: Path, chance: random.Random) -> None:
    replace(
        project / "data/indicators.yml", "definition: .*$", f"definition: 第{chance.randint(2, 99)}种说法"
    )


def add_a_government(project: Path, chance: random.Random) -> None:
    path = project / "data/governments.yml"
    name = f"xin{chance.randint(10, 99)}"
    write(path, path.read_text(encoding="utf-8") + f"\n{name}:\n  name: 新镇\n  level: 乡镇\n")


def write_a_page(project: Path, chance: random.Random) -> None:
    write(
        project / f"docs/about/page-{chance.randint(1, 3)}.md", f"# 说明\n\n第{chance.randint(2, 99)}次写。\n"
    )


def put_a_file_beside(project: Path, chance: random.Random) -> None:
    write(project / f"docs/about/{chance.choice('ab')}.csv", f"数\n{chance.randint(1, 99)}\n")


def change_the_settings(project: Path, chance: random.Random) -> None:
    replace(project / "mkdocs.yml", "^copyright: .*$", f"copyright: 第{chance.randint(2, 99)}种说法")


def change_a_template(project: Path, chance: random.Random) -> None:
    name = chance.choice(["templates/report.html", "templates/macros.html", "theme/partials/path.html"])
    path = project / "hooks" / name
    write(
        path,
        path.read_text(encoding="utf-8") + f"\n{{# {chance.random()} #}}<!-- {chance.randint(2, 99)} -->",
    )


def change_a_style(project: Path, chance: random.Random) -> None:
    path = project / "hooks/theme/assets/base.css"
    write(path, path.read_text(encoding="utf-8") + f"\n/* {chance.random()} */\n")


def damage_the_cache(project: Path, chance: random.Random) -> None:
    """What a disk or a person does to files: cut, emptied, written over, removed."""
    files = [path for path in sorted((project / ".cache").rglob("*")) if path.is_file()]
    for path in chance.sample(files, min(3, len(files))):
        data = path.read_bytes()
        path.unlink()
        if chance.random() < 0.8:
            path.write_bytes(chance.choice([b"", data[: len(data) // 2], b"{}", data + b" "]))


def kill_a_build(project: Path, chance: random.Random) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--dirty", "--quiet", "--site-dir", "killed"]
    with subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as build:
        time.sleep(chance.uniform(0.3, 2.5))
        build.send_signal(signal.SIGKILL)
    shutil.rmtree(project / "killed", ignore_errors=True)


def change_what_all_pages_have(project: Path, chance: random.Random) -> None:
    """What makes every page anew, whatever else was changed: so these stand alone, and together."""
    everywhere = [
        change_the_catalog,
        add_a_government,
        change_the_settings,
        change_a_template,
        change_a_style,
    ]
    for change in chance.sample(everywhere, chance.randint(1, len(everywhere))):
        change(project, chance)


CHANGES: list[Change] = [
    *[change_a_figure, change_what_all_pages_have] * 2,
    *(reword_a_report, reword_a_plan, note_something, add_a_report, remove_a_report, break_a_report),
    *(write_a_page, put_a_file_beside, damage_the_cache, kill_a_build),
]


def built(project: Path, *mode: str) -> dict[str, bytes] | None:
    """The finished site; None if it was refused."""
    folder = project / "built"
    shutil.rmtree(folder, ignore_errors=True)
    done = run_mkdocs(project, "build", *mode, "--quiet", "--site-dir", str(folder))
    assert "Traceback" not in done.stderr, done.stderr
    return contents(folder) if done.returncode == 0 else None


def is_sound_and_the_same(project: Path, after: object) -> bool:
    """Whether the site is built; if so, it is the same either way."""
    one, other = built(project, "--dirty"), built(project)
    if one is None or other is None:
        assert one is other is None, after
        return False
    different = [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]
    assert not different, (after, different[:10])
    return True


def changed_at_random(project: Path, seed: int) -> None:
    """Change one thing after the other, everything that can be; what is refused is taken back."""
    chance, sound = random.Random(seed), 0
    assert is_sound_and_the_same(project, "nothing")
    for change in chance.sample(CHANGES, len(CHANGES)):
        kept = shutil.copytree(
            project, project.with_name("kept"), ignore=shutil.ignore_patterns("hooks", "built")
        )
        change(project, chance)
        if is_sound_and_the_same(project, (seed, change.__name__)):
            sound += 1
        else:
            for name in ("docs", "data"):
                shutil.rmtree(project / name)
                shutil.copytree(kept / name, project / name)
        shutil.rmtree(kept)
    assert sound > len(CHANGES) // 2


@pytest.fixture
def divided(town_hall: Path) -> Path:
    """The county with so little room on a page that lists are divided: more pages depend on each other."""
    replace(town_hall / "hooks/annual_reports/parts.py", "^LARGEST = .*$", "LARGEST = 2_000")
    return town_hall


def test_whatever_was_changed_the_bytes_are_those_of_a_build_from_nothing(divided: Path):
    changed_at_random(divided, 0)


def numbers(folder: Path) -> dict[str, int]:
    """Every file with its number on the disk: a file that was made anew has another."""
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*") if p.is_file()}


def made_anew(project: Path) -> set[str]:
    """What another build makes."""
    before = numbers(project / "built")
    kept = (project / "built").rename(project / "before")  # so that no number is given again
    assert built(project, "--dirty")
    after = numbers(project / "built")
    shutil.rmtree(kept)
    return {path for path in after if after[path] != before.get(path)}


ALWAYS = {"404.html", "sitemap.xml", "sitemap.xml.gz", "_headers", "nginx.conf"}


def test_where_nothing_has_changed_nothing_is_made(town_hall: Path):
    assert built(town_hall, "--dirty")
    assert made_anew(town_hall) == ALWAYS


def test_an_edit_makes_the_pages_that_may_show_it(town_hall: Path):
    assert built(town_hall, "--dirty")
    replace(town_hall / "docs/reports/jia/2023.md", "发放宣传资料: 3200 余份", "发放宣传资料: 3200余份")
    made = made_anew(town_hall)
    assert {"reports/jia/2023/index.html", "compare/jia/2023-2024/index.html", "index.html"} <= made
    assert not {path for path in made if "/yi/" in path or "/bing/" in path}
    assert not {path for path in made if path.startswith(("assets/", "about/", "guide/", "years/2022"))}


def test_files_that_are_not_published_do_not_get_in_the_way(town_hall: Path):
    with (town_hall / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nexclude_docs: /about/left-out.md\n")
    write(town_hall / "docs/about/left-out.md", "# 不公开\n")
    site = built(town_hall, "--dirty")
    assert site
    assert "about/left-out/index.html" not in site
    assert made_anew(town_hall) == ALWAYS


def test_a_build_from_nothing_keeps_nothing(town_hall: Path):
    assert built(town_hall)
    assert not (town_hall / ".cache").exists()
