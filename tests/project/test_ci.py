"""CI runs only targets of the Makefile, with no more rights than it needs, and installs from lock files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support.sites import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
GUIDE = ROOT / "docs/guide/ci.md"
LOCKS = [ROOT / "requirements.lock", *sorted((ROOT / ".ci").glob("*.lock"))]
EVENTS = True
"""The key `on` as YAML 1.1 reads it."""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def targets() -> set[str]:
    return set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every job of GitHub's workflows with its name."""
    for path in WORKFLOWS:
        yield from ((f"{path.stem}/{name}", job) for name, job in read(path)["jobs"].items())


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((name, step) for name, job in jobs() for step in job.get("steps", ()))


def github_lines() -> Iterator[str]:
    """Yield every line that GitHub runs, once for each value of a matrix."""
    for _, job in jobs():
        values = job.get("strategy", {}).get("matrix", {}).get("target", [""])
        for line in (line for step in job.get("steps", ()) for line in step.get("run", "").splitlines()):
            yield from (line.replace("$TARGET", value) for value in values)


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    words = {"default", "stages", "workflow", "variables", "include"}
    return {name: job for name, job in read(GITLAB).items() if name not in words and not name.startswith(".")}


def gitlab_lines() -> Iterator[str]:
    for job in gitlab_jobs().values():
        matrix = job.get("parallel", {}).get("matrix", [{}])
        for line in (*job["script"], *job.get("after_script", ())):
            yield from (line.replace("$TARGET", value) for value in matrix[0].get("TARGET", [""]))


def guide_lines() -> Iterator[str]:
    guide = GUIDE.read_text(encoding="utf-8")
    yield from re.findall(r"(?:^|`|&& )(make [^`\n]*)", guide, flags=re.MULTILINE)


@pytest.mark.parametrize("lines", [github_lines, gitlab_lines, guide_lines])
def test_machines_run_targets_of_the_makefile_and_nothing_else(lines: Any):
    ran = list(lines())
    assert len(ran) >= 4
    for line in ran:
        found = re.fullmatch(r"make ((?:[a-z-]+ ?)+)((?: ?[A-Z]+=[a-z.-]+)*)", line)
        assert found, line
        assert set(found[1].split()) <= targets(), line


def test_both_hosts_run_what_everybody_runs():
    everybody = set(re.findall(r"^make .*", (ROOT / ".ci/run").read_text("utf-8"), flags=re.MULTILINE))
    assert everybody
    assert everybody <= set(github_lines())
    assert everybody <= set(gitlab_lines())
    assert {line for line in github_lines() if "FORMAT" not in line} == {
        line for line in gitlab_lines() if line != "make check-reports" and "FORMAT" not in line
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_their_version_beside(path: Path):
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) or (
            action.startswith("./") and (ROOT / action).is_file()
        ), action


def test_one_action_has_one_commit_everywhere():
    used = {str(step["uses"]) for _, step in steps() if "uses" in step}
    assert len(used) == len({action.partition("@")[0] for action in used})


def test_rights_are_given_job_by_job_and_only_one_may_write():
    for path in WORKFLOWS:
        assert read(path)["permissions"] == {}, path
    given = {name: job["permissions"] for name, job in jobs()}
    assert {name for name, rights in given.items() if rights == {"contents": "write"}} == {"publish/publish"}
    assert {
        name for name, rights in given.items() if rights not in ({"contents": "read"}, {"contents": "write"})
    } == set()


def test_only_the_job_that_pushes_keeps_the_token():
    kept = {
        name: step["with"]["persist-credentials"]
        for name, step in steps()
        if str(step.get("uses")).startswith("actions/checkout@")
    }
    assert {name for name, keeps in kept.items() if keeps} == {"publish/publish"}
    assert len(kept) == len([job for _, job in jobs() if "steps" in job])


def test_no_job_runs_for_ever():
    assert all(0 < job["timeout-minutes"] <= 60 for _, job in jobs() if "steps" in job)
    assert read(GITLAB)["default"]["timeout"]


def test_secrets_are_seen_by_one_step_of_publishing_only():
    told = {(name, step.get("run")) for name, step in steps() if "secrets." in json.dumps(step)}
    assert told == {("publish/publish", "make publish-in-ci")}
    named = set(re.findall(r"secrets\.(\w+)", (ROOT / ".github/workflows/publish.yml").read_text()))
    script = (ROOT / ".ci/with-secrets").read_text(encoding="utf-8")
    guide = GUIDE.read_text(encoding="utf-8")
    assert all(name in script and name in guide for name in named)
    assert "pull_request_target" not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def test_no_text_of_a_change_reaches_a_shell():
    """Other people choose titles and names of branches, so no expression is filled into a shell line."""
    assert not [step["run"] for _, step in steps() if "${{" in step.get("run", "")]


def test_publishing_waits_for_the_checks_and_is_never_broken_off():
    made = read(ROOT / ".github/workflows/publish.yml")
    assert made["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert made["jobs"]["publish"]["needs"] == "check"
    assert made["jobs"]["publish"]["environment"]["name"] == "production"
    assert set(made[EVENTS]) == {"push", "workflow_dispatch"}
    assert made[EVENTS]["push"] == {"branches": ["main"]}
    publishing = gitlab_jobs()["publish"]
    assert publishing["interruptible"] is False
    assert publishing["resource_group"] == "production"
    assert read(GITLAB)["stages"].index("check") < read(GITLAB)["stages"].index(publishing["stage"])


def test_each_week_somebody_looks():
    assert "schedule" in read(ROOT / ".github/workflows/supply-chain.yml")[EVENTS]
    assert {"make audit", "make other-generator"} <= set(github_lines()) & set(gitlab_lines())


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB, *LOCKS], ids=lambda path: path.name)
def test_no_host_to_fetch_from_is_named(path: Path):
    named = re.findall(r"https?://[^\s\"']+", path.read_text(encoding="utf-8"))
    assert all("${CI_SERVER_HOST}" in address for address in named), named
    assert not re.search(r"index-url|registry", path.read_text(encoding="utf-8"))


# The locks.


def entries(lock: Path) -> dict[str, tuple[Version, int]]:
    """Return package -> version and number of hashes."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8")):
        first = re.match(r"([a-z0-9-]+)==(\S+)", block)
        assert first, block[:80]
        found[first[1]] = (Version(first[2]), len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block)))
    return found


def unsatisfied(lock: Path, wanted: list[str]) -> list[str]:
    known = entries(lock)
    requirements = [Requirement(text) for text in wanted]
    return [
        str(one)
        for one in requirements
        if canonicalize_name(one.name) not in known
        or not one.specifier.contains(known[canonicalize_name(one.name)][0])
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_package_of_a_lock_has_hashes(lock: Path):
    known = entries(lock)
    assert len(known) > 10
    assert not [name for name, (_, hashes) in known.items() if not hashes]


def test_the_locks_satisfy_what_is_wanted():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = wanted["project"], wanted["dependency-groups"]
    extras = [*project["optional-dependencies"]["dev"], *project["optional-dependencies"]["pdf"]]
    assert not unsatisfied(ROOT / "requirements.lock", [*project["dependencies"], *extras])
    assert not unsatisfied(ROOT / ".ci/audit.lock", groups["audit"])
    assert not unsatisfied(ROOT / ".ci/properdocs.lock", [*project["dependencies"], *groups["properdocs"]])
    assert not unsatisfied(ROOT / ".ci/bench.lock", groups["bench"])
    assert unsatisfied(ROOT / "requirements.lock", ["mkdocs<1", "nothing-of-this-name"])


def test_the_other_generator_reads_with_the_same_packages():
    ours, others = entries(ROOT / "requirements.lock"), entries(ROOT / ".ci/properdocs.lock")
    differing = {name for name in ours.keys() & others.keys() if ours[name][0] != others[name][0]}
    assert not differing, "make lock"
