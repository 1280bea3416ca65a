"""Publishing to an object store with the real rclone: order of uploads and removals, and interruptions."""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from annual_reports.publish import destination, publish
from annual_reports.publish.manifest import is_hashed
from support.commands import ENVIRONMENT
from support.html_page import named_by
from support.publish_servers import Host, Versions, answers, free_port, running, wait_until
from support.sites import ROOT, contents

CONFIG = """
[cloud]
type = s3
provider = Other
access_key_id = someone
secret_access_key = secret
endpoint = http://127.0.0.1:{port}
acl = public-read
"""
PREFIX = "site/nianbao"


@dataclass
class Store:
    """A real S3 server behind a proxy that records changes and can refuse them."""

    port: int
    """Port of the server itself, from which readers read."""
    door: int = 0
    done: list[tuple[str, str]] = field(default_factory=list)
    """(PUT or DELETE, path in the site), in order."""
    before: Callable[[str, str], bool] = lambda _method, _path: True
    """Called before each change with its method and path; False refuses the change."""

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request to the server itself."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> bytes | None:
        """Read a file of the site as a reader does; None if it is not there."""
        status, _, content = self.ask("GET", f"/{PREFIX}/{path}")
        return content if status == 200 else None

    def caching(self, path: str) -> str:
        """Return a file's Cache-Control header."""
        return self.ask("HEAD", f"/{PREFIX}/{path}")[1].get("cache-control", "")


class Door(BaseHTTPRequestHandler):
    """Proxy that passes each request on to the store."""

    protocol_version = "HTTP/1.1"
    store: Store

    def _hand_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = unquote(urlsplit(self.path).path).removeprefix(f"/{PREFIX}/")
        changes = self.command in ("PUT", "DELETE") and not path.startswith("/")
        if changes and not self.store.before(self.command, path):
            status, headers, content = 403, {}, b"<Error><Code>AccessDenied</Code></Error>"
        else:
            status, headers, content = self.store.ask(self.command, self.path, body, **dict(self.headers))
            self.store.done += [(self.command, path)] if changes else []
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("connection", "content-length", "date", "server"):
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _hand_on  # noqa: N815  # the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty bucket, and a configuration of rclone that points to it."""
    server = ROOT / ".cache/store/bin/moto_server"
    assert server.exists(), "run `make test-publish`, which installs it"
    found = Store(free_port())
    door = type("Door", (Door,), {"store": found})
    (tmp_path / "rclone.conf").touch()
    monkeypatch.setitem(ENVIRONMENT, "RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    for name in [name for name in ENVIRONMENT if name.startswith("AWS_")]:
        monkeypatch.delitem(ENVIRONMENT, name)
        monkeypatch.delenv(name, raising=False)
    command = [str(server), "-H", "127.0.0.1", "-p", str(found.port)]
    with (
        running(command, lambda: answers(found.port), tmp_path / "store.log"),
        ThreadingHTTPServer(("127.0.0.1", 0), door) as doors,
    ):
        threading.Thread(target=doors.serve_forever, daemon=True).start()
        (tmp_path / "rclone.conf").write_text(CONFIG.format(port=doors.server_port), encoding="utf-8")
        assert found.ask("PUT", "/site")[0] == 200
        yield found
        doors.shutdown()


@pytest.fixture
def bucket(store: Store, tmp_path: Path) -> Host:
    """The bucket as a destination of publishing."""
    assert store
    return Host(f"cloud:{PREFIX}", tmp_path)


def kinds(done: list[tuple[str, str]]) -> list[str]:
    """Return the kinds of steps in their order, without repetitions in a row."""
    found: list[str] = []
    for method, path in done:
        kind = "delete" if method == "DELETE" else kind_of(path)
        found += [kind] if found[-1:] != [kind] else []
    return found


def kind_of(path: str) -> str:
    """Return the kind of step in which a file is uploaded."""
    if path.endswith(".sha256"):
        return path
    if is_hashed(path):
        return "hashed"
    leads = path.endswith((".html", ".xml", ".gz")) or path == "search/index/pages.bin"
    return "page" if leads else "other"


STEPS = ["unfinished.sha256", "hashed", "other", "page", "files.sha256", "delete"]


def test_what_arrives_when_and_for_how_long_browsers_keep_it(bucket: Host, store: Store, versions: Versions):
    said = bucket.publish("--built", versions.a)
    assert "发布好了" in said
    assert kinds(store.done) == STEPS
    site = contents(versions.a)
    assert {path for method, path in store.done if method == "PUT"} == {*site, "unfinished.sha256"}
    for path, content in site.items():
        assert store.get(path) == content
        wanted = "public, max-age=31536000, immutable" if is_hashed(path) else "no-cache"
        assert store.caching(path) == wanted, path
    assert store.get("unfinished.sha256") is None


def test_the_same_site_again_and_a_rehearsal_change_nothing(bucket: Host, store: Store, versions: Versions):
    bucket.publish("--built", versions.a)
    store.done.clear()
    assert "没有变化" in bucket.publish("--built", versions.a)
    said = bucket.publish("--built", versions.b, "--dry-run")
    assert "  增加 only-b/index.html\n" in said
    assert "  删除 only-a/index.html\n" in said
    assert store.done == []


def test_a_file_of_the_live_site_is_read(bucket: Host, versions: Versions):
    backend = publish.backend_for(destination.parse(bucket.dest), [])
    assert backend.read_file("files.sha256") is None
    bucket.publish("--built", versions.a)
    assert backend.read_file("files.sha256") == (versions.a / "files.sha256").read_bytes()
    assert backend.read_file("没有.html") is None


def test_at_each_moment_a_page_finds_all_that_it_names(bucket: Host, store: Store, versions: Versions):
    """Links are followed before each single change, also from pages of the old version."""
    bucket.publish("--built", versions.a)
    store.done.clear()
    pages = [path for path in contents(versions.a) if path.endswith("index.html") and "only-" not in path]
    missing: list[tuple[str, str]] = []
    looked: list[str] = []

    def look(_method: str, changed: str) -> bool:
        for page in (changed, pages[len(looked) % len(pages)]):
            if page.endswith(".html") and (content := store.get(page)) is not None:
                missing.extend((page, path) for path in named_by(page, content) if store.get(path) is None)
        looked.append(changed)
        return True

    store.before = look
    bucket.publish("--built", versions.b)
    assert not missing
    assert len(looked) == len(store.done) > len(pages)
    assert kinds(store.done) == STEPS


def test_hashed_files_stay_for_one_publish_and_pages_go_at_once(
    bucket: Host, store: Store, versions: Versions, tmp_path: Path
):
    sheet = next(versions.a.glob("assets/*/base.css")).relative_to(versions.a).as_posix()
    bucket.publish("--built", versions.a)
    public = {"x-amz-acl": "public-read"}
    store.ask("PUT", f"/{PREFIX}/notice.pdf", b"of somebody else", **public)
    bucket.publish("--built", versions.b)
    assert store.get(sheet) is not None
    assert store.get("only-a/index.html") is None
    third = Path(shutil.copytree(versions.b, tmp_path / "third"))
    (third / "about/index.html").write_text("<p>3", encoding="utf-8")
    bucket.publish("--built", third)
    assert store.get(sheet) is None
    assert store.get("notice.pdf") == b"of somebody else"


@pytest.mark.parametrize("step", ["hashed", "other", "page", "files.sha256"])
def test_a_step_that_fails_removes_nothing_and_the_next_publish_is_whole(
    bucket: Host, store: Store, versions: Versions, step: str
):
    bucket.publish("--built", versions.a)
    store.done.clear()
    seen: list[str] = []

    def refuse(_method: str, path: str) -> bool:
        seen.extend([path] if kind_of(path) == step else [])
        return kind_of(path) != step or (step in ("hashed", "page") and len(seen) < 3)

    store.before = refuse
    said = bucket.publish("--built", versions.b, status=1)
    assert "没有成功：" in said
    assert "DELETE" not in {method for method, _ in store.done}
    assert all(store.get(path) is not None for path in contents(versions.a))
    store.before = lambda _method, _path: True
    assert "没有变化" not in bucket.publish("--built", versions.a), "the old site is not whole any more"
    assert all(store.get(path) == content for path, content in contents(versions.a).items())
    assert store.get("only-b/index.html") is None
    bucket.publish("--built", versions.b)
    assert all(store.get(path) == content for path, content in contents(versions.b).items())


def test_killed_in_the_middle_it_is_finished_by_the_next(bucket: Host, store: Store, versions: Versions):
    bucket.publish("--built", versions.a)
    store.done.clear()
    process = bucket.start("--built", str(versions.b))
    wait_until(lambda: "page" in kinds(list(store.done)))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    bucket.publish("--built", versions.b)
    assert all(store.get(path) == content for path, content in contents(versions.b).items())
    assert store.get("only-a/index.html") is None
    assert store.get("unfinished.sha256") is None


def test_there_is_no_way_back_and_it_says_what_to_do(bucket: Host, versions: Versions):
    bucket.publish("--built", versions.a)
    assert "取出上一版的源文件" in bucket.publish("--rollback", status=1)


def test_what_rclone_does_not_know_is_told(bucket: Host, versions: Versions):
    unknown = replace(bucket, dest="nowhere:bucket")
    assert "rclone config" in unknown.publish("--built", versions.a, status=1)
    missing = replace(bucket, dest="cloud:no-such-bucket/x")
    assert "没有这个存储桶" in missing.publish("--built", versions.a, status=1)


def test_what_was_altered_in_the_store_is_named_and_put_right(bucket: Host, store: Store, versions: Versions):
    """A figure of the same length, a file deleted; somebody else's page is named, and left alone."""
    bucket.publish("--built", versions.a)
    page, public = "reports/pingshi/2024/index.html", {"x-amz-acl": "public-read"}
    original = store.get(page)
    assert original is not None
    store.ask("PUT", f"/{PREFIX}/{page}", original.replace(b"526", b"562"), **public)
    store.ask("DELETE", f"/{PREFIX}/data/ledger.jsonl")
    store.ask("PUT", f"/{PREFIX}/notice/index.html", b"<p>?", **public)
    for options in (("--dry-run",), ()):
        said = bucket.publish("--built", versions.a, *options)
        assert f"  被改过 {page}" in said
        assert "  不见了 data/ledger.jsonl" in said
    assert "没有动：notice/index.html" in said
    assert all(store.get(path) == content for path, content in contents(versions.a).items())
    assert store.get("notice/index.html") == b"<p>?"
    assert "没有变化" in bucket.publish("--built", versions.a)
    store.ask("PUT", f"/{PREFIX}/{page}", original.replace(b"526", b"562"), **public)
    only = "only-a/index.html"
    store.ask("PUT", f"/{PREFIX}/{only}", b"<p>?", **public)
    said = bucket.publish("--built", versions.b)
    assert f"  被改过 {page}" in said
    assert f"  被改过 {only}" in said, "also what the new site does not have"


@pytest.mark.parametrize("cut_off", [False, True])
def test_what_was_withdrawn_is_gone_at_once_and_does_not_come_back(
    bucket: Host, store: Store, versions: Versions, tmp_path: Path, *, cut_off: bool
):
    old, clean = (Path(shutil.copytree(versions.a, tmp_path / name)) for name in ("old", "clean"))
    shard = "search/index/0123456789ab/keys/0.bin"
    (old / shard).parent.mkdir(parents=True)
    (old / shard).write_text("不应公开", encoding="utf-8")
    (clean / "data").mkdir(exist_ok=True)
    (clean / "data/withdrawn.txt").write_text("pingshi/2023\n", encoding="utf-8")
    bucket.publish("--built", old)
    if cut_off:
        store.before = lambda method, _path: method != "DELETE"
        bucket.publish("--built", clean, status=1)
        store.before = lambda _method, _path: True
    bucket.publish("--built", clean)
    assert store.get(shard) is None
    assert "线上已经撤下了 pingshi/2023" in bucket.publish("--built", old, status=1)
    assert store.get(shard) is None
    store.ask("DELETE", f"/{PREFIX}/data/withdrawn.txt")
    assert "看不出撤下过什么" in bucket.publish("--built", old, "--take-back", status=1)
    bucket.publish("--built", clean)
    assert store.get("data/withdrawn.txt") == b"pingshi/2023\n"
