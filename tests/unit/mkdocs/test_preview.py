"""The preview answers only by its own address, and refuses what its server would fail on."""

from __future__ import annotations

import socket
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.exceptions import PluginError

from annual_reports_mkdocs.preview import check_port, guarded, refusal

OWN = {"HTTP_HOST": "127.0.0.1:8000", "PATH_INFO": "/"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_computer_is_answered(host: str):
    assert refusal({**OWN, "HTTP_HOST": host}, "127.0.0.1", 8000) is None


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example:8000", "127.0.0.1.evil.example:8000", "localhost.evil.example:8000", "evil.example"),
        *("127.0.0.1:9000", "127.0.0.1", "localhost", "", ":8000", "127.0.0.1:8000:8000", "[::1]"),
        *("10.0.0.8:8000", "localhost.:8000", "user@127.0.0.1:8000", "127.0.0.1:8000 evil", "0.0.0.0:8000"),
    ],
)
def test_every_other_name_is_refused(host: str):
    assert refusal({**OWN, "HTTP_HOST": host}, "127.0.0.1", 8000) == HTTPStatus.MISDIRECTED_REQUEST
    assert refusal({"PATH_INFO": "/"}, "127.0.0.1", 8000) == HTTPStatus.MISDIRECTED_REQUEST


def test_the_address_given_is_answered():
    assert refusal({**OWN, "HTTP_HOST": "bureau.lan:8001"}, "Bureau.lan", 8001) is None
    assert refusal({**OWN, "HTTP_HOST": "[fd00::8]:8001"}, "fd00::8", 8001) is None


@pytest.mark.parametrize("every", ["0.0.0.0", "::"])
def test_a_preview_on_all_addresses_answers_numbers_not_names(every: str):
    for asked, status in (
        ("10.0.0.8:8000", None),
        ("[fd00::8]:8000", None),
        ("evil.example:8000", HTTPStatus.MISDIRECTED_REQUEST),
    ):
        assert refusal({**OWN, "HTTP_HOST": asked}, every, 8000) == status


@pytest.mark.parametrize(
    "path", ["/\0", "/reports/\0/", "/a\nb", "/\x1b", "//evil.example", "/" + "a" * 3000]
)
def test_a_path_on_which_the_server_would_fail_is_refused(path: str):
    assert refusal({**OWN, "PATH_INFO": path}, "127.0.0.1", 8000) == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("path", ["/", "/reports/pingshi/2024/", "/关于/".encode().decode("latin-1"), "/a b"])
def test_the_paths_of_pages_are_answered(path: str):
    assert refusal({**OWN, "PATH_INFO": path}, "127.0.0.1", 8000) is None


@given(st.text(), st.text())
def test_whatever_is_asked_gets_an_answer(host: str, path: str):
    refusal({"HTTP_HOST": host, "PATH_INFO": path}, "127.0.0.1", 8000)
    refusal({"HTTP_HOST": host, "PATH_INFO": path}, "0.0.0.0", 8000)


def test_a_refusal_says_which_address_is_right():
    told = []
    answer = guarded(lambda *_: [b"page"], "127.0.0.1", 8000)
    refused = answer({**OWN, "HTTP_HOST": "evil.example"}, lambda *given: told.append(given))
    assert "http://127.0.0.1:8000/" in b"".join(refused).decode()
    assert told[0][0] == "421 Misdirected Request"
    assert answer(OWN, print) == [b"page"]


def test_a_port_that_is_taken_is_told_with_the_next():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PluginError, match=f"已经被占用.*PORT={port + 1}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("203.0.113.9", 8000), ("127.0.0.1", -1)])
def test_an_address_that_is_not_ours_is_told(host: str, port: int):
    with pytest.raises(PluginError, match=r"不能用.*PORT=8001"):
        check_port(host, port)
