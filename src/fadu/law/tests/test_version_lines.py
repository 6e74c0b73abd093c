"""What a choice of version says, line by line, and what it keeps of each law."""

from datetime import date, timedelta

import pytest

from fadu.law.derivation import Line
from fadu.law.version import (
    CONTINUING_ENDS,
    OLD_UNLESS_LIGHTER,
    Act,
    Outcome,
    VersionError,
    Wording,
    choose,
)
from fadu.law.words import Words

CHANGE = date(2021, 9, 1)
SAID = Words("按面积罚款", "a fine by area")
REGISTRATION = "不动产登记暂行条例"


def cited(on: date) -> Outcome:
    """A fine by area whose range rose; since it, it cites two places, of which a line shows one."""
    if on < CHANGE:
        return Outcome(True, SAID, "fen", 0, 30)
    return Outcome(True, SAID, "fen", 100, 1000, (CONTINUING_ENDS, OLD_UNLESS_LIGHTER))


def test_every_line_of_a_continuing_act_has_its_words_its_day_and_its_article() -> None:
    made = choose(
        Act.of("land.pen.occupy", date(2014, 12, 1)),
        date(2023, 6, 1),
        cited,
        ["行政处罚法", REGISTRATION],
    )
    now = date(2023, 6, 1)
    said_now = "（2023-06-01，《行政处罚法》2021版、《不动产登记暂行条例》2019版）：按面积罚款"
    said_now_en = " (2023-06-01, 行政处罚法 2021; 不动产登记暂行条例 2019): a fine by area"
    assert made.lines == (
        Line(
            Words(
                "违法行为自2014-12-01起，决定时仍在继续；恢复土地原状前视为继续（读法，未经核实）",
                "the act went on from 2014-12-01 and goes on; it is held to continue until the "
                "land is restored (our reading, unconfirmed)",
            ),
            None,
            CONTINUING_ENDS,
        ),
        Line(Words(f"行为时{said_now}", f"at the act{said_now_en}"), now, CONTINUING_ENDS),
        Line(
            Words(
                "开始时（2014-12-01，《行政处罚法》2017版、《不动产登记暂行条例》无版）：按面积罚款",
                "when it began (2014-12-01, 行政处罚法 2017; 不动产登记暂行条例 none): "
                "a fine by area",
            ),
            date(2014, 12, 1),
            None,
        ),
        Line(
            Words(
                "行为开始时的规定与终了时不同；按继续行为适用终了时的规定，请在案卷中说明",
                "the law changed while the act went on; a continuing act comes under the law of "
                "its end: say so in the file",
            ),
            date(2014, 12, 1),
            None,
        ),
        Line(Words(f"决定时{said_now}", f"at the decision{said_now_en}"), now, CONTINUING_ENDS),
        Line(
            Words(
                "两个时点的处理相同，适用行为时的规定（《行政处罚法》第三十七条）",
                "both days deal with it alike: the law at the act applies "
                "(Administrative Penalty Law, art. 37)",
            ),
            now,
            OLD_UNLESS_LIGHTER,
        ),
    )


def test_an_act_that_has_ended_is_told_with_its_end() -> None:
    made = choose(Act(date(2021, 8, 1), date(2021, 9, 2), continuing=True), date(2021, 9, 3), cited)
    assert made.lines[0] == Line(
        Words(
            "违法行为自2021-08-01起，2021-09-02终了",
            "the act went on from 2021-08-01 to 2021-09-02",
        ),
        date(2021, 9, 2),
        CONTINUING_ENDS,
    )


def test_every_line_of_a_decision_before_the_clause_has_its_words_and_its_day() -> None:
    decided = date(2021, 7, 14)
    made = choose(Act(date(2019, 5, 1)), decided, cited)
    assert made.lines == (
        Line(
            Words("行为时（2019-05-01）：按面积罚款", "at the act (2019-05-01): a fine by area"),
            date(2019, 5, 1),
        ),
        Line(
            Words(
                "决定时（2021-07-14）：按面积罚款", "at the decision (2021-07-14): a fine by area"
            ),
            decided,
        ),
        Line(
            Words(
                "两个时点的处理相同，适用行为时的规定",
                "both days deal with it alike: the law at the act applies",
            ),
            decided,
        ),
        Line(
            Words(
                "从旧兼从轻的条文自2021-07-15起施行；此前的决定在此按同一次序推断，未经核实",
                "the article on this choice is in force from 2021-07-15; for earlier decisions "
                "the same order is followed here, unconfirmed",
            )
        ),
    )


def test_a_snapshot_keeps_each_law_with_its_version_and_both_its_days() -> None:
    made = choose(
        Act(date(2015, 2, 28), date(2021, 7, 14)),
        date(2021, 7, 15),
        cited,
        [REGISTRATION, "行政处罚法"],
    )
    begin, then, now = made.at_begin, made.at_act, made.at_decision
    assert (begin.on, then.on, now.on) == (date(2015, 2, 28), date(2021, 7, 14), date(2021, 7, 15))
    registration = Wording(REGISTRATION, "2019", date(2015, 3, 1), date(2024, 4, 30))
    old = Wording("行政处罚法", "2017", None, date(2021, 7, 14))
    assert begin.wordings == (Wording(REGISTRATION, None, None, None), old)
    assert then.wordings == (registration, old)
    new = Wording("行政处罚法", "2021", date(2021, 7, 15), None)
    assert now.wordings == (registration, new)
    assert (begin.outcome, then.outcome, now.outcome) == (cited(CHANGE - timedelta(1)),) * 3


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            Act(date(2022, 1, 2)),
            Words(
                "违法行为开始（2022-01-02）晚于决定日（2022-01-01）",
                "the act begins on 2022-01-02, after the decision of 2022-01-01",
            ),
        ),
        (
            Act(date(2021, 1, 1), date(2022, 1, 2)),
            Words(
                "违法行为终了（2022-01-02）晚于决定日（2022-01-01）",
                "the act ends on 2022-01-02, after the decision of 2022-01-01",
            ),
        ),
    ],
)
def test_a_refusal_says_which_day_comes_after_the_decision(act: Act, words: Words) -> None:
    with pytest.raises(VersionError) as refused:
        choose(act, date(2022, 1, 1), cited)
    assert refused.value.words == words
