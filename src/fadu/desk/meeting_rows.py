"""What the pages of the meeting room show: the queue of waiting cases, members, items, voices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.authority import appointments_on, standing_of
from fadu.bureau.models import Officer
from fadu.desk.asked import MEETING_POSTS, actor, reading
from fadu.law.words import Words
from fadu.pages.who import Visit
from fadu.people.models import PersonalValue
from fadu.procedure.access import readable
from fadu.procedure.blocks.deliberation.book import forum_of, waiting_items
from fadu.procedure.blocks.deliberation.models import AgendaItem, Resolution
from fadu.procedure.blocks.deliberation.rules import (
    RESULT_WORDS,
    VOTE_WORDS,
    Forum,
    Minuted,
    Result,
    Vote,
)
from fadu.procedure.discover import procedures
from fadu.procedure.gate import DELIBERATION
from fadu.procedure.models import Case
from fadu.record.models import entries_of

_COLOURS = {Vote.AGREE: "green", Vote.DISAGREE: "red", Vote.SEND_BACK: "amber"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case of the queue: what it is, which forum it waits for, since when."""

    number: str
    title: Words
    forum: Forum
    since: str


@dataclass(frozen=True, slots=True)
class Line:
    """A member on an item: recused, still silent, or how he voted and what he said."""

    name: str
    words: Words
    colour: str
    opinion: str
    head: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda as the page shows it."""

    place: int
    number: str
    title: Words
    readable: bool
    struck: bool
    lines: Sequence[Line]
    result: Words | None
    speaks: bool
    others_first: int


def posts_of(request: Visit) -> frozenset[str]:
    """The posts of the visiting officer that have a part in meetings."""
    standing = standing_of(request.bureau.code, actor(request).officer, request.moment.on)
    return standing.posts & MEETING_POSTS


def queue(bureau: str) -> list[Waiting]:
    """The open cases that wait for a meeting and that none has resolved yet, the oldest first."""
    names = [
        one.name
        for one in procedures().values()
        if any(gate.kind == DELIBERATION for step in one.steps for gate in step.gates)
    ]
    rows = Case.objects.filter(bureau=bureau, status="open", procedure__in=names)
    found = []
    for case in rows.order_by("opened_on", "number"):
        forum = forum_of(case)
        if forum is not None and waiting_items([case], forum):
            title = procedures()[case.procedure].title
            found.append(Waiting(case.number, title, forum, case.state.since.isoformat()))
    return found


def members(request: Visit, code: str) -> list[Officer]:
    """The officers who hold a post today, by staff number."""
    held = appointments_on(request.bureau.code, request.moment.on).filter(post__code=code)
    rows = Officer.objects.filter(id__in=held.values("officer"))
    return list(rows.order_by("staff_number"))


def items(request: Visit, case: Case, names: Mapping[str, str]) -> list[Item]:
    """The agenda with every voice; `speaks` where the visiting officer may give his."""
    minuted = Minuted.of(case.state)
    rows = AgendaItem.objects.filter(bureau=case.bureau, meeting=case.id).order_by("place")
    known = Case.objects.filter(id__in=rows.values("case"))
    titles = {one.id: procedures()[one.procedure].title for one in known}
    open_to_me = set(readable(known, reading(request)).values_list("id", flat=True))
    resolved = dict(Resolution.objects.filter(meeting=case.id).values_list("case", "result"))
    said = opinions(case)
    me = str(actor(request).officer)
    found = []
    for row in rows:
        silent = minuted.unheard(row.number)
        speaks = case.state.step == "discuss" and row.number not in minuted.struck and me in silent
        head = case.state.facts["chair"]
        found.append(
            Item(
                row.place, row.number, titles.get(row.case, Words("", "")),
                row.case in open_to_me, row.number in minuted.struck,
                _lines(minuted, row.number, said, names, head),
                RESULT_WORDS[Result(resolved[row.case])] if row.case in resolved else None,
                speaks, len([one for one in silent if one != head]) if me == head else 0,
            )
        )  # fmt: skip
    return found


def _lines(
    minuted: Minuted, item: str, said: Mapping[tuple[str, str], str], names: Mapping[str, str],
    head: str,
) -> list[Line]:  # fmt: skip
    votes, voters = minuted.votes(item), minuted.voters(item)
    lines = []
    for officer in sorted(minuted.present, key=lambda one: (one == head, names.get(one, ""))):
        words, colour = Words("未发言", "not heard yet"), "plain"
        if officer not in voters:
            words = Words("回避", "recused")
        elif officer in votes:
            vote = Vote(votes[officer])
            words, colour = VOTE_WORDS[vote], _COLOURS.get(vote, "plain")
        opinion = said.get((item, officer), "")
        lines.append(Line(names.get(officer, ""), words, colour, opinion, officer == head))
    return lines


def opinions(case: Case) -> dict[tuple[str, str], str]:
    """What was said or given as the reason of a recusal, by item and officer."""
    told = {}
    for entry in entries_of(case.bureau, case.id):
        act = entry.payload["act"]
        if act.get("contribution") in ("voice", "recuse"):
            text = act["facts"].get("opinion") or act["facts"].get("reason", "")
            told[act["facts"]["item"], entry.content["actor"]["officer"]] = text
    ids = [UUID(text.removeprefix("personal:")) for text in told.values() if text]
    rows = PersonalValue.objects.filter(bureau=case.bureau, case=case.id, id__in=ids)
    held = {f"personal:{row.id}": row.value for row in rows}
    return {place: held.get(text, "") for place, text in told.items()}
