"""What the code holds to continue is the reading that the parameters have, and no more."""

from datetime import date

from fadu.law.parameters import Parameters
from fadu.law.tests.banding import key
from fadu.law.timebar import time_bar
from fadu.law.version import CONTINUING_BY_READING, Act, Outcome, choose
from fadu.law.words import Words

READING = "cal.continuing.land"


def alike(_: date) -> Outcome:
    """The same fine on every day."""
    return Outcome(True, Words("按面积罚款", "a fine by area"), "fen", 0, 30)


def untied(treated: frozenset[str], parameters: Parameters) -> list[str]:
    """How what the code treats as continuing departs from the reading among the parameters.

    The parameter speaks of occupied land alone, is unconfirmed, and says until when it goes on.
    """
    amiss = [f"not occupied land: {each}" for each in sorted(treated - {"land.pen.occupy"})]
    amiss += [f"no such violation: {each}" for each in sorted(treated) if each not in parameters]
    values = parameters.values(READING)
    if bool(treated) != bool(values):
        amiss.append("one without the other")
    for value in values:
        if value.layer != "national" or value.since is not None or value.until is not None:
            amiss.append("the code asks for no day and no place")
        if value.confidence != "unconfirmed":
            amiss.append("the code says that it is unconfirmed")
        if not value.words.zh.startswith("恢复土地原状前视为继续"):
            amiss.append("the code says something else")
    return amiss


def test_what_continues_by_reading_is_what_the_parameter_says() -> None:
    assert untied(CONTINUING_BY_READING, Parameters.load()) == []
    made = choose(Act.of("land.pen.occupy", date(2022, 1, 1)), date(2023, 1, 1), alike)
    first = made.lines[0].words.zh
    assert "恢复土地原状前视为继续" in first and "未经核实" in first and made.confidence == "M"


def test_the_time_bar_that_hangs_on_the_reading_says_so() -> None:
    for restored in (None, date(2022, 6, 1)):
        act = Act.of("land.pen.occupy", date(2022, 1, 1), restored)
        told = time_bar(act, date(2023, 1, 1), Parameters.load(), "511725").lines
        assert ["未经核实" in line.words.zh for line in told][:2] == [
            restored is not None,
            restored is None,
        ]
    plain = Act(date(2022, 1, 1), continuing=True)  # control: it continues by its own facts
    told = time_bar(plain, date(2023, 1, 1), Parameters.load(), "511725").lines
    assert not any("未经核实" in line.words.zh for line in told)


def test_a_reading_that_was_read_or_changed_or_is_gone_is_noticed() -> None:
    """The control: each way in which code and parameter could part."""
    shipped = Parameters.load()
    assert untied(frozenset(), shipped) == ["one without the other"]
    added = untied(CONTINUING_BY_READING | {"land.pen.none"}, shipped)
    assert added == ["not occupied land: land.pen.none", "no such violation: land.pen.none"]
    gone = Parameters(()).having({"land.pen.occupy": key("rule")})
    assert untied(CONTINUING_BY_READING, gone) == ["one without the other"]
    read = {
        "layer": "national",
        "from": date(2021, 7, 15),
        "value": {"zh": "自建成之日起不再继续", "en": "ends with the building"},
    }
    changed = gone.having({READING: key("rule", read, tightens="fixed")})
    assert untied(CONTINUING_BY_READING, changed) == [
        "the code asks for no day and no place",
        "the code says that it is unconfirmed",
        "the code says something else",
    ]
