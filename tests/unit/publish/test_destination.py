"""DEST: three forms, and nothing that another program could take for an option or a command."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.publish import destination
from annual_reports.publish.destination import Bucket, Folder, Server
from annual_reports.publish.failures import NotPublished
from annual_reports.publish.server import Transport

HERE = Path.cwd()


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("web@example.gov.cn:/srv/nianbao", Server("web@example.gov.cn", "/srv/nianbao")),
        ("example.gov.cn:/srv/nianbao/", Server("example.gov.cn", "/srv/nianbao")),
        ("ssh://web@10.0.0.8:2222/srv/nianbao", Server("web@10.0.0.8", "/srv/nianbao", 2222)),
        ("ssh://example.gov.cn/srv/年 报's", Server("example.gov.cn", "/srv/年 报's")),
        ("web@[fe80::1]:/srv/a", Server("web@[fe80::1]", "/srv/a")),
        ("host:/srv/$(reboot)", Server("host", "/srv/$(reboot)")),
        ("cloud:bucket", Bucket("cloud:bucket")),
        ("cloud:bucket/年报/", Bucket("cloud:bucket/年报")),
        ("/srv/www", Folder(Path("/srv/www"))),
        ("../public", Folder(HERE.parent / "public")),
        ("./a:b", Folder(HERE / "a:b")),
        ("~$(x) `y`", Folder(HERE / "~$(x) `y`")),
    ],
)
def test_the_three_forms(written: str, parsed: destination.Destination):
    assert destination.parse(written) == parsed


@pytest.mark.parametrize(
    "written",
    [
        *("", "  ", "/", "-rf", "--delete", "-oProxyCommand=x:/srv", "web@-oProxyCommand=x:/srv"),
        *("host:/", "host:/srv/../..", "user@host:relative", "user@host", "ssh://host", "ssh://host:0/a"),
        *(
            "ssh://host:99999/a",
            "ssh://-host/a",
            "ssh://a b/srv",
            "ssh://host:2222:/a",
            "https://example.cn/a",
        ),
        *("cloud:", "cloud:/bucket/../x/..", "cloud:-x", "cloud:a/../b", ":s3:bucket", "cloud,opt=1:bucket"),
        *(
            "$(x):/srv",
            "`x`:/srv",
            "a;b:/srv",
            "'a':/srv",
            "a\\b:/srv",
            "host:/a\nb",
            "a\nb:/srv",
            "/a\x1b[2J",
        ),
        *("a b:bucket", "host\u2028:/srv", "/a/\udcff"),
    ],
)
def test_what_is_none_of_them_is_told_with_the_forms_that_there_are(written: str):
    with pytest.raises(NotPublished, match="用户@主机:/绝对路径") as told:
        destination.parse(written)
    assert str(told.value).isprintable()


@given(st.text(max_size=40))
def test_whatever_is_written_becomes_no_option(written: str):
    try:
        parsed = destination.parse(written)
    except NotPublished:
        return
    if isinstance(parsed, Folder):
        assert parsed.path.is_absolute()
    else:
        named = parsed.host if isinstance(parsed, Server) else parsed.remote
        assert named[0].isalnum() or named[0] in "_["


@given(
    st.text(st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), min_size=1, max_size=30)
)
def test_a_path_passes_the_shell_at_the_other_end_as_it_is(path: str):
    """ssh sends one line for a shell; it must come out as the words that went in."""
    command = Transport("/srv/" + path, ("ssh",), "host").script_command("read", path)
    assert command[:3] == ["ssh", "--", "host"]
    printing = command[3].replace("sh -c", "printf '%s\\0'", 1)
    words = subprocess.run(["sh", "-c", printing], capture_output=True, check=True).stdout.split(b"\0")
    assert [word.decode() for word in words[1:-1]] == ["host.sh", "/srv/" + path, "read", path]


def test_the_words_of_the_ssh_command():
    assert destination.split_ssh_command("ssh -i 'my key'") == ["ssh", "-i", "my key"]
    assert destination.split_ssh_command(" ") == ["ssh"]
    with pytest.raises(NotPublished, match="引号不成对"):
        destination.split_ssh_command("ssh -i 'my key")
