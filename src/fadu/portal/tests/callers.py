"""Who opens accounts in the tests: what is typed, and the codes that the texts bring."""

import datetime
import re
from pathlib import Path
from typing import Any

from django.test import Client
from tests.stage import MONDAY, person

from fadu.jobs.worker import run_once
from fadu.people.models import PhoneCode
from fadu.portal.tests.visitors import BUREAU

HERE = f"/{BUREAU}/"
REGISTER, CODE, ACCOUNT = HERE + "register/", HERE + "code/", HERE + "account/"
SECRET = "渠江边的柳树2020"
STRANGERS_PHONE = "13811112222"


def stated(number: int, phone: str = "", **more: str) -> dict[str, str]:
    one = person("", number)
    told = {"kind": "natural", "name": one.name, "identity": one.identity}
    return told | {"phone": phone or one.phone, "password": SECRET, "again": SECRET} | more


def received(texts: Path, phone: str) -> str:
    """The code that the worker's text brought to this telephone; "" when none came."""
    run_once(worker="test", at=MONDAY.recorded_at)
    found = sorted(texts.glob(f"{phone}-*.txt"), key=lambda file: file.stat().st_mtime_ns)
    return "".join(re.findall(r"验证码(\d{6})", found[-1].read_text("utf-8"))) if found else ""


def type_code(client: Client, texts: Path, phone: str, **more: str) -> Any:
    return client.post(CODE, {"code": received(texts, phone), **more})


def opened(texts: Path, number: int, phone: str = "") -> Client:
    client = Client()
    told = stated(number, phone)
    assert client.post(REGISTER, told)["Location"].startswith(CODE)
    assert type_code(client, texts, told["phone"])["Location"].startswith(ACCOUNT)
    return client


def let_time_pass(minutes: int) -> None:
    for row in PhoneCode.objects.all():
        row.asked_at = row.asked_at - minutes * MINUTE
        row.save()


MINUTE = datetime.timedelta(minutes=1)


def enter(client: Client, number: int, secret: str) -> Any:
    typed = {"identity": person("", number).identity, "password": secret}
    return client.post(HERE + "enter/", typed)
