"""Real tables: the proof reports the defects that Guangyuan's has, and nothing of Guizhou's."""

import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

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
SOURCE = Path(__file__).parents[3]
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


def fadu(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the verb as it is typed."""
    done = subprocess.run(
        [sys.executable, "-m", "fadu", "bands", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_prints_the_counter_examples(tmp_path: Path) -> None:
    code, out, _ = fadu("check", str(GUANGYUAN))
    assert code == 1
    assert "用地面积2亩：同时属于第1档（从轻）、第2档（从轻）" in out
    assert "超过6.5倍、不满7倍：没有档次涵盖" in out and "未通过：4处错误" in out
    good = tmp_path / "mended.yaml"
    good.write_text(yaml.safe_dump(mended(), allow_unicode=True), encoding="utf-8")
    code, out, _ = fadu("check", str(good), "--lang", "en")
    assert code == 0 and "proven: each of" in out
    assert fadu("check", str(good), str(GUANGYUAN))[0] == 1, "one of two fails"


def test_the_command_shows_a_table_as_it_stood(tmp_path: Path) -> None:
    code, out, _ = fadu("show", "guizhou-land-transfer", "--on", "2023-01-01", "--lang", "en")
    assert code == 0
    assert "statutory range: at least 10 and at most 50 % of the illegal gain" in out
    assert "tier 1 (first): land class: construction land or unused land" in out
    assert "an excerpt: it decides no case" in out
    rows = mended()
    rows["name"], rows["layer"], rows["excerpt"] = "ours", "99", False
    rows["to"] = date(2024, 1, 1)
    rows["review"] = date(2023, 12, 1)
    (tmp_path / "ours.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    folder = ("--tables", str(tmp_path))
    code, out, _ = fadu("show", "ours", "--on", "2024-01-01", *folder)
    assert code == 0 and "2023-11-06起至2024-01-01，2023-12-01前复核" in out
    assert "法定幅度：土地复垦费的5倍以上、10倍以下" in out
    assert fadu("show", "ours", "--on", "2024-01-02", *folder)[0] == 2, "no longer valid"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("check", "nowhere.yaml"), "No such file"),
        (("show", "unheard", "--on", "2024-01-01"), "没有名为 unheard"),
        (("show", "guizhou-land-transfer"), "应以 --on 给出日期"),
        (("show", "guizhou-land-transfer", "--on", "yesterday"), "应以 --on 给出日期"),
        (("show", "x", "--on", "2024-01-01", "--tables", "/nowhere"), "没有文件夹"),
    ],
)
def test_the_command_says_what_it_cannot_read(words: tuple[str, ...], complaint: str) -> None:
    code, out, err = fadu(*words)
    assert (code, out) == (2, "") and complaint in err


def test_the_command_names_a_file_that_is_no_table(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: x\n", encoding="utf-8")
    code, _, err = fadu("check", str(bad))
    assert code == 2 and "bad.yaml" in err and "缺少此项" in err
    code, _, err = fadu(
        "show", "guizhou-land-transfer", "--on", "2023-01-01", "--tables", str(tmp_path)
    )
    assert code == 0 and "bad.yaml" in err
