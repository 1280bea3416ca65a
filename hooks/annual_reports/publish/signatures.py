"""Sign and check with keys of SSH, by `ssh-keygen -Y`; no service takes part."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import NamedTemporaryFile

from annual_reports.publish.failures import NotPublished

KEY_VARIABLE = "ANNUAL_REPORTS_KEY"
"""Environment variable: path of the private key with which a site signs; without it, it signs nothing."""
CHECKPOINT = "annual-reports-checkpoint"
"""Purpose of a signature by the site whose ledger it is."""
COUNTERSIGNATURE = "annual-reports-witness"
"""Purpose of a signature by a witness."""
_SIGNED_BY = re.compile(r'Good "[^"]*" signature with (?P<kind>\S+) key (?P<fingerprint>SHA256:\S+)')
_SAME_EACH_TIME = "ED25519"
"""Kind of key whose signature of the same content is the same each time."""


def sign(content: bytes, key: Path, purpose: str) -> str:
    """Return the signature of some content, the same each time.

    Raises:
        NotPublished: the key cannot be read, has a passphrase, or signs differently each time.

    """
    done = _run(["-Y", "sign", "-f", str(key), "-n", purpose], content)
    signature = done.stdout.decode(errors="replace")
    match = _check(content, signature, purpose) if done.returncode == 0 else None
    if match is None:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise NotPublished("not-signed", key=key, reason=reason[-1] if reason else "没有说明")
    if match["kind"] != _SAME_EACH_TIME:
        raise NotPublished("wrong-key", key=key, kind=match["kind"])
    return signature


def signer(content: bytes, signature: str, purpose: str) -> str | None:
    """Return the fingerprint of the key that signed some content; None if the signature does not hold."""
    match = _check(content, signature, purpose)
    return match["fingerprint"] if match else None


def _check(content: bytes, signature: str, purpose: str) -> re.Match[str] | None:
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".sig") as file:
        file.write(signature)
        file.flush()
        done = _run(["-Y", "check-novalidate", "-n", purpose, "-s", file.name], content)
    said = done.stdout.decode(errors="replace")
    return _SIGNED_BY.match(said) if done.returncode == 0 else None


def _run(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen, which asks for nothing: no terminal, no agent's dialogue."""
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell
            ["ssh-keygen", *arguments],  # noqa: S607  # as the PATH has it, as for ssh and rsync
            input=content,
            capture_output=True,
            check=False,
            start_new_session=True,
        )
    except OSError as error:
        raise NotPublished("no-program", program="ssh-keygen", package="openssh-client") from error
