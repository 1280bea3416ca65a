"""The topics that a text names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.topics import TOPICS, named_topics


def named(text: str) -> list[set[str]]:
    return [set(topics.names) for topics in named_topics(text)]


def test_topics_stand_in_the_order_of_the_text():
    assert named("受理行政复议案件，开展综合执法。") == [{"复议"}, {"执法"}]


def test_topics_that_are_named_together_count_together():
    assert named("复议、应诉") == [{"复议"}, {"复议", "诉讼"}]


def test_the_name_of_a_law_is_no_topic():
    assert named("学习《行政处罚法》《行政复议法》") == []


@given(st.text(alphabet="行政复议执法处罚纠纷信访《》、。\n", max_size=40))
def test_topics_have_names_and_places(text: str):
    found = list(named_topics(text))
    assert all(topics.names <= TOPICS and 0 < topics.end <= len(text) for topics in found)
    assert [topics.end for topics in found] == sorted(topics.end for topics in found)
