"""The gates of a hearing: what may not be skipped, hurried or done by the wrong person."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.law.backwards import latest
from fadu.law.period import due
from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.hearing.words import (
    DONE_KEY,
    HEARING,
    SET,
    TOLD,
    WAIVER,
    Convening,
    Days,
    ServedNotice,
    person_of,
    requests,
)
from fadu.procedure.gate import Gate, Need
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer


def heard(basis: Citation) -> Gate:
    """The gate that the party was heard, or had its days and did not ask."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        open_requests = [each for each in requests(asked.matter) if not each["closed"]]
        if asked.matter.state.memory.get(DONE_KEY) and not open_requests:
            return []
        return [
            Refusal(
                "not_heard",
                Words("当事人的听证权利没有办完", "The party has not been heard"),
                Words(
                    "要求听证的，先举行听证；未要求的，等期限届满",
                    "Hold the hearing that is asked for, or let the party's days run out",
                ),
                basis,
            )
        ]

    title = Words("已听证或期满未要求", "Heard, or not asked for in time")
    return Gate("heard", title, basis, check, fresh=False, kind=HEARING, reads=DONE_KEY)


def _refusal(code: str, words: Words, remedy: Words, basis: Citation, about: str = "") -> Refusal:
    return Refusal(code, words, remedy, basis, about)


def party_known(basis: Citation) -> Gate:
    """The request is that of a party."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        if person_of(asked) is not None:
            return []
        words = Words("没有这一位当事人", "There is no such party")
        return [_refusal("no_such_party", words, Words("请核对", "Look again"), basis, "party")]

    return Gate("party_known", Words("是本案当事人", "A party"), basis, check, stated=True)


def in_time(basis: Citation, days: Need) -> Gate:
    """A hearing is asked for before the party's days have run out."""

    def check(asked: Asked, known: Days) -> Sequence[Refusal]:
        end = _window_ends(asked.matter, known)
        if asked.at.on <= end:
            return []
        words = Words(
            f"要求听证的期限已于 {end} 届满", f"The time to ask for a hearing ran out on {end}"
        )
        remedy = Words(
            "当事人仍可陈述、申辩", "The party may still make statements and defend itself"
        )
        return [_refusal("hearing_asked_too_late", words, remedy, basis)]

    title = Words("在期限内提出", "Asked for in time")
    return Gate("hearing_in_time", title, basis, check, needs=days)


def _window_ends(matter: Matter, known: Days) -> date:
    """The last day of the party's time, counted from the day after service."""
    served = date.fromisoformat(matter.state.memory[TOLD])
    return due(served, known.window, known.calendar).on


def asked_for(basis: Citation) -> Gate:
    """Somebody asked, and nobody has heard him yet."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        if any(not each["closed"] for each in requests(asked.matter)):
            return []
        words = Words("没有当事人要求听证", "Nobody has asked for a hearing")
        remedy = Words("请等期限届满，或登记申请", "Let the days run out, or enter the request")
        return [_refusal("nobody_asked", words, remedy, basis)]

    return Gate("hearing_asked", Words("有人要求听证", "Asked for"), basis, check)


def not_asked(basis: Citation, days: Need) -> Gate:
    """Not while a request is open, nor before the days are over, unless every party waives."""

    def check(asked: Asked, known: Days) -> Sequence[Refusal]:
        memory = asked.matter.state.memory
        if any(not each["closed"] for each in requests(asked.matter)):
            words = Words("当事人已要求听证，不得略过", "A hearing is asked for: it must be held")
            remedy = Words("请组织听证", "Convene the hearing")
            return [_refusal("hearing_is_asked", words, remedy, basis)]
        now = {each["person"] for each in memory.get(WAIVER, []) if each["notice"] == memory[TOLD]}
        everybody = {str(party.person) for party in asked.matter.state.parties}
        end = _window_ends(asked.matter, known)
        if asked.at.on > end or (everybody and everybody <= now):
            return []
        words = Words(
            f"当事人到 {end} 前都可以要求听证", f"The party may ask for a hearing until {end}"
        )
        remedy = Words(
            "请等期限届满，或由全体当事人书面放弃", "Wait for that day, or for all to waive"
        )
        return [_refusal("hearing_window_open", words, remedy, basis)]

    title = Words("期满未要求或全体放弃", "Days over, or all waived")
    return Gate("hearing_not_asked", title, basis, check, needs=days)


def served_by_now(basis: Citation) -> Gate:
    """The notice was served on a day gone by, not before the case began."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        stated = asked.facts
        since = asked.matter.state.opened_on
        if isinstance(stated, ServedNotice) and since <= stated.served_on <= asked.at.on:
            return []
        words = Words("送达日期不对", "The day of service cannot be")
        remedy = Words("请按送达回证填写", "State the day on the proof of service")
        return [_refusal("wrong_service_day", words, remedy, basis, "served_on")]

    title = Words("送达日期真实", "Served on a day gone by")
    return Gate("served_by_now", title, basis, check, stated=True)


def far_enough(basis: Citation, days: Need) -> Gate:
    """The notice of the hearing goes out as many days ahead as the article says."""

    def check(asked: Asked, known: Days) -> Sequence[Refusal]:
        if not isinstance(asked.facts, Convening):
            return []
        last = latest(asked.facts.on, known.ahead, known.calendar).on
        if asked.at.on <= last:
            return []
        words = Words(
            f"{asked.facts.on} 举行的，最迟应在 {last} 通知",
            f"For a hearing on {asked.facts.on} the notice is due by {last}",
        )
        remedy = Words("请把听证日期往后定", "Choose a later day")
        return [_refusal("hearing_too_soon", words, remedy, basis, "on")]

    title = Words("提前通知", "Notice ahead")
    return Gate("hearing_far_enough", title, basis, check, needs=days, stated=True)


def chair_fits(basis: Citation, days: Need, apart_from: Sequence[str]) -> Gate:
    """Whoever investigated does not chair, nor does a party."""

    def check(asked: Asked, known: Days) -> Sequence[Refusal]:
        if not isinstance(asked.facts, Convening):
            return []
        officer = known.officers.get(asked.facts.chair)
        if officer is None:
            words = Words("没有这个工号", "There is no such staff number")
            remedy = Words("请核对工号", "Check the number")
            return [_refusal("no_such_officer", words, remedy, basis, "chair")]
        investigated = {who for step in apart_from for who in asked.matter.state.handled(step)}
        if str(officer) not in investigated:
            return []
        words = Words("主持人参与过本案调查", "The chair took part in the investigation")
        remedy = Words("请另定未参与调查的主持人", "Appoint somebody who did not")
        return [_refusal("chair_investigated", words, remedy, basis, "chair")]

    title = Words("主持人非本案调查人员", "Chaired by who did not investigate")
    return Gate("chair_apart", title, basis, check, needs=days, stated=True)


def _number_of(matter: Matter) -> Mapping[str, UUID]:
    rows = Officer.objects.filter(bureau=matter.bureau).values_list("staff_number", "id")
    return dict(rows)


def only_the_chair(basis: Citation) -> Gate:
    """The hearing is entered by whoever was appointed to chair it."""

    def check(asked: Asked, known: Mapping[str, UUID]) -> Sequence[Refusal]:
        chair = known.get(asked.matter.state.memory[SET]["chair"])
        if isinstance(asked.by, ByOfficer) and asked.by.officer == chair:
            return []
        words = Words("只有指定的主持人可以办理", "Only the appointed chair may do this")
        remedy = Words(
            "更换主持人的，请延期并重新通知", "To change the chair, postpone and convene"
        )
        return [_refusal("not_the_chair", words, remedy, basis)]

    title = Words("由指定主持人主持", "By the appointed chair")
    return Gate("by_the_chair", title, basis, check, needs=_number_of)


def not_before_its_day(basis: Citation) -> Gate:
    """A hearing is entered when its day has come."""

    def check(asked: Asked, known: None) -> Sequence[Refusal]:
        day = date.fromisoformat(asked.matter.state.memory[SET]["on"])
        if asked.at.on >= day:
            return []
        words = Words(f"听证定于 {day}，尚未举行", f"The hearing is on {day}, still to come")
        remedy = Words("请在听证之后登记", "Enter it after the hearing")
        return [_refusal("hearing_to_come", words, remedy, basis)]

    return Gate("hearing_day_come", Words("已到听证日", "Its day has come"), basis, check)
