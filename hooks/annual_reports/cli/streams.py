"""Make standard output and standard error able to carry Chinese, whatever the locale says."""

from __future__ import annotations

import codecs
import io
import sys

_CHINESE = "检查意见"
_PARTS_OF_GB18030 = {"gb2312", "gbk"}


def make_readable() -> None:
    """Set both streams to an encoding that has Chinese: their own if it has, else UTF-8.

    What cannot be encoded all the same, such as a broken file name, is written as an escape: nothing fails.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding_for_chinese(stream.encoding), errors="backslashreplace")


def _encoding_for_chinese(encoding: str) -> str:
    """Return `encoding` if it can write Chinese; GB18030 for a part of it; or UTF-8."""
    name = codecs.lookup(encoding).name
    if name in _PARTS_OF_GB18030:
        return "gb18030"
    try:
        _CHINESE.encode(name)
    except UnicodeEncodeError:
        return "utf-8"
    return name
