"""The rules of service, as pure functions over what the case remembers of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fadu.law.words import Words
from fadu.procedure.blocks.service.ways import SERVICE, WAY_WORDS, Way, article
from fadu.procedure.refusal import Refusal

MEMORY = "service"
# “其他方式无法送达” as this house reads it: somebody went there, and the post (or another body) tried.
_WENT = frozenset({Way.DIRECT, Way.LEFT})
_SENT = frozenset({Way.POST, Way.ENTRUSTED, Way.HANDED_ON})


def held(memory: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the case remembers of service."""
    found: Mapping[str, Any] = memory.get(MEMORY, {})
    return found


def attempts(memory: Mapping[str, Any], person: str) -> Sequence[Mapping[str, Any]]:
    """What was tried for a recipient, in order."""
    found: Sequence[Mapping[str, Any]] = held(memory).get("attempts", {}).get(person, ())
    return found


def served(memory: Mapping[str, Any], person: str) -> Mapping[str, Any] | None:
    """The first service that reached a recipient: a later one moves no day."""
    return next((each for each in attempts(memory, person) if each["deemed"]), None)


def recipient_named(place: int, count: int) -> list[Refusal]:
    """A recipient is one of the case's, by place."""
    if 1 <= place <= count:
        return []
    return [
        Refusal(
            "no_such_recipient",
            Words(
                f"本案有 {count} 位受送达人，没有第 {place} 位",
                f"The case has {count} recipients, and no no. {place}",
            ),
            Words("请核对受送达人的次序", "Check the recipient's place"),
            SERVICE,
            "recipient",
        )
    ]


def day_sound(on: date, since: date, today: date) -> list[Refusal]:
    """Nothing is served before there is something to serve, nor tomorrow."""
    if since <= on <= today:
        return []
    return [
        Refusal(
            "day_unsound",
            Words(
                f"日期应在 {since} 至 {today} 之间",
                f"The day has to lie between {since} and {today}",
            ),
            Words("请填写实际日期", "State the day on which it happened"),
            SERVICE,
            "on",
        )
    ]


def witnessed(names: str, recorded: bool, least: int, on: date) -> list[Refusal]:
    """What is left behind is left before witnesses, or the process is recorded."""
    many = [
        name for name in names.replace("，", "、").replace(",", "、").split("、") if name.strip()
    ]
    if recorded or len({name.strip() for name in many}) >= least:
        return []
    return [
        Refusal(
            "not_witnessed",
            Words(
                f"留置送达没有 {least} 名见证人，也没有拍照、录像",
                f"Left without {least} witnesses, and neither photographed nor filmed",
            ),
            Words(
                "请写明见证人姓名并附其签名的回证，或附上照片、录像",
                "Name the witnesses who signed the receipt, or attach photographs or film",
            ),
            article(Way.LEFT, on),
            "witnesses",
        )
    ]


def consented(agreed: bool, on: date) -> list[Refusal]:
    """Electronic service needs the recipient's consent, on the address slip."""
    if agreed:
        return []
    return [
        Refusal(
            "no_consent",
            Words(
                "送达地址确认书中没有同意电子送达",
                "The address slip gives no consent to electronic service",
            ),
            Words(
                "请先取得书面同意并归入送达地址确认书，或改用其他方式",
                "Get the consent in writing on the address slip, or serve in another way",
            ),
            article(Way.ELECTRONIC, on),
        )
    ]


def others_failed(
    tried: Iterable[Mapping[str, Any]], unknown: bool, proved: bool, on: date
) -> list[Refusal]:
    """Public notice comes last: whereabouts are unknown (with proof), or the other ways failed."""
    if unknown and proved:
        return []
    failed = {Way(each["way"]) for each in tried if not each["deemed"]}
    if not unknown and failed & _WENT and failed & _SENT:
        return []
    zh, en = (
        ("没有附下落不明的证明", "nothing proves that the whereabouts are unknown")
        if unknown
        else (
            "其他方式还没有试过或者没有记录",
            "the other ways were not tried, or it is not on file",
        )
    )
    return [
        Refusal(
            "notice_too_early",
            Words(f"不能公告送达：{zh}", f"No public notice yet: {en}"),
            Words(
                "请先直接送达并邮寄（或委托、转交），未能送达的记入送达经过；下落不明的附证明",
                "Try in person and by post (or another body) and enter what failed; or prove that "
                "the whereabouts are unknown",
            ),
            article(Way.NOTICE, on),
        )
    ]


def still_to_serve(memory: Mapping[str, Any], people: Sequence[str], today: date) -> list[Refusal]:
    """Everybody is served before the case goes on; a public notice has run its days."""
    found = []
    for place, person in enumerate(people, 1):
        reached = served(memory, person)
        if reached is None:
            words = Words(f"第 {place} 位受送达人尚未送达", f"Recipient no. {place} is not served")
            remedy = Words("请送达并记入送达经过", "Serve, and enter it")
            basis = SERVICE
        elif reached["way"] == Way.NOTICE and today <= date.fromisoformat(reached["deemed"]):
            words = Words(
                f"第 {place} 位受送达人的公告到 {reached['deemed']} 才期满",
                f"The notice to recipient no. {place} runs until {reached['deemed']}",
            )
            remedy = Words("公告期满后再办", "Go on once the days have run")
            basis = article(Way.NOTICE, date.fromisoformat(reached["on"]))
        else:
            continue
        found.append(Refusal("not_served", words, remedy, basis, f"party:{person}"))
    return found


def said(attempt: Mapping[str, Any]) -> Words:
    """An attempt as people read it."""
    way = WAY_WORDS[Way(attempt["way"])]
    if attempt["deemed"]:
        return Words(
            f"{attempt['on']} {way.zh}，{attempt['deemed']} 视为送达",
            f"{attempt['on']} {way.en.lower()}, served as of {attempt['deemed']}",
        )
    return Words(f"{attempt['on']} {way.zh}未成", f"{attempt['on']} {way.en.lower()} failed")
