"""Jobs of this room: texts to telephones."""

import datetime
from uuid import UUID

from fadu.bureau.models import Bureau
from fadu.jobs.registry import Work, handles
from fadu.jobs.sms import CODE, TEXT, gateway
from fadu.people.accounts import telephone_of
from fadu.people.codes import LIFE, digits
from fadu.people.models import PhoneCode
from fadu.record.moment import WallClock


@handles(TEXT)
def text(job: Work, at: datetime.datetime) -> None:
    """Text the person whom the payload names, where a telephone is known."""
    del at
    to = telephone_of(job.bureau, UUID(job.data["person"]))
    if to:
        words = f"【{_sender(job.bureau)}】{job.data['zh']} {job.data['en']}"
        gateway().send(to=to, text=words, key=job.key)


@handles(CODE)
def code(job: Work, at: datetime.datetime) -> None:
    """Send a code while it is alive; one that has run out is of no use to anybody."""
    del at  # codes go by the machine's clock
    now = WallClock().now().recorded_at
    row = PhoneCode.objects.filter(id=UUID(job.key), used_at=None, asked_at__gt=now - LIFE).first()
    if row is None:
        return
    shown, minutes = digits(row.id), int(LIFE.total_seconds() // 60)
    words = (
        f"【{_sender(job.bureau)}】验证码{shown}，{minutes}分钟内有效。本局人员不会向您索要，请勿告诉他人。"
        f" Code {shown}, valid {minutes} minutes. Never tell it to anybody."
    )
    gateway().send(to=row.phone, text=words, key=job.key)


def _sender(bureau: str) -> str:
    row = Bureau.objects.filter(code=bureau).first()
    return row.name_zh if row else bureau
