"""How an officer wants to be told besides the desk: by e-mail, by text, or not at all."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.desk.asked import actor, shown
from fadu.desk.models import NotificationChannel
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.pages.who import Visit, officer_required
from fadu.people.telephone import normal_phone, phone_problem
from fadu.procedure.facts import fact


class Which(StrEnum):
    """Of which notifications somebody is told by a channel."""

    NONE = "none"
    URGENT = "urgent"
    ALL = "all"


_WORDS = {
    Which.NONE: Words("不用", "None"),
    Which.URGENT: Words(
        "只要紧急的（到期、超期、督办、移交给我）", "Urgent ones (due, late, handed to me)"
    ),
    Which.ALL: Words("全部", "All"),
}
_SAVED = Words("已保存", "Saved")


@dataclass(frozen=True)
class Channels:
    """Where to, and of what. A telephone lies about: a text says no more than a number."""

    mail: Which = fact(
        "用邮件通知", "By e-mail", choices={one.value: words for one, words in _WORDS.items()}
    )
    text: Which = fact(
        "用短信通知",
        "By text",
        choices={one.value: _WORDS[one] for one in (Which.NONE, Which.URGENT)},
    )
    email: str = fact("工作邮箱", "E-mail address at work", default="")
    phone: str = fact(
        "工作手机", "Mobile telephone at work", default="",
        help=Words("短信只写办件编号，不写当事人", "A text names the case by its number, and no party"),
    )  # fmt: skip

    def problems(self) -> dict[str, Words]:
        """A channel that is wanted needs its address."""
        found = {}
        if self.mail is not Which.NONE or self.email:
            try:
                validate_email(self.email)
            except ValidationError:
                found["email"] = Words(
                    "请填写邮箱，例如 zhang@example.cn", "Give an address such as zhang@example.cn"
                )
        if self.text is not Which.NONE or self.phone:
            wrong = phone_problem(normal_phone(self.phone))
            if wrong:
                found["phone"] = wrong
        return found


@officer_required
def channels(request: Visit, bureau: str) -> HttpResponseBase:
    """The page, and the choice when one is sent."""
    me = actor(request).officer
    held = NotificationChannel.objects.filter(bureau=bureau, officer=me).first()
    if request.method != "POST":
        initial = {
            "mail": held.mail if held else Which.NONE.value,
            "email": held.email if held else "",
            "text": held.text if held else Which.NONE.value,
            "phone": held.phone if held else "",
        }
        form = FactsForm(Channels, prefix="channels", initial=initial)
        return shown(request, "desk/channels.html", "desk:notifications", {"form": form})
    form = FactsForm(Channels, request.POST, prefix="channels")
    if not form.is_valid():
        context = {"form": form}
        return shown(request, "desk/channels.html", "desk:notifications", context, status=422)
    asked: Channels = form.facts
    NotificationChannel.objects.update_or_create(
        officer_id=me,
        defaults={
            "bureau": bureau, "mail": asked.mail.value, "email": asked.email,
            "text": asked.text.value, "phone": normal_phone(asked.phone),
        },
    )  # fmt: skip
    messages.success(request, say(_SAVED))
    return HttpResponseRedirect(reverse("desk:notifications", args=(bureau,)))
