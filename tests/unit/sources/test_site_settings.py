"""`data/site.yml`: what is known of who runs the site, and each fault with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.domain.catalog import Publisher
from annual_reports.sources import site_settings
from annual_reports.sources.yaml_reader import Marked, read_yaml
from support.sites import COUNTY, PINGSHI

SOUND = """\
organizer: 示范县人民政府办公室
email: office@example.com
site_code: "4113300001"
column: {name: 年度报告}
links: [{name: 标识, url: "https://example.com/a?b=1"}]
"""


def read(text: str) -> tuple[Publisher, Marked]:
    marked = read_yaml(text, "data/site.yml")
    return site_settings.read_publisher(marked), marked


def test_the_sound_twin():
    made, marked = read(SOUND)
    assert not marked.findings
    assert list(made.particulars.items()) == [
        ("主办单位", "示范县人民政府办公室"),
        ("电子邮箱", "office@example.com"),
        ("网站标识码", "4113300001"),
    ]
    assert (made.column.name, made.column.type) == ("年度报告", None)
    assert made.errors_to == "office@example.com", "the office's mailbox, if none is named for errors"
    assert made.links[0].url == "https://example.com/a?b=1"


def test_what_is_null_is_nowhere():
    made, marked = read("organizer: null\nphone: null\nlinks: []\n")
    assert not marked.findings
    assert made == Publisher()


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ('"4113300001"', '"411330000"', "bad-site-code", 3),
        ('"4113300001"', "4113300001", "wrong-type", 3),
        ("office@example.com", "office", "bad-mailbox", 2),
        ("office@example.com", "office@example.com?bcc=a@example.com", "bad-mailbox", 2),
        ("https://example.com/a?b=1", "javascript:alert(1)", "bad-address", 5),
        ("https://example.com/a?b=1", "https://example.com/ a", "bad-address", 5),
        ("organizer: 示范县", "organizer: <b>示范县", "markup-in-text", 1),
        ("organizer:", "organiser:", "unknown-key", 1),
        ("name: 年度报告", "nmae: 年度报告", "unknown-key", 4),
    ],
)
def test_a_broken_twin(before: str, after: str, code: str, line: int):
    assert before in SOUND
    made, marked = read(SOUND.replace(before, after))
    assert [(found.code, found.line) for found in marked.findings] == [(code, line)]
    assert made == Publisher(), "of a file with faults nothing is published"


@pytest.mark.parametrize("folder", [PINGSHI, COUNTY])
def test_the_files_of_both_sites_are_sound(folder: Path):
    _, marked = read((folder / "data/site.yml").read_text(encoding="utf-8"))
    assert not marked.findings
