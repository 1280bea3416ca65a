"""Mistakes in `mkdocs.yml` are told at their line and column, each with a line that is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.domain.findings import Finding
from annual_reports.sources.settings_file import Settings

KNOWN = {
    *("site_name", "site_description", "copyright", "site_url", "theme", "hooks", "docs_dir", "nav", "extra"),
    *("extra_css", "extra_javascript", "extra_templates", "markdown_extensions", "exclude_docs"),
    "use_directory_urls",
}
SOUND = "site_name: 甲\nhooks: [hooks/mkdocs_hooks.py]\n"


def settings(folder: Path, text: str | bytes) -> Settings:
    path = folder / "mkdocs.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Settings(path)


def told(findings: list[Finding]) -> list[str]:
    return [f"{each.line}:{each.column} {each.code}" for each in findings]


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND + "site_url: !ENV [SITE_URL, null]\n",
        SOUND
        + "markdown_extensions:\n  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify\n",
        SOUND + "markdown_extensions: [tables, markdown.extensions.toc]\n",
        SOUND + "nav: [{甲: [{乙: [{丙: [{丁: index.md}]}]}]}]\n",
        SOUND + "extra_javascript: []\ndocs_dir: docs\n",
    ],
)
def test_sound_settings_pass(tmp_path: Path, text: str):
    assert told(settings(tmp_path, text).check(KNOWN)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND + "site_nam: 乙\n", "3:1 unknown-key"),
        (SOUND + "site_name: 乙\n", "3:1 duplicate-key"),
        (SOUND + "copyright：乙\n", "3:1 yaml-syntax"),
        (SOUND + "theme:\n\tname: material\n", "4:1 yaml-syntax"),
        (SOUND + "<<<<<<< HEAD\nnav: []\n", "3:1 conflict-marker"),
        (SOUND + "extra: !!python/object/apply:os.system [ls]\n", "3:8 yaml-feature"),
        (SOUND + "extra: &a [x]\n", "3:8 yaml-feature"),
        (SOUND + f"extra: {'[' * 5000}{']' * 5000}\n", "3:28 too-deep"),
        (SOUND + "copyright: <script src=a></script>\n", "3:12 markup-in-text"),
        (SOUND + "extra_javascript: [a.js]\n", "3:19 setting-refused"),
        (SOUND + "docs_dir: 5\n", "3:11 setting-refused"),
        (SOUND + "markdown_extensions: [tables, attr_list]\n", "3:31 setting-refused"),
        (SOUND + "INHERIT: mkdocs.yml\n", "3:10 setting-refused"),
        (SOUND + "INHERIT: nix.yml\n", "3:10 setting-refused"),
        ("site_name: 甲\nhooks: []\n", "2:1 hook-missing"),
        ("- 甲\n", "1:1 settings-not-mapping"),
        (SOUND.encode("gbk"), "1:12 not-utf8"),
        (SOUND + "\0", "3:1 control-character"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str | bytes, expected: str):
    assert told(settings(tmp_path, text).check(KNOWN)) == [expected]


def test_settings_that_are_not_there_are_told(tmp_path: Path):
    assert told(Settings(tmp_path / "mkdocs.yml").check(KNOWN)) == ["1:1 unreadable-file"]
    (tmp_path / "mkdocs.yml").mkdir()
    assert told(Settings(tmp_path / "mkdocs.yml").check(KNOWN)) == ["1:1 unreadable-file"]


def test_the_nearest_known_key_is_named(tmp_path: Path):
    (found,) = settings(tmp_path, SOUND + "copyrigth: 乙\n").check(KNOWN)
    assert "是不是想写“copyright”" in found.message


def test_what_is_inherited_counts_unless_it_is_written_anew(tmp_path: Path):
    (tmp_path / "all.yml").write_text("hooks: [mkdocs_hooks.py]\nnav: [a.md]\nextra_css: [b.css]\n")
    own = settings(tmp_path, "INHERIT: all.yml\nsite_name: 甲\nnav:\n  - c.md\n")
    assert own.check(KNOWN) == []
    marked, entries = own.menu()
    assert (marked.path, [entry.target for entry in entries]) == ("mkdocs.yml", ["c.md"])
    (missing,) = own.missing_styles(lambda _: False)
    assert str(missing).startswith("all.yml:3:13: 错误 setting-refused")


def test_a_mistake_in_an_inherited_file_is_told_there(tmp_path: Path):
    (tmp_path / "all.yml").write_text("hooks: [mkdocs_hooks.py]\nnaw: []\n")
    (found,) = settings(tmp_path, "INHERIT: all.yml\n").check(KNOWN)
    assert str(found).startswith("all.yml:2:1: 错误 unknown-key")


def test_the_reason_of_the_generator_stands_on_one_line_at_the_end(tmp_path: Path):
    found = settings(tmp_path, SOUND + "nav: index.md\n").problem("nav", "Expected nav\nto be a \x1blist")
    assert found.code == "setting-wrong"
    assert str(found).startswith("mkdocs.yml:3:1: 错误")
    assert found.hint.endswith("MkDocs 说的是：Expected nav to be a  list")


def test_settings_without_a_front_page_are_told_at_the_key(tmp_path: Path):
    found = settings(tmp_path, SOUND + "exclude_docs: '*'\n").excluded_front_page()
    assert (found.line, found.column, found.code) == (3, 15, "setting-refused")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hooks: []\n", "hook-missing"),
        ("甲\n", "settings-not-mapping"),
        (SOUND + "extra_javascript: [a.js]\n", "setting-refused"),
        (SOUND + "extra_templates: [a.html]\n", "setting-refused"),
        (SOUND + "docs_dir: a\n", "setting-refused"),
        (SOUND + "use_directory_urls: false\n", "setting-refused"),
        (SOUND + "markdown_extensions: [a]\n", "setting-refused"),
    ],
)
def test_what_is_written_as_the_example_says_passes(tmp_path: Path, text: str, code: str):
    (found,) = settings(tmp_path, text).check(KNOWN)
    assert found.code == code
    example = found.hint.partition("例如 ")[2]
    kept = [line for line in SOUND.splitlines() if line.partition(":")[0] != example.partition(":")[0]]
    assert settings(tmp_path, "\n".join([*kept, example])).check(KNOWN) == []
