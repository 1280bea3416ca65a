"""How large and how fast search is with many reports: `make search-scale`.

The real search page of the built site, with an index of made-up reports. Bytes are counted at the server, of
all files that belong to search: its page, its scripts, its index.
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

from made_up import Chain, records
from playwright.sync_api import Page, sync_playwright

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


class Measured(NamedTuple):
    """What one size of site costs."""

    reports: int
    build: float
    """Processor time per page, ms."""
    files: int
    size: float
    """Of the index, MB."""
    first: float
    """Transfer up to the first result from a cold cache, the page and its scripts included, kB."""
    later: float
    """Median transfer of each later query, kB."""
    answer: float
    """Median from input to results, ms."""
    memory: int
    """Peak of the renderer, MB."""


MOST = {"build": 8, "first": 400, "later": 150, "answer": 300, "memory": 500}
"""At 5,000 reports. Times are twice what is aimed at, since machines differ."""


class _Counting(Handler):
    sent = 0

    def copyfile(self, source: Any, outputfile: IO[bytes]) -> None:
        start = source.progress()
        copyfileobj(source, outputfile)
        if "/search/" in self.path:
            _Counting.sent += source.progress() - start


def measure(folder: Path, count: int) -> Measured:
    """Give a built site an index of that many made-up reports, and ask it."""
    texts = [report.body for root in (PINGSHI, COUNTY) for report in site.read(root)[0].reports]
    made = [_settled(record) for record in records(Chain.of(texts), count)]
    split_words("")  # its tables are made once
    begun = time.process_time()
    rmtree(folder / FOLDER)
    write_index(made, folder)
    build = (time.process_time() - begun) * 1000 / len(made)
    files = [path.stat().st_size for path in (folder / FOLDER).rglob("*.bin")]
    with _served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        answers = list(_asked(browser.new_page(), address, _queries(made)))
        memory = _renderer_peak()
        browser.close()
    times, sent = zip(*answers, strict=True)
    first, *later = (number / 1000 for number in sent)
    return Measured(
        reports=count,
        build=build,
        files=len(files),
        size=sum(files) / 1e6,
        first=first,
        later=median(later),
        answer=median(times),
        memory=memory,
    )


def _settled(record: Record) -> Record:
    """A record whose text is made up already, so that this is not measured."""
    sections = list(record.sections())
    return record._replace(sections=lambda: sections)


def _queries(made: list[Record]) -> list[str]:
    """Words, and any neighbouring characters, of 2 to 8."""
    chance = random.Random(9)
    reports = [record for record in made if record.kind is PageKind.REPORT]
    found: list[str] = []
    while len(found) < QUERIES:
        lines = [line for section in chance.choice(reports).sections() for line in section.lines]
        text = "".join(piece.text for piece in chance.choice(lines))
        start, length = chance.randrange(len(text)), chance.choice([2, 2, 3, 4, 4, 6, 8])
        if re.fullmatch("[\u4e00-\u9fff]+", text[start : start + length]):
            found.append(text[start : start + length])
    return found


def _asked(page: Page, address: str, queries: list[str]) -> Iterator[tuple[float, int]]:
    """Of each query how long it took, ms, and what was sent for it; the first one opens the page."""
    sent = _Counting.sent
    page.goto(f"{address}search/")
    for query in queries:
        took, shown = page.evaluate(_ASK, query)
        assert shown, query
        yield took, _Counting.sent - sent
        sent = _Counting.sent


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
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main(counts: list[str]) -> int:
    """Print a line of numbers for each count of reports; 1 if one is too large."""
    measured = []
    sys.stdout.write("".join(f"{name:>9}" for name in Measured._fields) + "\n")
    with TemporaryDirectory() as temporary:
        built = Path(temporary) / "built"
        run_mkdocs(PINGSHI, "build", "--quiet", "--site-dir", str(built)).check_returncode()
        for count in counts:
            folder = copytree(built, Path(temporary) / count)
            measured.append(measure(folder, int(count)))
            rmtree(folder)
            sys.stdout.write("".join(f"{value:9.4g}" for value in measured[-1]) + "\n")
            sys.stdout.flush()
    return int(any(getattr(one, name) > most for one in measured for name, most in MOST.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["100", "1000", "5000"]))
