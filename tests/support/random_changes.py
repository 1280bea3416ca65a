"""Changes to a site, one after the other at random: a build on top of the last one must know of each.

`tests/e2e/test_incremental.py` makes each of them once, `tests/fuzz/test_rebuilding.py` many times.
"""

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

from support.commands import ENVIRONMENT, run_mkdocs
from support.sites import COUNTY, contents, copy_of, give_own_hooks

Change = Callable[[Path, random.Random], None]


def unpublished_county(folder: Path) -> Path:
    """Copy the fictional county with hooks of its own, to be changed; nothing is published yet."""
    copy_of(COUNTY, folder)
    give_own_hooks(folder)
    (folder / "data/ledger.jsonl").unlink()
    shutil.rmtree(folder / "data/published")
    return folder


def divide_lists(project: Path) -> None:
    """Leave so few entries on a page that lists are divided: more pages depend on each other."""
    core = project / "hooks/annual_reports"
    for path in (*core.glob("pages/*.py"), core / "rendering/pagination.py"):
        text = path.read_text(encoding="utf-8")
        write(path, re.sub(r"^(\w+_PER_PAGE) = .*$", r"\1 = 5", text, flags=re.MULTILINE))


def reports(project: Path) -> list[Path]:
    return sorted((project / "docs/reports").glob("*/*.md"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def replace(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, (path, pattern)
    write(path, text)


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
    dated = [path for path in reports(project) if "\npublished:" in path.read_text(encoding="utf-8")]
    replace(chance.choice(dated), r"^published: .*$", f"published: 2025-03-{chance.randint(10, 28)}")


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
    said = f"site_description: 第{chance.randint(2, 99)}种说法"
    replace(project / "mkdocs.yml", "^site_description: .*$", said)


def change_a_template(project: Path, chance: random.Random) -> None:
    name = chance.choice(["templates/report.html", "templates/macros.html", "theme/partials/path.html"])
    path = project / "hooks/annual_reports" / name
    write(
        path,
        path.read_text(encoding="utf-8") + f"\n{{# {chance.random()} #}}<!-- {chance.randint(2, 99)} -->",
    )


def change_a_style(project: Path, chance: random.Random) -> None:
    path = project / "hooks/annual_reports/theme/assets/base.css"
    write(path, path.read_text(encoding="utf-8") + f"\n/* {chance.random()} */\n")


def damage_the_cache(project: Path, chance: random.Random) -> None:
    """Damage files as a disk or a person does: cut, empty, write over, remove."""
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
    """Change what all pages depend on, so that every page is made anew; such changes come together."""
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
    """Build both ways; return False if the site is refused, and fail if the bytes differ."""
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
