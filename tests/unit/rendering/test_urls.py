"""Addresses and anchors, which never change once they are published."""

from __future__ import annotations

import re

from annual_reports.analysis.collection import Collection
from annual_reports.rendering import urls
from support.keyed_figures import HALF, disputes


def test_the_first_figure_of_an_indicator_keeps_its_anchors(county: Collection):
    figure = disputes(county, "398件")
    assert urls.evidence_anchor(figure) == "evidence-disputes-examined"
    assert urls.figure_anchor(figure) == "figure-disputes-examined"


def test_figures_of_other_keys_have_anchors_that_follow_from_the_key(county: Collection):
    half, family = disputes(county, "2件", period=HALF), disputes(county, "3件", part="家庭纠纷")
    assert urls.evidence_anchor(half) == "evidence-disputes-examined_m1-6"
    assert re.fullmatch("figure-disputes-examined_[0-9a-f]{8}", urls.figure_anchor(family))
