"""`mkdocs.yml` has the Markdown extensions that the program expects."""

from __future__ import annotations

import yaml

from annual_reports.sources.written_pages import EXTENSIONS
from support.sites import SETTINGS


def test_pages_are_judged_with_the_extensions_that_the_generator_has():
    class Loader(yaml.SafeLoader):
        """Loader that ignores YAML tags; names are enough here."""

    Loader.add_multi_constructor("", lambda *_: None)
    config = yaml.load(SETTINGS.read_text(encoding="utf-8"), Loader=Loader)
    named = {next(iter(each)) if isinstance(each, dict) else each for each in config["markdown_extensions"]}
    assert named | {"toc", "tables", "fenced_code"} == set(EXTENSIONS)
