"""The scripts of `.ci/` do what CI and scheduled publishing need."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.sites import ROOT


def script(folder: Path, text: str) -> str:
    folder.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    folder.chmod(0o755)
    return str(folder)


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


KNOWN = {"id": "GHSA-1", "fix_versions": ["2.1"], "description": ""}
FINE = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [KNOWN]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "status", "told"),
    [
        ([FINE], 0, "x.lock: nothing is known against its 1 packages"),
        ([FINE, BAD], 1, "x.lock: b 2: GHSA-1, mended in 2.1"),
        ([FINE, SKIPPED], 2, "x.lock: no answer about c\nNot all could be asked"),
        ([BAD, SKIPPED], 1, "x.lock: b 2: GHSA-1, mended in 2.1\nx.lock: no answer about c"),
        ([], 2, "x.lock: no answer about anything: it is empty"),
        (None, 2, "x.lock: no answer about anything: ERROR: cannot connect"),
    ],
)
def test_an_audit_tells_what_is_known_from_what_nobody_answered(
    tmp_path: Path, packages: list[dict[str, Any]] | None, status: int, told: str
):
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"dependencies": packages}), encoding="utf-8")
    said = "echo ERROR: cannot connect >&2; exit 1" if packages is None else f'cp {answer} "$8"'
    fake = script(tmp_path / "pip-audit", f"{said}; exit {status % 2}")
    done = run(sys.executable, str(ROOT / ".ci/audit.py"), fake, "x.lock")
    assert done.returncode == status, done.stderr
    assert done.stdout.startswith(told)


def generator(folder: Path, files: dict[str, bytes]) -> str:
    site = folder / "made"
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    return script(folder / "generator", f'cp -r {site} "$6"')


@pytest.mark.parametrize(
    ("files", "status", "told"),
    [
        ({"index.html": b"a\nb\n", "x.bin": b"\xff\x00"}, 0, "mkdocs.yml: 2 files, 0 differ\n"),
        (
            {"index.html": b"a\nc\n", "x.bin": b"\xff\x00"},
            1,
            "index.html differs\n  @@ -2 +2 @@\n  -b\n  +c\n",
        ),
        ({"index.html": b"a\nb\n"}, 1, "mkdocs.yml: only the first wrote x.bin\n"),
        (
            {"index.html": b"a\nb\n", "x.bin": b"\xff", "y": b""},
            1,
            "mkdocs.yml: x.bin differs\n  2 bytes and 1 bytes\nmkdocs.yml: only the second wrote y\n",
        ),
    ],
)
def test_two_generators_are_compared_byte_by_byte(
    tmp_path: Path, files: dict[str, bytes], status: int, told: str
):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    first = generator(tmp_path / "one", {"index.html": b"a\nb\n", "x.bin": b"\xff\x00"})
    second = generator(tmp_path / "other", files)
    done = run(sys.executable, str(ROOT / ".ci/other_generator.py"), first, second, "mkdocs.yml")
    assert done.returncode == status, done.stderr
    assert done.stdout.endswith(told)


def test_a_generator_that_does_not_build_is_no_difference(tmp_path: Path):
    fails = script(tmp_path / "fails", "echo no theme of this name >&2; exit 1")
    done = run(sys.executable, str(ROOT / ".ci/other_generator.py"), fails, fails, "mkdocs.yml")
    assert done.returncode == 2
    assert "did not build mkdocs.yml:\nno theme of this name" in done.stderr


def test_secrets_are_files_that_only_the_user_reads_and_that_go(tmp_path: Path):
    seen = tmp_path / "seen"
    look = 'set -- $ANNUAL_REPORTS_SSH; stat -c %a "$3"; cat "$3"; echo "$3"; env | grep -c ^PUBLISH_'
    given = tmp_path / "hosts"
    given.write_text("web.example.gov.cn ssh-ed25519 AAAA", encoding="utf-8")
    done = run(
        str(ROOT / ".ci/with-secrets"),
        script(seen, look + '; set -- $ANNUAL_REPORTS_SSH; cat "${7#*=}"'),
        PUBLISH_SSH_KEY="-----BEGIN\r\nx\r\n-----END",
        PUBLISH_KNOWN_HOSTS=str(given),
    )
    mode, *key, place, left, host = done.stdout.splitlines()
    assert (mode, key, left) == ("600", ["-----BEGIN", "x", "-----END"], "0")
    assert host == given.read_text(encoding="utf-8")
    assert not Path(place).parent.exists()


def test_a_key_without_the_hosts_own_is_refused():
    done = run(str(ROOT / ".ci/with-secrets"), "true", PUBLISH_SSH_KEY="x")
    assert done.returncode == 1
    assert "PUBLISH_KNOWN_HOSTS is missing" in done.stderr
    assert run(str(ROOT / ".ci/with-secrets"), "true").returncode == 0


def test_what_failed_inside_failed_outside():
    assert run(str(ROOT / ".ci/with-secrets"), "sh", "-c", "exit 3").returncode == 3


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone with the scripts and a ledger, beside the repository it was cloned from."""
    git(tmp_path, "init", "-q", "--bare", "origin")
    git(tmp_path, "clone", "-q", "origin", "clone")
    clone = tmp_path / "clone"
    (clone / ".ci").mkdir()
    for name in ("commit-ledger", "scheduled"):
        (clone / ".ci" / name).write_bytes((ROOT / ".ci" / name).read_bytes())
        (clone / ".ci" / name).chmod(0o755)
    (clone / "data").mkdir()
    (clone / "data/ledger.jsonl").write_text("{}\n", encoding="utf-8")
    (clone / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    handed_in(clone, "first")
    return clone


def handed_in(clone: Path, name: str) -> None:
    (clone / name).write_text(name, encoding="utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "-qm", name)
    git(clone, "push", "-q", "origin", "HEAD:main")


def record(clone: Path) -> subprocess.CompletedProcess[str]:
    return run(str(clone / ".ci/commit-ledger"), cwd=clone, LC_ALL="C")


def test_the_ledger_is_handed_in_where_it_has_grown(repository: Path):
    assert record(repository).stdout == "nothing new in the ledger\n"
    (repository / "data/ledger.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    (repository / "data/published").mkdir()
    (repository / "data/published/2025.json").write_text("{}", encoding="utf-8")
    (repository / "draft.md").write_text("not to be handed in", encoding="utf-8")
    done = record(repository)
    assert done.returncode == 0, done.stderr
    origin = repository.parent / "origin"
    assert git(origin, "show", "--name-only", "--format=%s", "main").split() == [
        "记录本次发布",
        "data/ledger.jsonl",
        "data/published/2025.json",
    ]


def test_the_ledger_is_handed_in_on_top_of_what_came_meanwhile(repository: Path):
    other = repository.parent / "other"
    git(repository.parent, "clone", "-q", "-b", "main", "origin", "other")
    handed_in(other, "second")
    (repository / "data/ledger.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    done = record(repository)
    assert done.returncode == 0, done.stderr
    assert git(repository.parent / "origin", "log", "--format=%s", "main").splitlines() == [
        "记录本次发布",
        "second",
        "first",
    ]


@pytest.mark.parametrize(
    "refusal",
    [
        "error: GH006: Protected branch update failed for refs/heads/main.",
        "error: GH013: Repository rule violations found for refs/heads/main.",
        "GitLab: You are not allowed to push code to protected branches on this project.",
        "您没有权限推送到保护分支",
    ],
)
def test_a_protected_branch_is_told_in_one_sentence(repository: Path, refusal: str):
    script(repository.parent / "origin/hooks/pre-receive", f'echo "{refusal}" >&2; exit 1')
    (repository / "data/ledger.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    done = record(repository)
    assert done.returncode == 1
    assert refusal in done.stderr
    assert done.stderr.count("登记簿没有推送成：main 分支受保护") == 1
    assert "登记簿推送不了" in done.stderr.splitlines()[-1]


def test_a_repository_that_cannot_be_reached_is_told(repository: Path):
    (repository / "data/ledger.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    (repository.parent / "origin").rename(repository.parent / "away")
    done = record(repository)
    assert done.returncode == 1
    assert "手工提交" in done.stderr.splitlines()[-1]


def test_without_a_ledger_nothing_is_recorded(repository: Path):
    (repository / "data/ledger.jsonl").unlink()
    assert record(repository).stdout == "publishing keeps no ledger\n"


def scheduled(clone: Path, recipe: str) -> subprocess.CompletedProcess[str]:
    make = script(clone.parent / "make", f'echo "ran $2" >>{clone.parent}/ran\n{recipe}')
    return run(str(clone / ".ci/scheduled"), cwd=clone.parent, MAKE=make, LC_ALL="C")


def ran(clone: Path) -> list[str]:
    told = clone.parent / "ran"
    return told.read_text(encoding="utf-8").split("\n")[:-1] if told.exists() else []


def test_a_schedule_publishes_each_state_once_and_says_nothing(repository: Path):
    whole = ["ran check-reports", "ran publish", "ran commit-ledger"]
    for _ in range(2):
        done = scheduled(repository, "true")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert ran(repository) == whole
    git(repository.parent, "clone", "-q", "-b", "main", "origin", "other")
    handed_in(repository.parent / "other", "second")
    assert scheduled(repository, "true").returncode == 0
    assert ran(repository) == whole * 2


def test_a_schedule_tells_what_failed_and_tries_again(repository: Path):
    done = scheduled(repository, '[ "$2" != publish ] || { echo no way to the host >&2; exit 1; }')
    assert done.returncode == 1
    assert "没有发布成功，线上的网站没有变。" in done.stdout
    assert "no way to the host" in done.stdout
    assert ran(repository) == ["ran check-reports", "ran publish"]
    assert scheduled(repository, "true").stdout == ""
    assert ran(repository)[-1] == "ran commit-ledger"


def test_the_ledgers_own_commit_is_not_published_again(repository: Path):
    grows = (
        f'[ "$2" != commit-ledger ] || {{ echo "{{}}" >>data/ledger.jsonl; {repository}/.ci/commit-ledger; }}'
    )
    for _ in range(2):
        assert scheduled(repository, grows).returncode == 0
    assert ran(repository).count("ran publish") == 1


def test_a_schedule_does_not_overtake_another(repository: Path):
    (repository / ".cache").mkdir()
    with subprocess.Popen(["flock", ".cache/scheduled.lock", "sleep", "30"], cwd=repository) as other:
        try:
            while run("flock", "-n", ".cache/scheduled.lock", "true", cwd=repository).returncode == 0:
                pass
            assert (scheduled(repository, "true").returncode, ran(repository)) == (0, [])
        finally:
            other.terminate()


@pytest.mark.parametrize(
    "name", ["root", "apt", "npm", "biome", "with-secrets", "commit-ledger", "scheduled"]
)
def test_scripts_can_be_run(name: str):
    path = ROOT / ".ci" / name
    assert path.stat().st_mode & stat.S_IXUSR
    assert run("sh", "-n", str(path)).returncode == 0
