"""Messages of other programs in English become a Chinese sentence that says what to do."""

from __future__ import annotations

import re

import pytest

from annual_reports.publish.failures import FAILURES, NotPublished, recognise

NAMES = """
found program package place reason output detail address key path kind line known before now
day recorded built"""
FACTS = dict.fromkeys(NAMES.split(), "x")


@pytest.mark.parametrize("code", FAILURES)
def test_each_sentence_is_chinese_and_says_what_to_do(code: str):
    told = str(NotPublished(code, **FACTS))
    assert re.search("请|没有变", told)
    assert not told.endswith("。"), "the command ends it"
    assert "\n" not in told


@pytest.mark.parametrize("code", [code for code in FAILURES if "pattern" in FAILURES[code]])
def test_what_is_recognised_needs_no_fact(code: str):
    assert str(NotPublished(code))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("No ED25519 host key is known for h and you have requested strict checking.", "host-key"),
        ("Host key verification failed.\nrsync: connection unexpectedly closed", "host-key"),
        ("web@h: Permission denied (publickey,password).", "not-let-in"),
        ("ssh: Could not resolve hostname h: Name or service not known", "unknown-host"),
        ("ssh: connect to host h port 22: Connection refused", "unreachable"),
        ("ssh: connect to host h port 22: Connection timed out", "unreachable"),
        ('rsync: write failed on "/srv/x": No space left on device (28)\nconnection closed', "disk-full"),
        ("mkdir: cannot create directory '/srv/x': Disk quota exceeded", "quota"),
        ("mkdir: cannot create directory '/srv/x': Permission denied", "no-permission"),
        ('Failed to create file system for "x:y": didn\'t find section in config file', "no-remote"),
        ("AccessDenied: Access Denied\n\tstatus code: 403", "forbidden"),
        ("sh: 1: rsync: not found", "no-rsync"),
        ("something new", "lost"),
    ],
)
def test_the_words_of_other_programs_are_recognised(said: str, code: str):
    assert recognise(said, "lost").code == code


def test_what_is_not_recognised_is_told_as_it_was_said_and_moves_no_cursor():
    assert "·[2Jnews" in str(recognise("first\n\x1b[2Jnews\n\n", "lost"))
    assert "没有说明" in str(recognise("", "lost"))
