"""Real tables: the proof reports the defects that Guangyuan's has, and nothing of Guizhou's."""

from datetime import date
from fractions import Fraction

import pytest
import yaml

from fadu.law.bands.findings import Report
from fadu.law.bands.measure import Facts
from fadu.law.bands.proof import prove
from fadu.law.bands.reckoning import Unproven, reckon
from fadu.law.bands.shelf import SAMPLES, NoTable, Shelf, samples
from fadu.law.bands.table import table_of
from fadu.law.parameters import Parameters
from fadu.law.sheet import Sheet
from fadu.law.tests.banding import COUNTY, SOURCED, Row, mu

PARAMETERS = Parameters.load()
GUANGYUAN = SAMPLES / "guangyuan-2023.yaml"


def sample(name: str) -> Report:
    """The report of a sample."""
    (found,) = [each for each in samples(PARAMETERS) if each.table.name == name]
    return found


def mended() -> Row:
    """Guangyuan's table as its makers could mend it: two mu once, and the hole filled."""
    rows: Row = yaml.safe_load(GUANGYUAN.read_text(encoding="utf-8"))
    tiers = rows["tiers"]
    assert isinstance(tiers, list)
    for each in tiers[1::2]:
        each["when"]["area"] = {"over": 2}
    tiers[1]["range"]["at_most"] = 7
    return rows


def proof(rows: Row) -> Report:
    """The proof of a table as it stands in a file."""
    return prove(table_of(Sheet(rows, "test")), PARAMETERS)


def test_guangyuan_has_two_mu_in_two_tiers_and_a_hole_from_six_and_a_half_to_seven() -> None:
    found = sample("guangyuan-temporary-land")
    assert not found.proven and not found.decides
    overlaps = [each for each in found.faults if each.code == "overlap"]
    holes = [each for each in found.faults if each.code == "uncovered"]
    assert [each.example["area"] for each in overlaps] == [2, 2, 2], "one for each land class"
    assert {each.example["land"] for each in overlaps} == {"construction", "arable", "basic"}
    assert all("2 mu: belongs to two tiers" in each.words.en for each in overlaps)
    assert all("用地面积2亩：同时属于" in each.words.zh for each in overlaps)
    (hole,) = holes
    assert "over 6.5 and under 7 times" in hole.words.en and "no tier" in hole.words.en
    assert hole.words.zh == "土地复垦费的超过6.5倍、不满7倍：没有档次涵盖"
    assert len(found.faults) == 4, "and nothing else is wrong with it"
    assert [each.code for each in found.findings if not each.fault] == ["grades", "excerpt"]


def test_a_mended_copy_passes() -> None:
    """Control: with the two defects mended nothing is found; with one left, that one is."""
    found = proof(mended())
    assert found.proven and not found.decides, "it is still an excerpt"
    overlap = mended()
    overlap["tiers"][3]["when"]["area"] = {"at_least": 2}  # type: ignore[index]
    assert [each.code for each in proof(overlap).faults] == ["overlap"]
    hole = mended()
    hole["tiers"][1]["range"]["at_most"] = "6.99"  # type: ignore[index]
    (fault,) = proof(hole).faults
    assert "超过6.99倍、不满7倍" in fault.words.zh


def test_guizhou_passes() -> None:
    found = sample("guizhou-land-transfer")
    assert found.proven and found.faults == () and found.cells == 5
    assert not found.decides


def test_the_samples_decide_nothing() -> None:
    """Loaded among the tables of a bureau, by mistake or not, they are not found."""
    shelf = Shelf.load(PARAMETERS, SAMPLES)
    assert len(shelf.reports) == len(samples(PARAMETERS)) == 2
    with pytest.raises(NoTable):
        shelf.find("land.pen.temp_building", date(2024, 1, 1), "510802")
    with pytest.raises(NoTable):
        shelf.find("land.pen.transfer", date(2024, 1, 1), "5201")
    table = sample("guangyuan-temporary-land").table
    place = {"layer": "5108", "from": date(2023, 1, 1), "value": 10_00, **SOURCED}
    fees = PARAMETERS.having({"land.fee.reclamation.arable": {"values": [place]}})
    act: Facts = {"land": "arable", "area": mu(2)}
    with pytest.raises(Unproven, match="belongs to 2 tiers"):
        reckon(table, date(2024, 1, 1), [act], fees, "510802")


def test_the_mended_table_reckons_with_a_fee_of_an_imaginary_place() -> None:
    rows = mended()
    rows["layer"], rows["excerpt"] = "99", False
    row = {"layer": COUNTY, "from": date(2023, 1, 1), "value": 12_34, **SOURCED}
    fees = PARAMETERS.having({"land.fee.reclamation.arable": {"values": [row]}})
    found = prove(table_of(Sheet(rows, "test")), fees)
    assert found.decides
    fine = reckon(
        found.table,
        date(2024, 1, 1),
        [{"land": "arable", "area": Fraction(1000)}],
        fees,
        COUNTY,
        rates=[Fraction("7.25")],
    )
    assert fine.parts[0].tier.number == 3 and fine.amount == 12_34 * 7250
    assert fine.cap == 12_34 * 10_000
