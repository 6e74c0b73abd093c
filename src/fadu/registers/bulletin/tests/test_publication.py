"""The story of a publication: drafted, reviewed by another, corrected, withdrawn."""

import dataclasses
import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.office import BUREAU, refused
from tests.stage import done

from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest, tables
from fadu.procedure.refusal import Refused
from fadu.procedure.replay import replay
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.typed import from_plain
from fadu.registers.bulletin.models import Item, Version
from fadu.registers.bulletin.rules import ItemKind
from fadu.registers.bulletin.tests.house import (
    APRIL,
    JUNE,
    MAY,
    NOTICE,
    TEXT,
    Cast,
    drafted,
    published,
    reviewed,
    withdrawn,
)


def test_an_item_is_drafted_reviewed_and_published(cast: Cast) -> None:
    case = published(cast)
    version = Version.objects.published(BUREAU).get()
    assert (version.item.number, version.number, version.title.zh) == (
        "2020-0001", 1, "世界地球日宣传活动",
    )  # fmt: skip
    assert (version.drafted_by, version.reviewed_by) == (
        cast.drafter.officer, cast.reviewer.officer,
    )  # fmt: skip
    assert version.published_on == APRIL.on
    assert Case.objects.get(id=case).status == "closed"
    entry = Entry.objects.get(id=version.entry)
    assert entry.payload["effect"]["data"]["digest"] == version.digest
    assert all(not wrong for _, wrong in replay())


def test_nothing_is_public_before_its_review(cast: Cast) -> None:
    done(drafted(TEXT, cast.drafter))
    assert not Version.objects.exists()


def test_nobody_reviews_the_own_draft(cast: Cast) -> None:
    case = done(drafted(TEXT, cast.both)).case
    assert refused(reviewed(case, "approve", cast.both)) == ("same_person",)
    assert refused(reviewed(case, "approve", cast.stranger)) == ("not_your_step",)
    assert not Version.objects.exists()
    assert refused(drafted(TEXT, cast.stranger)) == ("not_your_step",)


def test_a_return_says_why_and_ends_the_draft(cast: Cast) -> None:
    case = done(drafted(TEXT, cast.drafter)).case
    assert refused(reviewed(case, "return", cast.reviewer)) == ("remark_missing",)
    done(reviewed(case, "return", cast.reviewer, remark="请补充活动时间"))
    assert Case.objects.get(id=case).outcome == "return"
    assert not Version.objects.exists()


def test_personal_numbers_stop_a_draft_before_anything_is_recorded(cast: Cast) -> None:
    text = dataclasses.replace(TEXT, body="第一段。\n联系人手机13900000001。")
    answer = drafted(text, cast.drafter)
    assert isinstance(answer, Refused)
    (reason,) = answer.refusals
    assert (reason.code, reason.subject) == ("personal_number", "body")
    assert "第 2 段第 6 字" in reason.words.zh
    assert not Entry.objects.filter(leaf__contains="13900000001").exists()
    assert not Case.objects.exists()


def test_the_end_of_a_period_is_computed_from_what_is_stated(cast: Cast) -> None:
    """Five working days from 21 April 2020; Sunday 26 April is a make-up day."""
    published(cast, NOTICE)
    version = Version.objects.get()
    assert version.ends_on == datetime.date(2020, 4, 27)
    assert version.due is not None
    assert version.due.on == version.ends_on


def test_a_correction_is_a_further_version(cast: Cast) -> None:
    published(cast)
    text = dataclasses.replace(TEXT, corrects="2020-0001", remark="地点有误", body="改在滨河公园。")
    published(cast, text, MAY)
    first, second = Version.objects.order_by("number")
    assert first.until == MAY.on
    assert first.body_zh == TEXT.body, "the first version stays readable as it was"
    assert (second.number, second.remark, second.until) == (2, "地点有误", None)
    item = Item.objects.get()
    assert item.published_on == APRIL.on
    assert Version.objects.published(BUREAU).get() == second
    again = dataclasses.replace(text, corrects="2020-0009")
    assert refused(drafted(again, cast.drafter)) == ("nothing_to_correct",)
    silent = dataclasses.replace(text, remark="")
    assert refused(drafted(silent, cast.drafter)) == ("remark_missing",)


def test_a_withdrawal_gives_its_reason_and_deletes_nothing(cast: Cast) -> None:
    published(cast)
    done(withdrawn(cast, "2020-0001"))
    assert not Version.objects.published(BUREAU).exists()
    assert Version.objects.get().body_zh == TEXT.body
    assert Item.objects.get().withdrawal_reason == "内容重复"
    assert refused(withdrawn(cast, "2020-0001")) == ("nothing_to_withdraw",)
    text = dataclasses.replace(TEXT, corrects="2020-0001", remark="更正")
    assert refused(drafted(text, cast.drafter)) == ("nothing_to_correct",)


def test_what_was_withdrawn_meanwhile_cannot_be_corrected(cast: Cast) -> None:
    """The gate is asked again when the correction is published."""
    published(cast)
    text = dataclasses.replace(TEXT, corrects="2020-0001", remark="更正")
    case = done(drafted(text, cast.drafter, MAY)).case
    done(withdrawn(cast, "2020-0001", at=MAY))
    assert refused(reviewed(case, "approve", cast.reviewer, JUNE)) == ("nothing_to_correct",)


def test_items_are_found_by_word_kind_and_month(cast: Cast) -> None:
    published(cast)
    published(cast, NOTICE, MAY, title="批前公示", title_en="Notice", body_en="Before approval")
    public = Version.objects.published(BUREAU)
    assert [version.title.zh for version in public] == ["批前公示", "世界地球日宣传活动"]
    assert public.of_kind("news").get().title.zh == "世界地球日宣传活动"
    assert public.of_kind("nonsense").count() == 2
    assert public.of_month("2020-05").get().title.zh == "批前公示"
    assert public.of_month("2020-99").count() == 2
    assert public.with_word("地球").get().title.zh == "世界地球日宣传活动"
    assert public.with_word("approval").get().title.zh == "批前公示"
    assert public.with_word("宣传点 文化广场").count() == 2, "in the text; all words count"
    assert not public.with_word("地球 批前").exists()
    assert not Version.objects.published("511702").exists()


def test_the_entry_tells_what_was_done_in_both_languages(cast: Cast) -> None:
    published(cast, NOTICE, title_en="A notice", body_en="Text")
    entry = Entry.objects.get(id=Version.objects.get().entry)
    act = effective_acts()["bulletin.publish"]
    said = from_plain(act.entry, entry.payload["effect"]["data"]).sentence()
    assert said.zh == "发布公示公告 2020-0001“公示”"
    assert said.en == "Public notice 2020-0001 “A notice” published"


def test_the_register_is_built_again_from_the_record(cast: Cast) -> None:
    published(cast)
    text = dataclasses.replace(TEXT, corrects="2020-0001", remark="地点有误")
    published(cast, text, MAY)
    done(withdrawn(cast, "2020-0001"))
    both = (Item, Version)
    before = [table_digest(model, "default") for model in both]
    assert [digest.rows for digest in before] == [1, 2] and set(both) <= set(tables())
    Version.objects.all().delete()
    Item.objects.all().delete()
    for entry in Entry.objects.order_by("row"):
        if "effect" in entry.payload:
            act = effective_acts()[entry.payload["effect"]["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, entry.payload["effect"]["data"]), place)
    assert [table_digest(model, "default") for model in both] == before


def test_control_the_database_holds_one_version_and_two_persons(cast: Cast) -> None:
    published(cast)
    row = Version.objects.get()
    faults = (
        {"number": 2},
        {"until": APRIL.on},
        {"number": 2, "until": APRIL.on, "reviewed_by": row.drafted_by},
    )
    for fault in faults:
        again = Version.objects.get()
        again.id = new_id()
        for name, value in fault.items():
            setattr(again, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(withdrawn_on=JUNE.on)
    assert Item.objects.get().kind == ItemKind.NEWS
