"""Measure size and speed of search with many reports: `make search-scale`.

It opens the real search page of the built site with an index of made-up reports. The server counts the bytes
of all files that belong to search: its page, its scripts, its index.
"""

from __future__ import annotations

import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj, copytree, rmtree
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

from playwright.sync_api import Page, sync_playwright
from synthetic import MarkovChain, synthetic_records

from annual_reports import build as site
from annual_reports.rendering.document import PageKind
from annual_reports.search import FOLDER, write_index
from annual_reports.search.record import Record
from annual_reports.search.words import split_words
from support.browser import CHROMIUM, QUIET, Handler
from support.commands import run_mkdocs
from support.sites import COUNTY, PINGSHI

QUERIES = 40
_ASK = """async query => {
  const box = document.getElementById("ar-query"), list = document.getElementById("ar-results");
  const begun = performance.now();
  box.value = query;
  box.dispatchEvent(new Event("input"));
  while (list.ariaBusy !== "false") await new Promise(done => setTimeout(done, 1));
  return [performance.now() - begun, list.children.length];
}"""


class Measurement(NamedTuple):
    """Size and speed of search with one number of reports."""

    reports: int
    build: float
    """CPU time for each page of the index, ms."""
    files: int
    size: float
    """Size of the index, MB."""
    first: float
    """Transfer up to the first result with an empty cache, with the page and its scripts, kB."""
    later: float
    """Median transfer of each later query, kB."""
    answer: float
    """Median time from input to results, ms."""
    memory: int
    """Peak memory of the renderer, MB."""


LIMITS = {"build": 8, "first": 400, "later": 150, "answer": 300, "memory": 500}
"""Largest values for up to 5,000 reports; those of times are twice the goals, since machines differ."""


class _CountingHandler(Handler):
    sent = 0

    def copyfile(self, source: Any, outputfile: IO[bytes]) -> None:
        start = source.tell()
        copyfileobj(source, outputfile)
        if "/search/" in self.path:
            _CountingHandler.sent += source.tell() - start


def measure(folder: Path, count: int) -> Measurement:
    """Write an index of `count` made-up reports into a built site, and measure queries."""
    texts = [report.body for root in (PINGSHI, COUNTY) for report in site.read(root)[0].reports]
    records = [_with_text(record) for record in synthetic_records(MarkovChain.of(texts), count)]
    split_words("")  # loads its tables, which would be measured otherwise
    begun = time.process_time()
    rmtree(folder / FOLDER)
    write_index(records, folder)
    build = (time.process_time() - begun) * 1000 / len(records)
    files = [path.stat().st_size for path in (folder / FOLDER).rglob("*.bin")]
    with _serve(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        answers = list(_ask_queries(browser.new_page(), address, _queries(records)))
        memory = _renderer_peak()
        browser.close()
    times, sent = zip(*answers, strict=True)
    first, *later = (number / 1000 for number in sent)
    return Measurement(
        reports=count,
        build=build,
        files=len(files),
        size=sum(files) / 1e6,
        first=first,
        later=median(later),
        answer=median(times),
        memory=memory,
    )


def _with_text(record: Record) -> Record:
    """Generate a record's text in advance, so that this is not measured."""
    sections = list(record.sections())
    return record._replace(sections=lambda: sections)


def _queries(records: list[Record]) -> list[str]:
    """Draw random substrings of 2 to 8 Han characters from the reports."""
    chance = random.Random(9)
    reports = [record for record in records if record.kind is PageKind.REPORT]
    found: list[str] = []
    while len(found) < QUERIES:
        lines = [line for section in chance.choice(reports).sections() for line in section.lines]
        text = "".join(piece.text for piece in chance.choice(lines))
        start, length = chance.randrange(len(text)), chance.choice([2, 2, 3, 4, 4, 6, 8])
        if re.fullmatch("[\u4e00-\u9fff]+", text[start : start + length]):
            found.append(text[start : start + length])
    return found


def _ask_queries(page: Page, address: str, queries: list[str]) -> Iterator[tuple[float, int]]:
    """Yield each query's time in ms and bytes sent for it; the first query includes opening the page."""
    sent = _CountingHandler.sent
    page.goto(f"{address}search/")
    for query in queries:
        took, shown = page.evaluate(_ASK, query)
        assert shown, query
        yield took, _CountingHandler.sent - sent
        sent = _CountingHandler.sent


def _renderer_peak() -> int:
    peaks = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
                peaks.append(int(peak[1]) // 1024 if peak else 0)
        except OSError:
            continue
    return max(peaks, default=0)


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_CountingHandler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main(counts: list[str]) -> int:
    """Print a line of numbers for each count of reports; return 1 if a limit is exceeded."""
    measured = []
    sys.stdout.write("".join(f"{name:>9}" for name in Measurement._fields) + "\n")
    with TemporaryDirectory() as temporary:
        built = Path(temporary) / "built"
        run_mkdocs(PINGSHI, "build", "--quiet", "--site-dir", str(built)).check_returncode()
        for count in counts:
            folder = copytree(built, Path(temporary) / count)
            measured.append(measure(folder, int(count)))
            rmtree(folder)
            sys.stdout.write("".join(f"{value:9.4g}" for value in measured[-1]) + "\n")
            sys.stdout.flush()
    return int(any(getattr(one, name) > most for one in measured for name, most in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["100", "1000", "5000"]))
