"""A key changes with everything that a file depends on, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown.extensions.toc import slugify, slugify_unicode

from annual_reports import build
from annual_reports.build import Site
from annual_reports.cache.keys import OutputKeys, digest, settings_text
from annual_reports.rendering.document import Document
from support.sites import COUNTY


@pytest.fixture(scope="module")
def built() -> Site:
    return build.build(COUNTY)


def changed(known: Site, path: str, **changes: object) -> Site:
    """The site with another report in a report's place."""
    reports = tuple(replace(r, **changes) if r.path == path else r for r in known.collection.reports)
    docs = replace(known.collection.docs, reports=reports)
    collection = replace(known.collection, docs=docs)
    documents = tuple(replace(one, inputs=renewed(one, reports)) for one in known.documents)
    return replace(known, collection=collection, documents=documents)


def renewed(document: Document, reports: tuple[object, ...]) -> tuple[object, ...] | None:
    by_path = {report.path: report for report in reports}  # type: ignore[attr-defined]
    inputs = document.inputs
    return inputs if inputs is None else tuple(by_path.get(getattr(i, "path", ""), i) for i in inputs)


def keys(known: Site, surroundings: str = "s") -> dict[str, str]:
    of = OutputKeys(known, surroundings).of
    return {document.path: of(document.path) for document in known.documents}


def test_another_text_of_a_report_changes_the_keys_of_its_government_and_of_what_depends_on_all(built: Site):
    before = keys(built)
    after = keys(changed(built, "reports/jia/2023.md", source_digest="another"))
    other = {path for path in before if before[path] != after[path]}
    assert {"reports/jia/2023.md", "reports/jia/2024.md", "compare/jia/2023-2024.md", "index.md"} <= other
    assert not other & {"reports/yi/2023.md", "compare/yi/2023-2024.md", "years/2022.md", "report-error.md"}


def test_other_surroundings_change_every_key(built: Site):
    one, other = keys(built), keys(built, "another program")
    assert all(one[path] != other[path] for path in one)


def test_a_finding_changes_the_key_of_its_page_alone(built: Site):
    found = built.findings[0]
    told = replace(built, findings=(*built.findings, replace(found, path="docs/reports/yi/2020.md")))
    before, after = keys(built), keys(told)
    assert [path for path in before if before[path] != after[path]] == ["reports/yi/2020.md"]


def test_where_a_part_ends_is_part_of_the_digest():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("") != digest()


def test_settings_are_told_apart_and_do_not_speak_of_places_in_memory():
    one, other = ({"toc": {"slugify": function}} for function in (slugify, slugify_unicode))
    assert settings_text(one) != settings_text(other)
    assert "0x" not in settings_text(one)


def test_a_set_among_the_settings_has_one_order_in_every_process():
    assert settings_text({"templates": {"c", "a", "b"}}) == '{"templates": ["a", "b", "c"]}'
