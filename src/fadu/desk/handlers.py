"""Jobs of the desk: a notification leaves by e-mail or text, for whom it was asked."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage

from fadu.bureau.models import Bureau
from fadu.desk.models import Notification, NotificationChannel
from fadu.desk.notices import KINDS
from fadu.desk.telling import MAIL, TEXT
from fadu.jobs.registry import Work, handles
from fadu.jobs.sms import gateway
from fadu.law.words import Words


@handles(MAIL)
def mail(job: Work, at: datetime.datetime) -> None:
    """Mail one notification; the address is looked up now, so that a changed one counts."""
    del at
    found = _found(job)
    if found is None or not found[0].email:
        return
    channel, words = found
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    EmailMessage(
        subject=f"{words.zh} {words.en}",
        body=f"{words.zh}\n请登录办公桌面查看。\n\n{words.en}\nSign in to the desk to read it.\n",
        from_email=sender,
        to=[channel.email],
        headers={"Message-ID": f"<{job.id}@{domain}>"},  # sent again, it is the same message
    ).send()


@handles(TEXT)
def text(job: Work, at: datetime.datetime) -> None:
    """Text one notification: what happened and the case's number, never a person."""
    del at
    found = _found(job)
    if found is None or not found[0].phone:
        return
    channel, words = found
    bureau = Bureau.objects.filter(code=job.bureau).first()
    sender = bureau.name_zh if bureau else job.bureau
    gateway().send(
        to=channel.phone, text=f"【{sender}】{words.zh} {words.en}", key=f"{TEXT}:{job.key}"
    )


def _found(job: Work) -> tuple[NotificationChannel, Words] | None:
    """To whom and what; None when the notification was swept or the channel closed meanwhile."""
    row = Notification.objects.filter(bureau=job.bureau, id=job.data["notification"]).first()
    channel = NotificationChannel.objects.filter(officer=row.officer_id).first() if row else None
    if row is None or channel is None:
        return None
    said = KINDS.get(row.kind, Words("通知", "Notification"))
    return channel, Words(f"{said.zh} {row.number}".rstrip(), f"{said.en} {row.number}".rstrip())
