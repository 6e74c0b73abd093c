"""Looking a person up: by right, with a reason, and never unseen.

The reason is stated first; only cases that the officer may read anyway are shown; and each look-up
is an entry in a chain of his own for the year, which supervisors read. The entry says when, why, by
what kind of term and how many were found, and never the term. The circumstances may name persons,
so they lie apart like every personal value.
"""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from fadu.bureau.authority import posts_of
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.people.models import PersonalValue
from fadu.people.persons import find, identity_index
from fadu.procedure.access import Reader, readable, reader
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.entries import PersonLookedUp
from fadu.procedure.models import Case, Party
from fadu.procedure.office import named
from fadu.procedure.opening import open
from fadu.procedure.procedures import LOOKUPS, LookupFacts
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByOfficer, BySystem
from fadu.record.append import Personal
from fadu.record.models import Entry
from fadu.record.moment import Moment
from fadu.search.names import By, Sought, sought, values

MOST = 20
SHORTEST_NOTE, LONGEST_NOTE = 4, 200
# So many values of one name are looked through for cases that the officer may read.
MOST_VALUES = 2000
BASIS = cite("不动产登记暂行条例实施细则", 99)

REASONS = {
    "handling": Words("办理手上的案件", "Handling a case in hand"),
    "counter": Words(
        "当事人在窗口询问本人办件", "The party asks at the counter about its own case"
    ),
    "duplicate": Words("核对是否重复申请", "Checking for a repeated application"),
    "complaint": Words("处理投诉、信访或复议", "Handling a complaint or a review"),
    "supervision": Words("监督检查", "Supervision"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A case in which the person stands, under the name that was stated there."""

    case: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """A look-up that was done and recorded; `more` says that not all are shown."""

    matches: tuple[Match, ...]
    more: bool


def look_up(
    text: str, reason: str, note: str, *, bureau: str, by: ByOfficer, at: Moment, key: str
) -> Lookup | Refused:
    """Look a person up by name, identity number or telephone, and record that it was done.

    The same key with the same request gives the same answer and no second entry.
    """
    what = sought(text)
    wrong = _wrong(what, reason, note)
    if wrong or what is None:
        return Refused(tuple(wrong))
    chain = _chain(bureau, by, at)
    if isinstance(chain, Refused):
        return chain
    who = reader(by, bureau, at.on)

    def plan(locked: Locked) -> Planned | Refused:
        refusals = [*_no_right(who), *_too_many(locked, at)]
        if refusals:
            return Refused(tuple(refusals))
        found = matching(what, who)
        kept = Personal("note", note.strip(), None)
        act = PersonLookedUp(
            what.by.value, reason, REASONS[reason].zh, REASONS[reason].en, f"personal:{kept.id}",
            len(found.matches), found.more,
        )  # fmt: skip
        posts = ",".join(sorted(posts_of(bureau, by.officer, at.on)))
        acting = dataclasses.replace(by, post=posts)
        return Planned(acting, act, locked.state, LOOKUPS.start.post.code, personal=(kept,))

    request = {
        "verb": "look_up", "text": what.text, "reason": reason, "note": note, "by": named(by),
    }  # fmt: skip
    answer = act_on(chain, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)
    return answer if isinstance(answer, Refused) else matching(what, who)


def _wrong(what: Sought | None, reason: str, note: str) -> list[Refusal]:
    found = []
    if what is None:
        found.append(
            Refusal(
                "term_too_short",
                Words("查询内容太短", "What you look for is too short"),
                Words(
                    "请填写至少两个字的姓名或名称、完整的证件号码，或至少7位的电话",
                    "State a name of two characters at least, a whole identity number, "
                    "or a telephone of seven digits at least",
                ),
                subject="text",
            )
        )
    if reason not in REASONS:
        words = Words("没有说明查询事由", "No reason was stated")
        remedy = Words("请选择查询事由", "Choose the reason of the look-up")
        found.append(Refusal("no_reason", words, remedy, BASIS, "reason"))
    if not SHORTEST_NOTE <= len(note.strip()) <= LONGEST_NOTE:
        words = Words("没有写明具体情况", "The circumstances are not stated")
        remedy = Words(
            f"请用{SHORTEST_NOTE}至{LONGEST_NOTE}个字写明，例如办件编号",
            f"State them in {SHORTEST_NOTE} to {LONGEST_NOTE} characters, such as a case number",
        )
        found.append(Refusal("no_note", words, remedy, BASIS, "note"))
    return found


def _no_right(who: Reader) -> list[Refusal]:
    if who.everything or who.procedures:
        return []
    words = Words("您的岗位不办理任何案件，不能查询当事人", "No post of yours reads any case")
    return [Refusal("no_right", words, Words("请由办理岗位查询", "Ask a post that does"), BASIS)]


def _too_many(locked: Locked, at: Moment) -> list[Refusal]:
    """The entry so many look-ups ago must lie an hour back: one row of the chain tells."""
    most = settings.FADU_LOOKUPS_PER_HOUR
    before = locked.link.seq - most + 1
    if before <= 1:  # the first entry opened the chain
        return []
    entry = Entry.objects.get(bureau=locked.bureau, case=locked.id, seq=before)
    if entry.recorded_at <= at.recorded_at - datetime.timedelta(hours=1):
        return []
    words = Words(
        f"一小时内已查询 {most} 次，达到上限", f"{most} look-ups within an hour are the limit"
    )
    remedy = Words(
        "请稍后再查；批量核对请按规定另行申请", "Look up later; bulk checks are applied for apart"
    )
    return [Refusal("too_many_lookups", words, remedy)]


def _chain(bureau: str, by: ByOfficer, at: Moment) -> UUID | Refused:
    """The officer's chain of this year; opened by the system at his first look-up."""
    answer: Answer = open(
        LOOKUPS.name, LookupFacts(str(by.officer), at.on.year), bureau=bureau,
        by=BySystem("lookups"), at=at, key=f"{by.officer}:{at.on.year}",
    )  # fmt: skip
    return answer if isinstance(answer, Refused) else answer.case


def matching(what: Sought, who: Reader) -> Lookup:
    """The readable cases in which the person stands, the latest first."""
    by = _by_identity if what.by is By.IDENTITY else _by_values
    matches = by(what, who)
    return Lookup(tuple(matches[:MOST]), len(matches) > MOST)


def _by_identity(what: Sought, who: Reader) -> list[Match]:
    person = find(who.bureau, [what.text]).get(identity_index(what.text))
    if person is None:
        return []
    parts = Party.objects.filter(bureau=who.bureau, person=person.id)
    cases = readable(Case.objects.filter(id__in=parts.values("case")), who)
    rows = cases.order_by("-opened_on", "-number").values_list("id", flat=True)[: MOST + 1]
    held = PersonalValue.objects.filter(bureau=who.bureau, person=person.id, field=By.NAME)
    names = dict(held.filter(case__in=list(rows)).values_list("case", "value"))
    return [Match(case, names.get(case, "")) for case in rows]


def _by_values(what: Sought, who: Reader) -> list[Match]:
    """Values come newest first, in groups; each was stated in one case."""
    found: list[Match] = []
    seen = 0
    for group in values(who.bureau, what):
        cases = list(dict.fromkeys(value.case for value in group))
        allowed = set(readable(Case.objects.filter(id__in=cases), who).values_list("id", flat=True))
        here = [value for value in group if value.case in allowed]
        names = _names(who.bureau, here)
        held = {match.case for match in found}
        found += [Match(case, names.get(case, "")) for case in cases if case in allowed - held]
        seen += len(group)
        if len(found) > MOST or seen >= MOST_VALUES:
            break
    return found


def _names(bureau: str, group: Sequence[PersonalValue]) -> Mapping[UUID, str]:
    """The name under which each value's person stands in the value's case."""
    names = {value.case: value.value for value in group if value.field == By.NAME}
    rest = {value.case: value.person for value in group if value.field != By.NAME}
    held = PersonalValue.objects.filter(
        bureau=bureau, case__in=list(rest), person__in=list(rest.values()), field=By.NAME
    )
    return names | {row.case: row.value for row in held if rest[row.case] == row.person}
