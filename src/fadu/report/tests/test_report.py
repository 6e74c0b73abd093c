"""The report from the record: each figure equals its rows, opens them, and they open their case."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import Stage, done

from fadu.bureau.models import Account, Bureau
from fadu.figures.count import recount, value_of
from fadu.figures.registry import figures
from fadu.figures.scope import Period, Scope
from fadu.procedure.models import Case, Clock
from fadu.record.moment import SHANGHAI, Moment, moment
from fadu.report.annual import compose
from fadu.report.folder import write
from fadu.report.tests.played import Played

pytestmark = pytest.mark.django_db

BUREAU = "511725"
END = moment(2020, 12, 31, 23)
REPORT = f"/report/{BUREAU}/2020/"


@pytest.fixture
def played(settings: Settings) -> Played:
    settings.FADU_CLOCK = "2020-12-31"
    return Played()


def scope(known: Moment = END) -> Scope:
    return Scope(BUREAU, Period.year(2020), known.recorded_at)


def counted(name: str, known: Moment = END) -> Any:
    return recount(figures()[name], scope(known))


def enter(played: Stage, login: str) -> Client:
    account = Account(bureau=BUREAU, username=login, officer_id=played.staff[login])
    account.set_unusable_password()
    account.save()
    client = Client()
    client.force_login(account)
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# The figures over cases


def test_every_figure_equals_its_rows(played: Played) -> None:
    for figure in figures().values():
        recount(figure, scope())


def test_the_figures_are_those_of_the_story(played: Played) -> None:
    assert counted("cases.received").value == 3
    assert counted("cases.closed").value == 2
    assert counted("cases.open").value == 1
    assert [row.id for row in counted("cases.open").rows] == [played.open_one.id]
    assert counted("cases.within_promise").shown.zh == "50.00%"
    assert counted("cases.within_statutory").shown.zh == "50.00%"
    days = Clock.objects.filter(name="statutory", stopped_on__isnull=False)
    used = [clock.working_days or 0 for clock in days]
    assert counted("cases.working_days").value == sum(used) / 2


def test_what_was_taken_over_was_not_applied_for(played: Played) -> None:
    assert Case.objects.filter(bureau=BUREAU).count() > 3
    procedures = {row.procedure for row in counted("cases.received").rows}
    assert procedures == {"realestate.transfer"}


def test_known_earlier_the_closed_case_was_open(played: Played) -> None:
    april = moment(2020, 4, 1)
    assert counted("cases.closed", april).value == 1
    assert {row.id for row in counted("cases.open", april).rows} == {
        played.late.id,
        played.open_one.id,
    }


def test_later_acts_leave_what_was_known_as_it_was(played: Played) -> None:
    earlier = {name: value_of(figure, scope()).digest for name, figure in figures().items()}
    later = moment(2021, 1, 5)
    done(played.take(played.open_one.id, "receive", "decline", "window", later))
    again = {name: value_of(figure, scope()).digest for name, figure in figures().items()}
    assert again == earlier
    assert counted("cases.open", moment(2021, 1, 6)).value == 1


# The pages


def test_a_figure_opens_its_rows_and_these_their_case(played: Played) -> None:
    client = enter(played, "director")
    page = text(client.get(REPORT))
    assert "举措和成效" in page
    assert "本部分文字由各股室在后续版本中提供" in page
    for name in figures():
        assert f'href="{REPORT}{name}/"' in page
        assert client.get(f"{REPORT}{name}/").status_code == 200
    rows = text(client.get(f"{REPORT}cases.closed/"))
    assert played.done.number in rows
    address = f"/desk/{BUREAU}/case/{played.done.id}/"
    assert f'href="{address}"' in rows
    case = text(client.get(address, follow=True))
    assert played.done.sha256 in case


def test_a_part_opens_its_own_rows(played: Played) -> None:
    client = enter(played, "director")
    one = client.get(f"{REPORT}cases.closed/", {"by": "outcome", "key": "issued"})
    assert "发证：已发放" in text(one)
    assert client.get(f"{REPORT}cases.closed/", {"by": "outcome", "key": "?"}).status_code == 404
    assert client.get(f"{REPORT}cases.closed/", {"by": "secret", "key": "1"}).status_code == 404


def test_the_page_shows_drift_and_a_digest_that_holds(played: Played) -> None:
    client = enter(played, "director")
    then = {"known_on": "2020-04-01"}
    page = text(client.get(f"{REPORT}cases.closed/", then))
    assert "此后补录的记录改变了这个数字" in page
    assert "1 → 2" in page
    digest = re.search(r'<p class="mono">([0-9a-f]{64})</p>', page)
    assert digest
    instant = re.search(r'href="\?known_on=([^"&]+)"', page)
    assert instant
    again = client.get(f"{REPORT}cases.closed/?known_on={instant[1]}")
    assert digest[1] in text(again)


def test_the_files_of_the_pages_are_those_of_the_command(played: Played, tmp_path: Path) -> None:
    client = enter(played, "director")
    known_on = datetime.datetime(2020, 4, 1, 12, tzinfo=SHANGHAI)
    then = {"known_on": known_on.isoformat()}
    write(compose(Bureau.objects.get(), 2020, known_on, checked=True), tmp_path)
    made = client.get(f"{REPORT}figures.json", then)
    assert made.content == (tmp_path / "figures.json").read_bytes()
    assert (
        client.get(f"{REPORT}cases.closed.csv", then).content
        == (tmp_path / "rows" / "cases.closed.csv").read_bytes()
    )
    pdf = client.get(f"{REPORT}report.pdf", then)
    assert pdf.content == (tmp_path / "report.pdf").read_bytes()
    assert pdf["Content-Disposition"].startswith("attachment")


def test_the_report_does_not_exist_for_others(played: Played) -> None:
    pages = [REPORT, f"{REPORT}cases.closed/", f"{REPORT}cases.closed.csv", f"{REPORT}report.pdf"]
    window = enter(played, "window")
    assert {window.get(page).status_code for page in pages} == {404}
    assert "年度报告" not in text(window.get(f"/desk/{BUREAU}/"))
    assert {Client().get(page).status_code for page in pages} == {302}
    director = enter(played, "director")
    assert director.get(f"/report/{BUREAU}/2031/").status_code == 404
    assert director.get(f"{REPORT}no.figure/").status_code == 404
    assert director.get(REPORT, {"known_on": "yesterday"}).status_code == 404
    assert director.get("/report/000000/2020/").status_code == 404
