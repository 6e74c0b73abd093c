"""Dated values: the most local one in force, never looser than the law above it."""

from datetime import date
from pathlib import Path

import pytest

from fadu.law.calendar import Calendar
from fadu.law.derivation import MONTH_END, REST_DAY_ROLLS, START_EXCLUDED
from fadu.law.parameters import Loosening, ParameterMissing, Parameters, Value, layers
from fadu.law.period import WorkingDays, due
from fadu.law.proof import dangling
from fadu.law.sheet import SheetError
from fadu.law.sources import UnknownCitation

COUNTY = "511725"
REGISTRATION = Path(__file__).parents[2] / "registers" / "realestate" / "params"
PARAMETERS = Parameters.load(REGISTRATION)
ON = date(2020, 6, 1)
BASE = {"limit": {"title": {"zh": "时限", "en": "limit"}, "unit": "period", "tightens": "lower"}}


def row(layer: str, value: object, since: date | None = date(2020, 1, 1), **more: object) -> object:
    """One value as a file has it; the national one rests on an article."""
    source: object = {"document": {"zh": "本级规定", "en": "local rule"}}
    if layer == "national":
        source = {"law": "不动产登记暂行条例", "article": 20}
    return {
        "layer": layer,
        "from": since,
        "value": value,
        "source": source,
        "confidence": "V",
        **more,
    }


def made(*rows: object, unit: str = "period", tightens: str = "lower") -> Parameters:
    """The shipped parameters and one key of ours."""
    key = {**BASE["limit"], "unit": unit, "tightens": tightens, "values": list(rows)}
    return Parameters.load().having({"limit": key})


def paper(code: str, **more: object) -> dict[str, object]:
    """One row of a list of papers."""
    plain = {"code": code, "title": {"zh": code, "en": code}}
    return {**plain, "required": True, "tolerable": False, "by_sharing": False, **more}


def test_what_a_transfer_needs() -> None:
    statutory = PARAMETERS.value("reg.limit.statutory", ON, COUNTY)
    assert str(statutory.period) == "30wd"
    assert statutory.source.words.zh == "《不动产登记暂行条例》第二十条"
    promise = PARAMETERS.value("reg.limit.promise.local.transfer", ON, COUNTY)
    assert promise.period == WorkingDays(5)
    assert (promise.layer, promise.confidence, promise.confirmed) == (COUNTY, "V2", True)
    assert due(date(2020, 9, 28), promise.period, Calendar.shipped()).on == date(2020, 10, 12)
    papers = PARAMETERS.value("reg.papers.transfer", ON, COUNTY).value
    assert isinstance(papers, tuple)
    assert [each["code"] for each in papers] == [
        "application",
        "identity",
        "certificate",
        "contract",
        "tax_proof",
        "approval",
    ]
    assert [each["code"] for each in papers if not each["required"]] == ["approval"]
    assert not any(each["by_sharing"] for each in papers)
    assert PARAMETERS.value("reg.fee.dwelling", ON, COUNTY).value == 80 * 100


def test_what_has_no_source_is_shown_as_unconfirmed() -> None:
    step = PARAMETERS.value("reg.step.examine", ON, COUNTY)
    assert (step.confirmed, str(step.period)) == (False, "2wd")
    assert step.source.citations == ()
    assert "no legal claim" in step.source.words.en


def test_a_promise_of_one_county_is_no_promise_elsewhere() -> None:
    with pytest.raises(ParameterMissing):
        PARAMETERS.value("reg.limit.promise.local.transfer", ON, "511724")
    with pytest.raises(ParameterMissing):
        PARAMETERS.value("reg.limit.promise.local.transfer", date(2019, 12, 31), COUNTY)


def test_a_value_is_no_surer_than_the_wording_of_the_day() -> None:
    # The Detailed Rules as amended in May 2024 were not read.
    read = PARAMETERS.value("reg.notice", date(2024, 4, 30), COUNTY)
    unread = PARAMETERS.value("reg.notice", date(2024, 5, 1), COUNTY)
    assert (read.value, read.confidence) == (unread.value, "V") == ("15wd", "V")
    assert unread.confidence == "M"
    # What is unconfirmed is not made surer by citing something sure.
    row = {"layer": COUNTY, "from": date(2020, 1, 1), "value": "1wd", "confidence": "unconfirmed"}
    row["source"] = {"law": "不动产登记暂行条例", "article": 20}
    key = {**BASE["limit"], "values": [row]}
    assert not PARAMETERS.having({"limit": key}).value("limit", ON, COUNTY).confirmed


def test_every_value_rests_on_articles_of_its_time() -> None:
    assert [fault.en for fault in dangling(PARAMETERS)] == []


def test_the_law_page_and_the_arithmetic_cite_the_same_articles() -> None:
    on = date(2021, 1, 1)
    cited = {
        "cal.start_excluded": START_EXCLUDED,
        "cal.month_year": MONTH_END,
        "cal.last_day_holiday": REST_DAY_ROLLS,
    }
    for key, citation in cited.items():
        assert PARAMETERS.value(key, on, COUNTY).source.citations == (citation,)


def test_the_most_local_value_in_force_that_day() -> None:
    parameters = made(
        row("national", "30wd"),
        row("51", "20wd"),
        row("5117", "10wd", to=date(2020, 12, 31)),
        row(COUNTY, "5wd", since=date(2020, 7, 1), to=date(2020, 9, 30)),
    )

    def ask(on: date, division: str) -> tuple[object, str]:
        value: Value = parameters.value("limit", on, division)
        return value.value, value.layer

    assert ask(date(2020, 6, 30), COUNTY) == ("10wd", "5117")
    assert ask(date(2020, 7, 1), COUNTY) == ("5wd", COUNTY)
    assert ask(date(2020, 10, 1), COUNTY) == ("10wd", "5117")
    assert ask(date(2021, 1, 1), COUNTY) == ("20wd", "51")
    assert ask(date(2020, 8, 1), "5101") == ("20wd", "51")
    assert ask(date(2020, 8, 1), "110105") == ("30wd", "national")


def test_a_lower_layer_cannot_loosen() -> None:
    with pytest.raises(Loosening) as refused:
        made(row("national", "30wd"), row(COUNTY, "31wd"))
    assert "《不动产登记暂行条例》第二十条" in refused.value.words.zh
    assert "art. 20" in refused.value.words.en
    with pytest.raises(Loosening):
        made(row("national", "15wd"), row("51", "10wd"), tightens="higher")
    with pytest.raises(Loosening):
        made(row("national", 8000), row("51", 8001), unit="fen")
    with pytest.raises(Loosening):
        made(row("51", "10wd"), row(COUNTY, "12wd"))


def test_what_is_allowed_beside_it() -> None:
    made(row("national", "30wd"), row(COUNTY, "30wd"))
    made(row("national", "30wd"), row(COUNTY, "now"))
    made(row("national", "15wd"), row("51", "20wd"), tightens="higher")
    made(row("51", "10wd"), row("110105", "12wd"))  # not above each other
    made(row("51", "10wd", to=date(2020, 1, 31)), row(COUNTY, "12wd", since=date(2020, 2, 1)))
    made(row("national", "30wd"), row(COUNTY, "31d"), tightens="none")


def test_units_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(SheetError, match="no common unit"):
        made(row("national", "30wd"), row(COUNTY, "31d"))


def test_a_promise_is_bounded_by_the_statutory_limit() -> None:
    promise = {**BASE["limit"], "bounded_by": "reg.limit.statutory"}
    PARAMETERS.having({"p": {**promise, "values": [row(COUNTY, "30wd")]}})
    with pytest.raises(Loosening, match=r"reg\.limit\.statutory"):
        PARAMETERS.having({"p": {**promise, "values": [row(COUNTY, "31wd")]}})
    with pytest.raises(Loosening):  # even at the same layer
        PARAMETERS.having({"p": {**promise, "values": [row("national", "31wd")]}})
    with pytest.raises(SheetError, match="no bounding key"):
        PARAMETERS.having({"p": {**promise, "bounded_by": "nowhere", "values": []}})


@pytest.mark.parametrize(
    "county",
    [
        [paper("identity"), paper("photo")],
        [paper("identity", required=True), paper("proxy", required=True)],
        [paper("contract", by_sharing=False)],
        [paper("tax", tolerable=False)],
        [paper("site")],
    ],
)
def test_a_county_cannot_ask_for_more_papers(county: list[object]) -> None:
    national = [
        paper("identity"),
        paper("proxy", required=False),
        paper("contract", by_sharing=True),
        paper("tax", tolerable=True),
        paper("site", recordings=True),
    ]
    fewer = [paper("identity", by_sharing=True), paper("tax", tolerable=True)]
    made(row("national", national), row(COUNTY, fewer), unit="papers", tightens="fewer")
    with pytest.raises(Loosening):
        made(row("national", national), row(COUNTY, county), unit="papers", tightens="fewer")


def test_a_paper_takes_recordings_only_where_its_row_says_so() -> None:
    national = [paper("site"), paper("deed")]
    county = [paper("site", recordings=True), paper("deed")]
    widened = made(row("national", national), row(COUNTY, county), unit="papers", tightens="fewer")
    for division, takes in (("51", []), (COUNTY, ["site"])):
        rows = widened.value("limit", ON, division).value
        assert isinstance(rows, tuple)
        assert [each["code"] for each in rows if each["recordings"]] == takes


def test_a_key_awaiting_its_value_says_so() -> None:
    with pytest.raises(ParameterMissing, match="the bureau must supply it"):
        made().value("limit", ON, COUNTY)
    with pytest.raises(ParameterMissing, match="there is no parameter"):
        PARAMETERS.value("reg.limit.imagined", ON, COUNTY)


def test_a_later_file_may_only_add_values(tmp_path: Path) -> None:
    county = tmp_path / "county.yaml"
    text = (
        "reg.limit.promise.local.mortgage:\n  values:\n"
        '    - {layer: "511724", from: 2020-01-01, value: VALUE, confidence: unconfirmed,\n'
        "       source: {document: {zh: 通告, en: notice}}}\n"
    )
    county.write_text(text.replace("VALUE", "2wd"), "utf-8")
    more = Parameters.load(REGISTRATION, tmp_path)
    assert more.value("reg.limit.promise.local.mortgage", ON, "511724").value == "2wd"
    assert more.value("reg.limit.promise.local.mortgage", ON, COUNTY).value == "3wd"
    county.write_text(text.replace("VALUE", "60wd"), "utf-8")
    with pytest.raises(Loosening):
        Parameters.load(REGISTRATION, tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "soon"}, "no period"),
        ({"layer": "county"}, "division code"),
        ({"confidence": "certain"}, "one of"),
        ({"to": date(2019, 1, 1)}, "precedes"),
        ({"source": []}, "no source"),
        ({"form": date(2020, 1, 1)}, "is not known here"),
    ],
)
def test_a_slip_in_a_file_is_refused(wrong: dict[str, object], said: str) -> None:
    good = row("national", "30wd")
    assert isinstance(good, dict)
    made(good)
    with pytest.raises(Exception, match=said):
        made({**good, **wrong})


def test_unread_articles_and_overlapping_values_are_refused() -> None:
    with pytest.raises(UnknownCitation):
        made(row("national", "30wd", source={"law": "不动产登记暂行条例", "article": 999}))
    with pytest.raises(SheetError, match="overlap"):
        made(row("national", "30wd"), row("national", "20wd", since=date(2021, 1, 1)))
    with pytest.raises(SheetError, match="comes twice"):
        made(row("national", [paper("a"), paper("a")]), unit="papers", tightens="fewer")


def test_layers_of_a_division() -> None:
    assert layers(COUNTY) == (COUNTY, "5117", "51", "national")
    for wrong in ("", "5", "51172", "51172a", "511725001", "５１"):
        with pytest.raises(ValueError, match="division"):
            layers(wrong)
