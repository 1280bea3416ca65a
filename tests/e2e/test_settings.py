"""Mistakes in `mkdocs.yml` stop `annual-reports site` with a sentence at a position, without a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.commands import run_command
from support.sites import contents

STOPPED = "网站没有做成，问题列在上面；原来的网站没有动。\n"
ADDED: dict[str, tuple[str, str]] = {
    "a page of the menu that is not there": ("nav:\n  - index.md\n  - 无: nix.md\n", ":3:8: 错误 menu-entry"),
    "a script in the menu": ("nav:\n  - 坏: javascript:alert(1)\n", ":2:8: 错误 unsafe-link"),
    "markup in the menu": ("nav:\n  - '<script>a</script>': index.md\n", ":2:5: 错误 markup-in-text"),
    "a menu that is no list": ("nav: index.md\n", ":1:1: 错误 setting-wrong"),
    "a number in the menu": ("nav: [1]\n", ":1:1: 错误 setting-wrong"),
    "an unknown theme": ("theme: nix\n", ":1:1: 错误 setting-wrong"),
    "an unknown plugin": ("plugins: [nix]\n", ":1:1: 错误 setting-wrong"),
    "an address without scheme": ("site_url: example.com/x\n", ":1:1: 错误 setting-wrong"),
    "an address as style sheet": (
        "extra_css: ['https://evil.example/x.css']\n",
        ":1:13: 错误 setting-refused",
    ),
    "no front page": ("exclude_docs: '*'\n", ":1:15: 错误 setting-refused"),
    "an extension with which scripts get in": (
        "markdown_extensions: [attr_list]\n",
        ":1:23: 错误 setting-refused",
    ),
    "no hook": ("hooks: []\n", ":1:1: 错误 hook-missing"),
    "a misspelt key": ("site_nam: 甲\n", ":1:1: 错误 unknown-key"),
    "itself": ("INHERIT: mkdocs.yml\n", ":1:10: 错误 setting-refused"),
    "what is too deep": (f"extra: {'[' * 5000}{']' * 5000}\n", ":1:28: 错误 too-deep"),
    "a variable that is none": ("extra: !ENV {a: b}\n", ":1:1: 错误 setting-wrong"),
}


@pytest.mark.parametrize("name", ADDED)
def test_a_mistake_is_told_at_its_place(project: Path, name: str):
    added, expected = ADDED[name]
    path = project / "mkdocs.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    key = added.partition(":")[0]
    kept = [line for line in lines if not line.startswith((key, "  custom_dir")[: 1 + (key == "theme")])]
    path.write_text("\n".join([added.rstrip("\n"), *kept, ""]), encoding="utf-8")
    done = run_command(project, "site")
    assert done.returncode == 1
    assert f"mkdocs.yml{expected} " in done.stderr, done.stderr
    assert done.stderr.endswith(STOPPED)


def test_settings_that_are_a_folder_leave_the_old_site(project: Path):
    assert run_command(project, "site").returncode == 0
    before = contents(project / "site")
    (project / "mkdocs.yml").unlink()
    (project / "mkdocs.yml").mkdir()
    done = run_command(project, "site")
    assert "mkdocs.yml:1:1: 错误 unreadable-file " in done.stderr
    assert contents(project / "site") == before


def test_a_publish_is_stopped_too(project: Path):
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("nav:\n  - index.md\n  - 无: nix.md\n")
    shutil.rmtree(project / "site", ignore_errors=True)
    done = run_command(project, "publish", "--dry-run", str(project / "dest"))
    assert done.returncode == 1
    assert "错误 menu-entry " in done.stderr
