"""What no source gives is a setting without default: named, explained, and never guessed."""

from datetime import date

import pytest

from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.sheet import SheetError

COUNTY = "511725"
ON = date(2026, 1, 5)
PARAMETERS = Parameters.load()


def supplied(value: object, unit_key: str = "rota.term") -> Parameters:
    """The shipped parameters with a value that the bureau has supplied."""
    row = {"layer": COUNTY, "from": date(2026, 1, 1), "value": value, "confidence": "V2",
           "source": {"document": {"zh": "本局文件", "en": "a document of the bureau"}}}  # fmt: skip
    return PARAMETERS.having({unit_key: {"values": [row]}})


def test_what_nobody_found_has_no_value() -> None:
    names = {key.name for key in PARAMETERS.awaited(ON, COUNTY)}
    assert {"svc.timeout_default", "svc.tolerance", "hot.before", "off.card_validity"} <= names
    for name in names:
        with pytest.raises(ParameterMissing):
            PARAMETERS.value(name, ON, COUNTY)


def test_asking_for_one_says_what_to_do() -> None:
    with pytest.raises(ParameterMissing) as missing:
        PARAMETERS.value("foi.sc.rule", ON, COUNTY)
    said = missing.value.words
    assert "请由法规股（法制机构）按《四川省贯彻政府信息公开条例实施办法（试行）》录入" in said.zh
    assert "录入之前：只按国家条例办理" in said.zh
    assert "To be supplied by the legal section from “Sichuan Trial Measures" in said.en
    assert "until then: only the national regulation is applied" in said.en


def test_a_supplied_value_is_no_longer_awaited() -> None:
    more = supplied("60m")
    assert more.value("rota.term", ON, COUNTY).words.en == "60 months"
    assert "rota.term" not in {key.name for key in more.awaited(ON, COUNTY)}
    assert "rota.term" in {key.name for key in more.awaited(ON, "511724")}
    assert "rota.term" in {key.name for key in more.awaited(date(2025, 12, 31), COUNTY)}


def test_a_supplied_value_is_held_to_the_law_above_it() -> None:
    assert supplied("10d", "norm.filing.sc").value("norm.filing.sc", ON, COUNTY).value == "10d"
    with pytest.raises(Exception, match=r"norm\.filing\b.*only tighten"):
        supplied("30d", "norm.filing.sc")


def test_an_instrument_that_nobody_encoded_cannot_be_named() -> None:
    said = {"zh": "某", "en": "some"}
    awaits = {"why": said, "who": said, "without": said, "instrument": "某某办法"}
    with pytest.raises(SheetError, match="not encoded"):
        PARAMETERS.having(
            {"x": {"title": said, "unit": "count", "tightens": "none", "awaits": awaits}}
        )
