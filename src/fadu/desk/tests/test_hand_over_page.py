"""The colleague who is asked to take a case over finds it, accepts it or says why not."""

from typing import Any
from uuid import uuid4

from tests.stage import TUESDAY, case_of, done, key

from fadu.desk.tests.house import BUREAU, DESK, As, House, address
from fadu.procedure.acts import hand_over
from fadu.procedure.models import Case

ASKED = "同事请您接收本案"


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def offered(house: House) -> Case:
    case = house.accepted(TUESDAY)
    done(
        hand_over(
            case.id, house.staff["examiner2"], bureau=BUREAU, by=house.by("examiner"),
            at=TUESDAY, key=key(),
        )
    )  # fmt: skip
    return case


def test_who_is_asked_finds_it_in_his_inbox_and_accepts(house: House, enter: As) -> None:
    case = offered(house)
    colleague = enter("examiner2")
    assert case.number in text(colleague.get(DESK))
    assert ASKED in text(colleague.get(address(case)))
    posted = {"answer": "accept", "key": str(uuid4())}
    assert colleague.post(address(case, "hand-over/answer/"), posted).status_code == 302
    assert ASKED not in text(colleague.get(address(case)))
    assert case.number in text(colleague.get(DESK))
    assert case.number not in text(enter("examiner").get(DESK))


def test_who_declines_says_why_and_loses_nothing(house: House, enter: As) -> None:
    case = offered(house)
    colleague = enter("examiner2")
    answer = address(case, "hand-over/answer/")
    empty = colleague.post(answer, {"answer": "decline", "key": str(uuid4())})
    assert empty.status_code == 422 and "没有写明不接收的理由" in text(empty)
    said = {"answer": "decline", "reason": "本周外出核查", "key": str(uuid4())}
    assert colleague.post(answer, said).status_code == 302
    assert "退回移交" in text(enter("examiner").get(address(case)))


def test_who_offered_sees_that_it_waits_for_the_colleague(house: House, enter: As) -> None:
    case = offered(house)
    page = text(enter("examiner").get(address(case)))
    assert "已请接手，待对方接收" in page and ASKED not in page
    posted = {"answer": "accept", "key": str(uuid4())}
    other = enter("registrar").post(address(case, "hand-over/answer/"), posted)
    assert other.status_code == 422 and "没有人请您接收本案" in text(other)
    assert case_of(case.id).state.offered is not None
