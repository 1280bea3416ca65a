"""Each commitment and what became of it. The findings are held by tests/golden/collections."""

from __future__ import annotations

from dataclasses import replace

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import CommitmentState, TrackedCommitment, track_commitments


def of(county: Collection, government: str) -> dict[tuple[int, str], TrackedCommitment]:
    return {(item.report.year, item.commitment.id): item for item in county.histories[government].tracked}


def test_each_state_is_told_from_the_answers(county: Collection):
    jia, yi = of(county, "jia"), of(county, "yi")
    assert jia[2019, "village-advisers"].state is CommitmentState.DONE
    assert jia[2019, "lectures-plan"].state is CommitmentState.PARTLY
    assert jia[2020, "online-exam"].state is CommitmentState.UNANSWERED
    assert jia[2022, "enforcement-training"].state is CommitmentState.NOT_DONE
    assert jia[2024, "youth-law"].state is CommitmentState.OPEN
    assert yi[2022, "case-review"].state is CommitmentState.CARRIED_OVER


def test_a_commitment_carried_over_is_followed_to_its_end(county: Collection):
    item = of(county, "jia")[2020, "grid-mediation"]
    assert [(report.year, answer.status) for report, answer in item.answers] == [
        (2021, "carried-over"),
        (2022, "done"),
    ]
    assert item.state is CommitmentState.DONE


def test_one_made_again_is_told_where_it_was_made_again(county: Collection):
    yi = of(county, "yi")
    assert yi[2022, "case-review"].continued_by is yi[2023, "case-review"].report
    assert [report.year for report, _ in yi[2023, "case-review"].answers] == [2024]


def test_a_report_owes_what_it_answers_and_what_it_passes_over(county: Collection):
    history = county.histories["jia"]
    report = next(report for report in county.by_government["jia"] if report.year == 2021)
    assert [(item.commitment.id, report in item.unanswered_by) for item in history.due_in(report)] == [
        ("grid-mediation", False),
        ("online-exam", True),
    ]


def test_one_passed_over_and_then_carried_over_is_not_unanswered_any_more(county: Collection):
    reports = sorted(county.by_government["jia"], key=lambda report: report.year)[:3]
    plan = replace(reports[0].commitments[0], id="plan")
    answer = replace(reports[1].answers[0], commitment="plan", status="carried-over")
    made = [
        replace(reports[0], commitments=(plan,), answers=()),
        replace(reports[1], commitments=(), answers=()),
        replace(reports[2], commitments=(), answers=(answer,)),
    ]
    (item,) = track_commitments(made).tracked
    assert item.unanswered_by == [made[1]]
    assert item.state is CommitmentState.CARRIED_OVER
    (item,) = track_commitments([*made, replace(made[1], year=2022)]).tracked
    assert [report.year for report in item.unanswered_by] == [2020, 2022]
    assert item.state is CommitmentState.UNANSWERED


def test_nobody_answers_what_nobody_promised(county: Collection):
    assert not any(history.unmatched_answers for history in county.histories.values())
