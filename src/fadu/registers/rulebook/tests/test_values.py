"""The story of a value: proposed with its source, approved by another, in force by its days."""

import dataclasses
import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.office import BUREAU, Cast, refused
from tests.stage import done

from fadu.law.parameters import ParameterMissing
from fadu.procedure.discover import effective_acts, parameters
from fadu.procedure.effective import Place
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest
from fadu.procedure.replay import replay
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.typed import from_plain
from fadu.registers.rulebook import recorded as of_record
from fadu.registers.rulebook.models import RecordedValue
from fadu.registers.rulebook.recorded import check_recorded_values
from fadu.registers.rulebook.rules import Certainty, Layer
from fadu.registers.rulebook.tests.house import (
    JUNE,
    MAY,
    PROMISE,
    SHORTER,
    decided,
    proposed,
    recorded,
)

LAST_BEFORE, FIRST = datetime.date(2020, 5, 31), datetime.date(2020, 6, 1)


def worth(on: datetime.date, key: str = PROMISE) -> object:
    """What a parameter is worth for the bureau on a day."""
    return parameters_of(BUREAU).value(key, on, BUREAU).value


def test_a_value_holds_for_its_days_and_not_before(cast: Cast) -> None:
    before = worth(FIRST)
    case = recorded(cast)
    assert before == worth(LAST_BEFORE) == "5wd"
    found = parameters_of(BUREAU).value(PROMISE, FIRST, BUREAU)
    assert (found.value, found.layer, found.confidence) == ("4wd", BUREAU, "V")
    assert found.source.words.zh == SHORTER.document
    row = RecordedValue.objects.get()
    assert (row.edition, row.case, row.value_zh) == (1, case, "4个工作日")
    assert (row.proposed_by, row.approved_by) == (cast.legal.officer, cast.director.officer)
    assert parameters().value(PROMISE, FIRST, BUREAU).value == "5wd", "what is shipped stays"
    assert all(not wrong for _, wrong in replay())


def test_nothing_holds_before_its_approval(cast: Cast) -> None:
    done(proposed(SHORTER, cast.legal))
    assert worth(FIRST) == "5wd"
    assert not RecordedValue.objects.exists()


def test_two_persons_and_never_one(cast: Cast) -> None:
    case = done(proposed(SHORTER, cast.both)).case
    assert refused(decided(case, "approve", cast.both)) == ("same_person",)
    assert refused(decided(case, "approve", cast.window)) == ("not_your_step",)
    assert refused(decided(case, "approve", cast.legal)) == ("not_your_step",)
    assert refused(proposed(SHORTER, cast.window)) == ("not_your_step",)
    assert worth(FIRST) == "5wd"
    done(decided(case, "approve", cast.director))
    assert worth(FIRST) == "4wd"


def test_loosening_is_refused_with_the_article(cast: Cast) -> None:
    answer = proposed(dataclasses.replace(SHORTER, value="31wd"), cast.legal)
    assert refused(answer) == ("loosens",)
    (reason,) = answer.refusals  # type: ignore[union-attr]  # refused() has seen that it is one
    assert "《不动产登记暂行条例》第二十条" in reason.words.zh
    assert not Case.objects.exists()


def test_what_became_a_loosening_meanwhile_is_not_approved(cast: Cast) -> None:
    """The gate is asked again when the director signs."""
    looser = dataclasses.replace(SHORTER, value="6wd")
    case = done(proposed(looser, cast.legal)).case
    province = dataclasses.replace(SHORTER, layer=Layer.PROVINCE, value="5wd")
    recorded(cast, province)
    assert refused(decided(case, "approve", cast.director)) == ("loosens",)


def test_what_cannot_be_read_or_looked_up_is_refused(cast: Cast) -> None:
    faults: tuple[tuple[dict[str, Any], str], ...] = (
        ({"value": "four days"}, "value_unreadable"),
        ({"key": "reg.limit.nonsense"}, "unknown_key"),
        ({"document": ""}, "source_missing"),
        ({"law": "不动产登记暂行条例", "article": 20}, "two_sources"),
        ({"law": "没有这部法", "document": ""}, "source_unknown"),
        ({"law": "不动产登记暂行条例", "article": 999, "document": ""}, "source_unknown"),
        ({"until": LAST_BEFORE}, "days_out_of_order"),
        ({"since": datetime.date(2020, 5, 1)}, "reason_missing"),
        ({"value": ""}, "reason_missing"),
        ({"value": "", "layer": Layer.NATION}, "value_missing"),
        ({"key": "reg.papers.transfer", "since": datetime.date(2020, 5, 1), "reason": "补录",
          "value": "id|身份证明|Identity|required"}, "papers_look_back"),
    )  # fmt: skip
    for fault, code in faults:
        answer = proposed(dataclasses.replace(SHORTER, **fault), cast.legal)
        assert code in refused(answer), fault
    assert not Case.objects.exists()


def test_a_document_that_no_library_holds_is_attached(cast: Cast) -> None:
    assert refused(proposed(SHORTER, cast.legal, attached=False)) == ("paper_missing",)
    article = dataclasses.replace(SHORTER, document="", law="不动产登记暂行条例", article=20)
    done(proposed(article, cast.legal, attached=False))


def test_a_value_by_an_article_cites_it(cast: Cast) -> None:
    recorded(cast, document="", document_en="", law="不动产登记暂行条例", article=20)
    found = parameters_of(BUREAU).value(PROMISE, FIRST, BUREAU)
    assert found.source.words.zh == "《不动产登记暂行条例》第二十条"


def test_a_later_edition_holds_on_its_own_days_only(cast: Cast) -> None:
    recorded(cast)
    recorded(cast, value="3wd", since=datetime.date(2020, 7, 1), until=datetime.date(2020, 7, 31))
    days = [datetime.date(2020, month, 15) for month in (5, 6, 7, 8)]
    assert [worth(day) for day in days] == ["5wd", "4wd", "3wd", "4wd"]
    earlier = of_record.amendments(BUREAU, RecordedValue.objects.get(edition=1).id)
    assert [one.row and one.row["value"] for one in earlier] == ["4wd"], "as it was then known"


def test_the_bureaus_own_value_can_be_taken_away(cast: Cast) -> None:
    recorded(cast, value="", reason="改按法定时限办理")
    with pytest.raises(ParameterMissing):
        worth(FIRST)
    assert worth(LAST_BEFORE) == "5wd"
    (sentence,) = [
        from_plain(act.entry, entry.payload["effect"]["data"]).sentence()
        for entry in Entry.objects.order_by("row")
        if "effect" in entry.payload
        and (act := effective_acts()[entry.payload["effect"]["act"]]).name == "rulebook.record"
    ]
    assert "不再单独规定" in sentence.zh
    assert "no value of its own" in sentence.en


def test_what_is_not_confirmed_shows_as_such(cast: Cast) -> None:
    recorded(cast, certainty=Certainty.UNCONFIRMED)
    assert not parameters_of(BUREAU).value(PROMISE, FIRST, BUREAU).confirmed


def test_an_approval_that_was_undone_leaves_nothing_behind(cast: Cast) -> None:
    """The same process goes on, and the next value gets the same number."""
    with transaction.atomic():
        recorded(cast)
        assert worth(FIRST) == "4wd"
        transaction.set_rollback(True)
    assert worth(FIRST) == "5wd"
    recorded(cast, value="3wd")
    assert RecordedValue.objects.get().edition == 1
    assert worth(FIRST) == "3wd"


def test_a_return_says_why_and_records_nothing(cast: Cast) -> None:
    case = done(proposed(SHORTER, cast.legal)).case
    assert refused(decided(case, "return", cast.director)) == ("remark_missing",)
    done(decided(case, "return", cast.director, remark="请附文件"))
    assert Case.objects.get(id=case).outcome == "return"
    assert not RecordedValue.objects.exists()


def test_a_reason_lets_a_value_look_back(cast: Cast) -> None:
    recorded(cast, at=JUNE, since=datetime.date(2020, 5, 1), reason="文件五月一日施行，今日收到")
    assert worth(datetime.date(2020, 5, 4)) == "4wd"


def test_the_register_is_built_again_from_the_record(cast: Cast) -> None:
    recorded(cast)
    recorded(cast, value="3wd", since=datetime.date(2020, 7, 1))
    before = table_digest(RecordedValue, "default")
    assert before.rows == 2
    RecordedValue.objects.all().delete()
    for entry in Entry.objects.order_by("row"):
        if "effect" in entry.payload:
            act = effective_acts()[entry.payload["effect"]["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, entry.payload["effect"]["data"]), place)
    assert table_digest(RecordedValue, "default") == before


def test_control_the_database_holds_order_and_two_persons(cast: Cast) -> None:
    recorded(cast)
    row = RecordedValue.objects.get()
    faults: tuple[dict[str, Any], ...] = (
        {},
        {"edition": 2, "approved_by": row.proposed_by},
        {"edition": 2, "until": LAST_BEFORE},
    )
    for fault in faults:
        again = RecordedValue.objects.get()
        again.id = new_id()
        for name, value in fault.items():
            setattr(again, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)


def test_control_a_recorded_value_that_no_longer_fits_stops_the_start(cast: Cast) -> None:
    """As if a later version of the software shipped a stricter law above it."""
    recorded(cast)
    assert not check_recorded_values(databases=["default"])
    row = RecordedValue.objects.get()
    row.id, row.edition = new_id(), 2
    row.row = row.row.replace("4wd", "31wd")
    row.save(force_insert=True)
    (found,) = check_recorded_values(databases=["default"])
    assert found.id == "rulebook.E001"
    assert MAY.on < FIRST
