"""好差评: who may rate what and when, what the record keeps of it, and what the figures make of it."""

import io
import json
import zipfile
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from fadu.figures.count import recount
from fadu.figures.registry import figures
from fadu.figures.scope import Period, Scope
from fadu.people.models import PersonalValue
from fadu.procedure.acts import answer_rating, rate
from fadu.procedure.export import write_bundle_of
from fadu.procedure.models import Rating, RatingAnswer
from fadu.procedure.rating import LONGEST, Rated
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.replay import replay
from fadu.procedure.timeline import lines
from fadu.record.moment import Moment, moment
from fadu.site.demo.cast import BUREAU
from tests.stage import THURSDAY, WEDNESDAY, Stage, case_of, done, key, party

pytestmark = pytest.mark.django_db
SLOW = "发证等了很久"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def closed(stage: Stage) -> UUID:
    """A transfer from person 1 to person 2, handed out on Thursday."""
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(stage.take(case, "issue", "issued", "window", THURSDAY))
    return case


def rated(case: UUID, number: int, score: int = 2, text: str = SLOW, **more: bool) -> Answer:
    """A rating by the person of that number on the day after."""
    by, at = party(number), moment(2020, 3, 6)
    return rate(case, Rated(score, text, **more), bureau=BUREAU, by=by, at=at, key=key())


def codes(answer: Answer) -> tuple[str, ...]:
    assert isinstance(answer, Refused)
    return answer.codes


def scope(known: Moment) -> Scope:
    return Scope(BUREAU, Period.year(2020), known.recorded_at)


def test_each_party_rates_once_and_the_record_replays(closed: UUID) -> None:
    done(rated(closed, 1))
    done(rated(closed, 2, 5, ""))
    assert codes(rated(closed, 1, 5)) == ("rated_already",)
    rows = Rating.objects.order_by("score")
    assert [(row.score, row.person, bool(row.text)) for row in rows] == [
        (2, party(1).person, True),
        (5, party(2).person, False),
    ]
    assert not [wrong for _, wrong in replay() if wrong]


def test_control_replay_finds_a_rating_that_left_the_state(closed: UUID) -> None:
    done(rated(closed, 1))
    case = case_of(closed)
    case.state_text = case.state_text.replace('"rated"', '"noted"')
    case.save()
    assert [wrong for _, wrong in replay() if wrong]


def test_the_same_key_is_one_rating(closed: UUID) -> None:
    by, at = party(1), moment(2020, 3, 6)
    twice = [rate(closed, Rated(4), bureau=BUREAU, by=by, at=at, key="once") for _ in range(2)]
    assert [done(answer).repeated for answer in twice] == [False, True]
    changed = rate(closed, Rated(1), bureau=BUREAU, by=by, at=at, key="once")
    assert codes(changed) == ("key_reused",)


def test_neither_stranger_nor_too_early_nor_without_a_mark(stage: Stage, closed: UUID) -> None:
    stage.unit([3])
    assert codes(rated(closed, 3)) == ("not_a_party",)
    assert codes(rated(closed, 1, 6, "字" * (LONGEST + 1))) == ("no_mark", "too_long")
    still_open = stage.at_entry(stage.unit([1]))
    assert codes(rated(still_open, 1)) == ("still_open",)
    assert not Rating.objects.exists()


def test_control_the_database_holds_one_rating_a_party(closed: UUID) -> None:
    done(rated(closed, 1))
    row = Rating.objects.get()
    row.id = UUID(int=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_unnamed_mark_is_not_told_with_the_case(closed: UUID) -> None:
    done(rated(closed, 1, anonymous=True))
    done(rated(closed, 2, 1, "", anonymous=False))
    told = [line.words.zh for line in lines(BUREAU, closed)][-2:]
    assert told == ["一名当事人作出评价（匿名）", "当事人评价：非常不满意"]


def test_the_words_stand_in_no_leaf_and_in_no_other_bundle(closed: UUID) -> None:
    done(rated(closed, 1))
    value = PersonalValue.objects.get(field="rating")
    assert (value.value, value.person) == (SLOW, party(1).person)

    def holds(for_party: UUID | None) -> bool:
        whole = io.BytesIO()
        write_bundle_of(case_of(closed), whole, moment(2020, 3, 7), for_party=for_party)
        with zipfile.ZipFile(whole) as bundle:
            return any(SLOW.encode() in bundle.read(name) for name in bundle.namelist()) or any(
                json.dumps(SLOW).encode() in bundle.read(name) for name in bundle.namelist()
            )

    assert holds(party(1).person)
    assert not holds(party(2).person)
    assert not holds(None)


def test_figures_count_ratings_and_hide_the_unnamed(closed: UUID) -> None:
    done(rated(closed, 1, 2, anonymous=True))
    done(rated(closed, 2, 5, anonymous=False))
    known = scope(moment(2020, 12, 31))
    found = {
        name: recount(figures()[f"ratings.{name}"], known) for name in ("given", "mean", "low")
    }
    assert [str(each.value) for each in found.values()] == ["2", "7/2", "1"]
    rows = list(figures()["ratings.given"].rows(known))
    number = figures()["ratings.given"].columns[0]
    assert [figures()["ratings.given"].case(row) for row in rows] == [None, closed]
    assert str(number.of(rows[1])) == case_of(closed).number
    assert str(number.of(rows[0])) != case_of(closed).number
    earlier = scope(moment(2020, 3, 5, 23))
    assert recount(figures()["ratings.given"], earlier).value == 0


def answered(row: Rating, by: str, stage: Stage, text: str = "已增开窗口") -> Answer:
    """An answer to a rating two days later."""
    at = moment(2020, 3, 8)
    return answer_rating(row.id, text, bureau=BUREAU, by=stage.by(by), at=at, key=key())


def test_a_supervisor_answers_a_rating_once_and_the_record_replays(
    stage: Stage, closed: UUID
) -> None:
    done(rated(closed, 1, anonymous=True))
    row = Rating.objects.get()
    done(answered(row, "head", stage))
    assert codes(answered(row, "head", stage, "再说一次")) == ("answered_already",)
    held = RatingAnswer.objects.get()
    value = PersonalValue.objects.get(id=held.text)
    assert (held.rating, value.value, value.person) == (row, "已增开窗口", party(1).person)
    told = lines(BUREAU, closed)[-1]
    assert told.words.zh == "回应了一条评价"
    assert not [wrong for _, wrong in replay() if wrong]


def test_who_does_not_supervise_answers_nothing(stage: Stage, closed: UUID) -> None:
    done(rated(closed, 1))
    row = Rating.objects.get()
    assert codes(answered(row, "window", stage)) == ("not_supervising",)
    assert codes(answered(row, "head", stage, " ")) == ("no_answer",)
    assert codes(answered(row, "head", stage, "字" * (LONGEST + 1))) == ("too_long",)
    row.id = UUID(int=9)
    assert codes(answered(row, "head", stage)) == ("no_such_rating",)
    assert not RatingAnswer.objects.exists()


def test_control_the_database_holds_one_answer_a_rating(stage: Stage, closed: UUID) -> None:
    done(rated(closed, 1))
    done(answered(Rating.objects.get(), "head", stage))
    row = RatingAnswer.objects.get()
    row.id = UUID(int=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_answer_is_in_the_bundle_of_its_party_alone(stage: Stage, closed: UUID) -> None:
    done(rated(closed, 1))
    done(answered(Rating.objects.get(), "head", stage, "答复甲"))

    def holds(for_party: UUID | None) -> bool:
        whole = io.BytesIO()
        write_bundle_of(case_of(closed), whole, moment(2020, 3, 9), for_party=for_party)
        with zipfile.ZipFile(whole) as bundle:
            texts = [bundle.read(name) for name in bundle.namelist()]
        return any("答复甲".encode() in text or b"\\u7b54\\u590d\\u7532" in text for text in texts)

    assert holds(party(1).person)
    assert not holds(party(2).person)
    assert not holds(None)
