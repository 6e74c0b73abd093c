"""`./fadu law` as it is typed, what cites a law, and the checks that find a dangling citation."""

import contextlib
import dataclasses
import io
import shutil
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from fadu.law.bands.shelf import SAMPLES
from fadu.law.parameters import Parameters
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.checks import check_citations, dangling_declarations, dangling_values
from fadu.procedure.citing import (
    BASIS,
    SAMPLE,
    TABLE,
    Use,
    cited_in,
    declared,
    holding,
    readers,
    refining,
)
from fadu.procedure.discover import parameters
from fadu.registers.rulebook.tests.house import PROMISE, recorded
from fadu.site import values
from fadu.site.verbs import law as verb
from fadu.site.verbs import settings as settings_verb
from tests.office import founded

pytestmark = pytest.mark.django_db


def fadu(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    return typed(verb, *words)


def typed(which: ModuleType, *words: str) -> tuple[int, str, str]:
    """The same of any verb."""
    parser = ArgumentParser()
    which.arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = which.run(parser.parse_args(words))
    return code, out.getvalue(), err.getvalue()


def test_the_law_of_a_day_and_what_rests_on_it() -> None:
    code, out, _ = fadu("处罚法", "--on", "2021-07-14")
    assert code == 0
    assert "→ 2017版" in out
    assert "第42条  听证：告知后三日内提出" in out
    assert "第64条" not in out
    assert "pen.hearing.request 申请听证的期限：3个工作日" in out
    code, out, _ = fadu("处罚法", "--on", "2021-07-15", "--lang", "en")
    assert "→ version 2021" in out
    assert "art. 64" in out
    assert "time for asking for a hearing: 5 working days" in out.lower()


def test_a_short_name_means_its_own_wording() -> None:
    assert "2021-07-14：施行中" in fadu("L17")[1]
    assert "→ 2017版" in fadu("L17")[1]


def test_uses_of_other_days_are_counted_and_can_be_listed() -> None:
    short, whole = fadu("L17")[1], fadu("L17", "--all")[1]
    assert "加 --all 列出" in short
    assert "--all" not in whole
    assert "pen.timebar.harm" in whole
    assert "pen.timebar.harm" not in short


def test_procedures_cite_too_and_a_law_says_what_replaced_it() -> None:
    out = fadu("不动产登记暂行条例", "--on", "2020-06-01")[1]
    assert "条件 国有建设用地使用权及房屋所有权转移登记 · 受理 · 材料齐全" in out
    assert "reg.limit.statutory 法定办结时限：30个工作日" in out
    assert "替代它的：民法典" in fadu("物权法")[1]
    assert "它替代了：物权法" in fadu("民法典")[1]


def test_several_are_listed_and_none_is_refused() -> None:
    code, out, _ = fadu("自然资源", "--lang", "en")
    assert code == 0
    assert "Provisions on Hearings in Natural Resources" in out
    code, out, err = fadu("没有这部法")
    assert (code, out) == (2, "")
    assert "没有收录" in err
    assert fadu("处罚法", "--on", "昨天")[0] == 2
    assert fadu("处罚法", "--bureau", "5117x")[0] == 2
    assert fadu()[1].count("\n") > 25


def test_a_key_tells_its_values_over_time() -> None:
    code, out, _ = fadu("pen.hearing.request", "--on", "2022-01-01", "--lang", "en")
    assert code == 0
    assert "On 2022-01-01 (511725): 5 working days" in out
    assert "3 days (nation, … to 2014-06-30)" in out
    out = fadu("pen.hearing.large_fine.org", "--lang", "en")[1]
    assert "To be supplied by the legal section from “Sichuan" in out
    assert "province 36" in out
    assert (
        "用于：国有建设用地使用权及房屋所有权转移登记 · 法定时限" in fadu("reg.limit.statutory")[1]
    )


def test_nothing_cited_is_told_of_a_text_that_is_awaited() -> None:
    out = fadu("四川省行政处罚听证程序规定", "--lang", "en")[1]
    assert "text to be supplied by the bureau" in out
    assert "Nothing in Fadu cites it" in out


def test_every_use_is_of_the_law_asked_about_and_values_know_their_day() -> None:
    uses = cited_in("行政处罚法", parameters())
    assert {use.citation.law for use in uses} == {"行政处罚法"}
    assert len(uses) > 80
    old = holding(uses, date(2021, 7, 14))
    assert {use.citation.article for use in old if use.value} >= {42, 29}
    assert 64 not in {use.citation.article for use in old if use.value}
    assert [reader.what.en for reader in readers("reg.papers.transfer")] == ["papers"]


def test_no_citation_of_the_house_dangles() -> None:
    assert check_citations() == []
    assert len(list(declared())) > 20


def test_a_value_whose_article_is_gone_is_found() -> None:
    row = {"layer": "national", "from": date(2015, 1, 1), "value": "5wd", "confidence": "V"}
    source = {"law": "行政处罚法", "article": 40}
    key = {"title": {"zh": "某", "en": "a"}, "unit": "period", "tightens": "none"}
    known = parameters().having({"a": {**key, "values": [{**row, "source": source}]}})
    assert isinstance(known, Parameters)
    assert {message.id for message in dangling_values(known)} == {"procedure.E061"}


def test_a_declaration_that_cites_a_former_article_is_found() -> None:
    good = Use(cite("行政处罚法", 64), BASIS, Words("某事项", "a matter"))
    former = dataclasses.replace(good, citation=cite("行政处罚法", 40))
    assert dangling_declarations([good]) == []
    assert {message.id for message in dangling_declarations([former])} == {"procedure.E062"}


def test_a_recorded_value_counts_on_the_command_line() -> None:
    before = fadu(PROMISE, "--on", "2020-06-01")[1]
    assert "2020-06-01（511725）：5个工作日" in before
    recorded(founded())
    code, out, err = fadu(PROMISE, "--on", "2020-06-01")
    assert (code, err) == (0, "")
    assert "2020-06-01（511725）：4个工作日" in out
    assert "渠县自然资源局承诺时限调整（示例）" in out
    assert "2020-05-31（511725）：5个工作日" in fadu(PROMISE, "--on", "2020-05-31")[1]
    assert "5个工作日" in fadu(PROMISE, "--on", "2020-06-01", "--bureau", "511700")[1]


def test_a_recorded_value_is_no_longer_awaited() -> None:
    before = typed(settings_verb, "--on", "2020-06-01")[1]
    assert "\n  rota.term　" in before
    recorded(founded(), key="rota.term", value="36m")
    code, out, err = typed(settings_verb, "--on", "2020-06-01")
    assert (code, err) == (0, "")
    assert "\n  rota.term　" not in out


def broken(bureau: str) -> Parameters:
    """A database that answers nothing."""
    raise DatabaseError(f"no such table for {bureau}\nat line 1")


@pytest.mark.parametrize("which", [verb, settings_verb])
def test_what_cannot_be_read_is_said_and_the_shipped_values_told(
    which: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "parameters_of", broken)
    words = (PROMISE,) if which is verb else ()
    code, out, err = typed(which, *words, "--on", "2020-06-01", "--lang", "en")
    assert code == 0
    assert out
    assert err == (
        "The database cannot be read (no such table for 511725): "
        "what follows are the shipped values alone.\n"
    )
    monkeypatch.setattr(values, "_exists", lambda: False)
    assert "没有数据库：下面只是随软件发布的数值" in typed(which, *words, "--on", "2020-06-01")[2]


def test_discretion_tables_cite_too_and_hold_on_their_days(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FADU_BANDS = str(tmp_path)
    shutil.copy(SAMPLES / "guizhou-2022.yaml", tmp_path / "own.yaml")
    uses = [use for use in cited_in("土地管理法", parameters()) if use.table]
    assert [(use.citation.article, use.what) for use in uses] == [
        (57, SAMPLE),
        (74, TABLE),
        (74, SAMPLE),
    ]
    assert [use.what for use in holding(uses, date(2022, 10, 13))] == [TABLE, SAMPLE]
    assert holding(uses, date(2022, 10, 12)) == ()
    assert "第74条 裁量基准 贵州省" in fadu("土地管理法", "--on", "2023-01-01")[1]
    assert (
        "第57条 裁量基准" not in fadu("土地管理法", "--on", "2023-01-01")[1].split("法度中引用")[1]
    )
    settings.FADU_BANDS = ""
    uses = [use for use in cited_in("土地管理法", parameters()) if use.table]
    assert TABLE not in {use.what for use in uses}, "control: no table of one's own, none told"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("land.pen.transfer", "guizhou-land-transfer"),
        ("land.pen.temp_building", "guangyuan-temporary-land"),
        ("land.fee.reclamation.basic", "guangyuan-temporary-land"),
    ],
)
def test_a_parameter_knows_the_tables_that_refine_or_multiply_it(key: str, name: str) -> None:
    assert [each.report.table.name for each in refining(key, parameters())] == [name]
    assert "裁量基准（示例）" in fadu(key)[1]
    assert refining("pen.pay", parameters()) == ()
