"""The page of an officer's notifications."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST

from fadu.desk.asked import actor, shown
from fadu.desk.models import Notification
from fadu.desk.queue import step_title
from fadu.law.words import Words
from fadu.pages.dates import instant
from fadu.pages.lists import CHOICE, Column, Filter, Listing
from fadu.pages.who import Visit, officer_required
from fadu.procedure.figures import title_of

KINDS = {
    "arrived": Words("新到案件", "A case arrived"),
    "handed": Words("移交给我", "Handed to me"),
    "offered": Words("请我接收移交", "A colleague asks me to take a case over"),
    "declined": Words("移交被退回", "A hand-over was declined"),
    "supplemented": Words("已补充材料", "Papers were added"),
    "confirmed": Words("各方均已确认", "All parties have confirmed"),
    "refused": Words("后一环节未通过或退回", "Refused or returned by the next step"),
    "silent": Words("系统按法律默示办理", "Taken by silence of the law"),
    "escalated": Words("超期，请督办", "Overdue: please see to it"),
    "reopened": Words("超时默认已撤销", "What silence had decided was taken back"),
    "due": Words("即将到期", "Due soon"),
    "late": Words("已超期", "Overdue"),
    "moved": Words("期限因放假安排变动", "Due date moved by a holiday notice"),
    "away": Words("外出已开始", "My absence has begun"),
    "deputising": Words("开始代理同事的岗位", "I stand in for a colleague"),
}
_COLOURS = {
    "late": "red",
    "escalated": "red",
    "due": "amber",
    "moved": "amber",
    "declined": "amber",
    "refused": "amber",
}


def _read(rows: QuerySet[Notification], value: str) -> QuerySet[Notification]:
    return rows.filter(read_at__isnull=value == "unread")


def notifications_list() -> Listing:
    """The list of notifications, the newest first."""
    return Listing(
        name="notifications",
        columns=(
            Column(
                "kind", Words("通知", "Notice"), lambda row: KINDS.get(row.kind, Words("", "")),
            ),
            Column("number", Words("办件编号", "Number"), lambda row: row.number),
            Column(
                "matter", Words("事项", "Matter"),
                lambda row: title_of(row.procedure) if row.procedure else None,
            ),
            Column(
                "step", Words("环节", "Step"),
                lambda row: step_title(row.procedure, row.step) if row.step else None,
            ),
            Column("at", Words("时间", "When"), lambda row: instant(row.made_at),
                   sort=("made_at", "id")),
            Column("read", Words("状态", "State"), _state, colour=_colour),
        ),
        sort="-at",
        filters=(
            Filter("read", Words("状态", "State"), _read, CHOICE,
                   (("unread", Words("未读", "Unread")), ("read", Words("已读", "Read")))),
            Filter("kind", Words("通知", "Notice"), lambda rows, kind: rows.filter(kind=kind), CHOICE,
                   KINDS.items()),
        ),
        empty=Words("没有通知。", "There are no notifications."),
        link=lambda row: reverse("desk:notification", args=(row.bureau, row.id)),
        value=lambda row: str(row.id),
    )  # fmt: skip


def _state(row: Notification) -> Words:
    return Words("已读", "Read") if row.read_at else Words("未读", "Unread")


def _colour(row: Notification) -> str:
    return "plain" if row.read_at else _COLOURS.get(row.kind, "blue")


def _mine(request: Visit) -> QuerySet[Notification]:
    return Notification.objects.filter(bureau=request.bureau.code, officer=actor(request).officer)


@officer_required
def notifications(request: Visit, bureau: str) -> HttpResponseBase:
    """An officer's own notifications."""
    listed = notifications_list().asked(request, _mine(request))
    if listed.file is not None:
        return listed.file
    context = {"listed": listed, "ticked": request.GET.get("tick") == "page"}
    return shown(request, "desk/notifications.html", "desk:notifications", context)


@officer_required
@require_POST
def read(request: Visit, bureau: str) -> HttpResponseBase:
    """Mark as read: those that were ticked, or all."""
    rows = _mine(request).filter(read_at__isnull=True)
    if "all" not in request.POST:
        rows = rows.filter(id__in=_ids(request.POST.getlist("row")))
    rows.update(read_at=request.moment.recorded_at)
    return HttpResponseRedirect(reverse("desk:notifications", args=(bureau,)))


def _ids(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None


@officer_required
def notification(request: Visit, bureau: str, id: UUID) -> HttpResponseBase:
    """To the case that a notification speaks of; opened, it counts as read."""
    found = _mine(request).filter(id=id).first()
    if found is None:
        raise Http404
    _mine(request).filter(id=id, read_at=None).update(read_at=request.moment.recorded_at)
    if found.number:
        return HttpResponseRedirect(reverse("desk:case", args=(bureau, found.number)))
    return HttpResponseRedirect(reverse("desk:inbox", args=(bureau,)))
