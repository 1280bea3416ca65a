"""Style sheets: what stands twice is alike, and old phones can read them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from support.sites import ROOT

ASSETS = ROOT / "hooks/annual_reports/theme/assets"
KEPT = re.compile(r"html\[data-(?P<what>elder|song|size)(?:=\"(?P<value>\w+)\")?\]")
BOXES = {
    ("elder", None): "html:has(#ar-elder:checked)",
    ("song", None): "html:has(#ar-song:checked)",
    ("size", "large"): 'html:has([name="ar-size"][value="large"]:checked)',
    ("size", "largest"): 'html:has([name="ar-size"][value="largest"]:checked)',
}
"""Setting that a script keeps -> selector of the checked box that stands for it without scripts."""
UNKNOWN_TO_OLD_PHONES = {
    "a chain of ?. or ??": r"\?\.(?!\d)|\?\?",
    "at()": r"\.at\(",
    "replaceAll": r"\.replaceAll\(",
}


def blocks(name: str) -> Mapping[str, str]:
    """Selector -> declarations, of the rules that stand at the top level."""
    text = re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return {
        rule[0].strip(): rule[1].strip() for rule in re.findall(r"^([^{}@]+)\{([^{}]*)\}", text, re.MULTILINE)
    }


@pytest.mark.parametrize("name", ["modes.css", "dark.css"])
def test_a_mode_is_the_same_with_scripts_and_without(name: str):
    found = blocks(name)
    kept = {selector: match for selector in found if (match := KEPT.fullmatch(selector))}
    assert kept
    for selector, match in kept.items():
        assert found[selector] == found[BOXES[match["what"], match["value"]]], selector
    assert len(kept) == sum(":has(" in selector for selector in found)


@pytest.mark.parametrize("name", ["settings.js", "conveniences.js", "read-aloud.js", "pagination.js"])
def test_what_every_page_loads_is_a_script_that_old_phones_can_read(name: str):
    """One word that a browser does not know, and it runs nothing of the file."""
    script = (ASSETS / name).read_text(encoding="utf-8")
    assert not [what for what, pattern in UNKNOWN_TO_OLD_PHONES.items() if re.search(pattern, script)]


def test_the_desk_page_loads_each_of_its_scripts_once():
    """The linter reads this line of the template, too."""
    template = (ASSETS.parents[1] / "templates/desk.html").read_text(encoding="utf-8")
    listed = re.findall(r"^{% for name in \[(.*)\] %}$", template, re.MULTILINE)
    assert len(listed) == 1
    names = re.findall(r'"([a-z]+)"', listed[0])
    assert sorted(names) == sorted(path.stem for path in (ASSETS / "desk").glob("*.js"))
