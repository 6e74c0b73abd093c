"""A holiday notice moves the periods of what was published as it moves cases, on the record."""

import datetime
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from fadu.jobs.models import Job
from fadu.procedure import recomputing
from fadu.procedure.acts import enter, take
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import effective_acts, modules
from fadu.procedure.effective import Place
from fadu.procedure.models import Case, HolidayNotice
from fadu.procedure.rebuild import table_digest
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.record.typed import from_plain
from fadu.registers.bulletin.models import Item, Version
from fadu.registers.bulletin.periods import recompute
from fadu.registers.bulletin.procedures import ItemFacts, Opinion, WithdrawalFacts
from fadu.registers.bulletin.rules import ItemKind, PeriodUnit
from fadu.registers.calendar.book import entered, look
from fadu.site.demo.cast import BUREAU
from tests.stage import Stage, done, key
from tests.test_holiday_notice import LATER, OPENED, codes, enters, facts, work

pytestmark = pytest.mark.django_db
PROVISIONAL, SETTLED = datetime.date(2027, 1, 4), datetime.date(2027, 1, 5)


def published(stage: Stage, at: Moment = OPENED, **more: str) -> Version:
    """A public notice with a period of five working days, drafted and reviewed."""
    text = ItemFacts(
        ItemKind.NOTICE, "公示", "正文。", period=5, unit=PeriodUnit.WORKING_DAYS,
        period_basis="本局决定", **more,
    )  # fmt: skip
    drafted = enter(
        "bulletin.publication", text, "submitted", bureau=BUREAU, by=stage.by("office"), at=at,
        key=key(),
    )  # fmt: skip
    reviewed = stage.take(done(drafted).case, "review", "approve", "legal", at, Opinion(""))
    return Version.objects.get(case=done(reviewed).case)


def withdrawn(stage: Stage, number: str) -> None:
    """Proposed and decided on the day after."""
    by, stated = stage.by("office"), WithdrawalFacts(number, "内容重复")
    proposed = enter(
        "bulletin.withdrawal", stated, "proposed", bureau=BUREAU, by=by, at=LATER, key=key()
    )
    case, by = done(proposed).case, stage.by("legal")
    done(take(case, "decide", "approve", bureau=BUREAU, by=by, at=LATER, key=key()))


def moves() -> list[Entry]:
    """The entries that moved a period."""
    found = Entry.objects.filter(leaf__contains="bulletin.move_period").order_by("row")
    return [entry for entry in found if "effect" in entry.payload]


@pytest.fixture
def stage() -> Stage:
    """The bureau."""
    return Stage()


def test_a_period_moves_with_the_notice_and_the_entry_says_how(stage: Stage) -> None:
    version = published(stage)
    assert (version.ends_on, version.provisional) == (PROVISIONAL, True)
    looked = look(BUREAU, facts(), LATER.on)
    assert [(row.number, row.move.new) for row in looked.moved] == [(version.item.number, SETTLED)]
    done(enters(stage, facts()))
    assert work(LATER) == 2
    now = Version.objects.get()
    assert (now.ends_on, now.provisional, now.announced) == (SETTLED, False, PROVISIONAL)
    assert now.due is not None and now.due.on == SETTLED
    (entry,) = moves()
    told = entry.payload["effect"]["data"]
    assert entry.content["actor"] == {"kind": "system", "duty": "calendar"}
    assert (told["item"], told["year"], told["number"]) == ("2026-0001", 2027, "测试〔2026〕1号")
    assert (told["move"]["old"], told["move"]["new"]) == ("2027-01-04", "2027-01-05")
    assert any("元旦" in line["zh"] for line in told["move"]["derivation"])
    assert (entered(BUREAU)[0].moved, entered(BUREAU)[0].waiting) == (1, 0)
    assert all(not wrong for wrong in dict(replay()).values())


def test_readers_are_told_that_the_day_was_another(stage: Stage) -> None:
    published(stage)
    address = f"/{BUREAU}/bulletin/2026-0001/"
    assert "暂定" in unescape(Client().get(address).content.decode())
    done(enters(stage, facts()))
    work(LATER)
    page = unescape(Client().get(address).content.decode())
    assert "发布时为 2027年1月4日" in page
    assert "暂定" not in page


def test_each_period_moves_once_however_often_the_worker_comes(stage: Stage) -> None:
    version = published(stage)
    done(enters(stage, facts()))
    work(LATER)
    Job.objects.update(done_at=None)
    work(LATER)
    assert len(moves()) == 1
    again = recompute(version.id, bureau=BUREAU, by=BySystem("calendar"), at=LATER, key=key())
    assert codes(again) == ["nothing_moves"]
    assert Case.objects.filter(procedure="bulletin.period").count() == 1


def test_what_has_ended_was_withdrawn_or_corrected_stays(stage: Stage) -> None:
    gone, old = published(stage), published(stage)
    withdrawn(stage, gone.item.number)
    fresh = published(stage, LATER, corrects=old.item.number, remark="更正")
    done(enters(stage, facts()))
    work(LATER)
    ends = dict(Version.objects.values_list("id", "ends_on"))
    assert ends[gone.id] == ends[old.id] == PROVISIONAL
    assert ends[fresh.id] == datetime.date(2027, 1, 6)


def test_a_day_gone_by_stays(stage: Stage) -> None:
    published(stage)
    late = moment(2027, 1, 6)
    done(enters(stage, facts(), at=late))
    work(late)
    assert Version.objects.get().ends_on == PROVISIONAL
    assert moves() == []


def test_the_register_is_built_again_from_the_record(stage: Stage) -> None:
    published(stage)
    done(enters(stage, facts()))
    work(LATER)
    before = table_digest(Version, "default")
    Version.objects.all().delete()
    Item.objects.all().delete()
    for entry in Entry.objects.order_by("row"):
        effect = entry.payload.get("effect", {"act": ""})
        if effect["act"].startswith("bulletin."):
            act = effective_acts()[effect["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, effect["data"]), place)
    assert table_digest(Version, "default") == before


def test_control_without_its_periods_the_register_keeps_the_old_day(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was before: the row says one day, and the calendar another."""
    version = published(stage)
    plain = modules
    monkeypatch.setattr(
        recomputing, "modules", lambda name: () if name == "periods" else plain(name)
    )
    done(enters(stage, facts()))
    work(LATER)
    version.refresh_from_db()
    assert HolidayNotice.objects.count() == 1
    fresh = version.by(calendar_of(BUREAU))
    assert fresh is not None and fresh.on == SETTLED != version.ends_on


def test_the_case_of_a_moved_period_is_closed_and_nobody_waits(stage: Stage) -> None:
    published(stage)
    done(enters(stage, facts()))
    work(LATER)
    case = Case.objects.get(procedure="bulletin.period")
    assert isinstance(case.id, UUID) and case.status == "closed"
