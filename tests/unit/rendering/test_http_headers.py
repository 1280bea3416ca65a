"""Headers for web hosts: both files give the same for each file, and allow no code but our own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from annual_reports.rendering import http_headers
from annual_reports.rendering.document import Document
from support.commands import run_mkdocs
from support.html_page import Html
from support.sites import ROOT, contents

EMBED = Document("reports/jia/2024/embed.html", "题", "", "embed.html", {})
PAGE = Document("reports/jia/2024.md", "题", "", "report.html", {})
PATHS = [
    *("index.html", "404.html", "reports/jia/2024/index.html", "reports/jia/2024/embed.html"),
    *("assets/0123456789ab/base.css", "search/index/pages.bin", "search/index/ba9876543210/keys/0.bin"),
    *("reports/jia/2024.pdf", "about/章.png"),
]


@pytest.fixture(params=["site_folder", "county_folder"])
def built(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """`_headers` as hosts read it: address -> what is said there."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
        elif not line.startswith("#"):
            assert line not in rules, "an address twice"
            rules[line] = {}
    return rules


def as_one_host(rule: str, address: str) -> bool:
    """Cloudflare's way: * is anything, :name is anything but a slash, and all else stands for itself."""
    pattern = re.sub(r":[a-z]+", "[^/]+", re.escape(rule).replace(r"\*", ".*").replace(r"\:", ":"))
    return re.fullmatch(pattern, address) is not None


def as_another_host(rule: str, address: str) -> bool:
    """Netlify's way: part by part, and a slash at the end is all the same."""
    parts = [
        "[^/]+" if p.startswith(":") else re.escape(p).replace(r"\*", ".*") for p in rule.split("/") if p
    ]
    return re.fullmatch(f"/{'/'.join(parts)}/?", address) is not None


def told_by_rules(rules: dict[str, dict[str, str]], address: str) -> Iterator[dict[str, set[str]]]:
    """Return the headers of each host at an address; a set, since one of the hosts joins several rules."""
    for meets in (as_one_host, as_another_host):
        said: dict[str, set[str]] = {}
        for rule, values in rules.items():
            for name, value in values.items() if meets(rule, address) else ():
                said.setdefault(name, set()).add(value)
        yield said


def told_by_nginx(text: str, address: str) -> dict[str, set[str]]:
    """Return nginx' headers at an address, by the directives of the file."""
    variables: dict[str, str] = {}
    condition = None
    for line in text.splitlines():
        if found := re.fullmatch(r'if \(\$uri ~ "(.*)"\) \{', line):
            condition = found[1]
        elif line == "}":
            condition = None
        elif condition and not re.search(condition, address):
            continue
        elif found := re.fullmatch(r'\s*set \$(\w+) "(.*)";', line):
            variables[found[1]] = found[2]
    given = re.findall(r"^add_header (\S+) (\S+|\".*?\")(?: always)?;$", text, flags=re.MULTILINE)
    return {name: {variables.get(value.removeprefix("$"), value.strip('"'))} for name, value in given}


def test_both_files_say_the_same_of_each_file(built: Path):
    nginx = (built / "nginx.conf").read_text(encoding="utf-8")
    rules = rules_of((built / "_headers").read_text(encoding="utf-8"))
    assert len(rules) <= 100, "static hosts read no more"
    for path in contents(built):
        if path in http_headers.FILES:
            continue
        for address in {f"/{path}", f"/{path}".removesuffix("index.html")}:
            wanted = told_by_nginx(nginx, address)
            assert set(wanted) == {*http_headers.RULES["always"], "Content-Security-Policy", "Cache-Control"}
            assert [*told_by_rules(rules, address)] == [wanted, wanted], address


def test_what_is_wanted_is_said(county_folder: Path):
    nginx = (county_folder / "nginx.conf").read_text(encoding="utf-8")

    def said(path: str, name: str) -> str:
        (value,) = told_by_nginx(nginx, f"/{path}")[name]
        return value

    lasting = [p for p in contents(county_folder) if "immutable" in said(p, "Cache-Control")]
    assert {p.rpartition(".")[2] for p in lasting} >= {"css", "js", "bin", "svg"}
    assert all(re.match(r"(assets|search/index)/[0-9a-f]{12}/", p) for p in lasting)
    assert said("search/index/pages.bin", "Cache-Control") == "no-cache"
    framed = [p for p in contents(county_folder) if "ancestors *" in said(p, "Content-Security-Policy")]
    assert framed
    assert all(p.endswith("/embed.html") for p in framed)
    assert "unsafe" not in nginx


def test_nothing_stands_inline_but_what_is_blessed(built: Path):
    """No style, script, attribute of a style or of an event that the policy would refuse, on any page."""
    nginx = (built / "nginx.conf").read_text(encoding="utf-8")
    for path, data in contents(built).items():
        if not path.endswith(".html"):
            continue
        (policy,) = told_by_nginx(nginx, f"/{path}")["Content-Security-Policy"]
        page = data.decode()
        for element, code in http_headers.inline_code(page):
            digest = b64encode(sha256(code.encode()).digest()).decode()
            assert re.search(rf"{element}-src [^;]*'sha256-{re.escape(digest)}'", policy), path
        named = {name for _, attrs in Html.of(page).tags for name in attrs}
        assert not [name for name in named if name == "style" or name.startswith("on")], path


def test_what_got_into_a_page_is_not_blessed(tmp_path: Path):
    (tmp_path / "index.html").write_text("<style>a{}</style><script>steal()</script>", encoding="utf-8")
    http_headers.write_header_files(tmp_path, [PAGE, EMBED], None)
    assert http_headers.policies([PAGE, EMBED])["page"] in (tmp_path / "_headers").read_text(encoding="utf-8")
    assert "sha256" not in http_headers.policies([PAGE, EMBED])["page"]
    assert http_headers.policies([PAGE, EMBED])["embedded"].count("sha256") == 1


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<style>\n a {}\n</style>", [("style", "\n a {}\n")]),
        ("<script>a < b && c</script>", [("script", "a < b && c")]),
        ("<script type=module>1</script><script>2</script>", [("script", "1"), ("script", "2")]),
        ('<script src="a.js"></script>', []),
        ('<script type="application/ld+json">{{ data }}</script>', []),
        ('<script type="application/json">{}</script><p>{{ text }}</p>', []),
    ],
)
def test_inline_code_is_found_and_data_is_none(template: str, found: list[tuple[str, str]]):
    assert http_headers.inline_code(template) == found


@pytest.mark.parametrize("code", ["<style>{{ css }}</style>", "<script>{% if a %}1{% endif %}</script>"])
def test_inline_code_that_a_template_fills_in_is_refused(code: str):
    with pytest.raises(ValueError, match="move this into a file"):
        http_headers.inline_code(code)


def test_a_hash_goes_where_its_element_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/report.html").write_text("<script>1</script><style>2</style>", encoding="utf-8")
    (tmp_path / "templates/embed.html").write_text("<p>nothing inline", encoding="utf-8")
    monkeypatch.setattr(http_headers, "_PACKAGE", tmp_path)
    found = http_headers.policies([PAGE, EMBED])
    one = b64encode(sha256(b"1").digest()).decode()
    two = b64encode(sha256(b"2").digest()).decode()
    assert f"script-src 'self' 'sha256-{one}'; style-src 'self' 'sha256-{two}';" in found["page"]
    assert "script-src 'none'; style-src 'none';" in found["embedded"]


@pytest.mark.parametrize("address", [None, "https://e.cn/", "https://e.cn/zwgk/nianbao/"])
def test_a_site_in_a_folder_has_rules_from_the_root_of_its_host(address: str | None):
    root = "/zwgk/nianbao/" if address and "zwgk" in address else "/"
    made = http_headers.header_files(PATHS, [PAGE, EMBED], address)
    assert f"error_page 404 {root}404.html;" in made["nginx.conf"]
    rules = rules_of(made["_headers"])
    assert set(rules) == {
        "/*",
        *(root + path for path in ("", "index.html", "404.html")),
        *(f"{root}reports/:a/:b/{name}" for name in ("", "index.html", "embed.html")),
        *(root + path for path in ("reports/:a/*.pdf", "about/*.png", "search/index/pages.bin")),
        *(root + path for path in ("assets/0123456789ab/*", "search/index/ba9876543210/*")),
    }


def test_the_order_of_a_listing_changes_nothing():
    assert http_headers.header_files(PATHS[::-1], [EMBED, PAGE], None) == http_headers.header_files(
        PATHS, [PAGE, EMBED], None
    )


@pytest.mark.parametrize("name", http_headers.FILES)
def test_a_file_of_the_same_name_is_not_for_people_to_write(project: Path, name: str):
    (project / "docs" / name).write_text("of somebody", encoding="utf-8")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert f"docs/{name}:1:1: 错误 file-" in done.stderr


def test_each_type_of_file_that_is_published_is_known_to_nginx(built: Path):
    known = {suffix for suffixes in http_headers.RULES["types"].values() for suffix in suffixes.split()}
    published = {path.rpartition(".")[2] for path in contents(built) if "." in path}
    assert published - known <= {"bin", "conf"}, "add it to headers.yml"
    assert set(http_headers.RULES["texts"]) <= set(http_headers.RULES["types"])
    assert "text/html" not in http_headers.RULES["texts"], "nginx warns of it twice"
    assert (ROOT / "hooks/annual_reports/templates/nginx.conf").is_file()
