"""会议室: the meetings, the cases that wait for one, and convening."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fadu.desk.asked import actor, key_asked, shown
from fadu.desk.meeting_rows import members, posts_of, queue
from fadu.law.words import Words
from fadu.pages.forms import say
from fadu.pages.paging import leaf
from fadu.pages.who import Visit, officer_required
from fadu.procedure.acts import enter
from fadu.procedure.blocks.deliberation.book import CHAIR, MEMBER
from fadu.procedure.blocks.deliberation.facts import Convocation, ItemRow, MeetingFacts, MemberRow
from fadu.procedure.blocks.deliberation.procedures import CONVENED, MEETING_OF_MEMBERS, SECRETARY
from fadu.procedure.blocks.deliberation.rules import FORUM_WORDS, Forum
from fadu.procedure.facts import Problems, parse
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refusal, Refused

MEETINGS = "desk:meetings"
ON_A_PAGE = 15


@officer_required
def meetings(request: Visit, bureau: str) -> HttpResponseBase:
    """The meetings, and the form by which the secretary convenes one on waiting cases."""
    if not posts_of(request):
        raise Http404
    if request.method != "POST":
        return _page(request)
    facts = _stated(request)
    if isinstance(facts, list):
        return _page(request, tuple(facts))
    answer = enter(
        MEETING_OF_MEMBERS.name, facts, CONVENED, bureau=bureau, by=actor(request),
        at=request.moment, key=key_asked(request, "convene"),
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _page(request, answer.refusals)
    messages.success(request, say(Words("已召集", "Convened")))
    number = Case.objects.get(id=answer.case).number
    return HttpResponseRedirect(reverse("desk:meeting", args=(bureau, number)))


def _stated(request: Visit) -> MeetingFacts | list[Refusal]:
    """The typed facts of a meeting, or what is wrong with them."""
    raw = {name: request.POST.get(name, "") for name in ("forum", "on", "chair")}
    members = tuple(MemberRow(one) for one in request.POST.getlist("members"))
    agenda = tuple(ItemRow(one) for one in request.POST.getlist("agenda"))
    found = parse(Convocation, raw)
    if isinstance(found, Problems):
        remedy = Words("请更正后再提交", "Correct it and submit again")
        return [
            Refusal("wrong_facts", words, remedy, subject=name)
            for name, words in found.by_field.items()
        ]
    return MeetingFacts(found.forum, found.on, found.chair, members, agenda)


def _page(request: Visit, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    bureau, posts = request.bureau.code, posts_of(request)
    held = Case.objects.filter(bureau=bureau, procedure=MEETING_OF_MEMBERS.name)
    listed = leaf(held.order_by("-opened_on", "-number"), request, size=ON_A_PAGE)
    context = {
        "leaf": listed,
        "rows": [_row(case) for case in listed.rows],
        "convenes": SECRETARY.code in posts,
        "waiting": queue(bureau),
        "forums": [(forum.value, words) for forum, words in FORUM_WORDS.items()],
        "members": members(request, MEMBER.code),
        "chairs": members(request, CHAIR.code),
        "typed": _typed(request),
        "refusals": refusals,
        "key": request.POST.get("key") or str(uuid4()),
    }
    status = 422 if refusals else 200
    return shown(request, "desk/meetings.html", MEETINGS, context, status=status)


def _typed(request: Visit) -> dict[str, Any]:
    """What was typed, so that nothing is lost; at first every member is called."""
    if request.method == "POST":
        many = {name: request.POST.getlist(name) for name in ("members", "agenda")}
        return {**request.POST.dict(), **many}
    everybody = [str(one.id) for one in members(request, MEMBER.code)]
    chairs = members(request, CHAIR.code)
    chair = str(chairs[0].id) if len(chairs) == 1 else ""
    return {"on": request.moment.on.isoformat(), "members": everybody, "chair": chair}


def _row(case: Case) -> dict[str, Any]:
    state = case.state
    step = MEETING_OF_MEMBERS.step(state.step)
    held = (
        Words("未开成", "Not held") if state.outcome == "not_held" else Words("已确认", "Confirmed")
    )
    return {
        "number": case.number,
        "forum": Forum(state.facts["forum"]).words,
        "on": state.facts["on"],
        "items": len(state.facts["agenda"]),
        "stands": step.title if step else held,
        "open": step is not None,
    }
