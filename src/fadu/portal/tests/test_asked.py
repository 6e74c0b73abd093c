"""My cases: what is asked of a party stands first, and of nobody else."""

from tests.stage import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, done

from fadu.portal.tests.visitors import BUREAU, PAPERS, Town
from fadu.procedure.models import Case

MINE = f"/{BUREAU}/cases/"


def asked(town: Town, number: int) -> list[str]:
    context = town.browser(number).get(MINE).context
    return [card.asked.address.split("/")[-2] for card in context["asked"]]


def test_confirming_is_asked_of_the_other_party_alone(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    assert (asked(town, 1), asked(town, 2), asked(town, 3)) == ([], ["confirm"], [])
    page = town.browser(2).get(MINE).content.decode()
    assert page.index("核对并确认") < page.index("全部办件")
    town.browser(2).post(f"{MINE}{number}/confirm/", {"key": "k", "read": "on"})
    assert asked(town, 2) == []
    assert "没有要您做的事" in town.browser(2).get(MINE).content.decode()


def test_supplementing_is_asked_of_the_parties(town: Town) -> None:
    case = done(town.stage.apply(town.units[1], codes=PAPERS[:-1])).case
    done(town.stage.take(case, "receive", "notice", "window", MONDAY))
    assert asked(town, 1) == asked(town, 2) == ["supplement"]


def test_the_day_is_said_and_a_closed_case_can_be_rated(town: Town) -> None:
    case = done(town.stage.apply(town.units[1])).case
    done(town.stage.take(case, "receive", "accept", "window", MONDAY))
    page = town.browser(1).get(MINE).content.decode()
    assert "2020年3月9日 星期一" in page
    assert "怎么算的" in page
    done(town.stage.take(case, "examine", "pass", "examiner", TUESDAY))
    done(town.stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(town.stage.take(case, "issue", "issued", "window", THURSDAY))
    closed = Case.objects.get(id=case)
    assert f"{MINE}{closed.number}/rate/" in town.browser(1).get(MINE).content.decode()
