"""`./fadu law` as it is typed, what cites a law, and the checks that find a dangling citation."""

import contextlib
import dataclasses
import io
from argparse import ArgumentParser
from datetime import date

from fadu.law.parameters import Parameters
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.checks import check_citations, dangling_declarations, dangling_values
from fadu.procedure.citing import BASIS, Use, cited_in, declared, holding, readers
from fadu.procedure.discover import parameters
from fadu.site.verbs import law as verb


def fadu(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    parser = ArgumentParser()
    verb.arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = verb.run(parser.parse_args(words))
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
    uses = cited_in("行政处罚法")
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
