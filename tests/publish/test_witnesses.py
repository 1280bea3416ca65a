"""Two made-up counties witness each other's ledgers; a keeper who rewrites his is named on both sites."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from annual_reports.publish.signatures import KEY_VARIABLE
from support.commands import ENVIRONMENT, run_command
from support.publish_servers import fetch, nginx
from support.sites import PINGSHI, copy_of, edit


@dataclass(frozen=True)
class County:
    """Sources of a site, the folder to which it is published, its address and its key."""

    project: Path
    live: Path
    address: str
    key: Path

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the key, as one reads it out on the telephone."""
        done = subprocess.run(
            ["ssh-keygen", "-l", "-f", self.key], check=True, capture_output=True, text=True
        )
        return done.stdout.split()[1]

    def run(self, *arguments: str, status: int = 0) -> str:
        """Run a command of the program with this county's key; all that it says."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(ENVIRONMENT, KEY_VARIABLE, str(self.key))
            done = run_command(self.project, *arguments)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def publish(self) -> str:
        return self.run("publish", "--", str(self.live))

    def page(self) -> str:
        return fetch(f"{self.address}verify/").decode()

    def trust(self, other: County) -> None:
        """Name another county as a witness."""
        entry = f"yi: {{name: 乙县, address: '{other.address}', key: '{other.fingerprint}'}}\n"
        (self.project / "data/witnesses.yml").write_text(entry, encoding="utf-8")

    def forge(self) -> None:
        """Change a published number, and begin the record and the live site anew."""
        (self.project / "data/ledger.jsonl").unlink()
        for folder in (self.project / "data/published", self.live):
            shutil.rmtree(folder)
        edit(self.project, ("526 余件", "562 余件"))


@pytest.fixture
def counties(tmp_path: Path) -> Iterator[tuple[County, County]]:
    made: list[County] = []
    with nginx_of(tmp_path, "jia") as jia, nginx_of(tmp_path, "yi") as yi:
        for name, address in (("jia", jia), ("yi", yi)):
            key = tmp_path / f"{name}.key"
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
            project = copy_of(PINGSHI, tmp_path / name)
            made.append(County(project, tmp_path / f"{name}.live", f"{address}/", key))
        yield made[0], made[1]


def nginx_of(folder: Path, name: str):
    (folder / f"{name}.nginx").mkdir()
    return nginx(folder / f"{name}.live", folder / f"{name}.nginx")


def test_a_county_that_rewrites_its_ledger_is_named_on_both_sites(counties: tuple[County, County]):
    jia, yi = counties
    jia.trust(yi)
    assert "还没有为本站的登记簿作证" in "".join(jia.publish() + jia.publish())
    assert "现在还没有别的县为本站作证" in jia.page()

    assert "共 2 行，是第一次见到，从这里开始作证；记下了，签了名" in yi.run("witness", jia.address)
    yi.publish()
    assert "乙县：证明登记簿的前 2 行没有改过" in jia.publish()
    assert "另有 1 个县证明" in jia.page()
    assert "签过名" in jia.page()
    assert f"{jia.address}</a>：" in yi.page()
    assert "没有变化" in jia.publish()  # a signature is the same each time
    assert "错误 0 处" in jia.run("verify")

    jia.forge()
    assert "与它证明的矛盾" in jia.run("publish", "--", str(jia.live))
    assert "矛盾：</strong>乙县的证明与本站的登记簿对不上" in jia.page()
    assert "witness-contradicts" in jia.run("verify", status=1)
    assert "与以前见到的矛盾" in yi.run("witness", jia.address, status=1)
    yi.publish()
    assert "矛盾：</strong>后来见到的登记簿与这些行对不上" in yi.page()


def test_a_signature_of_another_key_is_not_taken(counties: tuple[County, County]):
    jia, yi = counties
    jia.publish()
    yi.run("witness", jia.address)
    other = County(jia.project, jia.live, jia.address, yi.key)
    (jia.project / "docs/new.md").write_text("# 新的一页\n", encoding="utf-8")
    other.publish()
    assert "签名的密钥变了" in yi.run("witness", jia.address, status=1)
    assert "记下了" in yi.run("witness", "--new-key", jia.address)


def test_a_key_that_signs_differently_each_time_is_refused(counties: tuple[County, County], tmp_path: Path):
    jia, _ = counties
    key = tmp_path / "ecdsa"
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key], check=True)
    said = County(jia.project, jia.live, jia.address, key).run("publish", "--", str(jia.live), status=1)
    assert "请换一把 ed25519 的" in said
    assert not jia.live.exists()


def test_an_address_that_is_none_is_told(counties: tuple[County, County]):
    _, yi = counties
    assert "写得不对" in yi.run("witness", "file:///etc/passwd", status=1)
    assert "没有登记簿" in yi.run("witness", counties[0].address, status=1)
