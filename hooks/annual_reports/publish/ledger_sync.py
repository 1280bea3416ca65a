"""Keep the ledger in `data/` and the ledger of the published site in step.

Before a build, entries of the live site that are missing here are copied to `data/`; after the switch, the
new ones are. A publish that was cut off in between has left its entries on the live site, where the next one
finds them. So the checks of a build know everything that was ever published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from annual_reports import build
from annual_reports.domain.files import write_whole
from annual_reports.ledger import chain
from annual_reports.ledger.canonical import canonical_digest
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.lines import OF_THE_SITE, Entry, Line
from annual_reports.ledger.statements import content_digest, parse
from annual_reports.ledger.texts import PublishedTexts, told_id, words_id
from annual_reports.ledger.told_records import words_digest
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.manifest import FileDigests
from annual_reports.rendering.urls import LEDGER, text_of, told_file
from annual_reports.sources import catalog

ReadFile = Callable[[str], bytes | None]
"""Path on a site -> the file's content; None if it does not exist."""
IsKnown = Callable[[str], bool]
"""Report id, as the ledger writes it -> True if the report is among the sources, or was withdrawn."""


class LedgerConflict(Exception):  # noqa: N818  # a state of affairs, told in one Chinese sentence
    """The ledger of the site and the one in `data/` do not continue each other."""


def fetch_missing_entries(root: Path, read_live_file: ReadFile) -> str:
    """Copy the entries of the live site's ledger that are missing in `data/`; return a Chinese sentence.

    Raises NotPublished.
    """
    if not has_sources(root):
        return ""
    try:
        return _summary("补登记", copy_new_entries(root / "data", read_live_file, known_reports(root)))
    except LedgerConflict as conflict:
        raise NotPublished("ledger-conflict", reason=conflict) from conflict


def check_built_from_sources(root: Path, built: Path) -> None:
    """Raise NotPublished if a finished site was not built from the sources here, if there are any."""
    if not has_sources(root):
        return
    there = _built_ledger(built)
    if build.read(root, day=_last_day(there))[0].next_ledger != there:
        raise NotPublished("built-elsewhere")


def check_day(root: Path, day: date, built: Path | None = None) -> None:
    """Raise NotPublished if the day of a publication is before one in the ledger, or not that of `built`."""
    if not has_sources(root):
        return
    recorded = _last_day(chain.read_ledger(root / "data")[0])
    if recorded and day < recorded:
        raise NotPublished("clock-behind", day=day, recorded=recorded)
    days = _new_days(root, built) if built else ()
    if other := next((each for each in days if each not in (None, day)), None):
        raise NotPublished("built-on-another-day", day=day, built=other)


def lacks_day(root: Path, built: Path) -> bool:
    """Return True if a finished site records something new without the day of its publication."""
    return has_sources(root) and None in _new_days(root, built)


def _new_days(root: Path, built: Path) -> list[date | None]:
    """Return the days of the lines that a finished site adds to the ledger."""
    known = chain.read_ledger(root / "data")[0]
    return [line.day for line in _built_ledger(built).lines[len(known.lines) :]]


def _last_day(ledger: Ledger) -> date | None:
    return ledger.lines[-1].day if ledger.lines else None


def check_continues_live(built: Path, read_live_file: ReadFile, listed: FileDigests) -> None:
    """Raise NotPublished if a finished site's ledger does not continue the one that was published.

    Args:
        built: the finished site.
        read_live_file: reads the live site.
        listed: digests of the files that were published; the ledger there may have been cut since.

    """
    new, live = _built_ledger(built), read_live_file(LEDGER) or b""
    if listed.get(LEDGER, _digest(live)) == _digest(live) and not new.content.startswith(live):
        _raise_behind(live)
    if LEDGER in listed and listed[LEDGER] not in _digests_so_far(new):
        raise NotPublished("ledger-behind")


def _raise_behind(live: bytes) -> NoReturn:
    try:
        _parse_ledger(live)
    except LedgerConflict as conflict:
        raise NotPublished("ledger-conflict", reason=conflict) from conflict
    raise NotPublished("ledger-behind")


def _digests_so_far(ledger: Ledger) -> Iterator[str]:
    """Yield the digest of the ledger as it was before each of its entries, and as it is."""
    whole = sha256()
    yield whole.hexdigest()
    for line in ledger.lines:
        whole.update(f"{line.line}\n".encode())
        yield whole.hexdigest()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def record_publication(root: Path, built: Path) -> str:
    """Copy the entries that a publish added to `data/`; return a Chinese sentence. Raises NotPublished."""
    if not has_sources(root):
        return ""
    try:
        return _summary("新登记", copy_entries_of_folder(root, built))
    except (LedgerConflict, OSError) as reason:
        raise NotPublished("not-recorded", reason=reason) from reason


def copy_entries_of_folder(root: Path, built: Path) -> list[Line]:
    """Copy the new lines of a site in a folder, as `copy_new_entries` does, and delete withdrawn words."""
    new = copy_new_entries(root / "data", folder_reader(built), known_reports(root))
    delete_withdrawn_words(root / "data", folder_reader(built))
    return new


def delete_withdrawn_words(data: Path, read_file: ReadFile) -> None:
    """Delete the kept words of statements of which a published site shows the values alone."""
    texts = PublishedTexts(data)
    for subject, lines in chain.read_ledger(data)[0].told_by_subject.items():
        for line in lines:
            path = texts.path_of_words(subject, line)
            shown = [read_file(told_file(subject, name(subject, line))) for name in (told_id, words_id)]
            if path and path.is_file() and shown[0] is not None and shown[1] is None:
                path.unlink()


def copy_new_entries(data: Path, read_file: ReadFile, is_known: IsKnown) -> list[Line]:
    """Copy the lines that a site's ledger has and `data` has not, texts and statements first; return them.

    Args:
        data: folder of the ledger and the published texts.
        read_file: reads the site.
        is_known: tells if a report is ours; the ledger of another site is not copied.

    Raises:
        LedgerConflict: one of the ledgers is broken, the site's does not continue the one here, or it is
            about other reports.
        OSError: a file cannot be written; the ledger is then unchanged.

    """
    new, files = _find_new_entries(data, read_file, is_known)
    for path, content in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return new


def check_fetch(root: Path, read_live_file: ReadFile) -> None:
    """Raise NotPublished if `fetch_missing_entries` would; write nothing."""
    if not has_sources(root):
        return
    try:
        _find_new_entries(root / "data", read_live_file, known_reports(root))
    except LedgerConflict as conflict:
        raise NotPublished("ledger-conflict", reason=conflict) from conflict


def _find_new_entries(
    data: Path, read_file: ReadFile, is_known: IsKnown
) -> tuple[list[Line], list[tuple[Path, bytes]]]:
    """Return the new lines, and path and content of each file to write, the ledger last."""
    here, broken = chain.read_ledger(data)
    if broken:
        raise LedgerConflict(f"data/{chain.FILE_NAME} 从第 {broken[0].line} 行起是坏的")
    live = read_file(LEDGER) or b""
    if here.content.startswith(live):  # also one that somebody cut short, within a line
        return [], []
    there = _parse_ledger(live)
    if not there.continues(here):
        line = _first_difference(here, there)
        raise LedgerConflict(f"网站上的登记簿与 data/{chain.FILE_NAME} 从第 {line} 行起不同")
    new = list(there.lines[len(here.lines) :])
    reports = (report for line in new for report in _reports_of(line))
    if unknown := next((report for report in reports if not is_known(report)), None):
        raise LedgerConflict(f"网站上登记着这里没有的报告 {unknown}")
    files = [kept for line in new for kept in _read_kept(line, PublishedTexts(data), read_file)]
    return new, [*files, (data / chain.FILE_NAME, there.content)]


def folder_reader(site: Path) -> ReadFile:
    """Return a function that reads the files of a site in a folder."""

    def read_file(path: str) -> bytes | None:
        file = site / path
        return file.read_bytes() if file.is_file() else None

    return read_file


def known_reports(root: Path) -> IsKnown:
    """Return a function that tells if a report is among the sources, or was withdrawn."""
    withdrawn = cache(lambda: keys_withdrawn_here(root))
    return lambda report: (root / "docs/reports" / f"{report}.md").is_file() or report in withdrawn()


def keys_withdrawn_here(root: Path) -> set[str]:
    """Return the keys of `data/withdrawn.yml`; none without sources."""
    return {*catalog.read_catalog(root / "data")[0].withdrawn} if has_sources(root) else set()


def remind_of_withdrawn_files(root: Path) -> str:
    """Return a reminder of the files in `data/published` that hold what was withdrawn, else an empty text."""
    texts, keys = PublishedTexts(root / "data"), keys_withdrawn_here(root)
    ids = [*((id_, "txt") for id_ in texts.version_ids()), *((id_, "json") for id_ in texts.told_ids())]
    left = [f"data/published/{id_}.{suffix}" for id_, suffix in ids if keys & {id_, _report_of_file(id_)}]
    return f"撤下的内容还在 {'、'.join(left)}，请从版本库里删掉，历史里的另行处理。" if left else ""


def _report_of_file(id_: str) -> str:
    """Return the report of a kept file: `pingshi/2024` of `pingshi/2024-1` and of `pingshi/2024-told-18`."""
    return id_.rpartition("-")[0].removesuffix("-told")


def has_sources(root: Path) -> bool:
    """Return False for a site that was built elsewhere and is published without its sources."""
    return (root / "data").is_dir()


def _parse_ledger(content: bytes) -> Ledger:
    """Return the ledger of a site. Raises LedgerConflict if it is broken."""
    ledger, broken = chain.parse_ledger(content, LEDGER)
    if broken:
        raise LedgerConflict(f"网站上的登记簿从第 {broken[0].line} 行起是坏的")
    return ledger


def _built_ledger(built: Path) -> Ledger:
    try:
        return _parse_ledger(folder_reader(built)(LEDGER) or b"")
    except LedgerConflict as conflict:
        raise NotPublished("built-elsewhere") from conflict


def _first_difference(here: Ledger, there: Ledger) -> int:
    pairs = enumerate(zip(here.lines, there.lines, strict=False), 1)
    return next(line for line, (a, b) in pairs if a != b)


def _summary(action: str, new: Sequence[Line]) -> str:
    reports = sum(isinstance(line, Entry) for line in new)
    what = f" {reports} 份报告" if reports else "整理内容的改动"
    return f"{action}{what}，请把 data/ledger.jsonl 和 data/published 交进版本库。" if new else ""


def _reports_of(line: Line) -> list[str]:
    """Return the ids of the reports that a line is about."""
    subjects = [line.report] if isinstance(line, Entry) else line.told
    return [subject for subject in subjects if subject not in OF_THE_SITE]


def _read_kept(line: Line, texts: PublishedTexts, read_file: ReadFile) -> Iterator[tuple[Path, bytes]]:
    """Yield path and content of what is to be kept of a line. Raises LedgerConflict if it was altered.

    What the site does not show, because it was withdrawn, is not kept; what is kept already is not yielded.
    """
    if isinstance(line, Entry):
        content = _read_text(line, read_file)
        path = texts.path_of(line)
        if path and content is not None and texts.get(line) is None:
            yield path, content
        return
    for subject, digest in line.told.items():
        plain = _read_told(told_file(subject, told_id(subject, line)), digest, read_file)
        if plain is None:
            continue
        if (path := texts.path_of_told(subject, line)) and texts.get_told(subject, line) is None:
            yield path, plain
        if digest := words_digest(parse(plain)) or "":
            words = _read_told(told_file(subject, words_id(subject, line)), digest, read_file)
            path = texts.path_of_words(subject, line)
            if path and words is not None and texts.get_words(subject, line, digest) is None:
                yield path, words


def _read_told(path: str, digest: str, read_file: ReadFile) -> bytes | None:
    """Return the site's file of statements or words. Raises LedgerConflict if it is not the recorded one."""
    content = read_file(path)
    if content is not None and content_digest(content) != digest:
        raise _altered(path)
    return content


def _read_text(entry: Entry, read_file: ReadFile) -> bytes | None:
    """Return the site's text of a version. Raises LedgerConflict if it is not the recorded one."""
    content = read_file(text_of(entry))
    if content is None:
        return None
    if canonical_digest(content.decode(errors="replace")) != entry.content_digests.text:
        raise _altered(text_of(entry))
    return content


def _altered(path: str) -> LedgerConflict:
    return LedgerConflict(f"网站上的 {path} 与登记的指纹对不上")
