"""Witness the ledgers of other sites, and collect what they witnessed of ours.

Another site that keeps our checkpoint can tell if our ledger was rewritten, even by ourselves. Nothing but
files is exchanged: each site publishes its ledger, its checkpoint, and those that it keeps of others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from annual_reports.domain.catalog import Witness
from annual_reports.domain.files import write_whole
from annual_reports.ledger import chain, witnessing
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.checkpoint import (
    Checkpoint,
    Standing,
    checkpoint_of,
    compare,
    parse_checkpoint,
    parse_checkpoints,
)
from annual_reports.ledger.witnessing import Countersignature, WitnessedLedger
from annual_reports.publish import signatures
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.signatures import KEY_VARIABLE
from annual_reports.rendering.urls import (
    CHECKPOINT,
    CHECKPOINT_SIGNATURE,
    LEDGER,
    contradictions_of,
    countersignature_of,
    witnessed_of,
)
from annual_reports.sources.catalog import read_catalog

ReadWebFile = Callable[[str], bytes | None]
"""Address -> the file's content; None if there is none. Raises NotPublished."""


def witness(data: Path, address: str, read_web_file: ReadWebFile, *, accept_new_key: bool) -> str:
    """Compare the ledger of a site with what is kept of it, and keep its new checkpoint; return a sentence.

    Args:
        data: folder in which the checkpoints are kept.
        address: address of the site, with a slash at its end.
        read_web_file: reads the site.
        accept_new_key: take another key than the one that signed the site's checkpoints so far.

    Raises:
        NotPublished: the site cannot be read or has no intact ledger, its signature does not hold, or its
            ledger contradicts what is kept; then the contradiction is kept too.
        OSError: the checkpoint cannot be written.

    """
    given = _kept(data).given
    known = given.get(address)
    ledger, now = _read_ledger(address, read_web_file)
    key = _key_of(address, now, read_web_file)
    if known and known.key != key and not accept_new_key:
        raise NotPublished("site-key-changed", address=address, before=known.key or "没有", now=key or "没有")
    if known and compare(ledger, known.checkpoint) is not Standing.CONTINUES:
        contradictions = tuple(dict.fromkeys((*known.contradictions, now)))
        contradicted = known.model_copy(update={"contradictions": contradictions})
        _write_given(data, {**given, address: contradicted})
        raise NotPublished("site-contradicts", address=address, known=known.checkpoint.size, now=now.size)
    witnessed = _witnessed(now, key, known)
    _write_given(data, {**given, address: witnessed})
    signed = "，签了名" if witnessed.signature else ""
    return f"{address} 的登记簿共 {now.size} 行，{_continuation(known)}；记下了{signed}。"


def collect(root: Path, read_web_file: ReadWebFile) -> list[str]:
    """Fetch what the witnesses in `data/witnesses.yml` keep of our ledger; return a sentence for each.

    A witness that cannot be reached stops nothing: what it said before stays. Raises OSError.
    """
    data = root / "data"
    witnesses = read_catalog(data)[0].witnesses if data.is_dir() else {}
    ledger, _ = chain.read_ledger(data)
    before = _kept(data).received if witnesses else {}
    received, said = dict(before), list[str]()
    for id_, one in witnesses.items():
        known = before.get(id_)
        own = known.checkpoint if known else checkpoint_of(ledger)
        try:
            kept = (_fetch(one, own, read_web_file) if own else None) or known
        except NotPublished as failure:
            said.append(f"{one.name}：{failure}，先用上次的")
            continue
        received |= {id_: kept} if kept else {}
        said.append(_describe(one, kept, ledger))
    if received != before:
        write_whole(data / witnessing.RECEIVED, witnessing.serialise(received).encode())
    return said


def sign_checkpoint(site: Path) -> None:
    """Sign the checkpoint of a finished site if a key is named, else remove a signature.

    Raises NotPublished.
    """
    checkpoint, signature, key = site / CHECKPOINT, site / CHECKPOINT_SIGNATURE, _key()
    if key and checkpoint.is_file():
        signed = signatures.sign(checkpoint.read_bytes(), key, signatures.CHECKPOINT)
        signature.write_text(signed, encoding="utf-8")
    else:
        signature.unlink(missing_ok=True)


def _write_given(data: Path, given: Mapping[str, WitnessedLedger]) -> None:
    write_whole(data / witnessing.GIVEN, witnessing.serialise(given).encode())


def _kept(data: Path) -> witnessing.Witnessing:
    """Return what is kept. Raises NotPublished if a file is damaged, so that nothing is written over it."""
    kept, findings = witnessing.read_witnessing(data)
    if findings:
        raise NotPublished("witnessing-damaged", path=findings[0].path)
    return kept


def _read_ledger(address: str, read_web_file: ReadWebFile) -> tuple[Ledger, Checkpoint]:
    ledger, broken = chain.parse_ledger(read_web_file(address + LEDGER) or b"", LEDGER)
    if broken:
        raise NotPublished("site-ledger-broken", address=address, line=broken[0].line)
    now = checkpoint_of(ledger)
    if now is None:
        raise NotPublished("site-without-ledger", address=address)
    return ledger, now


def _key_of(address: str, now: Checkpoint, read_web_file: ReadWebFile) -> str | None:
    """Return the fingerprint of the key that signed the checkpoint; None if it is not signed."""
    signature = read_web_file(address + CHECKPOINT_SIGNATURE)
    if signature is None:
        return None
    signed = read_web_file(address + CHECKPOINT) or b""
    key = signatures.signer(signed, signature.decode(errors="replace"), signatures.CHECKPOINT)
    if key is None or signed != now.text.encode():
        raise NotPublished("site-signature-wrong", address=address)
    return key


def _witnessed(now: Checkpoint, key: str | None, known: WitnessedLedger | None) -> WitnessedLedger:
    own_key = _key()
    content = now.text.encode()
    return WitnessedLedger(
        checkpoint=now,
        signature=signatures.sign(content, own_key, signatures.COUNTERSIGNATURE) if own_key else None,
        key=key,
        contradictions=known.contradictions if known else (),
    )


def _key() -> Path | None:
    name = os.environ.get(KEY_VARIABLE)
    return Path(name) if name else None


def _continuation(known: WitnessedLedger | None) -> str:
    if known is None:
        return "是第一次见到，从这里开始作证"
    return f"前 {known.checkpoint.size} 行与上次见到的一样"


def _fetch(witness_: Witness, own: Checkpoint, read_web_file: ReadWebFile) -> Countersignature | None:
    """Return what a witness keeps of our ledger; None if it keeps nothing. Raises NotPublished."""
    content = read_web_file(witness_.address + witnessed_of(own))
    if content is None:
        return None
    checkpoint = parse_checkpoint(content.decode(errors="replace"))
    if checkpoint is None:
        raise NotPublished("witness-unreadable", address=witness_.address)
    contradictions = read_web_file(witness_.address + contradictions_of(own)) or b""
    return Countersignature(
        checkpoint=checkpoint,
        signature=_fetch_signature(witness_, checkpoint, read_web_file),
        contradictions=parse_checkpoints(contradictions.decode(errors="replace")),
    )


def _fetch_signature(witness_: Witness, kept: Checkpoint, read_web_file: ReadWebFile) -> str | None:
    """Return the witness's signature of what it keeps; None if there is none. Raises NotPublished."""
    signature = (read_web_file(witness_.address + countersignature_of(kept)) or b"").decode(errors="replace")
    content = kept.text.encode()
    signed_by = signatures.signer(content, signature, signatures.COUNTERSIGNATURE) if signature else None
    if witness_.key and signed_by != witness_.key:
        raise NotPublished("witness-signature-wrong", address=witness_.address, key=signed_by or "没有")
    return signature if signed_by else None


def _describe(witness_: Witness, kept: Countersignature | None, ledger: Ledger) -> str:
    if kept is None:
        return f"{witness_.name}：还没有为本站的登记簿作证，请对方运行 annual-reports witness 本站网址"
    size = kept.checkpoint.size
    match compare(ledger, kept.checkpoint):
        case Standing.CONTINUES:
            return f"{witness_.name}：证明登记簿的前 {size} 行没有改过"
        case Standing.SHORTER:
            return f"{witness_.name}：与它证明的矛盾，它见过 {size} 行，这里只有 {len(ledger.lines)} 行"
        case Standing.DIFFERENT:
            return f"{witness_.name}：与它证明的矛盾，第 {size} 行与它见过的不同"
