"""Two made-up counties witness each other; a keeper who rewrites a ledger is found out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from annual_reports.ledger import witnessing as kept
from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.checkpoint import checkpoint_of
from annual_reports.publish import witnessing
from annual_reports.publish.failures import NotPublished
from annual_reports.rendering.urls import contradictions_of, witnessed_of

JIA, YI = "https://jia.example/", "https://yi.example/nianbao/"


class Web:
    """Files of some sites; one that is down cannot be reached."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.down: set[str] = set()

    def read(self, address: str) -> bytes | None:
        if any(address.startswith(site) for site in self.down):
            raise NotPublished("site-not-read", address=address, reason="关机了")
        return self.files.get(address)

    def publish(self, site: str, files: Mapping[str, bytes]) -> None:
        self.files |= {site + path: content for path, content in files.items()}


def ledger_of(texts: str) -> Ledger:
    ledger = Ledger()
    for year, text in enumerate(texts, 2000):
        ledger = ledger.extended({f"jia/{year}": ContentDigests(text * 64, text * 64, {}, ())})
    return ledger


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def jia(tmp_path: Path) -> Path:
    """The county whose ledger is witnessed."""
    (tmp_path / "jia/data").mkdir(parents=True)
    for name in ("governments", "indicators", "laws", "deadlines"):
        (tmp_path / f"jia/data/{name}.yml").write_text("{}\n")
    (tmp_path / "jia/data/witnesses.yml").write_text(
        f"yi: {{name: 乙县, address: '{YI}'}}\n", encoding="utf-8"
    )
    return tmp_path / "jia"


@pytest.fixture
def yi(tmp_path: Path) -> Path:
    """The folder `data` of the county that witnesses."""
    (tmp_path / "yi").mkdir()
    return tmp_path / "yi"


def publish_jia(web: Web, jia: Path, texts: str) -> None:
    ledger = ledger_of(texts)
    (jia / "data/ledger.jsonl").write_bytes(ledger.content)
    web.publish(JIA, {"data/ledger.jsonl": ledger.content})


def publish_yi(web: Web, yi: Path) -> None:
    for witnessed in kept.read_witnessing(yi)[0].given.values():
        checkpoint, others = witnessed.checkpoint, witnessed.contradictions
        web.publish(YI, {witnessed_of(checkpoint): checkpoint.text.encode()})
        if others:
            web.publish(YI, {contradictions_of(checkpoint): "\n".join(o.text for o in others).encode()})


def see(web: Web, yi: Path) -> str:
    return witnessing.witness(yi, JIA, web.read, accept_new_key=False)


def test_the_first_sight_is_kept_and_a_longer_ledger_replaces_it(web: Web, jia: Path, yi: Path):
    publish_jia(web, jia, "ab")
    assert "共 2 行，是第一次见到" in see(web, yi)
    publish_jia(web, jia, "abc")
    assert "共 3 行，前 2 行与上次见到的一样" in see(web, yi)
    assert kept.read_witnessing(yi)[0].given[JIA].checkpoint == checkpoint_of(ledger_of("abc"))


@pytest.mark.parametrize("forged", ["a", "af", "afc", "f", "fb", "fbc"])
def test_a_rewritten_or_shortened_ledger_is_kept_as_a_contradiction(
    web: Web, jia: Path, yi: Path, forged: str
):
    publish_jia(web, jia, "ab")
    see(web, yi)
    publish_jia(web, jia, forged)
    for _ in range(2):  # a forger who waits gains nothing
        with pytest.raises(NotPublished, match="矛盾"):
            see(web, yi)
    given = kept.read_witnessing(yi)[0].given[JIA]
    assert given.checkpoint == checkpoint_of(ledger_of("ab"))
    assert given.contradictions == (checkpoint_of(ledger_of(forged)),)


def test_a_site_without_a_sound_ledger_is_not_witnessed(web: Web, yi: Path):
    with pytest.raises(NotPublished, match="没有登记簿"):
        see(web, yi)
    web.publish(JIA, {"data/ledger.jsonl": ledger_of("abc").content.replace(b"b", b"x")})
    with pytest.raises(NotPublished, match="接不上"):
        see(web, yi)
    web.down.add(JIA)
    with pytest.raises(NotPublished, match="关机了"):
        see(web, yi)
    assert not kept.read_witnessing(yi)[0].given


def test_a_damaged_file_is_not_written_over(web: Web, jia: Path, yi: Path):
    publish_jia(web, jia, "ab")
    (yi / kept.GIVEN).write_text("{")
    with pytest.raises(NotPublished, match="读不出来"):
        see(web, yi)
    assert (yi / kept.GIVEN).read_text() == "{"


def test_what_a_witness_keeps_is_collected(web: Web, jia: Path, yi: Path):
    publish_jia(web, jia, "ab")
    assert witnessing.collect(jia, web.read) == [
        "乙县：还没有为本站的登记簿作证，请对方运行 annual-reports witness 本站网址"
    ]
    see(web, yi)
    publish_yi(web, yi)
    publish_jia(web, jia, "abc")
    assert witnessing.collect(jia, web.read) == ["乙县：证明登记簿的前 2 行没有改过"]
    assert kept.read_witnessing(jia / "data")[0].received["yi"].checkpoint == checkpoint_of(ledger_of("ab"))


@pytest.mark.parametrize(
    ("forged", "said"),
    [("af", "第 2 行与它见过的不同"), ("a", "它见过 2 行，这里只有 1 行"), ("afc", "第 2 行与它见过的不同")],
)
def test_a_keeper_who_rewrote_the_ledger_is_told(web: Web, jia: Path, yi: Path, forged: str, said: str):
    publish_jia(web, jia, "ab")
    see(web, yi)
    publish_yi(web, yi)
    publish_jia(web, jia, forged)
    assert said in "".join(witnessing.collect(jia, web.read))


def test_a_witness_that_cannot_be_reached_stops_nothing_and_keeps_its_word(web: Web, jia: Path, yi: Path):
    publish_jia(web, jia, "ab")
    see(web, yi)
    publish_yi(web, yi)
    witnessing.collect(jia, web.read)
    before = (jia / "data" / kept.RECEIVED).read_bytes()
    web.down.add(YI)
    assert "先用上次的" in "".join(witnessing.collect(jia, web.read))
    assert (jia / "data" / kept.RECEIVED).read_bytes() == before


def test_an_answer_that_is_no_checkpoint_is_not_taken(web: Web, jia: Path):
    publish_jia(web, jia, "ab")
    own = checkpoint_of(ledger_of("ab"))
    assert own
    web.publish(YI, {witnessed_of(own): "<!doctype html>您要的页面不在".encode()})
    assert "读不出来" in "".join(witnessing.collect(jia, web.read))
    assert not (jia / "data" / kept.RECEIVED).exists()


def test_a_site_without_witnesses_asks_nobody(web: Web, jia: Path):
    publish_jia(web, jia, "ab")
    (jia / "data/witnesses.yml").unlink()
    assert witnessing.collect(jia, web.read) == []
