"""Addresses of pages, files and anchors. Once published they never change.

An address is a source path below `docs/`, from which the generator makes the address on the site:
`years/2024.md` becomes `/years/2024/`. Most kinds of address are one line of the table below: a pattern and
the type of value that fills it. The few with other arguments are functions: the table would hide these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annual_reports.domain.catalog import Government, Indicator, Law
from annual_reports.domain.model import Evidence, Figure, Report, Sentence
from annual_reports.ledger.checkpoint import Checkpoint
from annual_reports.ledger.history import superseded_versions
from annual_reports.ledger.lines import OF_THE_SITE, PAGES, Entry

HOME = "index.md"
REPORTS = "reports/index.md"
INDICATORS = "indicators/index.md"
COMPARE = "compare/index.md"
COMMITMENTS = "commitments/index.md"
CITATIONS = "citations/index.md"
UPDATES = "updates/index.md"
DATA = "data/index.md"
SEARCH = "search.md"
REPORT_ERROR = "report-error.md"
DESK = "desk/index.md"
ABOUT = "about/index.md"
NUMBERS = "about/numbers.md"
"""Rules by which numbers are read and compared, for readers."""
GUIDE = "guide/index.md"
GUIDE_FINDINGS = "guide/findings.md"
GUIDE_FIELDS = "guide/fields.md"
GUIDE_INDICATORS = "guide/indicators.md"
VERIFY = "verify/index.md"

ALL_FIGURES = "data/figures.csv"
ALL_FIGURES_JSON = "data/figures.json"
ALL_REPORTS = "data/reports.csv"
COMMITMENTS_TABLE = "commitments/commitments.csv"
CITATIONS_TABLE = "citations/citations.csv"
UPDATES_TABLE = "updates/updates.csv"
LEDGER = "data/ledger.jsonl"
CHECKPOINT = "data/checkpoint.txt"
"""State of the ledger, for other sites to witness."""
CHECKPOINT_SIGNATURE = f"{CHECKPOINT}.sig"
WITHDRAWN = "data/withdrawn.txt"
"""Keys of `data/withdrawn.yml`, one a line: what a site lists here, no later one may show again."""

ONLY_IF_FILLED = frozenset({REPORTS, INDICATORS, COMPARE, COMMITMENTS, CITATIONS, UPDATES, DATA})
"""Pages that are not made while they would be empty; a menu must leave them out then."""


def _of_government(pattern: str) -> Callable[[Government], str]:
    before, _, after = pattern.partition("{government}")
    return lambda government: f"{before}{government.id}{after}"


def _of_year(pattern: str) -> Callable[[int], str]:
    before, _, after = pattern.partition("{year}")
    return lambda year: f"{before}{year}{after}"


def _of_indicator(pattern: str) -> Callable[[Indicator], str]:
    before, _, after = pattern.partition("{indicator}")
    return lambda indicator: f"{before}{indicator.id}{after}"


def _of_figure(pattern: str) -> Callable[[Figure], str]:
    """Return a function that makes anchors; those of other periods or scopes end in a suffix."""
    of_indicator = _of_indicator(pattern)
    return lambda figure: of_indicator(figure.indicator) + figure.suffix


def _of_report(pattern: str) -> Callable[[Report], str]:
    before, _, after = pattern.partition("{report}")
    return lambda report: f"{before}{report.path.removesuffix('.md')}{after}"


def _of_version(pattern: str) -> Callable[[Entry], str]:
    return lambda entry: pattern.format(report=entry.report, version=entry.version)


def _of_ledger(pattern: str) -> Callable[[Checkpoint], str]:
    return lambda checkpoint: pattern.format(ledger=checkpoint.id)


def _of_pair(pattern: str) -> Callable[[Report, Report], str]:
    return lambda earlier, later: pattern.format(
        government=later.government.id, earlier=earlier.year, later=later.year
    )


_government_page = _of_government("reports/{government}/index.md")
latest_of = _of_government("reports/{government}/latest/index.html")
"""Redirect to the newest report of a government."""
_government_figures = _of_government("reports/{government}/figures.csv")
similar_reports_table_of = _of_government("reports/{government}/likeness.csv")
"""Table of similar reports among the governments below a government."""
years_of = _of_government("compare/{government}/index.md")
"""Page that compares any two years of a government."""
years_table_of = _of_government("compare/{government}/changes.csv")
pair_of = _of_pair("compare/{government}/{earlier}-{later}.md")
"""Page that compares two successive reports."""
pair_anchor = _of_pair("{earlier}-{later}")
"""Comparison of two reports on the page of `years_of`."""

_year_page = _of_year("years/{year}.md")
towns_of = _of_year("compare/{year}.md")
"""Page that shows the governments side by side."""
towns_table_of = _of_year("compare/{year}/figures.csv")

_indicator_page = _of_indicator("indicators/{indicator}.md")
_indicator_figures = _of_indicator("indicators/{indicator}/figures.csv")

embed_of = _of_report("{report}/embed.html")
"""The report alone, as one file that another site can take over."""
pdf_of = _of_report("{report}/report.pdf")
"""The report in the form of an official document."""
scan_of = _of_report("{report}.pdf")
"""Scan of the signed original, which may lie beside the report in `docs/`."""
text_of = _of_version("reports/{report}/text-{version}.txt")
"""Signed text of a version, as the ledger keeps it."""
_replaced_text = _of_version("reports/{report}/version-{version}.md")
_present_text = _of_version("reports/{report}/version-{version}/index.html")


def version_of(entry: Entry, versions: Sequence[Entry]) -> str:
    """Return the page of a version, among all versions of its report; its address is the same for ever."""
    return _replaced_text(entry) if entry in superseded_versions(versions) else _present_text(entry)


def folder_of_version(entry: Entry) -> str:
    """Return the address of a version's page, as seen from its report's page."""
    return f"version-{entry.version}/"


def correction_of(entry: Entry) -> str:
    """Return the page about the corrections that made a version."""
    return f"updates/{entry.report.replace('/', '-')}-{entry.version}.md"


def withdrawal_of(key: str) -> str:
    """Return the page about a withdrawal, by its key in `data/withdrawn.yml`."""
    return f"updates/withdrawn-{key.replace('/', '-')}.md"


witnessed_of = _of_ledger("witness/{ledger}.txt")
"""Checkpoint that this site keeps of another site's ledger."""
countersignature_of = _of_ledger("witness/{ledger}.txt.sig")
"""Signature of that checkpoint by this site."""
contradictions_of = _of_ledger("witness/{ledger}.contradictions.txt")
"""Checkpoints of the same site that do not go together with it."""

evidence_anchor = _of_figure("evidence-{indicator}")
"""A figure in the signed text, on the page of its report."""
figure_anchor = _of_figure("figure-{indicator}")
"""A figure in the table, on the page of its report."""
fact_anchor = _of_figure("fact-{indicator}")
"""Sheet that explains a figure, on the page of its report."""


def told_file(subject: str, id_: str) -> str:
    """Return the file of recorded statements, by their id: `pingshi/2024-told-18`, or `…-words`.

    Those of the catalog lie in `data/told-18.json`, those of the site's own pages in `data/pages-18.json`.
    """
    name = id_.removeprefix(f"{subject}-")
    if subject == PAGES:
        name = name.replace("told", PAGES, 1)
    return f"data/{name}.json" if subject in OF_THE_SITE else f"reports/{subject}/{name}.json"


def page_of(target: Report | Government | Indicator | int | str) -> str:
    """Return the page of a report, government, indicator or year; a source path is its own page."""
    match target:
        case str():
            return target
        case Report():
            return target.path
        case Government():
            return _government_page(target)
        case Indicator():
            return _indicator_page(target)
        case int():
            return _year_page(target)
    raise TypeError(f"{target!r} has no page")


def figures_table_of(target: Government | Indicator) -> str:
    """Return the table of a government's or an indicator's figures."""
    return _government_figures(target) if isinstance(target, Government) else _indicator_figures(target)


def digests_of(prefix: str) -> str:
    """Return the file of the published digests that begin with a prefix."""
    return f"verify/digests/{prefix or 'all'}.json"


def commitment_anchor(report: Report, id_: str) -> str:
    """Return the anchor of a commitment on the page of all commitments."""
    return f"{report.government.id}-{report.year}-{id_}"


def citation_anchor(standing: str, law: Law | None) -> str:
    """Return the anchor of a law on the page of all citations; if it is unregistered, that of its section."""
    return f"{standing}-{law.id}" if law else standing


def sentence_anchor(source: Sentence | Evidence) -> str:
    """Return the anchor of a sentence of the signed text, on the report's page."""
    sentence = source if isinstance(source, Sentence) else source.sentence
    return sentence.name
