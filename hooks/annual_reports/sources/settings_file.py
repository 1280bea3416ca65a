"""Read `mkdocs.yml` and the files from which it inherits, with positions; find what the site cannot have.

What the generator checks when it loads its settings is not checked again: `Settings.problem` gives its reason
a place and an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from os.path import normpath, relpath
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.domain.findings import Finding, Place, errors, finding
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.proofreading.leftovers import leftovers_beside_reports
from annual_reports.sanitize.characters import place_after
from annual_reports.sources.file_names import read_file
from annual_reports.sources.front_matter import decode_text
from annual_reports.sources.validation import guess
from annual_reports.sources.written_pages import EXTENSIONS
from annual_reports.sources.yaml_reader import Loc, Marked, read_yaml

_TAGS = re.compile(r"!ENV|!relative|tag:yaml\.org,2002:python/name:.*")
"""Tags with which a setting names a variable, a folder or a function; others could run anything."""
_MAX_DEPTH = 20
_HOOK = "mkdocs_hooks.py"
_SHOWN = ("site_name", "site_description", "copyright")
"""Settings that stand on every page as they are written."""
_NOT_USED = {"extra_javascript": "网站只有自己的脚本", "extra_templates": "网站只有自己的模板"}
_LONGEST_REASON = 300
_EXAMPLES: dict[str, str] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Key -> line that is accepted."""


class MenuEntry(NamedTuple):
    """Entry of the menu as it is written."""

    title: str
    """Empty for a path alone."""
    target: Any
    """Path of a page or file below `docs`, or an address; anything else is a mistake."""
    loc: Loc


class Settings:
    """Settings of a site: those of its own file, and of the files from which it inherits."""

    def __init__(self, path: Path) -> None:
        """Read the files; what cannot be read or parsed becomes a finding."""
        self._root = path.parent
        self._files: list[Marked] = []
        self.findings: list[Finding] = []
        self._read(path, ())

    def _read(self, path: Path, seen: tuple[Path, ...]) -> None:
        """Read a file, then the one from which it inherits."""
        shown = Path(relpath(path, self._root)).as_posix()
        data = read_file(path, Place(shown))
        text = [data] if isinstance(data, Finding) else decode_text(data, shown)
        if isinstance(text, str):
            self._parse(text, path, shown, seen)
        else:
            self.findings += text

    def _parse(self, text: str, path: Path, shown: str, seen: tuple[Path, ...]) -> None:
        told = leftovers_beside_reports(text)
        left = errors(finding(f.code, place_after(text[: f.span[0]], shown), **f.facts) for f in told)
        marked = (
            Marked(shown, findings=left) if left else read_yaml(text, shown, max_depth=_MAX_DEPTH, tags=_TAGS)
        )
        if not marked.findings and not isinstance(marked.values, dict):
            marked.add("settings-not-mapping", (), found=text.strip())
        if isinstance(marked.values, dict):
            self._files.append(marked)
            self._inherit(marked, path, (*seen, path.resolve()))
        self.findings += marked.findings

    def _inherit(self, marked: Marked, path: Path, seen: tuple[Path, ...]) -> None:
        parent = marked.values.get("INHERIT")
        if not isinstance(parent, str):
            return
        inherited = Path(normpath(path.parent / parent))
        if inherited.resolve() in seen:
            marked.findings.append(refuse(marked, ("INHERIT",), "它绕回到自己"))
        elif not inherited.exists():
            marked.findings.append(refuse(marked, ("INHERIT",), "没有这个文件"))
        else:
            self._read(inherited, seen)

    @property
    def is_read(self) -> bool:
        """True if all files could be read and parsed."""
        return bool(self._files) and not self.findings

    def check(self, known: Collection[str]) -> list[Finding]:
        """Return what is wrong with the settings by themselves; `known` are the generator's keys."""
        if not self.is_read:
            return self.findings
        return [
            *(found for marked in self._files for found in _check_file(marked, {*known, "INHERIT"})),
            *self._check_hook(),
        ]

    def file_of(self, key: str) -> Marked:
        """Return the file whose value of a key counts; the site's own if none has the key."""
        return next((marked for marked in self._files if key in marked.values), self._files[0])

    def menu(self) -> tuple[Marked, list[MenuEntry]]:
        """Return the file with the menu, and the entries of the menu at every depth."""
        marked = self.file_of("nav")
        return marked, list(_menu_entries(marked.values.get("nav"), ("nav",)))

    def missing_styles(self, is_there: Callable[[str], bool]) -> Iterator[Finding]:
        """Yield a finding for each style sheet that is not a file of the theme."""
        marked = self.file_of("extra_css")
        for number, path in enumerate(_list(marked.values.get("extra_css"))):
            if isinstance(path, str) and not is_there(path):
                yield refuse(marked, ("extra_css", number), "主题里没有这个样式表")

    def excluded_front_page(self) -> Finding:
        """Return the finding for settings that leave out the front page."""
        key = next((key for key in ("exclude_docs", "draft_docs") if key in self.file_of(key).values), "nav")
        return refuse(self.file_of(key), (key,), "首页 index.md 也去掉了")

    def problem(self, key: str, reason: str) -> Finding:
        """Return the finding for a value that the generator refuses, with its reason in its own language."""
        marked = self.file_of(key)
        quoted = "".join(c if c.isprintable() else " " for c in " ".join(reason.split()))[:_LONGEST_REASON]
        place = marked.key_place((key,)) if key else Place(marked.path)
        return finding("setting-wrong", place, key=key or marked.path, example=_example(key), quoted=quoted)

    def _check_hook(self) -> Iterator[Finding]:
        marked = self.file_of("hooks")
        hooks = _list(marked.values.get("hooks", []))
        if not any(isinstance(hook, str) and Path(hook).name == _HOOK for hook in hooks):
            yield finding(
                "hook-missing", marked.key_place(("hooks",)), found=_HOOK, example=_example("hooks")
            )


def refuse(marked: Marked, loc: Loc, reason: str) -> Finding:
    """Return the finding for a value that the generator would take, and that the site cannot have."""
    key, value = str(loc[0]), marked.values
    for part in loc:
        value = value[part]
    found = next(iter(value), "") if isinstance(value, list | dict) else value
    return finding(
        "setting-refused", marked.place(loc), key=key, found=found, reason=reason, example=_example(key)
    )


def _check_file(marked: Marked, known: Collection[str]) -> Iterator[Finding]:
    for key, value in marked.values.items():
        if key not in known:
            choices = "、".join(each for each in _EXAMPLES if each in known)
            yield finding(
                "unknown-key", marked.key_place((key,)), key=key, guess=guess(key, known), known=choices
            )
        if key in _SHOWN and isinstance(value, str) and _is_markup(value):
            yield finding("markup-in-text", marked.place((key,)), key=key, found=value)
        if key in _NOT_USED and value:
            yield refuse(marked, (key,), _NOT_USED[key])
    if marked.values.get("docs_dir", "docs") != "docs":
        yield refuse(marked, ("docs_dir",), "报告和网页都放在 docs")
    if marked.values.get("use_directory_urls") is False:
        yield refuse(marked, ("use_directory_urls",), "网页的网址都以 / 结尾")
    yield from _check_extensions(marked)


def _check_extensions(marked: Marked) -> Iterator[Finding]:
    """Yield a finding for each extension with which a page would become another than the checked one."""
    for number, each in enumerate(_list(marked.values.get("markdown_extensions"))):
        name = next(iter(each), "") if isinstance(each, dict) else each
        if isinstance(name, str) and name.removeprefix("markdown.extensions.") not in EXTENSIONS:
            yield refuse(marked, ("markdown_extensions", number), "网页按没有它的写法检查")


def _menu_entries(entries: Any, loc: Loc) -> Iterator[MenuEntry]:
    """Yield the entries of a list, or of a mapping, in the order of the file."""
    for number, entry in enumerate(_list(entries)):
        if isinstance(entry, dict):
            yield from _titled_entries(entry, (*loc, number))
        else:
            yield MenuEntry("", entry, (*loc, number))


def _titled_entries(entries: dict[str, Any], loc: Loc) -> Iterator[MenuEntry]:
    for title, target in entries.items():
        yield MenuEntry(title, target, (*loc, title))
        if isinstance(target, dict):
            yield from _titled_entries(target, (*loc, title))
        else:
            yield from _menu_entries(target, (*loc, title))


def _list(value: Any) -> list[Any]:
    """Return a list as it is, a mapping as a list of its keys, anything else as an empty list."""
    return list(value) if isinstance(value, list | dict) else []


def _is_markup(text: str) -> bool:
    return "<" in text or ">" in text


def _example(key: str) -> str:
    return _EXAMPLES.get(key) or yaml_line("site_name", "平氏镇法治政府建设年度报告")
