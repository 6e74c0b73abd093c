"""What a page of the desk stands on: the visiting officer, his links, and the case he may read."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from fadu.bureau.authority import standing_of
from fadu.desk.models import Notification
from fadu.law.words import Words
from fadu.pages.nav import Link
from fadu.pages.who import Visit
from fadu.procedure.access import Reader, readable, reader
from fadu.procedure.blocks.archive.procedures import ARCHIVIST
from fadu.procedure.blocks.deliberation.book import CHAIR, MEMBER
from fadu.procedure.blocks.deliberation.procedures import SECRETARY
from fadu.procedure.blocks.dispatch.procedures import DOCUMENT, OFFICE
from fadu.procedure.blocks.seal.procedures import KEEPER
from fadu.procedure.models import Case
from fadu.record.actor import ByOfficer
from fadu.registers.bulletin.procedures import DRAFTER, REVIEWER
from fadu.registers.rulebook.procedures import DIRECTOR, LEGAL
from fadu.registers.staff.procedures import AUDITOR, DISCIPLINE, PERSONNEL, SECURITY

# Who has a part in documents: who takes a step, who counter-signs, and who seals them.
DISPATCH_POSTS = {
    KEEPER.code,
    *(step.post.code for step in DOCUMENT.steps),
    *(aside.post.code for step in DOCUMENT.steps for aside in step.contributions),
}
SEAL_POSTS = {OFFICE.code, DIRECTOR.code, KEEPER.code}
MEETING_POSTS = {SECRETARY.code, CHAIR.code, MEMBER.code}
NOTIFICATIONS = "desk:notifications"
# Who looks after staff, and who watches over it; heads and leaders besides.
WATCHERS = frozenset(post.code for post in (PERSONNEL, SECURITY, AUDITOR, DISCIPLINE, DIRECTOR))


def actor(request: Visit) -> ByOfficer:
    """The visiting officer as an actor; the engine fills in the post."""
    assert request.officer is not None, "officer_required stands around every view"
    return ByOfficer(request.officer.id)


def reading(request: Visit) -> Reader:
    """What the visiting officer may read on this day."""
    return reader(actor(request), request.bureau.code, request.moment.on)


def case_asked(request: Visit, number: str) -> Case:
    """The case of that number; 404 when there is none or it is not for this reader."""
    found = readable(Case.objects.all(), reading(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def key_asked(request: Visit, verb: str) -> str:
    """The request key of a posted form, apart for each verb; 404 when there is none."""
    try:
        return f"desk:{UUID(request.POST['key'])}:{verb}"
    except (KeyError, ValueError):
        raise Http404 from None


def links(request: Visit, current: str) -> list[Link]:
    """The main links; the annual report only for those who may open it."""
    at = {"bureau": request.bureau.code}
    found = [
        ("desk:inbox", Words("待办", "Inbox"), "g i"),
        (NOTIFICATIONS, Words("通知", "Notifications"), "g n"),
        ("desk:cases", Words("案件", "Cases"), "g c"),
        ("desk:search", Words("查找", "Find"), "g f"),
        ("desk:counter", Words("窗口收件", "Counter"), "g w"),
        ("staff:absence", Words("外出", "Absence"), "g a"),
    ]
    standing = standing_of(request.bureau.code, actor(request).officer, request.moment.on)
    if standing.posts & {DRAFTER.code, REVIEWER.code}:
        found.append(("bulletin:overview", Words("信息发布", "Publications"), "g p"))
    if standing.posts & {LEGAL.code, DIRECTOR.code}:
        found.append(("rulebook:overview", Words("规则参数库", "Rulebook"), "g l"))
    if standing.posts & DISPATCH_POSTS or standing.supervising:
        found.append(("desk:dispatch", Words("公文", "Documents"), "g d"))
    if standing.posts & MEETING_POSTS:
        found.append(("desk:meetings", Words("会议室", "Meetings"), "g m"))
    if standing.posts & SEAL_POSTS:
        found.append(("desk:seals", Words("用印", "Seals"), "g s"))
    if ARCHIVIST.code in standing.posts:
        found.append(("desk:volumes", Words("案卷", "Volumes"), "g v"))
    if LEGAL.code in standing.posts:
        found.append(("calendar:overview", Words("放假安排", "Holidays"), "g h"))
    if standing.supervising or standing.posts & WATCHERS:
        found.append(("desk:staff", Words("人员", "Staff"), "g s"))
    if standing.supervising:
        found.insert(0, ("desk:board", Words("看板", "Board"), "g b"))
        found.append(("report:latest", Words("年度报告", "Annual report"), "g r"))
    counts = {NOTIFICATIONS: unread(request)}
    return [
        Link(title, reverse(name, kwargs=at), _within(name, current), counts.get(name), key)
        for name, title, key in found
    ]


def _within(name: str, current: str) -> bool:
    """Whether a page is the link's own or, of a register or the report, one below it."""
    room, _, _ = name.partition(":")
    return name == current or (room != "desk" and current.startswith(f"{room}:"))


def unread(request: Visit) -> int:
    """How many notifications the officer has not read; counting stops at a hundred."""
    mine = Notification.objects.filter(bureau=request.bureau.code, officer=actor(request).officer)
    return mine.filter(read_at__isnull=True)[:100].count()


def navigation(request: Any) -> dict[str, Any]:
    """For every template: the desk's links, drawn up when a page asks, also a register's."""
    if getattr(request, "officer", None) is None or getattr(request, "bureau", None) is None:
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"links": SimpleLazyObject(lambda: links(request, here))}


def shown(
    request: Visit, template: str, current: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the desk with its links."""
    filled = {**context, "links": links(request, current)}
    return render(request, template, filled, status=status)
