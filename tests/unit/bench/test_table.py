"""`make bench` prints a table and a sentence for each limit."""

from __future__ import annotations

import pytest
from contenders import Contender, Limit
from results import Result, judgements
from table import sentences, table

CONTENDERS = {"bare": Contender("the floor", ["true"]), "a": Contender("ours", ["true"])}
MEASURES = {
    "wall": 1.5,
    "memory": 123.4,
    "pages": 1234,
    "report": 20.55,
    "largest_report": 61,
    "largest_other": 290,
    "html": 3,
    "search": 0,
}
RESULTS = [
    Result("bare", 1000, 3, {"cpu": 2, **MEASURES}),
    Result("a", 1000, 3, {"cpu": 5, **MEASURES}),
    Result("bare", 5000, 3, {"cpu": 10, **MEASURES}),
    Result("a", 5000, 1, {"cpu": 125, **MEASURES}),
]


def cells() -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines()]


def lines() -> list[str]:
    return table(RESULTS, CONTENDERS).splitlines()


def test_a_row_says_how_often_it_was_measured_and_how_many_times_the_floor_it_takes():
    head, rule, *rows = cells()
    assert {len(row) for row in (head, rule, *rows)} == {len(head)}
    first = dict(zip(head, rows[1], strict=True))
    assert (first["reports"], first[""], first["runs"]) == ("1,000", "ours", "3 ×")
    assert (first["CPU / bare"], first["growth"], first["CPU, s"]) == ("2.5", "", "5")
    last = dict(zip(head, rows[3], strict=True))
    assert (last["runs"], last["CPU / bare"], last["growth"]) == ("1 ×", "12.5", "2")
    assert (last["peak, MB"], last["HTML pages"], last["report page, kB"]) == ("123", "1,234", "20.6")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit("a", "cpu", 2.5, against="bare"), "as a multiple of the floor, at most 2.5; 12.5: MISSED"),
        (Limit("a", "cpu", 12.5, against="bare"), "as a multiple of the floor, at most 12.5; 12.5: met"),
        (Limit("a", "growth", 1.1), "growth of CPU, exponent, at most 1.1; 2: MISSED"),
        (Limit("a", "largest_report", 60, every_size=True), "kB at any size, at most 60; 61: MISSED"),
        (Limit("absent", "memory", 600), "at most 600; not measured"),
    ],
)
def test_each_limit_is_a_sentence_with_a_verdict(limit: Limit, said: str):
    known = CONTENDERS | {"absent": Contender("absent", ["true"])}
    (sentence,) = sentences(judgements(RESULTS, [limit]), known)
    assert sentence.startswith(f"{known[limit.of].name}: ")
    assert sentence.endswith(said)


def test_a_number_just_above_its_limit_does_not_look_as_if_it_were_at_it():
    results = [Result("a", 10, 3, {"largest_report": 60.04})]
    (sentence,) = sentences(judgements(results, [Limit("a", "largest_report", 60)]), CONTENDERS)
    assert sentence.endswith("60.04: MISSED")
