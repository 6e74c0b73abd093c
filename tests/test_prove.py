"""`./fadu prove` and `./fadu docs`: what is told is what is declared, in both languages."""

import dataclasses
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from fadu.bureau.models import Appointment, IncompatiblePosts
from fadu.law.words import Words
from fadu.procedure.declare import Contribution, ExtensionPower, Limit
from fadu.procedure.discover import procedures
from fadu.procedure.proofs import effective, prove
from fadu.procedure.separation import in_one_hand, staffing_of, unfillable, violable
from fadu.procedure.tests.drafting import BASIS, DECIDER, DRAFTING, changed, declared, gate
from fadu.record.ids import new_id
from fadu.registers.realestate.procedures import TRANSFER
from fadu.site.demo.cast import BUREAU
from fadu.site.verbs import docs
from fadu.site.verbs import prove as verb
from tests.stage import WEDNESDAY, Stage

ON = WEDNESDAY.on


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What the verb prints."""
    parser = ArgumentParser()
    verb.arguments(parser)
    assert verb.run(parser.parse_args(words)) == code
    printed = capsys.readouterr()
    return printed.err if code == 2 else printed.out


@pytest.mark.django_db
def test_every_procedure_is_told_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    zh, en = said(capsys, "--lang", "zh"), said(capsys, "--lang", "en")
    for name, procedure in procedures().items():
        assert f"{procedure.title.zh}  [{name}]" in zh and f"{procedure.title.en}  [{name}]" in en
        for _, act in effective(procedure):
            assert f"{act.title.zh} ({act.name})" in zh and f"{act.title.en} ({act.name})" in en
    assert f"{len(procedures())} 个程序已证明，0 个未通过" in zh


@pytest.mark.django_db
def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = json.loads(said(capsys, "realestate.transfer", "--json", "--on", "2020-12-24"))
    assert told["on"] == "2020-12-24" and told["findings"] == [] and told["filled"] == {}
    act = next(one for one in told["acts"] if one["name"] == "realestate.transfer")
    assert act["always"] == ["receive", "examine", "examine/pass", "enter", "enter/entered"]
    assert {name for name, _ in act["demands"]} <= set(act["paths"][0]["gates"])
    assert told["time"]["whole"]["amounts"] == {"working_days": 4}
    assert told["stops"] and told["silences"] and told["counter_example"] is None


@pytest.mark.django_db
def test_what_fails_is_told_with_its_path_and_person(capsys: pytest.CaptureFixture[str]) -> None:
    loose = dataclasses.replace(DRAFTING, apart=DRAFTING.apart[:-1])
    with declared(changed(loose, "review", gates=())):
        told = said(capsys, DRAFTING.name, code=1)
    assert "procedure.E034" in told and "propose → review → decide" in told
    assert "procedure.E043" in told and "✗ 反例：同一人先办" in told
    assert "0 个程序已证明，1 个未通过" in told


@pytest.mark.django_db
def test_bad_words_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such procedure" in said(capsys, "realestate.nonsense", code=2)
    assert "no day" in said(capsys, "--on", "yesterday", code=2)


@pytest.mark.django_db
def test_the_bureau_as_filled_is_proved_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage()
    assert not list(unfillable(TRANSFER, BUREAU, ON))
    for procedure in procedures().values():
        # The stage fills no post of a block that none of its stories plays.
        short = {one.id for one in unfillable(procedure, BUREAU, ON)}
        assert short <= {"procedure.W070"}, procedure.name
        assert not list(violable(procedure, BUREAU, ON)), procedure.name
    words = ("realestate.transfer", "--on", ON.isoformat())
    assert f"✓ {BUREAU}" in said(capsys, *words)
    Appointment.objects.filter(officer=stage.staff["examiner2"]).update(until=ON)
    Appointment.objects.filter(officer=stage.staff["examiner"]).update(until=ON)
    assert "procedure.W070" in said(capsys, *words)


@pytest.mark.django_db
def test_control_posts_that_exclude_each_other_and_steps_that_nobody_keeps_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The bureau says that window and registrar exclude each other; the procedure keeps nobody who
    received a case from entering it after a change of posts, and the solver says who and how.
    """
    stage = Stage()
    IncompatiblePosts.objects.create(
        id=new_id(), bureau=BUREAU, first="realestate.window", second="realestate.registrar"
    )
    found = in_one_hand(TRANSFER, BUREAU, ON)
    assert found is not None and found.person in staffing_of(BUREAU, ON).officers.values()
    assert {found.first.place.post.code, found.second.place.post.code} == {
        "realestate.window", "realestate.registrar",
    }  # fmt: skip
    told = said(capsys, "realestate.transfer", "--on", ON.isoformat(), code=1)
    assert "procedure.W072" in told and found.person in told
    kept = (*TRANSFER.apart, ("receive", "enter"), ("receive", "refused"),
            ("supplement", "enter"), ("supplement", "refused"), ("issue", "enter"),
            ("issue", "refused"))  # fmt: skip
    assert in_one_hand(dataclasses.replace(TRANSFER, apart=kept), BUREAU, ON) is None
    assert stage.staff


def stale() -> list[str]:
    """The pages in docs/ that are not what they should be."""
    return docs.stale_pages(docs.pages())


@pytest.mark.slow
def test_the_pages_in_docs_are_up_to_date() -> None:
    assert not stale(), "run ./fadu docs"


def test_control_a_page_that_is_old_or_of_nobody_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    parser = ArgumentParser()
    docs.arguments(parser)
    assert docs.run(parser.parse_args(["--check"])) == 1
    assert docs.run(parser.parse_args([])) == 0 and not stale()
    assert docs.run(parser.parse_args(["--check"])) == 0
    (tmp_path / "realestate.transfer.md").write_text("old", "utf-8")
    (tmp_path / "of.nobody.md").write_text("old", "utf-8")
    assert stale() == ["of.nobody.md", "realestate.transfer.md"]
    assert docs.run(parser.parse_args([])) == 0 and not (tmp_path / "of.nobody.md").exists()


def test_control_another_gate_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    enter: Any = TRANSFER.step("enter")
    other = changed(TRANSFER, "enter", gates=enter.gates[1:])
    assert docs.page(TRANSFER) != docs.page(other) and prove(other)


def test_a_page_calls_things_by_their_names_in_its_language() -> None:
    told = docs.page(TRANSFER)
    zh, en = told.split(f"## {TRANSFER.title.en}\n")
    assert f"## {TRANSFER.title.zh}\n" in zh
    assert "受理 → (视为受理) → 审核 → (审核通过) → 登簿 → (登簿)" in zh
    assert "审核 × 登簿：“审核”与“决定”不得由一人承担" in zh
    assert "Receipt → (Accepted by silence) → Examination → (Pass) → Entry in the register" in en
    assert "Examination × Entry in the register: review and decision never lie in one hand" in en


def test_contributions_extensions_and_what_a_return_undoes_are_told() -> None:
    voice = Contribution("voice", Words("发言", "Voice"), DECIDER, BASIS, gates=(gate("heard"),))
    power = ExtensionPower("more", Words("延期", "More time"), DECIDER, BASIS, Limit("no.value"))
    told = docs.page(
        dataclasses.replace(
            changed(DRAFTING, "review", contributions=(voice,)), extensions=(power,)
        )
    )
    assert "审定岗 | 发言、decide |" in told and "| heard | heard | " in told
    assert "延长：延期，由审定岗批准，至多 1 次，每次至多 该日没有数值：no.value" in told
    assert "decide → (退回) → propose；作废：review" in told
