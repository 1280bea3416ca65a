"""Read `data/site.yml`: publisher of the site, its contact data, and links in the footer."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from annual_reports.domain.catalog import Column, NamedLink, Publisher
from annual_reports.sanitize.html import WEB_ADDRESS
from annual_reports.sources.validation import Entry, Text, validate
from annual_reports.sources.yaml_reader import Marked

_SITE_CODE = re.compile(r"[0-9]{10}")
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _match(text: str, pattern: re.Pattern[str], code: str) -> str:
    if not pattern.fullmatch(text):
        raise PydanticCustomError(code, "pattern")
    return text


SiteCode = Annotated[Text, AfterValidator(lambda text: _match(text, _SITE_CODE, "bad-site-code"))]
Mailbox = Annotated[Text, AfterValidator(lambda text: _match(text, _MAILBOX, "bad-mailbox"))]
Address = Annotated[Text, AfterValidator(lambda text: _match(text, WEB_ADDRESS, "bad-address"))]


class LinkEntry(Entry):
    """一个外部网站的链接。"""

    name: Text = Field(description="显示的文字，例如 党政机关网站标识")
    url: Address = Field(description="网址，以 https:// 开头")


class ColumnEntry(Entry):
    """本站在主办单位门户网站里的栏目，写进网页的栏目标签。"""

    name: Text | None = Field(None, description="栏目名称")
    description: Text | None = Field(None, description="栏目说明")
    keywords: Text | None = Field(None, description="栏目关键词，用英文逗号隔开")
    type: Text | None = Field(None, description="栏目类别，例如 政务公开")


class PublisherEntry(Entry):
    """网站信息：印在每页下方，也写进网页标签。没有的写 null，页面上就不出现。"""

    notice: Text | None = Field(None, description="每页最上方的提示，例如 演示数据")
    site_name: Text | None = Field(None, description="网站名称标签；不写的用 mkdocs.yml 的 site_name")
    organizer: Text | None = Field(None, description="主办单位")
    operator: Text | None = Field(None, description="承办单位")
    phone: Text | None = Field(None, description="联系电话")
    email: Mailbox | None = Field(None, description="电子邮箱")
    postal_address: Text | None = Field(None, description="通信地址")
    site_code: SiteCode | None = Field(None, description='网站标识码，10 位数字，加引号，例如 "4113300001"')
    icp_number: Text | None = Field(None, description="ICP备案号")
    police_number: Text | None = Field(None, description="公安备案号")
    errors_to: Mailbox | None = Field(None, description="接收错误报告的邮箱；不写的用 email")
    column: ColumnEntry = Field(default_factory=ColumnEntry, description="所在栏目")
    links: list[LinkEntry] = Field([], description="页面下方的外部链接")


_LABELS = {
    "organizer": "主办单位",
    "operator": "承办单位",
    "phone": "联系电话",
    "email": "电子邮箱",
    "postal_address": "通信地址",
    "site_code": "网站标识码",
    "icp_number": "ICP备案号",
    "police_number": "公安备案号",
}
"""Key -> label in the foot of a page, in the usual order of government sites."""


def read_publisher(marked: Marked) -> Publisher:
    """Return the publisher from the parsed file; an empty one if the file has errors."""
    values = marked.values if isinstance(marked.values, dict) else {}
    entry = validate(PublisherEntry, marked, values)
    return _publisher(entry) if entry else Publisher()


def _publisher(entry: PublisherEntry) -> Publisher:
    particulars = {label: getattr(entry, key) for key, label in _LABELS.items()}
    return Publisher(
        notice=entry.notice,
        site_name=entry.site_name,
        particulars={label: value for label, value in particulars.items() if value},
        site_code=entry.site_code,
        errors_to=entry.errors_to or entry.email,
        column=Column(**entry.column.model_dump()),
        links=tuple(NamedLink(link.name, link.url) for link in entry.links),
    )
